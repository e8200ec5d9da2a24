/**
 * Faults between a page and the service: what was acknowledged is kept once, what was not can be sent again, and nobody is
 * told that it failed when it did not. On the embedded database; on the PostgreSQL of `DATABASE_URL` when that is set.
 */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Alert, Receipt } from '@xinqiao/contract/types';
import { expectProblem } from '../bad-input/lib/attack.ts';
import { type Service, startService } from '../bad-input/lib/service.ts';
import { bytesOf, sendBytes } from '../bad-input/lib/wire.ts';
import { fault } from './lib/fault.ts';
import { openPage, type Page, type ToDo, toDo } from './lib/survey.ts';
import { until } from './lib/until.ts';

const databaseUrl = process.env['DATABASE_URL'];

let service: Service;
let open: ToDo[];
/** Milliseconds in which whoever finds no connection is told so: it is one second, and this machine may be busy. */
const TOLD_WITHIN = 8_000;
/** Minutes by which the service's clock is ahead. */
let later = 0;
/** A student who has filled in a form, of this scale where one is named, and has not sent it yet. */
async function next(scale?: string): Promise<Page & { readonly body: ToDo['body'] }> {
  const at = open.findIndex(({ body }) => scale === undefined || body['instrumentId'] === scale);
  const [one] = at < 0 ? [] : open.splice(at, 1);
  if (!one) assert.fail('Nothing is left to do.');
  return { ...(await openPage(service, one)), body: one.body };
}
const receiptOf = async (response: Response): Promise<Receipt> => {
  const text = await response.text();
  assert.equal(response.status, 201, text);
  return JSON.parse(text) as Receipt;
};
/** Sends as a page does: what is answered with 503 comes again, after the time that was named. */
async function untilTaken(submit: () => Promise<Response>): Promise<Receipt> {
  for (;;) {
    const response = await submit();
    if (response.status !== 503) return receiptOf(response);
    await wait(Number(response.headers.get('retry-after')) * 1000);
  }
}
/** What is stored of an attempt. */
const stored = ({ body }: { readonly body: ToDo['body'] }) =>
  service.database.kysely
    .selectFrom('clinical.responses')
    .select(['id', 'digest', 'answers'])
    .where('attempt_id', '=', body['attemptId'] as string)
    .execute();

/** Sends a request and goes away without reading the answer. */
const sendAndLeave = (bytes: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port: service.port, host: '127.0.0.1' });
    socket.on('error', reject);
    socket.write(bytes, () => {
      socket.end();
      socket.on('close', () => resolve());
      socket.destroySoon();
    });
  });

before(async () => {
  const now = new Date();
  service = await startService({
    now,
    clock: () => new Date(now.getTime() + later * 60_000),
    judgeInterval: 100,
    ...(databaseUrl !== undefined && { databaseUrl }),
    limits: { headers: 5_000, request: 5_000, interval: 100 },
  });
  await service.tokenOf('student');
  open = await toDo(service);
});
after(() => service?.close());

