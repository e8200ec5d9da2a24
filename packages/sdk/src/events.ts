/** Server-sent events over fetch: `EventSource` can neither send the session nor say why it failed. */
import { bounded, pause } from './bounded.ts';
import { AbortedError, ApiError, NetworkError, TimeoutError, UnexpectedResponseError } from './errors.ts';
import { type Call, drop, type Transport } from './transport.ts';

export interface ServerSentEvent {
  /** The last id the stream named, as `Last-Event-ID` wants it. */
  readonly id: string;
  /** Whether that id is its own, and not of an event before it. */
  readonly named: boolean;
  /** `undefined` for a block without data, which only moves the position on. */
  readonly data: string | undefined;
}

/** Milliseconds between a lost stream and the next try: first, and at most. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;
/** Characters of one event: what never ends is none. */
const LONGEST_EVENT = 1_000_000;
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
        const stream = await open(transport, call, lastEventId, signal);
        reader = stream.getReader();
        options.onConnection?.('open');
        const received: ServerSentEvent[] = [];
        const parse = createEventParser(
          event => received.push(event),
          ms => (firstWait = Math.min(Math.max(ms, transport.delay), LONGEST_WAIT)),
        );
        const decoder = new TextDecoder();
        for (;;) {
          const { done, value } = await bounded(operation, { signal, timeout: transport.idleTimeout }, () =>
            reader!.read().catch((error: unknown) => {
              throw new NetworkError(operation, error);
            }),
          );
          if (done) break;
          failures = 0;
          if (parse(decoder.decode(value, { stream: true })) > LONGEST_EVENT) {
            throw new UnexpectedResponseError(operation);
          }
          for (const event of received.splice(0)) {
            lastEventId = event.id || lastEventId;
            if (event.data === undefined || (event.named && seen.has(event.id))) continue;
            if (event.named) remember(seen, event.id);
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

/** Opens the stream, once. */
async function open(
  transport: Transport,
  call: Call,
  lastEventId: string,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const { operation, options } = call;
  const headers = {
    ...options.headers,
    Accept: 'text/event-stream',
    ...(lastEventId && { 'Last-Event-ID': lastEventId }),
  };
  const { response } = await transport.request({ ...call, options: { ...options, headers } }, signal, false);
  if (response.body && /^text\/event-stream\b/i.test(response.headers.get('Content-Type') ?? '')) return response.body;
  drop(response);
  throw new UnexpectedResponseError(operation);
}

/** What may pass by itself: the network, a slow or a busy service. Everything else ends the stream. */
function passes(error: unknown): boolean {
  if (ApiError.is(error)) return error.status >= 500 || error.status === 429 || error.status === 408;
  return NetworkError.is(error) || TimeoutError.is(error);
}

function remember(seen: Set<string>, id: string): void {
  seen.add(id);
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
  transport.report({ operation: call.operation, path, reason: 'dropped-event' });
  return undefined;
}

/**
 * Parses `text/event-stream` as it comes, cut anywhere.
 * @param emit told of every block @param retry told of the wait (ms) the service asks for
 * @returns what takes the next text, and tells how many characters of an event without an end it holds
 */
export function createEventParser(emit: (event: ServerSentEvent) => void, retry: (ms: number) => void) {
  let rest = '';
  let id = '';
  let data: string[] = [];
  let held = 0;
  let named = false;
  let returned = false;
  return (text: string): number => {
    // A line feed that comes after a carriage return is the second half of one line end.
    const lines = (rest + (returned ? text.replace(/^\n/, '') : text)).split(/\r\n|\n|\r/);
    if (text) returned = text.endsWith('\r');
    rest = lines.pop()!;
    for (const line of lines) {
      if (line === '') {
        emit({ id, named, data: data.length ? data.join('\n') : undefined });
        data = [];
        held = 0;
        named = false;
        continue;
      }
      const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line)!;
      if (field === 'data') held += data.push(value) && value.length;
      // One that no header can carry could never be resumed after.
      else if (field === 'id' && /^[\x20-\x7e]*$/.test(value)) [id, named] = [value, value !== ''];
      else if (field === 'retry' && /^\d+$/.test(value)) retry(Number(value));
    }
    return held + rest.length;
  };
}
