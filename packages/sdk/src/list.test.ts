/** Lists: one page or all rows, and an end. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NotFoundError, StuckCursorError } from './index.ts';
import { client, student } from './testing/fixtures.ts';
import { json, problem, type Reply, withServer } from './testing/scripted-server.ts';

const page = (ids: string[], nextCursor: string | null): Reply => json({ data: ids.map(student), nextCursor });

test('await gives one page', () =>
  withServer([page(['1', '2'], 'c2')], async ({ url, received }) => {
    const { data, nextCursor } = await client(url).students.list({ limit: 2 });
    assert.deepEqual([data.map(({ id }) => id), nextCursor], [['1', '2'], 'c2']);
    assert.equal(received.length, 1);
  }));

test('for await walks the rows of all pages, under the same query', () =>
  withServer([page(['1', '2'], 'c2'), page([], 'c3'), page(['3'], null)], async ({ url, received }) => {
    const ids: string[] = [];
    for await (const { id } of client(url).students.list({ unitId: 'class-1' })) ids.push(id);
    assert.deepEqual(ids, ['1', '2', '3']);
    assert.deepEqual(
      received.map(request => request.url),
      ['/v1/students?unitId=class-1', '/v1/students?unitId=class-1&cursor=c2', '/v1/students?unitId=class-1&cursor=c3'],
    );
  }));

test('pages() walks the pages, from a cursor on', () =>
  withServer([page(['3'], 'c4'), page(['4'], null)], async ({ url, received }) => {
    const sizes: number[] = [];
    for await (const { data } of client(url).students.list({ cursor: 'c3' }).pages()) sizes.push(data.length);
    assert.deepEqual(sizes, [1, 1]);
    assert.equal(received[0]!.url, '/v1/students?cursor=c3');
  }));

test('leaving the loop early asks for no further page', () =>
  withServer([page(['1'], 'c2')], async ({ url, received }) => {
    for await (const { id } of client(url).students.list()) if (id === '1') break;
    assert.equal(received.length, 1);
  }));

for (const [what, cursors] of [
  ['the same cursor twice', ['c2', 'c2']],
  ['cursors in a circle', ['c2', 'c3', 'c2']],
] as const) {
  test(`${what} end with StuckCursorError, after the rows that came`, () =>
    withServer(
      cursors.map((cursor, index) => page([`${index}`], cursor)),
      async ({ url, received }) => {
        const ids: string[] = [];
        await assert.rejects(
          async () => {
            for await (const { id } of client(url).students.list()) ids.push(id);
          },
          error => StuckCursorError.is(error),
        );
        assert.equal(ids.length, cursors.length);
        assert.equal(received.length, cursors.length);
      },
    ));
}

test('a page that leads to itself ends with StuckCursorError, without being asked for again', () =>
  withServer([page(['1'], 'c2')], async ({ url, received }) => {
    const walk = async () => {
      for await (const row of client(url).students.list({ cursor: 'c2' })) assert.equal(row.id, '1');
    };
    await assert.rejects(walk, error => StuckCursorError.is(error));
    assert.equal(received.length, 1);
  }));

test('a page that fails ends the loop with its error', () =>
  withServer([page(['1'], 'c2'), problem(404, 'not-found')], async ({ url }) => {
    const ids: string[] = [];
    await assert.rejects(
      async () => {
        for await (const { id } of client(url).students.list()) ids.push(id);
      },
      error => NotFoundError.is(error),
    );
    assert.deepEqual(ids, ['1']);
  }));
