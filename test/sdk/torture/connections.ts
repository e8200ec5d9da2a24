import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { NetworkError, TimeoutError, UnexpectedResponseError } from '@xinqiao/sdk';
import { me } from '../../../packages/sdk/src/testing/fixtures.ts';
import { BRIEF, halfAnswer, json, type Reply, silence } from '../../../packages/sdk/src/testing/scripted-server.ts';
import { type Fault, type Page, raw, reset, until } from './bench.ts';

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
const JSON_ME = JSON.stringify(me);
const half = JSON_ME.slice(0, 40);

/** A byte every few milliseconds, without end. */
const drip: Reply = response => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 10);
  response.once('close', () => clearInterval(timer));
};

/** What comes too late ends with the time limit, and takes its connection with it. */
const late = (fault: string, reply: Reply): Fault => ({
  fault,
  client: '`TimeoutError` when its time (`timeout`) is up; the connection is closed; not repeated',
  run: bench =>
    bench.server([reply], async server => {
      await bench.fails(bench.client(server.url, { timeout: BRIEF }).me.get(), TimeoutError);
      assert.equal(server.received.length, 1);
      await until(async () => (await server.connections()) === 0, 'the connection is closed');
    }),
});

/** What breaks once is read again. */
const broken = (fault: string, reply: Reply): Fault => ({
  fault,
  client: 'Asks again; the caller gets the whole answer',
  run: bench =>
    bench.server([reply, json(me)], async ({ url, received }) => {
      assert.deepEqual(await bench.client(url).me.get(), me);
      assert.equal(received.length, 2);
    }),
});

/** What is never right is told as what it is. */
const wrong = (fault: string, reply: Reply): Fault => ({
  fault,
  client: '`NetworkError` after two repeats',
  run: bench =>
    bench.server([reply], async ({ url, received }) => {
      await bench.fails(bench.client(url).me.get(), NetworkError);
      assert.equal(received.length, 3);
    }),
});

export const connections: Page = {
  title: 'Time and connections',
  faults: [
    late('The headers never come', silence),
    late('The headers come, the body never does', response => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
      response.flushHeaders();
    }),
    late('The body stops in the middle', halfAnswer('silence')),
    late('The body drips, a byte at a time, without end', drip),
    late('The body of an error stops in the middle', response => {
      response.writeHead(404, { 'Content-Type': 'application/problem+json', 'Content-Length': '1000' });
      response.write('{"type":');
    }),
    broken('The connection is reset before an answer', reset),
    broken('The connection is reset behind the headers', raw(`${HEAD}Content-Length: 500\r\n\r\n`, 'reset')),
    broken('A body is cut that named its length', raw(`${HEAD}Content-Length: 500\r\n\r\n${half}`)),
    broken('A body is cut that came in chunks', raw(`${HEAD}Transfer-Encoding: chunked\r\n\r\n28\r\n${half}\r\n`)),
    {
      fault: 'A body is cut that named no length, so that the cut cannot be seen',
      client: '`UnexpectedResponseError`: half an answer is none',
      run: bench =>
        bench.server([raw(`${HEAD}Connection: close\r\n\r\n${half}`)], async ({ url }) => {
          await bench.fails(bench.client(url).me.get(), UnexpectedResponseError);
        }),
    },
    wrong('Every connection is reset', reset),
    wrong('The port speaks another protocol', raw('SSH-2.0-OpenSSH_9.2\r\n')),
    wrong('A body that calls itself gzip is none', response => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }).end(JSON_ME);
    }),
    {
      fault: 'Nobody listens at the address',
      client: '`NetworkError` after two repeats',
      run: async bench => {
        // A port that was free a moment ago.
        const port = await new Promise<number>(resolve => {
          const server = createServer().listen(0, '127.0.0.1', () => {
            const { port } = server.address() as { port: number };
            server.close(() => resolve(port));
          });
        });
        await bench.fails(bench.client(`http://127.0.0.1:${port}`).me.get(), NetworkError);
      },
    },
  ],
};
