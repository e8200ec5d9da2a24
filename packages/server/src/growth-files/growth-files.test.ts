import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '@xinqiao/contract';
import type { EmbedSession, GrowthFile } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import { DEFAULT_TENANT } from '../database/database.ts';
import { json } from '../database/tables/columns.ts';
import { cast } from '../seed/cast.ts';
import { createTestService, type TestService } from '../testing.ts';
import { expectBody, expectProblem } from '../testing/expect.ts';
import { answersTo, createSmallSchool, DAY, NOW, type SmallSchool } from '../testing/small-school.ts';
import { openTestDatabase } from '../testing/test-database.ts';

const { growthFiles } = operations;
const tenant_id = DEFAULT_TENANT;

const fileOf = async (service: TestService, session: EmbedSession, studentId: string) =>
  expectBody(await service.call(session, 'GET', `/v1/growth-files/${studentId}`), growthFiles.get.response);
const trendsOf = async (service: TestService, session: EmbedSession, studentId: string, query = '') =>
  expectBody(
    await service.call(session, 'GET', `/v1/growth-files/${studentId}/trends?${query}`),
    growthFiles.trends.response,
  );
const entriesOf = (file: GrowthFile) => file.stages.flatMap(stage => stage.terms.flatMap(term => term.entries));

describe('a growth file', () => {
  let school: SmallSchool;
  let one: EmbedSession;
  let psych: EmbedSession;
  let ann: EmbedSession;
  before(async () => {
    school = await createSmallSchool();
    const { kysely } = school.database;
    await kysely
      .insertInto('growth_stages')
      .values([
        {
          tenant_id,
          student_id: 'ann',
          stage: 'senior-secondary',
          school: '某中学',
          from_date: '2023-09-01',
          to_date: '2026-06-30',
        },
        {
          tenant_id,
          student_id: 'ann',
          stage: 'undergraduate',
          school: '测试学校',
          from_date: '2026-09-01',
          to_date: null,
        },
      ])
      .execute();
    const entry = { tenant_id, student_id: 'ann', stage: 'senior-secondary' as const };
    await kysely
      .insertInto('growth_entries')
      .values([
        {
          ...entry,
          id: 'old-assessment',
          term: '2024-2025-1',
          kind: 'assessment',
          on_date: '2024-10-20',
          title: json({ 'zh-CN': '高二测评' }),
        },
        {
          ...entry,
          id: 'old-course',
          term: '2025-2026-2',
          kind: 'course',
          on_date: '2026-03-20',
          title: json({ 'zh-CN': '专题课' }),
        },
      ])
      .execute();
    await kysely
      .insertInto('clinical.growth_summaries')
      .values({ tenant_id, entry_id: 'old-assessment', summary: json({ 'zh-CN': '已谈话' }) })
      .execute();
    await kysely.updateTable('people').set({ contact: '信息楼 301室' }).where('id', '=', 't-one').execute();
    await school.submit('ann', 'open.gad7', answersTo('gad7', { '1': 3, '2': 3 }));
    await school.submit('ann', 'silent.phq4', answersTo('phq4', { '1': 3, '2': 3 }));
    school.clock.advance(DAY);
    await school.submit('ann', 'scored.k6', answersTo('k6'));
    one = await school.sessionFor({ userId: 't-one', role: 'counsellor' });
    psych = await school.sessionFor({ userId: 't-psy', role: 'psych-staff' });
    ann = await school.sessionFor({ userId: '2026ann', role: 'student' });
  });
  after(() => school.close());

  const summaries = (file: GrowthFile) =>
    Object.fromEntries(entriesOf(file).flatMap(({ id, summary }) => (summary ? [[id, summary['zh-CN']]] : [])));

  test('goes from the newest stage, term and entry to the oldest', async () => {
    const file = await fileOf(school, psych, 'ann');
    assert.deepEqual(
      file.stages.map(({ stage, school: name, from, to, terms }) => [stage, name, from, to, terms.map(({ id }) => id)]),
      [
        ['undergraduate', '测试学校', '2026-09-01', null, ['2026-2027-1']],
        ['senior-secondary', '某中学', '2023-09-01', '2026-06-30', ['2025-2026-2', '2024-2025-1']],
      ],
    );
    assert.deepEqual(
      file.stages[0]?.terms[0]?.entries.map(({ kind, on }) => `${on} ${kind}`),
      [
        '2026-10-13 assessment',
        '2026-10-13 consent',
        '2026-10-12 assessment',
        '2026-10-12 assessment',
        '2026-10-12 consent',
        '2026-10-12 consent',
      ],
    );
    assert.equal(file.updatedAt, '2026-10-13T10:00:00+08:00');
  });

  test('names who is responsible, nearest first, with the published contact', async () => {
    const { responsible } = await fileOf(school, ann, 'ann');
    assert.deepEqual(responsible, [
      { role: 'counsellor', name: '甲老师', contact: '信息楼 301室' },
      { role: 'counsellor', name: '乙老师', contact: null },
      { role: 'psych-staff', name: '丙老师', contact: null },
      { role: 'class-committee', name: '白二', contact: null },
    ]);
    // Nobody of the class committee who is not in the class any more.
    const { kysely } = school.database;
    const moved = async (change: { left_on?: string | null; class_path?: string }) => {
      await kysely.updateTable('students').set(change).where('id', '=', 'bea').execute();
      return (await fileOf(school, ann, 'ann')).responsible.map(({ role }) => role).includes('class-committee');
    };
    assert.equal(await moved({ class_path: 'school/computing/c2/' }), false);
    assert.equal(await moved({ class_path: 'school/computing/c1/', left_on: '2026-10-01' }), false);
    assert.equal(await moved({ left_on: null }), true);
  });

  test('tells psychology staff what came of each assessment', async () => {
    assert.deepEqual(summaries(await fileOf(school, psych, 'ann')), {
      'assessment.ann.open.gad7': '焦虑症状水平：轻度',
      'assessment.ann.silent.phq4': '心理困扰水平：中度',
      'old-assessment': '已谈话',
      'assessment.ann.scored.k6': '心理困扰水平：低',
    });
  });

  test('tells the student what the campaign’s policy releases, and nothing of another school’s notes', async () => {
    const told = summaries(await fileOf(school, ann, 'ann'));
    assert.equal(told['assessment.ann.open.gad7'], '焦虑症状水平：轻度');
    assert.ok(!('assessment.ann.silent.phq4' in told));
    assert.ok(!('old-assessment' in told));
  });

  test('tells a counsellor that something was done, and of no result', async () => {
    const [ofOne, ofPsych] = [await fileOf(school, one, 'ann'), await fileOf(school, psych, 'ann')];
    assert.deepEqual(summaries(ofOne), {});
    assert.deepEqual(
      entriesOf(ofOne).map(({ id }) => id),
      entriesOf(ofPsych).map(({ id }) => id),
    );
  });

  test('is the same for a counsellor whatever was answered', async () => {
    const other = await createSmallSchool();
    const text = async (service: SmallSchool, answers: Record<string, unknown>) => {
      await service.submit('bea', 'open.phq9', answers);
      const session = await service.sessionFor({ userId: 't-one', role: 'counsellor' });
      const response = await service.call(session, 'GET', '/v1/growth-files/bea');
      // The ids of consents are random.
      return (await response.text()).replaceAll(/"consent\.\w+"/g, '"consent"');
    };
    const third = await createSmallSchool();
    assert.equal(
      await text(other, answersTo('phq9')),
      await text(third, answersTo('phq9', { '1': 3, '2': 3, '3': 3, '4': 3, '9': 3 })),
    );
    await Promise.all([other.close(), third.close()]);
  });

  test('keeps a refusal between the student and the school’s records', async () => {
    const cai = await school.sessionFor({ userId: '2026cai', role: 'student' });
    const body = { campaignId: 'open', version: '2026-09', decision: 'refused' };
    assert.equal((await school.call(cai, 'POST', '/v1/consents', { body })).status, 201);
    assert.deepEqual(
      entriesOf(await fileOf(school, cai, 'cai')).map(({ title }) => title['zh-CN']),
      ['选择不参加：测评 open'],
    );
    assert.deepEqual(entriesOf(await fileOf(school, psych, 'cai')), []);
  });

  test('has the present stage where none is recorded', async () => {
    const { stages, updatedAt } = await fileOf(school, psych, 'dai');
    assert.deepEqual(
      stages.map(({ stage, from, to, terms }) => [stage, from, to, terms]),
      [['undergraduate', '2026-09-01', null, []]],
    );
    assert.equal(updatedAt, '2026-09-01T00:00:00+08:00');
  });

  test('has courses from their first session on, and passed when the credits are there', async () => {
    const { kysely } = school.database;
    const title = json({ 'zh-CN': '心理健康', en: 'Mental health' });
    const course = {
      tenant_id,
      kind: 'compulsory' as const,
      title,
      unit_id: 'letters',
      stage: 'undergraduate' as const,
    };
    for (const [id, first, credits] of [
      ['passed', -30, 2],
      ['failed', -29, 0],
      ['running', -2, null],
      ['coming', 5, null],
    ] as const) {
      await kysely
        .insertInto('courses')
        .values({ ...course, id, term: '2026-2027-1', teacher: '某', credits: 2, planned_hours: 4 })
        .execute();
      await kysely
        .insertInto('course_sessions')
        .values(
          [0, 7].map(day => ({
            tenant_id,
            id: `${id}-${day}`,
            course_id: id,
            title,
            starts_at: new Date(NOW.getTime() + (first + day) * DAY),
            hours: 2,
            place: '101',
          })),
        )
        .execute();
      await kysely
        .insertInto('course_enrolments')
        .values({ tenant_id, course_id: id, student_id: 'eve', credits_earned: credits })
        .execute();
    }
    assert.deepEqual(
      entriesOf(await fileOf(school, psych, 'eve')).map(({ id, on }) => `${on} ${id}`),
      [
        '2026-10-10 course.running',
        '2026-09-19 course.passed.passed',
        '2026-09-13 course.failed',
        '2026-09-12 course.passed',
      ],
    );
  });

  test('of others answers like that of nobody', async () => {
    for (const [session, id] of [
      [one, 'cai'],
      [one, 'nobody'],
      [ann, 'bea'],
    ] as const) {
      await expectProblem(await school.call(session, 'GET', `/v1/growth-files/${id}`), 404, 'not-found');
    }
    for (const id of ['bea', 'nobody']) {
      await expectProblem(await school.call(ann, 'GET', `/v1/growth-files/${id}/trends`), 404, 'not-found');
    }
  });

  test('gives psychology staff the trend of every scale with its bands', async () => {
    const { data } = await trendsOf(school, psych, 'ann');
    assert.deepEqual(data.map(({ instrumentId }) => instrumentId).sort(), ['gad7', 'k6', 'phq4']);
    const gad7 = data.find(({ instrumentId }) => instrumentId === 'gad7');
    assert.deepEqual(
      gad7?.points.map(({ on, value, bandId }) => [on, value, bandId]),
      [['2026-10-12', 6, 'mild']],
    );
    assert.deepEqual([gad7?.min, gad7?.max, gad7?.bands.length], [0, 21, 4]);
    const phq4 = data.find(({ instrumentId }) => instrumentId === 'phq4');
    assert.equal(phq4?.scaleId, 'total');
  });

  test('gives one instrument when one is asked for', async () => {
    const { data } = await trendsOf(school, psych, 'ann', 'instrumentId=phq4');
    assert.deepEqual(
      data.map(({ instrumentId }) => instrumentId),
      ['phq4'],
    );
    assert.deepEqual((await trendsOf(school, psych, 'ann', 'instrumentId=none')).data, []);
  });

  test('gives the student the trend of what is released as a score, and a counsellor none', async () => {
    const { data } = await trendsOf(school, ann, 'ann');
    assert.deepEqual(
      data.map(({ instrumentId }) => instrumentId),
      ['k6'],
    );
    await expectProblem(await school.call(one, 'GET', '/v1/growth-files/ann/trends'), 404, 'not-found');
    // As a validity scale leaves it: for a trained person to look at before anybody is told.
    const mark = (status: string) =>
      sql`update clinical.responses set result = jsonb_set(result, '{status}', to_jsonb(${status}::text))
        where student_id = 'ann' and instrument_id = 'k6'`.execute(school.database.kysely);
    await mark('not_valid_profile');
    assert.deepEqual((await trendsOf(school, ann, 'ann')).data, []);
    assert.equal((await trendsOf(school, psych, 'ann', 'instrumentId=k6')).data[0]?.points.length, 1);
    await mark('complete');
  });
});

