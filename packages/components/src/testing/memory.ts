/** Whether something is still held by a page, for tests of what is taken away for good. */

declare global {
  interface Window {
    /** Of a browser started with `--expose-gc` (web-test-runner.config.mjs). */
    gc?: (options: { type: 'major'; execution: 'async' }) => Promise<void>;
  }
}

/** Gives what only waits for its end (a request on its way, on a machine with more to do) 10 s to come to it. */
export async function isForgotten(what: WeakRef<object>): Promise<boolean> {
  for (let left = 200; what.deref() && left > 0; left--) {
    await new Promise(resolve => setTimeout(resolve, 50));
    await window.gc!({ type: 'major', execution: 'async' });
  }
  return what.deref() === undefined;
}
