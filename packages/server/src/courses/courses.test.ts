import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '@xinqiao/contract';
import type { AggregateCell, CourseCoverage, EmbedSession, Stage } from '@xinqiao/contract/types';
import { DEFAULT_TENANT } from '../database/database.ts';
import { json } from '../database/tables/columns.ts';
import { cast } from '../seed/cast.ts';
import { createTestService, type TestService } from '../testing.ts';
import { expectBody, expectProblem } from '../testing/expect.ts';
import { createSmallSchool, DAY, NOW, type SmallSchool } from '../testing/small-school.ts';
import { openTestDatabase } from '../testing/test-database.ts';

const { courses } = operations;
const tenant_id = DEFAULT_TENANT;

const progressOf = async (service: TestService, session: EmbedSession, studentId: string) =>
  expectBody(await service.call(session, 'GET', `/v1/courses/progress/${studentId}`), courses.progress.response);
const coverageOf = async (service: TestService, session: EmbedSession, query = '') =>
  expectBody(await service.call(session, 'GET', `/v1/courses/coverage?${query}`), courses.coverage.response);

type Kind = 'compulsory' | 'school-based-curriculum' | 'life-education' | 'setback-education';

/** A course of the unit with weekly sessions of two hours, the first `held` of them before now. */
async function addCourse(
  { database }: TestService,
  id: string,
  options: { unit: string; sessions: number; held: number; kind?: Kind; stage?: Stage; term?: string },
): Promise<void> {
  const { unit, sessions, held, kind = 'compulsory', stage = 'undergraduate', term = '2026-2027-1' } = options;
  const title = json({ 'zh-CN': id, en: id });
  await database.kysely
    .insertInto('courses')
    .values({
      tenant_id,
      id,
      kind,
      title,
      unit_id: unit,
      stage,
      term,
      teacher: '某老师',
      credits: 2,
      planned_hours: sessions * 2,
    })
    .execute();
  await database.kysely
    .insertInto('course_sessions')
    .values(
      Array.from({ length: sessions }, (_, week) => ({
        tenant_id,
        id: `${id}-${week + 1}`,
        course_id: id,
        title,
        starts_at: new Date(NOW.getTime() + (week - held + 0.5) * 7 * DAY),
        hours: 2,
        place: '101',
      })),
    )
    .execute();
}

/** Enrols a student with what is recorded of each session from the first. */
async function enrol(
  { database }: TestService,
  student_id: string,
  course_id: string,
  statuses: readonly ('attended' | 'absent' | 'excused')[],
  credits_earned: number | null = null,
): Promise<void> {
  await database.kysely
    .insertInto('course_enrolments')
    .values({ tenant_id, course_id, student_id, credits_earned })
    .execute();
  if (statuses.length === 0) return;
  await database.kysely
    .insertInto('attendance')
    .values(statuses.map((status, week) => ({ tenant_id, session_id: `${course_id}-${week + 1}`, student_id, status })))
    .execute();
}

/** Numbers, where all of them are shown. */
function numbersOf({ students, met, onTrack, atRisk, notMet, notEnrolled }: CourseCoverage['total']) {
  const number = (cell: AggregateCell) => (cell.kind === 'value' ? cell.value : cell.kind);
  return {
    students,
    met: number(met),
    onTrack: number(onTrack),
    atRisk: number(atRisk),
    notMet: number(notMet),
    notEnrolled: number(notEnrolled),
  };
}

const times = (number: number, status: 'attended' | 'absent') => Array<typeof status>(number).fill(status);

