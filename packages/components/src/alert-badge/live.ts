/** Follows the events of alerts for a host: starts after its first summary, ends with it, and asks it to read anew. */
import { NetworkError, type XinqiaoClient } from '@xinqiao/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Milliseconds before a stream that could not begin is tried again, and one that the service has ended. */
const RESUME = 5_000;
const LATER = 60_000;

export interface AlertFeedOptions {
  /** What to follow, from where on; `undefined` while there is nothing to follow. */
  source: () => { client: XinqiaoClient; unitId: string | undefined; eventId: string } | undefined;
  /** Read what is true now. Calls never overlap: what happens meanwhile is answered by one more read. */
  refresh: () => Promise<void>;
}

type Host = ReactiveControllerHost & Node;

export class AlertFeed implements ReactiveController {
  #host: Host;
  #options: AlertFeedOptions;
  #following:
    { client: XinqiaoClient; unitId: string | undefined; abort: AbortController; isOver: boolean } | undefined;
  #reading = false;
  #again = false;

  constructor(host: Host, options: AlertFeedOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('online', this.#wake);
    document.addEventListener('visibilitychange', this.#seen);
    // An element that comes back to the page has nothing to update, but has to follow again from where it left off.
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    // What is taken away in the middle of being drawn is drawn all the same: it follows nothing.
    const source = this.#host.isConnected ? this.#options.source() : undefined;
    const now = this.#following;
    // A newer summary carries another event id; the stream is already there.
    if (source && now && source.client === now.client && source.unitId === now.unitId) return;
    this.#stop();
    if (source) void this.#follow(source);
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.#wake);
    document.removeEventListener('visibilitychange', this.#seen);
    this.#stop();
  }

  /** Read now, or once more after the read under way. */
  readonly refresh = async (): Promise<void> => {
    this.#again = true;
    if (this.#reading) return;
    this.#reading = true;
    while (this.#again) {
      this.#again = false;
      await this.#options.refresh();
    }
    this.#reading = false;
  };

  /** Follow anew after the next read, also where the stream had ended for good. */
  restart(): void {
    this.#stop();
    void this.refresh();
  }

  async #follow({ client, unitId, eventId }: NonNullable<ReturnType<AlertFeedOptions['source']>>): Promise<void> {
    const abort = new AbortController();
    const following = { client, unitId, abort, isOver: false };
    this.#following = following;
    let lost = false;
    const onConnection = (state: 'open' | 'lost') => {
      // Lost: find out whether the count still holds. Back: read what was missed.
      if (lost || state === 'lost') void this.refresh();
      lost = state === 'lost';
    };
    try {
      const { signal } = abort;
      const stream = client.alerts.events(unitId ? { unitId } : {}, { signal, lastEventId: eventId, onConnection });
      const iterator = stream[Symbol.asyncIterator]();
      while (!(await iterator.next()).done) void this.refresh();
    } catch (error) {
      if (abort.signal.aborted) return;
      // The stream itself outlasts a lost network; its reader, fetched late, may not have come. Else it cannot go on (the
      // session is over, access has ended) until somebody has signed in again. The next read says so where people see it.
      following.isOver = true;
      setTimeout(() => this.#resume(abort), NetworkError.is(error) ? RESUME : LATER);
      void this.refresh();
    }
  }

  #resume(abort: AbortController): void {
    if (this.#following?.abort === abort) this.restart();
  }

  #stop(): void {
    this.#following?.abort.abort();
    this.#following = undefined;
  }

  /** What the count shows as new is followed again. */
  #wake = (): void => {
    if (this.#following?.isOver) this.restart();
    else void this.refresh();
  };

  // Phones put pages to sleep and cut their streams without a word.
  #seen = (): void => {
    if (document.visibilityState === 'visible') this.#wake();
  };
}
