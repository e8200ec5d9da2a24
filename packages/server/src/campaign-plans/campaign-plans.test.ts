import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '@xinqiao/contract';
import type { CampaignPlan, CampaignPlanContent, EmbedSession, Instrument } from '@xinqiao/contract/types';
import { getInstrument } from '@xinqiao/instruments/library';
import { DEFAULT_TENANT } from '../database/database.ts';
import { json } from '../database/tables/columns.ts';
import { importRoster } from '../rosters/import-roster.ts';
import { readRoster } from '../rosters/read-roster.ts';
import { expectBody, expectProblem } from '../testing/expect.ts';
import { answersTo, createSmallSchool, DAY, type SmallSchool } from '../testing/small-school.ts';
import { aYearLater } from './next-year.ts';

const empty: CampaignPlanContent = {
  ...{ title: {}, purpose: {}, target: { unitIds: [], rule: 'all', enrolmentYears: [] }, instruments: [] },
  ...{ opensAt: null, closesAt: null, feedback: 'level', feedbackFrom: 'submission', reminders: [] },
  abandonedAttempts: 'propose',
  consent: { title: {}, summary: {}, points: [], contact: {} },
};
const text = (words: string) => ({ 'zh-CN': words });
const whole: CampaignPlanContent = {
  title: text('2026级新生测评'),
  purpose: text('了解与支持'),
  target: { unitIds: ['computing'], rule: 'freshmen', enrolmentYears: [] },
  instruments: ['phq9', 'young', 'rses'],
  opensAt: '2026-10-13T08:00:00+08:00',
  closesAt: '2026-10-20T18:00:00+08:00',
  consent: {
    title: text('知情同意书'),
    summary: text('自愿参加'),
    points: [{ title: text('谁能看到'), text: text('心理中心') }],
    contact: text('心理中心'),
  },
  feedback: 'score',
  feedbackFrom: 'closing',
  abandonedAttempts: 'ignore',
  reminders: [{ when: 'before-end', days: 2 }],
};

/** Beside those that come with the service: one for minors, one for parents, and one whose words a school would fill in. */
const furtherInstruments: Instrument[] = [
  { ...getInstrument('rses')!, id: 'young', age: { min: 11, max: 17 } },
  { ...getInstrument('rses')!, id: 'for_parents', respondent: 'parent' },
  getInstrument('scl90')!,
];

let school: SmallSchool;
let psych: EmbedSession;
let ofLetters: EmbedSession;

const { response: schema } = operations.campaignPlans.get;
const call = (session: EmbedSession, method: string, path: string, body?: unknown, revision?: number) =>
  school.call(session, method, `/v1/campaign-plans${path}`, {
    ...(body !== undefined && { body }),
    ...(revision !== undefined && { headers: { 'if-match': `"${revision}"` } }),
  });
const create = async (content: CampaignPlanContent, session = psych): Promise<CampaignPlan> =>
  expectBody(await call(session, 'POST', '', content), schema, 201);
const publish = async (content: CampaignPlanContent): Promise<CampaignPlan> => {
  const { id } = await create(content);
  return expectBody(await call(psych, 'POST', `/${id}/publish`), schema);
};
const asked = async (campaignId: string) => {
  const rows = await school.database.kysely
    .selectFrom('assignments')
    .select(['student_id', 'instrument_id'])
    .where('campaign_id', '=', campaignId)
    .orderBy('student_id')
    .orderBy('instrument_id')
    .execute();
  return rows.map(row => `${row.student_id} ${row.instrument_id}`);
};

before(async () => {
  school = await createSmallSchool();
  const { kysely } = school.database;
  const person = { tenant_id: DEFAULT_TENANT, id: 't-letters', staff_number: 't-letters', name: '己老师' };
  await kysely.insertInto('people').values(person).execute();
  await kysely
    .insertInto('role_assignments')
    .values({
      tenant_id: DEFAULT_TENANT,
      id: 'letters',
      person_id: 't-letters',
      role: 'psych-staff',
      unit_id: 'letters',
    })
    .execute();
  await kysely
    .insertInto('instruments')
    .values(
      furtherInstruments.map(one => ({
        ...{ tenant_id: DEFAULT_TENANT, id: one.id, version: one.version, definition: json(one) },
        registered_at: school.clock.now(),
      })),
    )
    .execute();
  // One student comes of age on the day of the opening, the others earlier.
  await kysely.updateTable('students').set({ birth_date: '2008-10-14' }).where('id', '=', 'bea').execute();
  await kysely.updateTable('students').set({ enrolment_year: 2025 }).where('id', '=', 'cai').execute();
  psych = await school.sessionFor({ userId: 't-psy', role: 'psych-staff' });
  ofLetters = await school.sessionFor({ userId: 't-letters', role: 'psych-staff' });
});
after(() => school.close());

