import assert from 'node:assert/strict';
import { SessionExpiredError, UnexpectedResponseError } from '@xinqiao/sdk';
import { me, SECRETS } from '../../../packages/sdk/src/testing/fixtures.ts';
import { json, type Reply } from '../../../packages/sdk/src/testing/scripted-server.ts';
import { body, type Fault, type Page } from './bench.ts';

const refused = (fault: string, reply: Reply, path?: string): Fault => ({
  fault,
  client:
    path === undefined
      ? '`UnexpectedResponseError`: it is no JSON of the contract'
      : '`UnexpectedResponseError` names the place, never the value',
  run: bench =>
    bench.server([reply], async ({ url }) => {
      const error = await bench.fails(bench.client(url).me.get(), UnexpectedResponseError);
      assert.equal((error as UnexpectedResponseError).path, path);
      assert.ok(!`${error.message}${JSON.stringify(error)}`.includes(SECRETS.name));
    }),
});

const taken = (fault: string, client: string, reply: Reply, also: (value: Record<string, unknown>) => void): Fault => ({
  fault,
  client,
  run: bench =>
    bench.server([reply], async ({ url }) => {
      also((await bench.client(url).me.get()) as never);
      assert.deepEqual(bench.told, []);
    }),
});

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const me_ = JSON.stringify(me).slice(0, -1);

export const answers: Page = {
  title: 'Answers',
  faults: [
    refused('200 with a word', body('ok')),
    refused('200 with nothing', body(''), ''),
    refused('204 where an object belongs', response => void response.writeHead(204).end(), ''),
    refused('Wrong content type: an image', body(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255]), 'image/png')),
    refused('JSON in another encoding (GBK)', body(Buffer.from('7b226e616d65223a22c5b7d1f4227d', 'hex'))),
    refused('JSON that ends too early', body(me_)),
    refused('`null`', json(null), ''),
    refused('A list where an object belongs', json([me]), ''),
    refused('An object where a list belongs', json({ ...me, components: {} }), '/components'),
    refused(
      'A text where a number belongs',
      json({ ...me, unit: { ...me.unit, studentCount: SECRETS.name } }),
      '/unit/studentCount',
    ),
    refused('A property is missing', json({ ...me, userId: undefined }), '/userId'),
    refused('A number that overflows', body(`${me_},"unit":{"studentCount":1e999}}`), '/unit/id'),
    refused('JSON of 10,000 levels in place of a text', body(`${me_},"name":${deep(10_000)}}`), '/name'),
    taken(
      'Wrong content type: JSON that calls itself text',
      'Takes it: what counts is that it fits the contract',
      body(JSON.stringify(me), 'text/plain'),
      value => assert.deepEqual(value, me),
    ),
    {
      fault: 'JSON that calls itself a page',
      client: '`SessionExpiredError`: no page is ever data',
      run: bench =>
        bench.server([body(JSON.stringify(me), 'text/html; charset=utf-8')], async ({ url }) => {
          await bench.fails(bench.client(url).me.get(), SessionExpiredError);
        }),
    },
    taken(
      'Properties that this version does not know, 10,000 levels deep',
      'Passes them on as they are',
      body(`${me_},"moodOfTheDay":${deep(10_000)}}`),
      value => assert.ok(Array.isArray(value.moodOfTheDay)),
    ),
    taken(
      'A property called `__proto__`',
      'Passes it on as data; nothing else changes',
      body(`${me_},"__proto__":{"isAdmin":true}}`),
      value => {
        assert.equal(({} as Record<string, unknown>).isAdmin, undefined);
        assert.equal(value.userId, me.userId);
      },
    ),
    {
      fault: 'A value that an enumeration does not list',
      client: 'Passes it on and tells `onUnexpected` the place, never the value',
      run: bench =>
        bench.server([json({ ...me, role: 'role-of-tomorrow' })], async ({ url }) => {
          assert.equal((await bench.client(url).me.get()).role as string, 'role-of-tomorrow');
          assert.deepEqual(bench.told, [{ operation: 'me.get', path: '/role', reason: 'unknown-value' }]);
        }),
    },
    {
      fault: 'The host’s own `onUnexpected` throws',
      client: 'The caller gets the answer; the error is printed to the console',
      run: (bench, t) =>
        bench.server([json({ ...me, role: 'role-of-tomorrow' })], async ({ url }) => {
          const printed: unknown[] = [];
          t.mock.method(console, 'error', (error: unknown) => void printed.push(error));
          const trouble = new Error('of the host');
          const onUnexpected = () => {
            throw trouble;
          };
          assert.equal((await bench.client(url, { onUnexpected }).me.get()).userId, me.userId);
          assert.deepEqual(printed, [trouble]);
        }),
    },
  ],
};
