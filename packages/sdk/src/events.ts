/** Server-sent events over fetch: `EventSource` can neither send the session nor say why it failed. */
import { bounded, pause } from './bounded.ts';
import { AbortedError, ApiError, NetworkError, TimeoutError } from './errors.ts';
import type { Call, Transport } from './transport.ts';

export interface ServerSentEvent {
  /** The last id the stream named, as `Last-Event-ID` wants it. */
  readonly id: string;
  /** `undefined` for a block without data, which only moves the position on. */
  readonly data: string | undefined;
}

/** Milliseconds between a lost stream and the next try: first, and at most. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;
/** Ids remembered to leave out what a service sends again after a resumption. */
const REMEMBERED = 1_000;

/**
 * Follows a stream until it is aborted (the loop ends) or cannot go on (it throws): reconnects after what was last
 * received, leaves out repeats, and takes silence longer than `idleTimeout` for a loss.
 */
export function events(transport: Transport, call: Call): AsyncIterable<never> {
  return {
    [Symbol.asyncIterator]() {
      const controller = new AbortController();
      const given = call.options.signal;
      const end = () => controller.abort();
      if (given?.aborted) end();
      given?.addEventListener('abort', end);
      const iterator = follow(transport, call, controller.signal, () => given?.removeEventListener('abort', end));
      return {
        next: () => iterator.next(),
        // A generator that waits for the network would not hear of it before the next event.
        return: () => {
          end();
          return iterator.return(undefined);
        },
      };
    },
  };
}

async function* follow(
  transport: Transport,
  call: Call,
  signal: AbortSignal,
  done: () => void,
): AsyncGenerator<never, undefined> {
  const { operation, options } = call;
  const seen = new Set<string>();
  let lastEventId = options.lastEventId ?? '';
  let firstWait = FIRST_WAIT;
  try {
    for (let failures = 0; ; failures++) {
      let retryAfter = 0;
      let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
      try {
        const stream = await transport.open(call, headersAfter(lastEventId), signal);
        reader = stream.getReader();
        options.onConnection?.('open');
        const received: ServerSentEvent[] = [];
        const parse = createEventParser(
          event => received.push(event),
          ms => (firstWait = Math.min(ms, LONGEST_WAIT)),
        );
        const decoder = new TextDecoder();
        for (;;) {
          const { done, value } = await bounded(operation, { signal, timeout: transport.idleTimeout }, () =>
            reader!.read(),
          );
          if (done) break;
          failures = 0;
          parse(decoder.decode(value, { stream: true }));
          for (const event of received.splice(0)) {
            lastEventId = event.id || lastEventId;
            if (event.data === undefined || (event.id && seen.has(event.id))) continue;
            remember(seen, event.id);
            const data = await checked(transport, call, event);
            if (data !== undefined) yield data as never;
          }
        }
      } catch (error) {
        if (signal.aborted) return;
        if (!passes(error)) throw error;
        retryAfter = ((error as ApiError).retryAfter ?? 0) * 1000;
      } finally {
        // Closes the connection; one that is broken already says so, which nobody needs to hear.
        reader?.cancel().catch(() => {});
      }
      options.onConnection?.('lost');
      const wait = Math.min(firstWait * 2 ** failures, LONGEST_WAIT);
      const jittered = wait * (0.5 + Math.random() / 2);
      await bounded(operation, { signal }, ended =>
        pause(Math.max(jittered, Math.min(retryAfter, transport.maxRetryAfter)), ended),
      );
    }
  } catch (error) {
    if (!AbortedError.is(error)) throw error;
  } finally {
    done();
  }
}

const headersAfter = (id: string): Record<string, string> => ({
  Accept: 'text/event-stream',
  ...(id && { 'Last-Event-ID': id }),
});

/** What may pass by itself: the network, a slow or a busy service. Everything else ends the stream. */
function passes(error: unknown): boolean {
  if (ApiError.is(error)) return error.status >= 500 || error.status === 429 || error.status === 408;
  return NetworkError.is(error) || TimeoutError.is(error);
}

function remember(seen: Set<string>, id: string): void {
  if (id) seen.add(id);
  if (seen.size > REMEMBERED) seen.delete(seen.values().next().value!);
}

/** The contract object of an event, or `undefined`, reported: one odd event must not end the stream. */
async function checked(transport: Transport, call: Call, event: ServerSentEvent): Promise<unknown> {
  let path: string | undefined = '';
  let data: unknown;
  try {
    data = JSON.parse(event.data!);
  } catch {
    // Not JSON: told below.
  }
  if (data !== undefined) path = await transport.misfit(call, data);
  if (path === undefined) return data;
  transport.dropped(call.operation, path);
  return undefined;
}

/**
 * Parses `text/event-stream` as it comes, cut anywhere.
 * @param emit told of every block @param retry told of the wait (ms) the service asks for
 */
export function createEventParser(emit: (event: ServerSentEvent) => void, retry: (ms: number) => void) {
  let rest = '';
  let id = '';
  let data: string[] = [];
  return (text: string): void => {
    // A carriage return at the end may be the first half of a line break.
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop()!;
    for (const line of lines) {
      if (line === '') {
        emit({ id, data: data.length ? data.join('\n') : undefined });
        data = [];
        continue;
      }
      const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line)!;
      if (field === 'data') data.push(value);
      else if (field === 'id' && !value.includes('\0')) id = value;
      else if (field === 'retry' && /^\d+$/.test(value)) retry(Number(value));
    }
  };
}
