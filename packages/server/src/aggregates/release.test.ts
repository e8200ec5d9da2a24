/** A district with two schools, and everything that its leaders may ask: alone, together, and before and after. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '@xinqiao/contract';
import type { AggregateCell, CourseCoverage, EmbedSession } from '@xinqiao/contract/types';
import { type Database, DEFAULT_TENANT } from '../database/database.ts';
import { json } from '../database/tables/columns.ts';
import { createTestService, type TestService } from '../testing.ts';
import { type Told, worldsOf } from '../testing/attack.ts';
import { expectBody, expectProblem } from '../testing/expect.ts';
import { DAY, NOW } from '../testing/small-school.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { exact } from './protect.ts';
import { periodOf } from './release.ts';

const tenant_id = DEFAULT_TENANT;

/** Students of each class: credits earned (met), in the running course (at risk: it has no hours to come), and none. */
const classes: Readonly<Record<string, readonly [met: number, atRisk: number, notEnrolled: number]>> = {
  'd/north/arts/a1/': [9, 1, 0],
  'd/north/arts/a2/': [6, 0, 6],
  'd/north/arts/a3/': [7, 2, 1],
  'd/north/law/l1/': [8, 6, 5],
  'd/north/law/l2/': [3, 0, 0],
  'd/south/east/e1/': [11, 0, 0],
  'd/south/east/e2/': [0, 12, 1],
};
const KINDS = ['district', 'school', 'college', 'class'] as const;
const unitsAbove = (path: string) =>
  path
    .split('/')
    .slice(0, -1)
    .map((_, at, ids) => `${ids.slice(0, at + 1).join('/')}/`);
const idOf = (path: string) => path.split('/').at(-2)!;
const allPaths = [...new Set(Object.keys(classes).flatMap(unitsAbove))];

const staff = [
  ['officer', 'district-officer', ['d']],
  ['head', 'school-leader', ['north']],
  ['other-head', 'school-leader', ['south']],
  ['dean', 'college-leader', ['arts']],
  ['two', 'college-leader', ['arts', 'law']],
  ['psych', 'psych-staff', ['north']],
] as const;

function student(id: string, class_path: string) {
  const [, , college_id, class_id] = class_path.split('/');
  return {
    ...{ tenant_id, id, student_number: `n${id}`, name: '某同学', gender: 'unspecified' as const },
    ...{ birth_date: '2008-03-01', stage: 'undergraduate' as const, enrolment_year: 2026 },
    ...{ class_id: class_id!, class_path, college_id: college_id!, dormitory_id: null, dormitory_path: null },
  };
}

async function fill({ kysely }: Database): Promise<void> {
  const title = json({ 'zh-CN': '心理健康', en: 'Mental health' });
  await kysely
    .insertInto('units')
    .values([
      ...allPaths.map(path => {
        const ids = path.split('/').slice(0, -1);
        const kind = KINDS[ids.length - 1]!;
        return { tenant_id, id: idOf(path), kind, name: path, parent_id: ids.at(-2) ?? null, path, stage: null };
      }),
      { tenant_id, id: 'room', kind: 'dormitory', name: '101', parent_id: 'north', path: 'd/north/room/', stage: null },
    ])
    .execute();
  await kysely
    .insertInto('people')
    .values(staff.map(([id]) => ({ tenant_id, id, staff_number: id, name: id })))
    .execute();
  await kysely
    .insertInto('role_assignments')
    .values(
      staff.flatMap(([person_id, role, held]) =>
        held.map(unit_id => ({ tenant_id, id: `${person_id}.${unit_id}`, person_id, role, unit_id })),
      ),
    )
    .execute();
  await kysely
    .insertInto('courses')
    .values({
      ...{ tenant_id, id: 'course', kind: 'compulsory', title, unit_id: 'd', stage: 'undergraduate' },
      ...{ term: '2026-2027-1', teacher: '某老师', credits: 2, planned_hours: 32 },
    })
    .execute();
  await kysely
    .insertInto('course_sessions')
    .values({
      ...{ tenant_id, id: 'all', course_id: 'course', title, place: '101' },
      ...{ starts_at: new Date(NOW.getTime() - 30 * DAY), hours: 32 },
    })
    .execute();
  for (const [path, [met, atRisk, notEnrolled]] of Object.entries(classes)) {
    const students = Array.from({ length: met + atRisk + notEnrolled }, (_, at) =>
      student(`${idOf(path)}-${at}`, path),
    );
    await kysely.insertInto('students').values(students).execute();
    for (const [at, { id: student_id }] of students.slice(0, met + atRisk).entries()) {
      const isMet = at < met;
      await kysely
        .insertInto('course_enrolments')
        .values({ tenant_id, course_id: 'course', student_id, credits_earned: isMet ? 2 : null })
        .execute();
      await kysely
        .insertInto('attendance')
        .values({ tenant_id, session_id: 'all', student_id, status: isMet ? 'attended' : 'absent' })
        .execute();
    }
  }
}