describe('the growth file of the demo', () => {
  let service: TestService;
  before(async () => {
    service = await createTestService({
      students: 60,
      now: new Date('2026-11-24T09:30:00+08:00'),
      ...(openTestDatabase && { openDatabase: openTestDatabase }),
    });
  });
  after(() => service.close());

  test('has two stages and every kind of entry, and a trend to look at', async () => {
    const { userId } = cast.seniorStudent;
    const senior = await service.sessionFor({ userId, role: 'student' });
    const me = (await (await service.call(senior, 'GET', '/v1/me')).json()) as { studentId: string };
    const file = await fileOf(service, senior, me.studentId);
    assert.deepEqual(
      file.stages.map(({ stage }) => stage),
      ['undergraduate', 'senior-secondary'],
    );
    assert.deepEqual([...new Set(entriesOf(file).map(({ kind }) => kind))].sort(), [
      'assessment',
      'consent',
      'course',
      'enrolment',
    ]);
    assert.deepEqual(
      [...new Set(file.responsible.map(({ role }) => role))],
      ['counsellor', 'psych-staff', 'class-committee'],
    );
    const own = await trendsOf(service, senior, me.studentId);
    assert.deepEqual(
      own.data.map(({ instrumentId, points }) => [instrumentId, points.length]),
      [['phq4', 3]],
    );
    const psych = await service.sessionFor({ userId: cast.psychologist.userId, role: 'psych-staff' });
    const all = await trendsOf(service, psych, me.studentId);
    assert.deepEqual(all.data.map(({ instrumentId, points }) => [instrumentId, points.length]).sort(), [
      ['gad7', 3],
      ['phq4', 3],
      ['phq9', 3],
    ]);
  });
});
