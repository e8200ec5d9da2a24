/** Server-sent events from an async iterable. */
import type { StreamItem } from './handlers.ts';

/** A comment goes out this often, in milliseconds, so that nobody on the way takes the silence for the end. */
const HEARTBEAT = 15_000;

/**
 * `open` gets a signal that aborts when the client goes away, when `ending` aborts, or at `until`; the stream ends when
 * its iterable does.
 */
export function eventStream<T>(
  open: (signal: AbortSignal) => AsyncIterable<StreamItem<T>>,
  ending: AbortSignal,
  lifetime: number,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const gone = new AbortController();
  const end = () => gone.abort();
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => {
        if (!gone.signal.aborted) controller.enqueue(encoder.encode(text));
      };
      ending.addEventListener('abort', end);
      if (ending.aborted) end();
      const heartbeat = setInterval(() => send(': heartbeat\n\n'), HEARTBEAT);
      const over = setTimeout(end, lifetime);
      send('retry: 2000\n\n');
      void (async () => {
        try {
          for await (const { id, data } of open(gone.signal)) {
            send(`id: ${id}\n${data === undefined ? '' : `data: ${JSON.stringify(data)}\n`}\n`);
          }
        } catch {
          // The client resumes from the last event it has.
        } finally {
          clearInterval(heartbeat);
          clearTimeout(over);
          ending.removeEventListener('abort', end);
          end();
          try {
            controller.close();
          } catch {
            // Cancelled by the client.
          }
        }
      })();
    },
    cancel: end,
  });
}
