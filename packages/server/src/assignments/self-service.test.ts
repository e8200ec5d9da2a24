import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { operations } from '@xinqiao/contract';
import type { EmbedSession } from '@xinqiao/contract/types';
import { library } from '@xinqiao/instruments/library';
import { expectBody, expectProblem } from '../testing/expect.ts';
import { consentVersion, createSmallSchool, DAY, NOW, type SmallSchool } from '../testing/small-school.ts';

const { assignments, campaigns, consents, instruments } = operations;

describe('what a student finds', () => {
  let school: SmallSchool;
  let ann: EmbedSession;
  before(async () => {
    school = await createSmallSchool();
  });
  beforeEach(async () => {
    ann = await school.sessionFor({ userId: '2026ann', role: 'student' });
  });
  after(() => school.close());

  const get = (path: string, session = ann) => school.call(session, 'GET', path);
  const decide = (more: object) =>
    school.call(ann, 'POST', '/v1/consents', {
      body: { campaignId: 'open', version: consentVersion, decision: 'given', ...more },
    });
  const consentOf = async (id: string) =>
    (await expectBody(await get(`/v1/assignments/${id}`), assignments.get.response)).consent;

  test('own assignments alone, to do first, by due date and in the order of the campaign', async () => {
    const { data } = await expectBody(await get('/v1/assignments'), assignments.list.response);
    assert.deepEqual(
      data.map(one => [one.id, one.status]),
      [
        ['ann.open.phq9', 'to-do'],
        ['ann.open.gad7', 'to-do'],
        ['ann.open.rses', 'to-do'],
        ['ann.scored.k6', 'to-do'],
        ['ann.silent.phq4', 'to-do'],
        ['ann.planned.phq9', 'not-yet-open'],
        ['ann.over.phq9', 'closed'],
      ],
    );
    const phq9 = data.find(one => one.id === 'ann.open.phq9');
    // Nine questions that need an answer, 8 seconds each, rounded up to minutes; the one about daily life is optional.
    assert.deepEqual([phq9?.itemCount, phq9?.estimatedMinutes], [9, 2]);
    const open = await expectBody(await get('/v1/assignments?status=not-yet-open'), assignments.list.response);
    assert.deepEqual(
      open.data.map(one => one.id),
      ['ann.planned.phq9'],
    );
  });

  test('pages of assignments hold each once', async () => {
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { data: { id: string }[]; nextCursor: string | null } = await expectBody(
        await get(`/v1/assignments?limit=2${cursor && `&cursor=${cursor}`}`),
        assignments.list.response,
      );
      ids.push(...page.data.map(one => one.id));
      cursor = page.nextCursor;
    }
    assert.equal(ids.length, 7);
    assert.equal(new Set(ids).size, 7);
  });

  test('the status follows the clock to the instant', async () => {
    const at = async (time: number) => {
      school.clock.set(new Date(time));
      const session = await school.sessionFor({ userId: '2026ann', role: 'student' });
      const body = await expectBody(await get('/v1/assignments/ann.planned.phq9', session), assignments.get.response);
      return body.status;
    };
    const opens = NOW.getTime() + 5 * DAY;
    const closes = NOW.getTime() + 40 * DAY;
    assert.equal(await at(opens - 1), 'not-yet-open');
    assert.equal(await at(opens), 'to-do');
    assert.equal(await at(closes - 1), 'to-do');
    assert.equal(await at(closes), 'closed');
    school.clock.set(NOW);
  });

  test('the assignment of another answers like one that does not exist', async () => {
    const theirs = await expectProblem(await get('/v1/assignments/bea.open.phq9'), 404, 'not-found');
    const nobody = await expectProblem(await get('/v1/assignments/none'), 404, 'not-found');
    assert.deepEqual({ ...theirs, requestId: '' }, { ...nobody, requestId: '' });
    const staff = await school.sessionFor({ userId: 't-psy', role: 'psych-staff' });
    await expectProblem(await get('/v1/assignments/bea.open.phq9', staff), 403, 'forbidden');
  });

  test('consent: the newest decision holds, and every decision is kept', async () => {
    assert.equal(await consentOf('ann.open.phq9'), 'required');
    await expectProblem(await decide({ decision: 'withdrawn' }), 409, 'state-conflict');
    for (const decision of ['refused', 'given', 'withdrawn', 'given']) {
      await expectBody(await decide({ decision }), consents.decide.response, 201);
      assert.equal(await consentOf('ann.open.phq9'), decision);
    }
    assert.equal(await consentOf('ann.silent.phq4'), 'required');
    const { data } = await expectBody(await get('/v1/consents'), consents.list.response);
    assert.deepEqual(
      data.map(one => [one.campaignId, one.studentId, one.decision]),
      [['open', 'ann', 'given']],
    );
    const kept = await school.database.kysely
      .selectFrom('consents')
      .select('decision')
      .where('student_id', '=', 'ann')
      .orderBy('sequence')
      .execute();
    assert.deepEqual(
      kept.map(one => one.decision),
      ['refused', 'given', 'withdrawn', 'given'],
    );
  });

  test('consent to an older text is refused, and a newer text asks again', async () => {
    await expectProblem(await decide({ version: '2025-09' }), 409, 'state-conflict');
    const { kysely } = school.database;
    const campaign = await kysely
      .selectFrom('campaigns')
      .selectAll()
      .where('id', '=', 'open')
      .executeTakeFirstOrThrow();
    const write = (version: string) =>
      kysely
        .updateTable('campaigns')
        .set({ consent: JSON.stringify({ ...campaign.consent, version }) })
        .where('id', '=', 'open')
        .execute();
    await write('2026-10');
    assert.equal(await consentOf('ann.open.phq9'), 'required');
    await write(consentVersion);
    assert.equal(await consentOf('ann.open.phq9'), 'given');
  });

  test('consent to a campaign that is over, or asks somebody else', async () => {
    await expectProblem(await decide({ campaignId: 'over' }), 409, 'campaign-not-open');
    await expectProblem(await decide({ campaignId: 'none' }), 404, 'not-found');
  });

  test('campaigns by status; staff see those above and below where they stand', async () => {
    const ids = async (session: EmbedSession, query = '') =>
      (await expectBody(await get(`/v1/campaigns?${query}`, session), campaigns.list.response)).data.map(one => one.id);
    assert.deepEqual((await ids(ann, 'status=open')).sort(), ['open', 'scored', 'silent']);
    assert.deepEqual(await ids(ann, 'status=closed'), ['over']);
    const counsellor = await school.sessionFor({ userId: 't-two', role: 'counsellor' });
    assert.equal((await ids(counsellor)).length, 5);
    await school.database.kysely
      .updateTable('campaigns')
      .set({ unit_id: 'letters' })
      .where('id', '=', 'over')
      .execute();
    assert.equal((await ids(counsellor)).length, 4);
    await expectProblem(await get('/v1/campaigns/over', counsellor), 404, 'not-found');
    const one = await expectBody(await get('/v1/campaigns/open'), campaigns.get.response);
    assert.deepEqual(
      one.instruments.map(asked => asked.id),
      ['phq9', 'gad7', 'rses'],
    );
  });

  test('every instrument of the library, whole, and a version that does not exist', async () => {
    const { data } = await expectBody(await get('/v1/instruments?limit=200'), instruments.list.response);
    assert.deepEqual(
      data.map(one => one.id),
      library.map(one => one.id).sort(),
    );
    for (const instrument of library) {
      const served = await expectBody(await get(`/v1/instruments/${instrument.id}`), instruments.get.response);
      assert.deepEqual(served, instrument);
    }
    await expectProblem(await get('/v1/instruments/phq9?version=0.0.1'), 404, 'not-found');
    await expectProblem(await get('/v1/instruments/none'), 404, 'not-found');
  });

  test('the newest version is the highest, not the last in the alphabet, and older ones stay', async () => {
    const { kysely } = school.database;
    const row = await kysely.selectFrom('instruments').selectAll().where('id', '=', 'swls').executeTakeFirstOrThrow();
    await kysely
      .insertInto('instruments')
      .values(
        ['1.9.0', '1.10.0'].map(version => ({
          ...row,
          version,
          definition: JSON.stringify({ ...row.definition, version }),
        })),
      )
      .execute();
    const version = async (query = '') =>
      (await expectBody(await get(`/v1/instruments/swls${query}`), instruments.get.response)).version;
    assert.equal(await version(), '1.10.0');
    assert.equal(await version('?version=1.9.0'), '1.9.0');
    const { data } = await expectBody(await get('/v1/instruments?limit=200'), instruments.list.response);
    assert.deepEqual(
      data.filter(one => one.id === 'swls').map(one => one.version),
      ['1.10.0'],
    );
  });
});