describe('a draft', () => {
  test('may be empty, and is saved as often as one likes', async () => {
    const draft = await create(empty);
    assert.deepEqual([draft.state, draft.revision, draft.consentVersion], ['draft', 1, null]);
    const saved = await expectBody(await call(psych, 'PUT', `/${draft.id}`, whole, 1), schema);
    assert.deepEqual([saved.revision, saved.title, saved.savedBy.userId], [2, whole.title, 't-psy']);
    assert.deepEqual(await expectBody(await call(psych, 'GET', `/${draft.id}`), schema), saved);
  });

  test('is not saved over what somebody else has saved, nor without saying what it is based on', async () => {
    const { id } = await create(empty);
    await expectBody(await call(psych, 'PUT', `/${id}`, whole, 1), schema);
    await expectProblem(await call(psych, 'PUT', `/${id}`, empty, 1), 412, 'state-conflict');
    await expectProblem(await call(psych, 'PUT', `/${id}`, empty), 422, 'invalid-request');
    assert.deepEqual((await expectBody(await call(psych, 'GET', `/${id}`), schema)).title, whole.title);
  });

  test('names units within reach and instruments that are there', async () => {
    const wrong = {
      ...whole,
      target: { ...whole.target, unitIds: ['letters', 'school', 'd1', 'nowhere', 'letters'] },
      instruments: ['phq9', 'nothing', 'phq9'],
    };
    const pointers = [
      '/target/unitIds/2',
      '/target/unitIds/3',
      '/target/unitIds/4',
      '/instruments/1',
      '/instruments/2',
    ];
    await expectProblem(await call(psych, 'POST', '', wrong), 422, 'invalid-request', pointers);
    // The year 10000 at the school.
    const late = { ...whole, closesAt: '9999-12-31T20:00:00Z' };
    await expectProblem(await call(psych, 'POST', '', late), 422, 'invalid-request', ['/closesAt']);
    const outside = { ...whole, target: { ...whole.target, unitIds: ['computing'] } };
    await expectProblem(await call(ofLetters, 'POST', '', outside), 422, 'invalid-request', ['/target/unitIds/0']);
  });

  test('is seen by psychology staff of all its units, and by nobody else', async () => {
    const { id } = await create(whole);
    const own = await create({ ...whole, target: { ...whole.target, unitIds: ['l1'] } }, ofLetters);
    for (const [method, path] of [
      ['GET', `/${id}`],
      ['PUT', `/${id}`],
      ['POST', `/${id}/publish`],
      ['POST', `/${id}/close`],
      ['POST', `/${id}/copy`],
    ] as const) {
      await expectProblem(
        await call(ofLetters, method, path, method === 'PUT' ? whole : undefined, 1),
        404,
        'not-found',
      );
    }
    const { data } = await expectBody(await call(ofLetters, 'GET', ''), operations.campaignPlans.list.response);
    assert.deepEqual(
      data.map(plan => plan.id),
      [own.id],
    );
    for (const [userId, role] of [
      ['2026ann', 'student'],
      ['t-one', 'counsellor'],
      ['t-head', 'school-leader'],
    ] as const) {
      await expectProblem(await call(await school.sessionFor({ userId, role }), 'GET', ''), 403, 'forbidden');
    }
  });

  test('asks nobody, whoever joins meanwhile', async () => {
    const { id } = await create({ ...whole, opensAt: null });
    assert.deepEqual(await asked(id), []);
    const campaigns = await school.database.kysely.selectFrom('campaigns').select('id').execute();
    assert.ok(campaigns.every(one => one.id !== id));
  });
});

