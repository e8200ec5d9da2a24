/** The HTTP server beneath the app. What is no HTTP is refused in the app's own words. */
import { createServer, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener, RequestError } from '@hono/node-server';
import { newId } from '../app/digest.ts';
import { ProblemError, toProblem } from '../app/problem.ts';

/** In milliseconds. */
export interface HttpLimits {
  /** How long the headers of a request may take to come. */
  headers?: number;
  /** How long a whole request may take to come. */
  request?: number;
  /** How often the two are looked at. */
  interval?: number;
}

// The largest body over a poor mobile line fits into a minute.
const DEFAULTS = { headers: 20_000, request: 60_000, interval: 5_000 };

/** By the codes of Node's parser; anything else is 400. */
const refusals: Readonly<Record<string, ProblemError>> = {
  HPE_HEADER_OVERFLOW: new ProblemError('invalid-request', { status: 431, detail: 'The headers are too long.' }),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: new ProblemError('body-too-large'),
  ERR_HTTP_REQUEST_TIMEOUT: new ProblemError('invalid-request', { status: 408, detail: 'The request did not end.' }),
};
const noHttp = new ProblemError('invalid-request', { status: 400, detail: 'This is no HTTP request.' });

function answerOf(problem: ProblemError): { headers: Record<string, string>; body: string } {
  const requestId = newId();
  const headers = {
    'cache-control': 'no-store',
    'content-type': 'application/problem+json',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
  };
  return { headers, body: JSON.stringify(toProblem(problem, requestId)) };
}

/** Where there is no request to answer, on the bare connection; it is closed. */
function refuse(socket: Duplex, problem: ProblemError): void {
  const { headers, body } = answerOf(problem);
  const all = { ...headers, connection: 'close', 'content-length': `${Buffer.byteLength(body)}` };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n${lines.join('')}\r\n${body}`, () =>
    socket.destroy(),
  );
}

/** @param answer what a host puts before the app may reject: that is a 500 without a word of the error. */
export function createHttpServer(
  answer: (request: Request) => Promise<Response>,
  { headers, request, interval }: HttpLimits = {},
): Server {
  const listener = getRequestListener(answer, {
    errorHandler: error => {
      const problem = error instanceof RequestError ? noHttp : new ProblemError('internal');
      const { headers, body } = answerOf(problem);
      return new Response(body, { status: problem.status, headers });
    },
  });
  const server = createServer({
    // Refused with the rest of what is no HTTP.
    requireHostHeader: false,
    headersTimeout: headers ?? DEFAULTS.headers,
    requestTimeout: request ?? DEFAULTS.request,
    connectionsCheckingInterval: interval ?? DEFAULTS.interval,
  });
  /** The answer that each connection waits for. */
  const waiting = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (incoming, outgoing) => {
    waiting.set(incoming.socket, outgoing);
    void listener(incoming, outgoing);
  });
  // An expectation that nobody knows is no reason to refuse the rest.
  server.on('checkExpectation', (incoming, outgoing) => server.emit('request', incoming, outgoing));
  server.on('connect', (_, socket) => refuse(socket, new ProblemError('method-not-allowed')));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (waiting.get(socket)?.headersSent || !socket.writable || error.code === 'ECONNRESET') socket.destroy();
    else refuse(socket, refusals[error.code ?? ''] ?? noHttp);
  });
  return server;
}