const cellsOf = ({ met, onTrack, atRisk, notMet, notEnrolled }: CourseCoverage['total']) => [
  ...[met, onTrack, atRisk, notMet, notEnrolled],
];

let service: TestService;
let sessions: Readonly<Record<(typeof staff)[number][0], EmbedSession>>;

const ask = (session: EmbedSession, unitId: string) =>
  service.call(session, 'GET', `/v1/courses/coverage?unitId=${unitId}`);
const coverageOf = async (session: EmbedSession, unitId: string) =>
  expectBody(await ask(session, unitId), operations.courses.coverage.response);

/** Everything that these people can be told of classes, colleges, schools and the district. */
async function askEverything(people: readonly EmbedSession[]): Promise<Told> {
  const told = new Map<string, { students: number; cells: AggregateCell[] }>();
  for (const session of people) {
    for (const path of allPaths) {
      const response = await ask(session, idOf(path));
      if (response.status === 404) continue;
      const { total, children } = await expectBody(response, operations.courses.coverage.response);
      for (const row of [total, ...children]) {
        const of = allPaths.find(one => idOf(one) === row.unit.id)!;
        // Of a unit above several that one leads: the sum of these, not its own row.
        if (session === sessions.two && path === 'd/north/' && row === total) continue;
        const said = { students: row.students, cells: cellsOf(row) };
        assert.deepEqual(told.get(of) ?? said, said, `${row.unit.id} is told everybody and always alike`);
        told.set(of, said);
      }
    }
  }
  return told;
}

const truthOf = (path: string): number[] => {
  const below = Object.entries(classes).filter(([one]) => one.startsWith(path));
  const sum = (of: 0 | 1 | 2) => below.reduce((all, [, counts]) => all + counts[of], 0);
  return [sum(0), 0, sum(1), 0, sum(2)];
};

/** The three statuses that there are: nobody can be on track or have failed in this course. */
const three = (cells: readonly AggregateCell[]) => [cells[0]!, cells[2]!, cells[4]!];

/** Cells of fewer, or all but fewer, than k of which these answers leave fewer than k numbers. */
function disclosed(told: Told, k: number): string[] {
  const worlds = worldsOf(new Map([...told].map(([path, row]) => [path, { ...row, cells: three(row.cells) }])));
  return [...told].flatMap(([path, { students }]) => {
    const truth = truthOf(path);
    return [truth[0]!, truth[2]!, truth[4]!].flatMap((count, status) => {
      if (count >= k && students - count >= k) return [];
      const values = new Set(worlds.get(path)!.map(counts => counts[status]));
      return values.size < Math.min(k, students + 1) ? [`${path} ${status}: ${[...values].join()}`] : [];
    });
  });
}

before(async () => {
  service = await createTestService({
    now: NOW,
    content: { key: 'district', fill },
    ...(openTestDatabase && { openDatabase: openTestDatabase }),
  });
  const entries = await Promise.all(
    staff.map(async ([userId, role]) => [userId, await service.sessionFor({ userId, role })] as const),
  );
  sessions = Object.fromEntries(entries) as typeof sessions;
});
after(() => service.close());

