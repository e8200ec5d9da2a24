/**
 * One way for an element to ask for data: idle, loading, ready, failed; abort; retry. A `.data` property wins and then
 * nobody is asked.
 */
import { Task } from '@lit/task';
import type { ReactiveControllerHost } from 'lit';
import { ForbiddenError, NetworkError, NotFoundError, TimeoutError, UnavailableError } from '@xinqiao/sdk';

/**
 * - `idle`: nothing to ask yet (no client, no id)
 * - `stale`: an earlier value is shown, the newest request failed
 * - `offline`: no value, and the service cannot be reached
 * - `no-access`: the service answered that this does not exist for this session
 */
export type ResourceState = 'idle' | 'loading' | 'ready' | 'stale' | 'offline' | 'no-access' | 'failed';

export interface ResourceOptions<T, A extends readonly unknown[]> {
  /** Asked again whenever one of these changes; nothing is asked while one is `undefined`. */
  args: () => A;
  load: (args: { [K in keyof A]: NonNullable<A[K]> }, options: { signal: AbortSignal }) => Promise<T>;
  /** The element's `.data`; when it is not `undefined` it is the value and nothing is asked. */
  data?: () => T | undefined;
}

export class ResourceController<T, A extends readonly unknown[]> {
  #task: Task<readonly unknown[], T | undefined>;
  #host: ReactiveControllerHost;
  #options: ResourceOptions<T, A>;
  #loaded: T | undefined;
  #error: unknown;
  #state: ResourceState = 'idle';
  #args: readonly unknown[] = [];

  constructor(host: ReactiveControllerHost, options: ResourceOptions<T, A>) {
    this.#host = host;
    this.#options = options;
    this.#task = new Task(host, {
      args: () => [options.data?.() !== undefined, ...options.args()],
      task: (args, { signal }) => this.#run(args, signal),
      // What was asked is shown through `state`; nothing may reach the console as an unhandled error.
      onError: () => {},
    });
  }

  async #run([given, ...args]: readonly unknown[], signal: AbortSignal): Promise<T | undefined> {
    // An answer for other arguments (another student) must never be shown as a stale value of these.
    if (args.some((value, index) => value !== this.#args[index])) this.#loaded = undefined;
    this.#args = args;
    if (given || args.some(value => value === undefined)) {
      this.#state = 'idle';
      return undefined;
    }
    if (this.#loaded === undefined) this.#state = 'loading';
    try {
      const value = await this.#options.load(args as never, { signal });
      if (!signal.aborted) {
        this.#loaded = value;
        this.#error = undefined;
        this.#state = 'ready';
      }
      return value;
    } catch (error) {
      if (!signal.aborted) {
        this.#error = error;
        this.#state = this.#failure(error);
      }
      throw error;
    }
  }

  #failure(error: unknown): ResourceState {
    if (NotFoundError.is(error) || ForbiddenError.is(error)) {
      // Access that ended takes what was shown with it.
      this.#loaded = undefined;
      return 'no-access';
    }
    if (this.#loaded !== undefined) return 'stale';
    return NetworkError.is(error) || TimeoutError.is(error) || UnavailableError.is(error) ? 'offline' : 'failed';
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
  retry(): Promise<void> {
    return this.#task.run().catch(() => {});
  }

  /** Put in a newer value that came another way (the answer to an update). */
  set(value: T): void {
    this.#loaded = value;
    this.#state = 'ready';
    this.#host.requestUpdate();
  }
}