describe('courses of a university', () => {
  let school: SmallSchool;
  let one: EmbedSession;
  let psych: EmbedSession;
  let dean: EmbedSession;
  let ann: EmbedSession;
  before(async () => {
    school = await createSmallSchool();
    await addCourse(school, 'now', { unit: 'computing', sessions: 16, held: 4 });
    await addCourse(school, 'then', { unit: 'computing', sessions: 16, held: 16, term: '2025-2026-1' });
    await enrol(school, 'ann', 'now', times(4, 'attended'));
    await enrol(school, 'bea', 'now', [...times(3, 'attended'), 'absent']);
    // Failed last year, and is at it again.
    await enrol(school, 'cai', 'then', times(2, 'attended'), 0);
    await enrol(school, 'cai', 'now', [...times(3, 'attended')]);
    await enrol(school, 'dai', 'then', times(16, 'attended'), 2);
    one = await school.sessionFor({ userId: 't-one', role: 'counsellor' });
    psych = await school.sessionFor({ userId: 't-psy', role: 'psych-staff' });
    dean = await school.sessionFor({ userId: 't-dean', role: 'college-leader' });
    ann = await school.sessionFor({ userId: '2026ann', role: 'student' });
  });
  after(() => school.close());

  test('tell everybody what is asked of a unit', async () => {
    const response = await school.call(ann, 'GET', '/v1/courses/requirement');
    const requirement = await expectBody(response, courses.requirement.response);
    assert.deepEqual([requirement.unitId, requirement.stage], ['c1', 'undergraduate']);
    assert.deepEqual([requirement.credits, requirement.minHours, requirement.maxHours], [2, 32, 36]);
    await expectProblem(await school.call(ann, 'GET', '/v1/courses/requirement?unitId=c2'), 404, 'not-found');
    await expectProblem(await school.call(ann, 'GET', '/v1/courses/requirement?unitId=nowhere'), 404, 'not-found');
  });

  test('show a student the own hours, what is left and what is to come', async () => {
    const progress = await progressOf(school, ann, 'ann');
    assert.equal(progress.course?.id, 'now');
    assert.deepEqual([progress.hoursAttended, progress.hoursLeft, progress.creditsEarned], [8, 24, 0]);
    assert.deepEqual(
      progress.sessions.map(session => session.attendance),
      [...times(4, 'attended'), ...Array<string>(12).fill('to-come')],
    );
    assert.equal(progress.verdict.status, 'on-track');
    assert.deepEqual(progress.elements, []);
  });

  test('say why somebody is at risk', async () => {
    const { verdict } = await progressOf(school, psych, 'bea');
    assert.equal(verdict.status, 'at-risk');
    assert.deepEqual(verdict.reasons[0], { code: 'hours-out-of-reach', value: 2 });
  });

  test('call nobody absent before somebody has said so', async () => {
    const progress = await progressOf(school, psych, 'cai');
    assert.equal(progress.sessions[3]?.attendance, 'to-come');
    assert.equal(progress.verdict.status, 'on-track');
  });

  test('look at the newest try of who has failed, and at the passed one of who has passed', async () => {
    assert.equal((await progressOf(school, psych, 'cai')).course?.id, 'now');
    const passed = await progressOf(school, psych, 'dai');
    assert.deepEqual([passed.course?.id, passed.verdict.status, passed.hoursLeft], ['then', 'met', 0]);
  });

  test('have no course for who is not enrolled', async () => {
    const progress = await progressOf(school, psych, 'eve');
    assert.equal(progress.course, null);
    assert.deepEqual(progress.sessions, []);
    assert.deepEqual([progress.hoursLeft, progress.verdict.status], [32, 'not-enrolled']);
  });

  test('of others answer like those of nobody', async () => {
    for (const [session, id] of [
      [ann, 'bea'],
      [ann, 'nobody'],
      [one, 'cai'],
      [one, 'dai'],
      [one, 'nobody'],
    ] as const) {
      await expectProblem(await school.call(session, 'GET', `/v1/courses/progress/${id}`), 404, 'not-found');
    }
    await expectProblem(await school.call(dean, 'GET', '/v1/courses/progress/ann'), 403, 'forbidden');
    await expectProblem(await school.call(ann, 'GET', '/v1/courses/coverage'), 403, 'forbidden');
  });

  test('count a college and its classes, as far as the session reaches', async () => {
    const ofCollege = await coverageOf(school, psych, 'unitId=computing');
    assert.equal(ofCollege.total.unit.id, 'computing');
    assert.deepEqual(numbersOf(ofCollege.total), {
      students: 4,
      met: 1,
      onTrack: 2,
      atRisk: 1,
      notMet: 0,
      notEnrolled: 0,
    });
    assert.deepEqual(
      ofCollege.children.map(child => [child.unit.id, child.students]),
      [
        ['c1', 2],
        ['c10', 1],
        ['c2', 1],
      ],
    );

    const ofOne = await coverageOf(school, one);
    assert.deepEqual([ofOne.total.unit.id, ofOne.total.students, ofOne.children], ['c1', 2, []]);
    const two = await school.sessionFor({ userId: 't-two', role: 'counsellor' });
    const ofTwo = await coverageOf(school, two);
    assert.deepEqual([ofTwo.total.unit.id, ofTwo.total.students], ['computing', 3]);
    assert.deepEqual(
      ofTwo.children.map(child => child.unit.id),
      ['c1', 'c2'],
    );
  });

  test('count nobody who has left the school', async () => {
    const { kysely } = school.database;
    const leave = (left_on: string | null) =>
      kysely.updateTable('students').set({ left_on }).where('id', '=', 'dai').execute();
    await leave('2026-10-01');
    const { students, met } = numbersOf((await coverageOf(school, psych, 'unitId=computing')).total);
    assert.deepEqual([students, met], [3, 0]);
    await leave(null);
  });

  test('leave the dormitories out of a school’s children: their students are counted in the classes', async () => {
    const ofSchool = await coverageOf(school, psych);
    assert.deepEqual(
      ofSchool.children.map(child => [child.unit.id, child.students, numbersOf(child).notEnrolled]),
      [
        ['computing', 4, 0],
        ['letters', 1, 1],
      ],
    );
    const ofRoom = await coverageOf(school, psych, 'unitId=d1');
    assert.deepEqual([ofRoom.total.students, ofRoom.children], [2, []]);
  });

  test('of a unit out of reach answer like that of none', async () => {
    for (const id of ['letters', 'school', 'c10', 'nowhere']) {
      const session = id === 'c10' ? one : dean;
      await expectProblem(await school.call(session, 'GET', `/v1/courses/coverage?unitId=${id}`), 404, 'not-found');
    }
  });
});

