/** What each page does for the bench. */
export interface Page {
  /** Shows a form in a new place; resolves at any time, the first control counts. */
  show: (count: number, place: HTMLElement) => unknown;
  /** The control of an option, 0 to 4, of an item, 1 to n; nothing while it is not there. */
  control: (item: number, option: number) => HTMLElement | null | undefined;
  /** The score as the page shows it. */
  total: () => string | null | undefined;
}

export interface Bench extends Page {
  /** Shows a form and waits until its first control has been painted. @returns milliseconds since navigation */
  start: (count: number) => Promise<number>;
  /** Takes the form away again. */
  clear: () => void;
  /** Presses controls, one a frame. */
  answer: (pressed: readonly (readonly [item: number, option: number])[]) => Promise<void>;
  /** Milliseconds from each real click to the frame that shows it. */
  clicks: number[];
  violations: string[];
}

declare global {
  interface Window {
    bench: Bench;
  }
}

const frame = () => new Promise<unknown>(resolve => requestAnimationFrame(resolve));
/** After the frame that comes next has been handed over. */
const painted = async (): Promise<void> => {
  await frame();
  await new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(0);
  });
};

/** Takes a page into the bench; `?items=90` shows the form at once. */
export function serve(page: Page): void {
  const violations: string[] = [];
  document.addEventListener('securitypolicyviolation', event =>
    violations.push(`${event.effectiveDirective} ${event.blockedURI}`),
  );
  const clicks: number[] = [];
  window.addEventListener(
    'click',
    event => {
      if (event.isTrusted) void painted().then(() => clicks.push(performance.now() - event.timeStamp));
    },
    { capture: true },
  );
  const start = async (count: number): Promise<number> => {
    const place = document.createElement('div');
    document.querySelector('main')!.append(place);
    void page.show(count, place);
    while (!page.control(1, 0)) await frame();
    await painted();
    return performance.now();
  };
  const answer: Bench['answer'] = async pressed => {
    for (const [item, option] of pressed) {
      const control = page.control(item, option);
      if (!control) throw new Error(`There is no control for item ${item}.`);
      control.click();
      await painted();
    }
  };
  const clear = () => document.querySelector('main')!.replaceChildren();
  window.bench = { ...page, start, clear, answer, clicks, violations };
  const items = Number(new URLSearchParams(location.search).get('items'));
  if (items > 0) void start(items).then(at => (document.documentElement.dataset.interactive = String(at)));
}