describe('a submission', () => {
  fault(1, async () => {
    const page = await next();
    const first = await receiptOf(await page.submit());
    const other = { ...page.body, answers: { ...(page.body['answers'] as object), '1': 1 } };
    await expectProblem(await page.submit(other), 409, 'idempotency-conflict');
    await expectProblem(await page.submit(other, crypto.randomUUID()), 409, 'idempotency-conflict');
    const [row, ...more] = await stored(page);
    assert.deepEqual([more.length, row?.digest, row?.answers], [0, first.digest, page.body['answers']]);
    assert.deepEqual(await receiptOf(await page.submit()), first);
  });

  fault(2, async () => {
    const page = await next();
    const receipts = await Promise.all(
      Array.from({ length: 50 }, () => untilTaken(() => page.submit(page.body, crypto.randomUUID()))),
    );
    for (const receipt of receipts) assert.deepEqual(receipt, receipts[0]);
    assert.equal((await stored(page)).length, 1);
  });

  fault(3, async () => {
    const page = await next();
    const receipts = await Promise.all(Array.from({ length: 50 }, () => untilTaken(() => page.submit())));
    for (const receipt of receipts) assert.deepEqual(receipt, receipts[0]);
    assert.equal((await stored(page)).length, 1);
  });

  fault(4, async () => {
    const page = await next();
    const other = { ...page.body, attemptId: crypto.randomUUID() };
    const answers = await Promise.all([page.submit(), page.submit(other, other.attemptId)]);
    assert.deepEqual(answers.map(answer => answer.status).sort(), [201, 409]);
    await expectProblem(
      answers.find(answer => answer.status === 409)!,
      409,
      'already-submitted',
    );
    assert.equal((await stored(page)).length + (await stored({ body: other })).length, 1);
  });

  fault(5, async () => {
    const page = await next();
    await sendAndLeave(bytesOf(page.submission()));
    const [row] = await until(
      () => stored(page),
      rows => rows.length > 0,
    );
    const receipt = await receiptOf(await page.submit());
    assert.deepEqual([receipt.responseId, receipt.digest], [row?.id, row?.digest]);
    assert.equal((await stored(page)).length, 1);
  });

  fault(6, async () => {
    const page = await next();
    let release = () => {};
    const held = new Promise<void>(resolve => (release = resolve));
    // What makes the service slow: somebody holds the row.
    const holding = service.database.kysely.transaction().execute(async db => {
      await db
        .selectFrom('assignments')
        .select('id')
        .where('id', '=', page.body['assignmentId'] as string)
        .forUpdate()
        .execute();
      await held;
    });
    await sendAndLeave(bytesOf(page.submission())).catch(error => {
      release();
      throw error;
    });
    const again = page.submit().finally(release);
    // Both are on their way, and neither can end, until the row is free; who waits for a row is not to be seen from outside.
    await wait(100);
    release();
    await holding;
    const receipt = await receiptOf(await again);
    const rows = await stored(page);
    assert.deepEqual([rows.length, rows[0]?.id], [1, receipt.responseId]);
  });

  fault(7, async () => {
    const page = await next();
    const { headers, ...asked } = page.submission();
    await expectProblem(
      await sendBytes(service.port, [bytesOf({ ...asked, headers, body: '' })]),
      422,
      'invalid-request',
    );
    await expectProblem(
      await sendBytes(service.port, [bytesOf({ ...asked, headers, body: '{}' })]),
      422,
      'invalid-request',
    );
    assert.deepEqual(await stored(page), []);
    await receiptOf(await page.submit());
  });

  fault(8, async () => {
    const page = await next();
    const whole = bytesOf(page.submission());
    service.failures();
    for (const cut of [10, 200, whole.length - 1]) {
      await sendBytes(service.port, [whole.subarray(0, cut)], { end: true }).catch(() => {});
    }
    assert.deepEqual(await stored(page), []);
    assert.deepEqual(service.failures(), []);
    await receiptOf(await page.submit());
  });

  fault(9, async () => {
    const page = await next();
    const ended = await service.asPortal({ method: 'DELETE', path: `/v1/embed-sessions/${page.session.id}` });
    assert.equal(ended.status, 204);
    await expectProblem(await page.submit(), 401, 'session-expired');
    assert.deepEqual(await stored(page), []);
    const { userId, role, components, origin } = page.session;
    const body = JSON.stringify({ userId, role, components, origin });
    const again = await service.asPortal({ method: 'POST', path: '/v1/embed-sessions', body });
    const { token } = (await again.json()) as { token: string };
    const { headers, ...asked } = page.submission();
    await receiptOf(
      await sendBytes(service.port, [bytesOf({ ...asked, headers: { ...headers, authorization: `Bearer ${token}` } })]),
    );
  });

  fault(10, async () => {
    const [early, late] = [await next(), await next()];
    const receipt = await receiptOf(await early.submit());
    const campaigns = [early, late].map(page => (page.body['assignmentId'] as string).split('.')[1]!);
    const times = await service.database.kysely
      .selectFrom('campaigns')
      .select(['id', 'closes_at'])
      .where('id', 'in', campaigns)
      .execute();
    const close = (id: string, closes_at: Date) =>
      service.database.kysely.updateTable('campaigns').set({ closes_at }).where('id', '=', id).execute();
    for (const { id } of times) await close(id, service.now);
    await expectProblem(await late.submit(), 409, 'campaign-not-open');
    assert.deepEqual(await stored(late), []);
    assert.deepEqual(await receiptOf(await early.submit()), receipt);
    for (const { id, closes_at } of times) await close(id, closes_at);
    // A refusal uses up nothing: the school reopened the campaign.
    await receiptOf(await late.submit());
  });

  fault(
    11,
    async () => {
      const page = await next();
      let release = () => {};
      const held = new Promise<void>(resolve => (release = resolve));
      const holding = Array.from({ length: 10 }, () => service.database.kysely.transaction().execute(() => held));
      const started = performance.now();
      // While the connections are held: an answer that waited for one would not come.
      const asked = [page.submit(), page.submit(), service.as('student', { path: '/v1/me' })];
      const isTold = Promise.all(asked);
      const tooLong = wait(TOLD_WITHIN, undefined, { ref: false }).then(() => assert.fail('nobody is told anything'));
      const answers = await Promise.race([isTold, tooLong]).finally(release);
      console.log(`answered after ${Math.round(performance.now() - started)} ms`);
      await Promise.all(holding);
      for (const answer of answers) {
        assert.match(answer.headers.get('retry-after') ?? '', /^[1-9]\d*$/);
        await expectProblem(answer, 503, 'unavailable');
      }
      assert.deepEqual(await stored(page), []);
      await receiptOf(await page.submit());
    },
    { skip: databaseUrl === undefined ? 'the embedded database has one connection and no pool' : false },
  );

  fault(12, async () => {
    const page = await next('phq9');
    const assignmentId = page.body['assignmentId'] as string;
    const critical = { ...(page.body['answers'] as object), '9': 1 };
    const path = `/v1/drafts/${page.body['attemptId'] as string}`;
    const opening = await page.put('PUT', path, { assignmentId, language: 'zh-CN', seed: 1 });
    assert.equal(opening.status, 200);
    const left = { answers: { '9': 1 }, timings: {}, position: '9' };
    assert.equal((await page.put('PATCH', path, left, { 'if-match': '"0"' })).status, 200);
    const { student_id } = await service.database.kysely
      .selectFrom('assignments')
      .select('student_id')
      .where('id', '=', assignmentId)
      .executeTakeFirstOrThrow();
    const told = async () => {
      service.forget('psychologist');
      const response = await service.as('psychologist', { path: '/v1/alerts?limit=200' });
      const { data } = (await response.json()) as { data: Alert[] };
      return data.filter(({ student }) => student.id === student_id);
    };
    const reasonsOf = (seen: readonly Alert[]) => seen.flatMap(({ reasons }) => reasons.map(({ text }) => text['en']!));
    const isOfIt = (text: string) => text.startsWith('A questionnaire was begun and not handed in.');
    const before = await told();
    assert.deepEqual(reasonsOf(before).filter(isOfIt), []);
    // The job runs on while the service's clock goes forward.
    later = 11;
    const after = await until(told, seen => reasonsOf(seen).some(isOfIt));
    assert.equal(after.length, 1);
    later = 0;
    await receiptOf(await page.submit({ ...page.body, answers: critical }));
    const joined = await told();
    assert.deepEqual([joined.length, joined[0]?.id], [1, after[0]!.id]);
    assert.equal(reasonsOf(joined).filter(isOfIt).length, 1);
  });

  fault(13, async () => {
    const pages = [];
    while (open.length > 0) pages.push(await next());
    assert.ok(pages.length > 8, `${pages.length}`);
    const receipts = await Promise.all(pages.map(page => untilTaken(() => page.submit())));
    assert.equal(new Set(receipts.map(receipt => receipt.responseId)).size, pages.length);
    for (const [index, page] of pages.entries()) {
      const { attemptId, responseId, digest } = receipts[index]!;
      assert.equal(attemptId, page.body['attemptId']);
      assert.deepEqual(await stored(page), [{ id: responseId, digest, answers: page.body['answers'] }]);
    }
  });
});