test('a published plan decides whether attempts that were left are looked at', async () => {
  for (const abandonedAttempts of ['ignore', 'propose'] as const) {
    const { id } = await publish({ ...whole, abandonedAttempts });
    const stored = await school.database.kysely
      .selectFrom('campaigns')
      .select('abandoned_attempts')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    assert.equal(stored.abandoned_attempts, abandonedAttempts);
  }
});

describe('a target', () => {
  const count = async (query: string, session = psych) =>
    expectBody(await call(session, 'GET', `/target?${query}`), operations.campaignPlans.target.response);

  test('means students by unit and rule, each once', async () => {
    const students = async (query: string) => (await count(query)).students;
    assert.equal(await students('unitIds=school&rule=all'), 5);
    assert.equal(await students('unitIds=school,computing,c1&rule=all'), 5);
    assert.equal(await students('unitIds=c1,l1&rule=all'), 3);
    assert.equal(await students('unitIds=computing&rule=freshmen&opensAt=2026-10-13T00:00:00Z'), 3);
    assert.equal(await students('unitIds=computing&rule=freshmen&opensAt=2025-10-13T00:00:00Z'), 1);
    // Schools that begin in August ask those who come, not those who came a year ago; in July nobody has come yet.
    assert.equal(await students('unitIds=computing&rule=freshmen&opensAt=2026-08-24T00:00:00Z'), 3);
    assert.equal(await students('unitIds=computing&rule=freshmen&opensAt=2026-07-31T15:59:59Z'), 1);
    assert.equal(await students('unitIds=computing&rule=yearly'), 0);
    assert.equal(await students('unitIds=computing&rule=grades&enrolmentYears=2025,2024'), 1);
    assert.equal(await students('rule=all'), 5);
    assert.equal((await count('rule=all', ofLetters)).students, 1);
    for (const unitIds of ['', 'nowhere', 'letters,computing']) {
      await expectProblem(await call(ofLetters, 'GET', `/target?unitIds=${unitIds}&rule=all`), 404, 'not-found');
    }
  });

  test('says which instruments fit how many, by the age on the day of the opening, and why others can’t be asked', async () => {
    const of = async (opensAt: string, id: string) => {
      const { instruments } = await count(`unitIds=computing&rule=all&opensAt=${opensAt}`);
      const { fits, hindrance } = instruments.find(one => one.id === id)!;
      return [fits, hindrance];
    };
    // 16:00 in universal time is the next day at the school.
    assert.deepEqual(await of('2026-10-13T15:59:59Z', 'phq9'), [3, null]);
    assert.deepEqual(await of('2026-10-13T16:00:00Z', 'phq9'), [4, null]);
    assert.deepEqual(await of('2026-10-13T15:59:59Z', 'young'), [1, null]);
    assert.deepEqual(await of('2026-10-13T16:00:00Z', 'young'), [0, 'nobody-of-age']);
    assert.equal((await of('2026-10-13T16:00:00Z', 'for_parents'))[1], 'not-self');
    assert.equal((await of('2026-10-13T16:00:00Z', 'scl90'))[1], 'no-wording');
  });
});

