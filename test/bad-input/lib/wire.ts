/** HTTP/1.1 as bytes on a socket: no client would send what these tests send. */
import { connect } from 'node:net';

/** Header values are sent as they stand; several of one name when it is an array, none when it is undefined. */
export interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body?: string | Uint8Array;
}

/** Nothing here takes as long, unless it hangs; in milliseconds. */
const PATIENCE = 20_000;

/** The request as bytes. `Host`, `Connection` and `Content-Length` are there unless `headers` has them. */
export function bytesOf({ method = 'GET', path, headers = {}, body }: Asked): Buffer {
  const bytes = typeof body === 'string' ? Buffer.from(body) : Buffer.from(body ?? []);
  const all: Asked['headers'] = {
    host: 'localhost',
    connection: 'close',
    ...(body !== undefined && { 'content-length': `${bytes.length}` }),
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) =>
    (value === undefined ? [] : [value].flat()).map(one => `${name}: ${one}\r\n`),
  );
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`), bytes]);
}

export const send = (port: number, asked: Asked, sending: Sending = {}): Promise<Response> =>
  sendBytes(port, [bytesOf(asked)], { isHead: asked.method === 'HEAD', ...sending });

interface Sending {
  /** Whether the answer has no body although its headers speak of one. */
  readonly isHead?: boolean;
  /** Closes this side when all has been written, as a client that gives up. */
  readonly end?: boolean;
  /** False: of an event stream, which has no end, only the head is waited for. */
  readonly streams?: boolean;
}

/**
 * Writes the pieces one after the other and reads until the service closes the connection.
 *
 * @throws when it is still open after {@link PATIENCE}, or what came is no answer.
 */
export async function sendBytes(
  port: number,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  { isHead = false, end = false, streams = true }: Sending = {},
): Promise<Response> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
  const received: Buffer[] = [];
  const closed = new Promise<void>((resolve, reject) => {
    socket.on('data', chunk => {
      received.push(chunk);
      if (!streams && /^content-type: text\/event-stream/im.test(chunk.toString('latin1'))) resolve();
    });
    socket.on('end', resolve);
    socket.on('close', () => resolve());
    // The service may close while a body is still being written: what it said before counts.
    socket.on('error', () => resolve());
    socket.setTimeout(PATIENCE, () => reject(new Error('The service left a request without an end.')));
  });
  closed.catch(() => {});
  try {
    for await (const piece of pieces) {
      if (!socket.writable) break;
      socket.write(piece);
    }
    if (end) socket.end();
    await closed;
  } finally {
    socket.destroy();
  }
  return parse(Buffer.concat(received), isHead);
}

function parse(bytes: Buffer, isHead: boolean): Response {
  const split = bytes.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = bytes.subarray(0, Math.max(split, 0)).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1]);
  if (!status) throw new Error(`No answer: ${JSON.stringify(bytes.subarray(0, 100).toString('latin1'))}`);
  const headers = new Headers();
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  const rest = bytes.subarray(split + 4);
  const body = headers.get('transfer-encoding') === 'chunked' ? dechunk(rest) : rest;
  const length = headers.get('content-length');
  if (!isHead && length !== null && Number(length) !== body.length) throw new Error('The answer was cut.');
  return new Response(isHead || status === 204 || status === 304 ? null : new Uint8Array(body), { status, headers });
}

function dechunk(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const end = bytes.indexOf('\r\n', at);
    const size = Number.parseInt(bytes.subarray(at, end).toString('latin1'), 16);
    if (!(size > 0)) return Buffer.concat(parts);
    parts.push(bytes.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}
