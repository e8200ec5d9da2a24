import assert from 'node:assert/strict';
import { NetworkError, TimeoutError, UnavailableError } from '@xinqiao/sdk';
import { receipt, session, submission } from '../../../packages/sdk/src/testing/fixtures.ts';
import { BRIEF, json, problem, type Received, type Reply } from '../../../packages/sdk/src/testing/scripted-server.ts';
import { type Fault, type Page, reset } from './bench.ts';

/** A service as the contract has it: what an idempotency key names is done once, and answered alike each time. */
function ledger() {
  const written = new Map<string, number>();
  const write = ({ headers }: Received) => {
    const key = headers['idempotency-key'] as string;
    assert.ok(key, 'a write without a key');
    if (!written.has(key)) written.set(key, written.size + 1);
    return json({ ...receipt, responseId: `r-${written.get(key)}` }, 201);
  };
  return { written, write };
}
type Ledger = ReturnType<typeof ledger>;

/** One submission through all that happens to it, which in the end is written once. */
const once = (
  fault: string,
  client: string,
  replies: (ledger: Ledger) => readonly Reply[],
  requests: number,
): Fault => ({
  fault,
  client,
  run: async bench => {
    const book = ledger();
    await bench.server(replies(book), async ({ url, received }) => {
      let sessions = 0;
      const fetchSession = async () => session(`t${++sessions}`);
      const answer = await bench.client(url, { fetchSession }).responses.submit(submission);
      assert.equal(answer.responseId, 'r-1');
      assert.equal(received.length, requests);
      assert.deepEqual([...book.written.keys()], [submission.attemptId], 'written once');
      for (const { body } of received) assert.deepEqual(JSON.parse(body), submission);
    });
  },
});
const again = 'Sends it again under the same key: written once, and the caller gets the receipt';

const writeThen =
  ({ write }: Ledger, then: Reply): Reply =>
  (response, request) => {
    write(request);
    then(response, request);
  };
const writeAndAnswer =
  ({ write }: Ledger): Reply =>
  (response, request) =>
    write(request)(response, request);
const never: Reply = () => {};

export const writes: Page = {
  title: 'Writes',
  faults: [
    once('The connection is reset before the write', again, book => [reset, writeAndAnswer(book)], 2),
    once(
      'The connection is reset after the write (the acknowledgement is lost)',
      again,
      book => [writeThen(book, reset), writeAndAnswer(book)],
      2,
    ),
    once(
      'The acknowledgement is cut in the middle',
      again,
      book => [
        writeThen(book, response => {
          response.writeHead(201, { 'Content-Type': 'application/json', 'Content-Length': '500' });
          response.write('{"responseId":"r-', () => response.socket!.resetAndDestroy());
        }),
        writeAndAnswer(book),
      ],
      2,
    ),
    once(
      'A gateway gives up (504) after the write',
      again,
      book => [writeThen(book, problem(504, 'unavailable')), writeAndAnswer(book)],
      2,
    ),
    once(
      'A proxy delivers the request twice',
      'Every write carries a key, so the second delivery is the first: written once',
      book => [writeThen(book, (response, request) => writeAndAnswer(book)(response, request))],
      1,
    ),
    once(
      'The session is refused in the middle of the repeats',
      'Renews it once and sends the same key',
      book => [writeThen(book, reset), problem(401, 'session-expired'), writeAndAnswer(book)],
      3,
    ),
    {
      fault: 'The write stalls',
      client: '`TimeoutError`, not repeated; trying later with the same attempt id writes once',
      run: async bench => {
        const book = ledger();
        await bench.server([writeThen(book, never), writeAndAnswer(book)], async ({ url, received }) => {
          const client = bench.client(url, { timeout: BRIEF });
          await bench.fails(client.responses.submit(submission), TimeoutError);
          assert.equal(received.length, 1);
          assert.equal((await client.responses.submit(submission, { timeout: 5_000 })).responseId, 'r-1');
          assert.equal(book.written.size, 1);
        });
      },
    },
    {
      fault: 'Every acknowledgement is lost',
      client: '`NetworkError` after two repeats; written once',
      run: async bench => {
        const book = ledger();
        await bench.server([writeThen(book, reset)], async ({ url, received }) => {
          await bench.fails(bench.client(url).responses.submit(submission), NetworkError);
          assert.equal(received.length, 3);
          assert.equal(book.written.size, 1);
        });
      },
    },
    {
      fault: 'A write without a key of its own is lost and repeated',
      client: 'Makes a key for the call, the same for its repeats and another for the next call',
      run: async bench => {
        await bench.server([reset, problem(503, 'unavailable')], async ({ url, received }) => {
          const client = bench.client(url);
          await bench.fails(client.alerts.acknowledge('a-1'), UnavailableError);
          await bench.fails(client.alerts.acknowledge('a-1'), UnavailableError);
          const keys = received.map(({ headers }) => headers['idempotency-key']);
          assert.deepEqual([keys.length, new Set(keys.slice(0, 3)).size, new Set(keys).size], [6, 1, 2]);
        });
      },
    },
  ],
};
