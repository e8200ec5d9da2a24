import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { EmbedSession } from '@xinqiao/contract/types';
import { expectProblem } from '../testing/expect.ts';
import { createSmallSchool, type SmallSchool } from '../testing/small-school.ts';
import type { FailureReport } from './router.ts';

describe('bad input', () => {
  let school: SmallSchool;
  let ann: EmbedSession;
  const failures: FailureReport[] = [];
  before(async () => {
    school = await createSmallSchool({ onFailure: report => failures.push(report) });
    ann = await school.sessionFor({ userId: '2026ann', role: 'student' });
  });
  after(() => school.close());

  const post = (body: string, headers: Record<string, string> = {}) =>
    school.call(ann, 'POST', '/v1/consents', { body, headers });
  const consent = (extra: string) => `{"campaignId":"open","version":"2026-09","decision":"given"${extra}}`;

  test('a body that is no JSON', async () => {
    await expectProblem(await post('{"campaignId": '), 400, 'malformed-body');
  });

  test('a body that is no UTF-8', async () => {
    const response = await school.app.fetch(
      new Request('http://localhost/v1/consents', {
        method: 'POST',
        headers: {
          authorization: `Bearer ${ann.token}`,
          'content-type': 'application/json',
          'idempotency-key': 'not-utf-8',
        },
        body: new Uint8Array([0x22, 0xff, 0xfe, 0x22]),
      }),
    );
    await expectProblem(response, 400, 'malformed-body');
  });

  test('a body of another media type', async () => {
    await expectProblem(await post('campaignId=open', { 'content-type': 'text/plain' }), 415, 'unsupported-media-type');
  });

  test('a body that is missing', async () => {
    await expectProblem(await school.call(ann, 'POST', '/v1/consents'), 422, 'invalid-request', ['']);
  });

  test('a text of a megabyte', async () => {
    const body = consent(`,"text":"${'字'.repeat(350_000)}"`);
    await expectProblem(await post(body), 413, 'body-too-large');
  });

  test('a body without a length that never ends', async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(16_384).fill(0x20));
      },
    });
    const response = await school.app.fetch(
      new Request('http://localhost/v1/consents', {
        method: 'POST',
        headers: {
          authorization: `Bearer ${ann.token}`,
          'content-type': 'application/json',
          'idempotency-key': 'endless-body',
        },
        body: endless,
        duplex: 'half',
      } as RequestInit),
    );
    await expectProblem(response, 413, 'body-too-large');
    assert.ok(pulled < 30);
  });

  test('nesting a hundred thousand deep', async () => {
    const body = consent(`,"deep":${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    const problem = await expectProblem(await post(body), 422, 'invalid-request');
    assert.equal(problem.errors?.[0]?.code, 'too-deep');
  });

  test('a __proto__ key, wherever it is', async () => {
    await expectProblem(await post(consent(',"__proto__":{"decision":"refused"}')), 422, 'invalid-request', [
      '/__proto__',
    ]);
    const body = '{"answers":{"1":0,"__proto__":{"2":3}}}';
    const response = await school.call(ann, 'POST', '/v1/responses', { body });
    await expectProblem(response, 422, 'invalid-request', ['/answers/__proto__']);
    assert.equal(({} as Record<string, unknown>)['decision'], undefined);
  });

  test('lone surrogates and U+0000, in values and in keys', async () => {
    const lone = '{"campaignId":"\\ud800","version":"a\\u0000b","decision":"given","k\\udc00":1}';
    const problem = await expectProblem(await post(lone), 422, 'invalid-request', [
      '/campaignId',
      '/version',
      '/k\uFFFD',
    ]);
    assert.ok(problem.errors?.every(error => error.code === 'not-well-formed'));
  });

  test('wrong types, missing and unknown keys are all told, and no value is quoted', async () => {
    const body = '{"campaignId":"open","version":20260941,"surprise":"sentinel-7781"}';
    const problem = await expectProblem(await post(body), 422, 'invalid-request', [
      '/version',
      '/decision',
      '/surprise',
    ]);
    assert.doesNotMatch(JSON.stringify(problem), /20260941|sentinel/);
    const codes = Object.fromEntries((problem.errors ?? []).map(error => [error.pointer, error.code]));
    assert.deepEqual(codes, { '/version': 'wrong-type', '/decision': 'required', '/surprise': 'unknown-key' });
  });

  test('at most a hundred errors are told', async () => {
    const keys = Array.from({ length: 5_000 }, (_, i) => `,"k${i}":1`).join('');
    const problem = await expectProblem(await post(consent(keys)), 422, 'invalid-request');
    assert.equal(problem.errors?.length, 100);
  });

  test('a POST without its Idempotency-Key, or with one that is too short', async () => {
    for (const key of ['', 'short', 'with space']) {
      const response = await post(consent(''), { 'idempotency-key': key });
      await expectProblem(response, 400, 'invalid-request');
    }
  });

  test('query parameters out of range, of another type, twice', async () => {
    const call = (query: string) => school.call(ann, 'GET', `/v1/assignments?${query}`);
    await expectProblem(await call('limit=0'), 400, 'invalid-request', ['?limit']);
    await expectProblem(await call('limit=201'), 400, 'invalid-request', ['?limit']);
    await expectProblem(await call('limit=ten'), 400, 'invalid-request', ['?limit']);
    await expectProblem(await call('status=sometimes'), 400, 'invalid-request', ['?status']);
    await expectProblem(await call('limit=1&limit=2'), 400, 'invalid-request', ['?limit']);
    assert.equal((await call('unknown=1')).status, 200);
  });

  test('a cursor that was altered, cut, or belongs to another list', async () => {
    const { nextCursor } = (await (await school.call(ann, 'GET', '/v1/assignments?limit=1')).json()) as {
      nextCursor: string;
    };
    assert.equal((await school.call(ann, 'GET', `/v1/assignments?cursor=${nextCursor}`)).status, 200);
    const flipped = (nextCursor[4] === 'A' ? 'B' : 'A') + nextCursor.slice(5);
    for (const cursor of [nextCursor.slice(0, 4) + flipped, nextCursor.slice(1), '', 'null', '.', '%00', 'W10.0']) {
      const response = await school.call(ann, 'GET', `/v1/assignments?cursor=${cursor}`);
      await expectProblem(response, 400, 'invalid-request', ['?cursor']);
    }
    await expectProblem(await school.call(ann, 'GET', `/v1/instruments?cursor=${nextCursor}`), 400, 'invalid-request');
  });

  test('an id that no id can be answers like one that does not exist', async () => {
    for (const id of ['none', 'a'.repeat(500), '%00', "x'%20or%201=1", '%F0%9F%8C%89', '..%2F..']) {
      await expectProblem(await school.call(ann, 'GET', `/v1/assignments/${id}`), 404, 'not-found');
    }
  });

  test('a path that does not exist, and a method that is not allowed', async () => {
    await expectProblem(await school.call(ann, 'GET', '/v1/nothing'), 404, 'not-found');
    const response = await school.call(ann, 'DELETE', '/v1/assignments');
    assert.equal(response.headers.get('allow'), 'GET, HEAD, OPTIONS');
    await expectProblem(response, 405, 'method-not-allowed');
  });

  test('every answer has a request id, the caller’s own when that is one', async () => {
    const own = await school.call(ann, 'GET', '/v1/me', { headers: { 'x-request-id': 'portal-0001' } });
    assert.equal(own.headers.get('x-request-id'), 'portal-0001');
    const other = await school.call(ann, 'GET', '/v1/me', { headers: { 'x-request-id': '<script>' } });
    assert.match(other.headers.get('x-request-id') ?? '', /^[0-9a-z]{25}$/);
  });

  test('none of it is a failure of ours', () => {
    assert.deepEqual(failures, []);
  });
});