describe('courses before university', () => {
  let school: SmallSchool;
  let psych: EmbedSession;
  before(async () => {
    school = await createSmallSchool();
    const stage = 'junior-secondary';
    await school.database.kysely.updateTable('units').set({ stage }).execute();
    await school.database.kysely.updateTable('students').set({ stage }).execute();
    await addCourse(school, 'psychology', {
      unit: 'school',
      sessions: 3,
      held: 2,
      kind: 'school-based-curriculum',
      stage,
    });
    await addCourse(school, 'life', { unit: 'computing', sessions: 2, held: 1, kind: 'life-education', stage });
    await addCourse(school, 'setback', { unit: 'c1', sessions: 1, held: 1, kind: 'setback-education', stage });
    await addCourse(school, 'elsewhere', { unit: 'school', sessions: 1, held: 1, kind: 'setback-education' });
    await enrol(school, 'ann', 'psychology', ['attended', 'absent']);
    await enrol(school, 'ann', 'life', ['attended']);
    psych = await school.sessionFor({ userId: 't-psy', role: 'psych-staff' });
  });
  after(() => school.close());

  test('show the three elements, what is offered and what was attended', async () => {
    const progress = await progressOf(school, psych, 'ann');
    assert.equal(progress.course, null);
    assert.deepEqual([progress.requirement.credits, progress.requirement.minHours], [null, null]);
    assert.deepEqual(progress.elements, [
      { element: 'school-based-curriculum', offered: true, hoursAttended: 2 },
      { element: 'life-education', offered: true, hoursAttended: 2 },
      { element: 'setback-education', offered: true, hoursAttended: 0 },
    ]);
    assert.equal(progress.sessions.length, 6);
    assert.equal(progress.verdict.status, 'met');
  });

  test('say what is missing where a course is for another class or stage', async () => {
    const progress = await progressOf(school, psych, 'cai');
    assert.deepEqual(
      progress.elements.map(({ offered }) => offered),
      [true, true, false],
    );
    assert.deepEqual(progress.verdict, { status: 'not-met', reasons: [{ code: 'element-missing', value: 1 }] });
  });

  test('count as covered the classes that are offered everything', async () => {
    const { requirement, total } = await coverageOf(school, psych);
    assert.equal(requirement.stage, 'junior-secondary');
    assert.deepEqual(numbersOf(total), {
      students: 5,
      met: 2,
      onTrack: 0,
      atRisk: 0,
      notMet: 3,
      notEnrolled: 0,
    });
  });
});

describe('coverage of a synthetic university', () => {
  let service: TestService;
  before(async () => {
    service = await createTestService({
      students: 120,
      now: new Date('2026-11-24T09:30:00+08:00'),
      ...(openTestDatabase && { openDatabase: openTestDatabase }),
    });
  });
  after(() => service.close());

  test('is the sum of what each student is told', async () => {
    const psych = await service.sessionFor({ userId: cast.psychologist.userId, role: 'psych-staff' });
    const { data } = (await (await service.call(psych, 'GET', '/v1/students?limit=200')).json()) as {
      data: { id: string; collegeId: string }[];
    };
    const count = { met: 'met', 'on-track': 'onTrack', 'at-risk': 'atRisk', 'not-met': 'notMet' } as const;
    const sums = new Map<string, Record<string, number>>();
    for (const { id, collegeId } of data) {
      const { verdict } = await progressOf(service, psych, id);
      const key = verdict.status === 'not-enrolled' ? 'notEnrolled' : count[verdict.status];
      const sum = sums.get(collegeId) ?? {};
      sums.set(collegeId, sum);
      sum[key] = (sum[key] ?? 0) + 1;
    }
    const found = await coverageOf(service, psych);
    assert.equal(found.total.students, 120);
    assert.equal(found.children.length, 2);
    const keys = ['met', 'onTrack', 'atRisk', 'notMet', 'notEnrolled'] as const;
    for (const child of found.children) {
      const sum = sums.get(child.unit.id);
      for (const key of keys) assert.equal(numbersOf(child)[key], sum?.[key] ?? 0, `${child.unit.id} ${key}`);
    }
    const total = numbersOf(found.total);
    for (const key of keys) {
      const sum = found.children.reduce((all, child) => all + Number(numbersOf(child)[key]), 0);
      assert.equal(total[key], sum, key);
    }
    assert.ok(Number(total.atRisk) > 0 && Number(total.notMet) > 0 && Number(total.notEnrolled) > 0);
  });
});