describe('publishing', () => {
  test('says of everything that is missing or wrong where it is, and keeps the draft', async () => {
    const { id } = await create(empty);
    const missing = ['/title/zh-CN', '/purpose/zh-CN', '/target/unitIds', '/instruments', '/opensAt', '/closesAt'];
    const ofConsent = ['title/zh-CN', 'summary/zh-CN', 'points', 'contact/zh-CN'].map(part => `/consent/${part}`);
    await expectProblem(await call(psych, 'POST', `/${id}/publish`), 422, 'invalid-request', [
      ...missing,
      ...ofConsent,
    ]);
    assert.equal((await expectBody(await call(psych, 'GET', `/${id}`), schema)).state, 'draft');

    const refused = async (change: Partial<CampaignPlanContent>, ...pointers: string[]) => {
      const draft = await create({ ...whole, ...change });
      await expectProblem(await call(psych, 'POST', `/${draft.id}/publish`), 422, 'invalid-request', pointers);
    };
    await refused({ title: text('长'.repeat(121)) }, '/title/zh-CN');
    await refused({ closesAt: whole.opensAt }, '/closesAt');
    await refused({ opensAt: '2026-09-01T08:00:00+08:00', closesAt: '2026-10-12T09:59:00+08:00' }, '/closesAt');
    await refused({ closesAt: '2027-10-20T18:00:00+08:00' }, '/closesAt');
    await refused({ reminders: [{ when: 'after-opening', days: 8 }] }, '/reminders/0/days');
    await refused({ target: { ...whole.target, rule: 'yearly' } }, '/target');
    await refused({ target: { ...whole.target, rule: 'grades' } }, '/target/enrolmentYears');
    await refused({ instruments: ['phq9', 'scl90', 'for_parents'] }, '/instruments/1', '/instruments/2');
    await refused({ instruments: ['young'], opensAt: '2026-10-14T08:00:00+08:00' }, '/instruments/0');
  });

  test('asks each student of the target what fits the own age, and later those who join', async () => {
    const plan = await publish(whole);
    assert.deepEqual([plan.state, plan.revision, plan.consentVersion], ['planned', 2, '2026-10-12']);
    assert.deepEqual(await asked(plan.id), ['ann phq9', 'ann rses', 'bea rses', 'bea young', 'dai phq9', 'dai rses']);
    const campaign = await expectBody(
      await school.call(psych, 'GET', `/v1/campaigns/${plan.id}`),
      operations.campaigns.get.response,
    );
    assert.deepEqual([campaign.unitId, campaign.status, campaign.opensAt], ['computing', 'planned', whole.opensAt]);
    assert.deepEqual(
      campaign.instruments.map(({ id }) => id),
      whole.instruments,
    );

    const lines = [
      '学号,姓名,性别,出生日期,学院,班级,入学年份',
      '2026fei,费六,,2008-01-01,计算机学院,软件工程2601班,2026',
      '2025gao,高七,,2007-01-01,计算机学院,软件工程2601班,2025',
      '2026han,韩八,,2008-01-01,文学院,汉语言文学2601班,2026',
    ];
    const bytes = new TextEncoder().encode(lines.join('\n'));
    await importRoster(school.database, readRoster([{ name: 'students.csv', bytes }], { stage: 'undergraduate' }), {
      now: school.clock.now(),
    });
    const joined = await school.database.kysely
      .selectFrom('students')
      .select('id')
      .where('student_number', '=', '2026fei')
      .executeTakeFirstOrThrow();
    const now = await asked(plan.id);
    assert.deepEqual(
      now.filter(one => one.startsWith(joined.id)),
      [`${joined.id} phq9`, `${joined.id} rses`],
    );
    assert.equal(now.length, 8);
  });

  test('neither counts nor asks who has left the school', async () => {
    const { kysely } = school.database;
    const leave = (left_on: string | null) =>
      kysely.updateTable('students').set({ left_on }).where('id', '=', 'eve').execute();
    const target = { ...whole.target, unitIds: ['letters'], rule: 'all' as const };
    const letters = { ...whole, target, instruments: ['rses'] };
    const count = async () => {
      const answer = await call(psych, 'GET', '/target?unitIds=letters&rule=all');
      return (await expectBody(answer, operations.campaignPlans.target.response)).students;
    };
    const here = await count();
    await leave('2026-10-01');
    assert.equal(await count(), here - 1);
    const plan = await publish(letters);
    assert.ok(!(await asked(plan.id)).some(one => one.startsWith('eve ')));
    await leave(null);
    assert.ok((await asked((await publish(letters)).id)).some(one => one.startsWith('eve ')));
  });

  test('happens once, and what is published is not changed', async () => {
    const { id } = await publish(whole);
    await expectProblem(await call(psych, 'POST', `/${id}/publish`), 409, 'state-conflict');
    await expectProblem(await call(psych, 'PUT', `/${id}`, empty, 2), 409, 'state-conflict');
    assert.deepEqual((await expectBody(await call(psych, 'GET', `/${id}`), schema)).title, whole.title);
  });

  test('is of what was seen', async () => {
    const { id } = await create(whole);
    await expectBody(await call(psych, 'PUT', `/${id}`, whole, 1), schema);
    await expectProblem(await call(psych, 'POST', `/${id}/publish`, undefined, 1), 412, 'state-conflict');
  });

  test('gives the same consent text the same version and another text another one', async () => {
    const { id, ...campaign } = await publish(whole);
    assert.equal((await publish(whole)).consentVersion, campaign.consentVersion);
    const other = { ...whole, consent: { ...whole.consent, summary: text('自愿参加，随时可以撤回') } };
    assert.equal((await publish(other)).consentVersion, '2026-10-12.2');
    assert.equal((await publish(other)).consentVersion, '2026-10-12.2');
    assert.equal((await publish(whole)).consentVersion, campaign.consentVersion);
    assert.deepEqual((await expectBody(await call(psych, 'GET', `/${id}`), schema)).consent, whole.consent);
  });
});

