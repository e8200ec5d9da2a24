/** The client and the real service: every namespace answers, and one answer travels the whole way. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Instrument } from '@xinqiao/contract/types';
import { cast } from '@xinqiao/server/seed';
import { createTestService, type TestService } from '@xinqiao/server/testing';
import {
  CampaignNotOpenError,
  ConflictError,
  ConsentRequiredError,
  createAttemptId,
  ForbiddenError,
  InvalidAnswersError,
  NotFoundError,
  UnauthenticatedError,
  type Unexpected,
  XinqiaoClient,
  XinqiaoError,
} from './index.ts';

let service: TestService;
const unexpected: Unexpected[] = [];
type Person = (typeof cast)[keyof typeof cast];

/** The client of a portal's page on which this person is signed in. */
const as = ({ userId, role }: Person): XinqiaoClient =>
  new XinqiaoClient({
    baseUrl: 'http://service.invalid',
    fetchSession: () => service.sessionFor({ userId, role }),
    fetch: request => service.app.fetch(request),
    onUnexpected: told => unexpected.push(told),
  });
/** The client of the portal's back end. */
const portal = (secretKey = service.secretKey): XinqiaoClient =>
  new XinqiaoClient({ baseUrl: 'http://service.invalid', secretKey, fetch: request => service.app.fetch(request) });

before(async () => {
  service = await createTestService();
});
after(() => service.close());

/** The first option of every question, and these. */
function answer(instrument: Instrument, given: Record<string, number> = {}): Record<string, number> {
  const answers: Record<string, number> = {};
  for (const item of instrument.items) {
    if (item.type !== 'choice') continue;
    const options = item.options ?? instrument.responseSets?.find(({ id }) => id === item.responseSet)?.options;
    answers[item.id] = options![0]!.value as number;
  }
  return { ...answers, ...given };
}

test('everything a student reads is there and fits the contract', async () => {
  const client = as(cast.student);
  const me = await client.me.get();
  assert.equal(me.name, cast.student.name);
  const { data: assignments } = await client.assignments.list({ status: 'to-do' });
  assert.ok(assignments.length > 0);
  const [assignment] = assignments as [(typeof assignments)[0]];
  assert.deepEqual(await client.assignments.get(assignment.id), assignment);
  const campaign = await client.campaigns.get(assignment.campaignId);
  assert.ok(campaign.instruments.some(({ id }) => id === assignment.instrumentId));
  const instrument = await client.instruments.get(assignment.instrumentId, { version: assignment.instrumentVersion });
  assert.equal(instrument.id, assignment.instrumentId);
  assert.ok((await client.instruments.list()).data.length > 0);
  await client.consents.list();
  assert.equal((await client.courses.progress(me.studentId!)).student.id, me.studentId);
  assert.ok((await client.courses.requirement()).source);
  assert.equal((await client.growthFiles.get(me.studentId!)).student.id, me.studentId);
  assert.ok(Array.isArray((await client.growthFiles.trends(me.studentId!)).data));
});

test('everything the psychology centre reads is there and fits the contract', async () => {
  const client = as(cast.psychologist);
  const me = await client.me.get();
  const units = [];
  for await (const unit of client.organisationUnits.list({ limit: 3 })) units.push(unit.id);
  assert.ok(units.length > 3, 'more than a page');
  assert.equal(new Set(units).size, units.length);
  assert.equal((await client.organisationUnits.get(me.unit.id)).id, me.unit.id);
  const students = [];
  for await (const student of client.students.list({ limit: 7 })) students.push(student.id);
  assert.equal(students.length, me.unit.studentCount);
  const { data } = await client.responses.list({ studentId: students[0]! });
  assert.ok(Array.isArray(data));
  assert.ok((await client.alerts.summary()).eventId);
  await client.alerts.list({ limit: 5 });
  assert.ok((await client.courses.coverage()).children.length > 0);
});