describe('counts that leaders are told', () => {
  test('let leaders who put together all they are told work out nothing below 5', async () => {
    const told = await askEverything([sessions.head, sessions['other-head'], sessions.dean, sessions.two]);
    assert.equal(told.size, allPaths.length - 1);
    assert.ok([...told.values()].some(({ cells }) => cells.some(({ kind }) => kind === 'value')));
    assert.deepEqual(disclosed(told, 5), []);
  });

  test('let a district officer work out nothing below 10', async () => {
    const told = await askEverything([sessions.officer]);
    assert.equal(told.size, allPaths.length);
    for (const { cells } of told.values()) {
      for (const cell of cells) assert.ok(cell.kind !== 'value' || cell.value >= 10 || cell.value === 0);
    }
    assert.deepEqual(disclosed(told, 10), []);
  });

  test('tell an officer nothing beyond what the leaders below are told', async () => {
    const [ofOfficer, ofLeaders] = [
      await askEverything([sessions.officer]),
      await askEverything([sessions.head, sessions['other-head']]),
    ];
    for (const [path, { cells }] of ofLeaders) {
      for (const [at, cell] of cells.entries()) {
        const other = ofOfficer.get(path)!.cells[at]!;
        if (cell.kind === 'withheld') assert.equal(other.kind, 'withheld', path);
        if (other.kind === 'value') assert.deepEqual(cell, other, path);
      }
    }
  });

  test('are never none and never all of a group', async () => {
    for (const session of [sessions.officer, sessions.head]) {
      for (const { students, cells } of (await askEverything([session])).values()) {
        for (const cell of cells) assert.ok(cell.kind !== 'value' || (cell.value > 0 && cell.value < students));
      }
    }
  });

  test('of a unit above several that one leads are what these show together, and no more', async () => {
    const { total, children } = await coverageOf(sessions.two, 'north');
    assert.deepEqual(
      children.map(({ unit }) => unit.id),
      ['arts', 'law'],
    );
    assert.equal(total.students, 54);
    for (const [at, cell] of cellsOf(total).entries()) {
      const below = children.map(child => cellsOf(child)[at]!);
      const sum = below.reduce((all, one) => all + (one.kind === 'value' ? one.value : NaN), 0);
      assert.deepEqual(
        cell,
        Number.isNaN(sum) ? { kind: 'withheld', reason: 'protects-others' } : { kind: 'value', value: sum },
      );
    }
    assert.equal(total.met.kind, 'value');
  });

  test('of a dormitory, which cuts across classes, are not told', async () => {
    const { total } = await coverageOf(sessions.head, 'room');
    for (const cell of cellsOf(total)) assert.equal(cell.kind, 'withheld');
  });

  test('are numbers, all of them, for those who see each student as well', async () => {
    const { total, children } = await coverageOf(sessions.psych, 'arts');
    assert.deepEqual(cellsOf(total), exact(truthOf('d/north/arts/')));
    for (const row of children) assert.deepEqual(cellsOf(row), exact(truthOf(`d/north/arts/${row.unit.id}/`)));
  });

  test('of a unit out of reach answer like those of none', async () => {
    for (const [session, id] of [
      [sessions.head, 'south'],
      [sessions.head, 'd'],
      [sessions.dean, 'law'],
      [sessions.dean, 'nowhere'],
    ] as const) {
      await expectProblem(await ask(session, id), 404, 'not-found');
    }
  });

  test('stay the same for a week, whatever one student does and whoever comes', async () => {
    const { kysely } = service.database;
    const everyone = [sessions.officer, sessions.head, sessions.dean];
    const answers = async () => {
      const all: Told[] = [];
      for (const session of everyone) all.push(await askEverything([session]));
      return all;
    };
    const told = await answers();
    await kysely.insertInto('students').values(student('new', 'd/north/arts/a1/')).execute();
    await kysely.deleteFrom('course_enrolments').where('student_id', '=', 'l2-0').execute();
    // The roster says who is there now; the counts are the week's.
    assert.deepEqual(await answers(), told);
    const { total } = await coverageOf(sessions.psych, 'law');
    assert.deepEqual(cellsOf(total), exact([10, 0, 6, 0, 6]));

    service.clock.advance(7 * DAY);
    const head = await service.sessionFor({ userId: 'head', role: 'school-leader' });
    const { total: next, asOf } = await coverageOf(head, 'arts');
    assert.equal(next.students, 33);
    assert.equal(new Date(asOf).getTime(), service.clock.now().getTime());
  });
});

test('weeks begin on Monday, by the calendar of the school', () => {
  const of = (at: string) => [periodOf(new Date(at), 'week'), periodOf(new Date(at), 'day')];
  assert.deepEqual(of('2026-10-12T00:00:00+08:00'), ['2026-10-12', '2026-10-12']);
  assert.deepEqual(of('2026-10-11T23:59:59+08:00'), ['2026-10-05', '2026-10-11']);
  assert.deepEqual(of('2026-10-18T16:00:00Z'), ['2026-10-19', '2026-10-19']);
});