describe('what is published', () => {
  test('is closed early, or called off before it opens, and stays closed', async () => {
    const open = await publish({ ...whole, opensAt: '2026-10-12T08:00:00+08:00' });
    assert.equal(open.state, 'open');
    for (const plan of [open, await publish(whole)]) {
      const closed = await expectBody(await call(psych, 'POST', `/${plan.id}/close`), schema);
      assert.deepEqual([closed.state, closed.closedAt !== null], ['closed', true]);
      const again = await expectBody(await call(psych, 'POST', `/${plan.id}/close`), schema);
      assert.deepEqual(again, closed);
    }
    await expectProblem(await call(psych, 'POST', `/${(await create(whole)).id}/close`), 409, 'state-conflict');
  });

  test('is copied to the next year: same rule, years and dates moved, as a draft', async () => {
    const grades = { unitIds: ['computing'], rule: 'grades' as const, enrolmentYears: [2025, 2026] };
    const plan = await create({ ...whole, title: text('2026–2027学年测评（12026）'), target: grades });
    const copy = await expectBody(await call(psych, 'POST', `/${plan.id}/copy`), schema, 201);
    assert.deepEqual([copy.state, copy.copiedFrom, copy.revision], ['draft', plan.id, 1]);
    assert.deepEqual(copy.title, text('2027–2028学年测评（12026）'));
    assert.deepEqual(copy.target, { ...grades, enrolmentYears: [2026, 2027] });
    assert.deepEqual([copy.opensAt, copy.closesAt], ['2027-10-13T08:00:00+08:00', '2027-10-20T18:00:00+08:00']);
    assert.deepEqual(copy.consent, whole.consent);
    assert.equal(aYearLater('2028-02-29T08:00:00+08:00'), '2029-02-28T08:00:00+08:00');
    const last = await create({ ...whole, closesAt: '9999-12-31T23:59:59+08:00' });
    const beyond = await expectBody(await call(psych, 'POST', `/${last.id}/copy`), schema, 201);
    assert.equal(beyond.closesAt, null);
  });

  test('tells results when the policy says: here once it has closed', async () => {
    const plan = await publish({ ...whole, instruments: ['rses'], opensAt: '2026-10-12T08:00:00+08:00' });
    const ann = await school.sessionFor({ userId: '2026ann', role: 'student' });
    const decision = { campaignId: plan.id, version: plan.consentVersion, decision: 'given' };
    assert.equal((await school.call(ann, 'POST', '/v1/consents', { body: decision })).status, 201);
    const { id: assignmentId, instrument_version: instrumentVersion } = await school.database.kysely
      .selectFrom('assignments')
      .select(['id', 'instrument_version'])
      .where('campaign_id', '=', plan.id)
      .where('student_id', '=', 'ann')
      .executeTakeFirstOrThrow();
    const attempt = { attemptId: crypto.randomUUID(), assignmentId, instrumentId: 'rses', instrumentVersion };
    const submitted = await school.call(ann, 'POST', '/v1/responses', {
      body: { ...attempt, language: 'zh-CN', answers: answersTo('rses') },
    });
    const receipt = await expectBody(submitted, operations.responses.submit.response, 201);
    assert.equal(receipt.feedback, null);
    const trends = async () => {
      const session = await school.sessionFor({ userId: '2026ann', role: 'student' });
      const answer = await school.call(session, 'GET', '/v1/growth-files/ann/trends?instrumentId=rses');
      return (await expectBody(answer, operations.growthFiles.trends.response)).data.length;
    };
    assert.equal(await trends(), 0);
    school.clock.advance(9 * DAY);
    assert.equal(await trends(), 1);
  });
});