test('a student answers, and the counsellor is told in the stream', async () => {
  const student = as(cast.student);
  const counsellor = as(cast.counsellor);
  const before = await counsellor.alerts.summary();
  const ended = new AbortController();
  const told = (async () => {
    const options = { lastEventId: before.eventId, signal: ended.signal };
    for await (const event of counsellor.alerts.events({}, options)) if (event.type === 'alert.opened') return event;
    return undefined;
  })();

  const { data } = await student.assignments.list({ status: 'to-do' });
  const assignment = data.find(({ instrumentId }) => instrumentId === 'phq9')!;
  const instrument = await student.instruments.get('phq9', { version: assignment.instrumentVersion });
  const last = instrument.critical![0]!.item;
  const body = {
    attemptId: createAttemptId(),
    assignmentId: assignment.id,
    instrumentId: 'phq9',
    instrumentVersion: assignment.instrumentVersion,
    language: 'zh-CN',
    answers: answer(instrument, { [last]: 1 }),
  };
  await assert.rejects(student.responses.submit(body), error => ConsentRequiredError.is(error));
  const { consent } = await student.campaigns.get(assignment.campaignId);
  const decision = { campaignId: assignment.campaignId, version: consent.version, decision: 'given' } as const;
  assert.equal((await student.consents.decide(decision)).decision, 'given');

  await assert.rejects(
    student.responses.submit({ ...body, attemptId: createAttemptId(), answers: { ...body.answers, [last]: 9, x: 1 } }),
    error => {
      assert.ok(InvalidAnswersError.is(error));
      const pointers = error.errors.map(({ pointer }) => pointer).sort();
      assert.deepEqual(pointers, [`/answers/${last}`, '/answers/x']);
      return true;
    },
  );
  const receipt = await student.responses.submit(body);
  assert.equal(receipt.attemptId, body.attemptId);
  assert.equal(receipt.offerHelp, true);
  assert.deepEqual(await student.responses.submit(body), receipt, 'the same attempt is stored once');
  const again = student.responses.submit({ ...body, attemptId: createAttemptId() });
  await assert.rejects(again, error => ConflictError.is(error));

  const event = await told;
  ended.abort();
  const after = await counsellor.alerts.summary();
  const total = (counts: typeof after.open) => Object.values(counts).reduce((sum, count) => sum + count, 0);
  assert.equal(total(after.unacknowledged), total(before.unacknowledged) + 1);
  const alert = await counsellor.alerts.get(event!.alertId);
  assert.equal(alert.student.name, cast.student.name);
  const noted = await counsellor.alerts.acknowledge(alert.id, { ifMatch: alert.revision });
  assert.ok(noted.acknowledgedAt);
  assert.equal(total((await counsellor.alerts.summary()).unacknowledged), total(before.unacknowledged));

  const read = await as(cast.psychologist).responses.get(receipt.responseId);
  assert.equal(read.result.critical?.[0]?.item, last);
});

test('what one may not see answers like what does not exist', async () => {
  const client = as(cast.student);
  const other = (await as(cast.seniorStudent).me.get()).studentId!;
  for (const id of [other, 'nobody']) {
    for (const { get } of [client.students, client.growthFiles, { get: client.courses.progress }]) {
      await assert.rejects(get(id), error => NotFoundError.is(error) || ForbiddenError.is(error));
    }
  }
});

test('a portal makes sessions with its key, and ends them', async () => {
  const { userId, role } = cast.counsellor;
  const request = { userId, role, components: ['xq-alert-badge'], origin: service.origin };
  const session = await portal().embedSessions.create(request);
  const client = new XinqiaoClient({
    baseUrl: 'http://service.invalid',
    fetchSession: async () => session,
    fetch: sent => service.app.fetch(sent),
  });
  assert.equal((await client.me.get()).userId, session.userId);
  assert.equal(await portal().embedSessions.revoke(session.id), undefined);
  await assert.rejects(client.me.get(), error => UnauthenticatedError.is(error));
  await assert.rejects(portal('xq_sk_wrong').embedSessions.create(request), error => UnauthenticatedError.is(error));
});

test('a campaign that is over refuses, and a session that ended meanwhile is renewed', async () => {
  const client = as(cast.student);
  const { data } = await client.assignments.list({ status: 'to-do' });
  const [assignment] = data as [(typeof data)[0]];
  const { id: campaignId, consent, closesAt } = await client.campaigns.get(assignment.campaignId);
  await client.consents.decide({ campaignId, version: consent.version, decision: 'given' });
  const { instrumentId, instrumentVersion } = assignment;
  const instrument = await client.instruments.get(instrumentId, { version: instrumentVersion });
  service.clock.set(new Date(Date.parse(closesAt) + 1000));
  const submitted = client.responses.submit({
    attemptId: createAttemptId(),
    assignmentId: assignment.id,
    instrumentId,
    instrumentVersion,
    language: 'zh-CN',
    answers: answer(instrument),
  });
  await assert.rejects(submitted, error => CampaignNotOpenError.is(error));
});

test('client and service of one version have no surprises for each other', () => {
  assert.deepEqual(unexpected, []);
  assert.equal(XinqiaoError.is(undefined), false);
});
