import assert from 'node:assert/strict';
import { NotFoundError, StuckCursorError, type XinqiaoClient } from '@xinqiao/sdk';
import { student } from '../../../packages/sdk/src/testing/fixtures.ts';
import { json, problem, type Reply } from '../../../packages/sdk/src/testing/scripted-server.ts';
import { type Fault, type Page, reset } from './bench.ts';

const page = (ids: string[], nextCursor: string | null): Reply => json({ data: ids.map(student), nextCursor });

async function walk(client: XinqiaoClient): Promise<{ ids: string[]; error: unknown }> {
  const ids: string[] = [];
  try {
    for await (const { id } of client.students.list()) ids.push(id);
  } catch (error) {
    return { ids, error };
  }
  return { ids, error: undefined };
}

const stuck = (fault: string, replies: readonly Reply[], rows: number, requests: number): Fault => ({
  fault,
  client: 'Gives the rows that came, then `StuckCursorError`',
  run: bench =>
    bench.server(replies, async ({ url, received }) => {
      const { ids, error } = await walk(bench.client(url));
      assert.ok(StuckCursorError.is(error), String(error));
      assert.deepEqual([ids.length, received.length], [rows, requests]);
    }),
});

const whole = (fault: string, client: string, replies: readonly Reply[]): Fault => ({
  fault,
  client,
  run: bench =>
    bench.server(replies, async ({ url }) => {
      assert.deepEqual(await walk(bench.client(url)), { ids: ['1', '2', '3'], error: undefined });
    }),
});

let made = 0;
export const lists: Page = {
  title: 'Lists',
  faults: [
    stuck('Every page names the same cursor', [page(['1'], 'c2')], 2, 2),
    stuck('Cursors go in a circle', [page(['1'], 'a'), page(['2'], 'b'), page(['3'], 'a')], 3, 3),
    stuck(
      'One page without rows after the other, each with a new cursor',
      [(...args) => page([], `c${++made}`)(...args)],
      0,
      100,
    ),
    whole('A page in the middle is empty', 'Goes on: every row comes, once', [
      page(['1', '2'], 'b'),
      page([], 'c'),
      page(['3'], null),
    ]),
    whole('The connection breaks between two pages', 'Asks for that page again: every row comes, once', [
      page(['1'], 'b'),
      reset,
      page(['2', '3'], null),
    ]),
    {
      fault: 'A page is gone',
      client: 'Gives the rows that came, then the error of that page',
      run: bench =>
        bench.server([page(['1'], 'b'), problem(404, 'not-found')], async ({ url }) => {
          const { ids, error } = await walk(bench.client(url));
          assert.ok(NotFoundError.is(error));
          assert.deepEqual(ids, ['1']);
        }),
    },
  ],
};
