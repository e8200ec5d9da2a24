/** Server-sent events from an async iterable. */
import type { StreamItem } from './handlers.ts';

/** A comment goes out this often, in milliseconds, so that nobody on the way takes the silence for the end. */
const HEARTBEAT = 15_000;

export interface StreamOptions<T> {
  /** `signal` aborts when the stream is over, whoever ended it. */
  readonly open: (signal: AbortSignal) => AsyncIterable<StreamItem<T>>;
  /** The service closes. */
  readonly closing: AbortSignal;
  /** In milliseconds; what is left of the session. */
  readonly lifetime: number;
  /** Asked at every heartbeat, and whenever `watch` says so; the stream ends when it says no. */
  readonly isValid: () => Promise<boolean>;
  readonly watch?: (onDoubt: () => void) => () => void;
  readonly heartbeat?: number;
}

/** Ends when the iterable does, the client goes away, the service closes, or the session is over. */
export function eventStream<T>(options: StreamOptions<T>): ReadableStream<Uint8Array> {
  const { open, closing, lifetime, isValid, watch, heartbeat = HEARTBEAT } = options;
  const encoder = new TextEncoder();
  const over = new AbortController();
  const end = () => over.abort();
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => {
        if (!over.signal.aborted) controller.enqueue(encoder.encode(text));
      };
      const check = async () => {
        // When the database can't say, the token's own time still bounds the stream.
        if (!over.signal.aborted && !(await isValid().catch(() => true))) end();
      };
      const beat = () => {
        send(': heartbeat\n\n');
        void check();
      };
      const beating = setInterval(beat, heartbeat);
      const unwatch = watch?.(() => void check());
      const ending = setTimeout(end, lifetime);
      closing.addEventListener('abort', end);
      if (closing.aborted) end();
      send('retry: 2000\n\n');
      const pump = async () => {
        for await (const { id, data } of open(over.signal)) {
          send(`id: ${id}\n${data === undefined ? '' : `data: ${JSON.stringify(data)}\n`}\n`);
        }
      };
      // What fails ends the stream; the client resumes from the last event it has.
      void pump()
        .catch(() => {})
        .finally(() => {
          clearInterval(beating);
          clearTimeout(ending);
          unwatch?.();
          closing.removeEventListener('abort', end);
          end();
          try {
            controller.close();
          } catch {
            // The client has gone: there is nothing to close.
          }
        });
    },
    cancel: end,
  });
}
