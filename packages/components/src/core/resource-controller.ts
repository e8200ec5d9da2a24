/**
 * One way for an element to ask for data: idle, loading, ready, failed; abort; retry. A `.data` property wins and then
 * nobody is asked.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { kindsOf } from '@xinqiao/sdk';

/**
 * - `idle`: nothing to ask yet (no client, no id)
 * - `stale`: an earlier value is shown, the newest request failed
 * - `offline`: no value, and the service cannot be reached
 * - `signed-out`: no value, and nobody is signed in any more
 * - `no-access`: the service answered that this does not exist for this session
 */
export type ResourceState = 'idle' | 'loading' | 'ready' | 'stale' | 'offline' | 'signed-out' | 'no-access' | 'failed';

export interface ResourceOptions<T, A extends readonly unknown[]> {
  /** Asked again whenever one of these changes; nothing is asked while one is `undefined`. */
  args: () => A;
  load: (args: { [K in keyof A]: NonNullable<A[K]> }, options: { signal: AbortSignal }) => Promise<T>;
  /** The element's `.data`; when it is not `undefined` it is the value and nothing is asked. */
  data?: () => T | undefined;
}

export class ResourceController<T, A extends readonly unknown[]> implements ReactiveController {
  #host: ReactiveControllerHost;
  #options: ResourceOptions<T, A>;
  #loaded: T | undefined;
  #error: unknown;
  #state: ResourceState = 'idle';
  #args: readonly unknown[] | undefined;
  #given = false;
  #asking: AbortController | undefined;

  constructor(host: ReactiveControllerHost, options: ResourceOptions<T, A>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostUpdate(): void {
    const given = this.#options.data?.() !== undefined;
    const args = this.#options.args();
    const before = this.#args;
    const same = before?.length === args.length && args.every((value, index) => value === before[index]);
    if (same && given === this.#given) return;
    // An answer for other arguments (another student) must never be shown as a stale value of these.
    if (!same) this.#loaded = undefined;
    this.#args = args;
    this.#given = given;
    void this.retry();
  }

  #failure(error: unknown): ResourceState {
    const kinds = kindsOf(error).join();
    if (/NotFound|Forbidden/.test(kinds)) {
      // Access that ended takes what was shown with it.
      this.#loaded = undefined;
      return 'no-access';
    }
    if (this.#loaded !== undefined) return 'stale';
    if (/Unauthenticated/.test(kinds)) return 'signed-out';
    return /Network|Timeout|Unavailable/.test(kinds) ? 'offline' : 'failed';
  }

  get state(): ResourceState {
    return this.#options.data?.() === undefined ? this.#state : 'ready';
  }

  /** The value to show, if there is one (in `ready` and `stale`). */
  get value(): T | undefined {
    return this.#options.data?.() ?? this.#loaded;
  }

  get error(): unknown {
    return this.#error;
  }

  /** Ask again; what is shown stays until the answer is there. Never rejects. */
  async retry(): Promise<void> {
    const args = this.#args;
    this.#asking?.abort();
    const { signal } = (this.#asking = new AbortController());
    if (this.#given || !args || args.includes(undefined)) {
      this.#state = 'idle';
      return;
    }
    if (this.#loaded === undefined) this.#state = 'loading';
    this.#host.requestUpdate();
    try {
      const value = await this.#options.load(args as never, { signal });
      if (signal.aborted) return;
      this.#loaded = value;
      this.#error = undefined;
      this.#state = 'ready';
    } catch (error) {
      // What was asked is shown through `state`; nothing may reach the console as an unhandled error.
      if (signal.aborted) return;
      this.#error = error;
      this.#state = this.#failure(error);
    }
    this.#host.requestUpdate();
  }

  /** Put in a newer value that came another way (the answer to an update). */
  set(value: T): void {
    this.#loaded = value;
    this.#state = 'ready';
    this.#host.requestUpdate();
  }
}
