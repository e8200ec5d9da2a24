/** Work that ends when its time is up or its caller gives up, whether or not the work itself listens. */
import { AbortedError, TimeoutError } from './errors.ts';

interface Bounds {
  signal?: AbortSignal | undefined;
  /** Milliseconds; unbounded when left out, or longer than a timer can be set. */
  timeout?: number | undefined;
}

const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * The work's own signal fires when either does; it has none where nothing bounds it.
 * `AbortSignal.any` and `AbortSignal.timeout` would do, but Chromium 86 has neither.
 * @throws {AbortedError} when `signal` fires @throws {TimeoutError} when the time is up
 */
export async function bounded<T>(
  operation: string,
  { signal, timeout }: Bounds,
  work: (signal: AbortSignal | undefined) => Promise<T>,
): Promise<T> {
  if (!signal && timeout === undefined) return work(undefined);
  if (signal?.aborted) throw new AbortedError(operation);
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let aborted = () => {};
  const ended = new Promise<never>((_, reject) => {
    const end = (error: Error) => {
      reject(error);
      controller.abort();
    };
    aborted = () => end(new AbortedError(operation));
    signal?.addEventListener('abort', aborted);
    if (timeout !== undefined && timeout <= LONGEST_TIMER) {
      timer = setTimeout(() => end(new TimeoutError(operation)), timeout);
    }
  });
  try {
    return await Promise.race([work(controller.signal), ended]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', aborted);
  }
}

/** Waits so many milliseconds; on abort the timer is dropped and the promise never settles. */
export const pause = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise(resolve => {
    if (signal?.aborted) return;
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => clearTimeout(timer));
  });
