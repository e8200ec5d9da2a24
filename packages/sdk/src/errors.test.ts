/** Errors: recognised across copies of the package, and silent about people. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inspect } from 'node:util';
import * as sdk from './index.ts';
import { client, me, SECRETS, student, submission } from './testing/fixtures.ts';
import { halfAnswer, hangUp, html, json, problem, type Reply, silence, withServer } from './testing/scripted-server.ts';

// A second instance of the module, as a page has it that loads two bundles.
const other = (await import(`./errors.ts?${'copy'}`)) as typeof import('./errors.ts');

const classes = Object.entries(sdk).filter(([name]) => name.endsWith('Error')) as [string, typeof sdk.XinqiaoError][];

test('every error class is exported, named as it is called, and derived from XinqiaoError', () => {
  const declared = [...readFileSync(new URL('./errors.ts', import.meta.url), 'utf8').matchAll(/export class (\w+)/g)];
  assert.deepEqual(classes.map(([name]) => name).sort(), declared.map(([, name]) => name!).sort());
  for (const [name, type] of classes) {
    assert.equal(type.kind, name);
    assert.ok(type === sdk.XinqiaoError || type.prototype instanceof sdk.XinqiaoError);
  }
});

test('a guard knows errors of another copy, of derived classes, and nothing else', () => {
  const error = new other.SessionExpiredError('me.get');
  assert.equal(error instanceof sdk.XinqiaoError, false);
  for (const type of [sdk.SessionExpiredError, sdk.UnauthenticatedError, sdk.ApiError, sdk.XinqiaoError]) {
    assert.equal(type.is(error), true, type.kind);
  }
  assert.deepEqual(sdk.kindsOf(error), ['SessionExpiredError', 'UnauthenticatedError', 'ApiError', 'XinqiaoError']);
  assert.equal(sdk.ForbiddenError.is(error), false);
  assert.equal(sdk.NetworkError.is(error), false);
  for (const value of [
    undefined,
    null,
    'XinqiaoError',
    new Error('x'),
    { name: 'NotFoundError' },
    new TypeError('x'),
  ]) {
    assert.equal(sdk.XinqiaoError.is(value), false, String(value));
    assert.deepEqual(sdk.kindsOf(value), [], String(value));
  }
});

test('no token, name or answer is in the message, the JSON or the print of any error', async () => {
  const { token, name, answer } = SECRETS;
  const leak = {
    detail: `${name} ${answer} ${token}`,
    errors: [{ pointer: `/answers/${name}`, code: 'x', detail: answer }],
  };
  const replies: Reply[] = [
    hangUp,
    silence,
    html(),
    html(500),
    halfAnswer('break'),
    json({ ...me, unit: name }),
    json({ data: [{ ...student('1'), name: { [name]: answer } }], nextCursor: null }),
    json(name),
    response => void response.writeHead(200).end(`{"name":"${name}`),
    json({ code: answer, requestId: name, title: name }, 409),
    ...[400, 401, 403, 404, 409, 422, 429, 500, 503].map(status => problem(status, 'invalid-answers', leak)),
  ];
  const prints: string[] = [];
  for (const reply of replies) {
    await withServer([reply], async ({ url }) => {
      const xinqiao = client(url, { retry: 0, timeout: 80 });
      for (const call of [() => xinqiao.responses.submit(submission), () => xinqiao.students.list({ q: name })]) {
        const error = await call().then(
          value => assert.fail(`${reply.name} gave ${JSON.stringify(value)}`),
          (error: sdk.XinqiaoError) => error,
        );
        assert.ok(sdk.XinqiaoError.is(error));
        prints.push(error.message, JSON.stringify(error), `${error}`, error.stack!, inspect(error, { depth: 9 }));
        prints.push(JSON.stringify({ ...error }), inspect({ error }, { depth: 9 }));
      }
      prints.push(inspect(xinqiao, { depth: 9, showHidden: true }), JSON.stringify(xinqiao));
    });
  }
  assert.ok(prints.length > 200);
  for (const print of prints) {
    for (const secret of [token, name, answer, encodeURIComponent(name)]) assert.ok(!print.includes(secret), print);
  }
});

test('what the service said is there to be read', () =>
  withServer([problem(422, 'invalid-answers', { detail: 'One sentence.' })], async ({ url }) => {
    const error = await client(url)
      .me.get()
      .then(
        () => assert.fail(),
        (error: sdk.ApiError) => error,
      );
    assert.equal(error.problem?.detail, 'One sentence.');
    assert.deepEqual(error.toJSON(), {
      name: 'InvalidAnswersError',
      message: 'me.get: 422 invalid-answers (request req-1)',
      operation: 'me.get',
      status: 422,
      code: 'invalid-answers',
      requestId: 'req-1',
    });
  }));
