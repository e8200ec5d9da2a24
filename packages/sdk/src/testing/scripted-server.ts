/** A real HTTP server that misbehaves as it is told: one reply for each request, the last one for all that follow. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
export type Reply = (response: ServerResponse, request: Received) => void;

/** A time limit in which a request comes to the server and no longer, in milliseconds: a busy machine takes a tenth of a second for it. */
export const BRIEF = 500;

export interface ScriptedServer {
  readonly url: string;
  readonly received: Received[];
  /** Connections that are open now. */
  connections(): Promise<number>;
}

export async function withServer<T>(
  replies: readonly Reply[],
  use: (server: ScriptedServer) => Promise<T>,
): Promise<T> {
  const received: Received[] = [];
  const server = createServer(async (incoming: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = incoming;
    const request = { method, url, headers, body: Buffer.concat(chunks).toString() };
    received.push(request);
    replies[Math.min(received.length, replies.length) - 1]!(response, request);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      received,
      connections: () =>
        new Promise((resolve, reject) => server.getConnections((e, n) => (e ? reject(e) : resolve(n)))),
    });
  } finally {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  }
}

export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Reply =>
  response => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
  };

export const problem = (
  status: number,
  code: string,
  extra: object = {},
  headers: Record<string, string> = {},
): Reply =>
  json({ type: `/problems/${code}`, title: code, status, code, requestId: 'req-1', ...extra }, status, {
    'Content-Type': 'application/problem+json',
    ...headers,
  });

export const html =
  (status = 200): Reply =>
  response => {
    response.writeHead(status, { 'Content-Type': 'text/html' }).end('<!doctype html><title>统一身份认证</title>');
  };

/** Closes the connection without an answer. */
export const hangUp: Reply = response => void response.socket?.destroy();
/** Never answers. */
export const silence: Reply = () => {};
/** Says it will send more than it does, then breaks or stays silent. */
export const halfAnswer =
  (then: 'break' | 'silence'): Reply =>
  response => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
    response.write('{"userId":', () => {
      if (then === 'break') setTimeout(() => response.socket?.destroy(), 20);
    });
  };
/** An event stream of these texts; `end` closes it, else it stays open. */
export const stream =
  (texts: readonly string[], { end = false } = {}): Reply =>
  response => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.flushHeaders();
    for (const text of texts) response.write(text);
    if (end) response.end();
  };
