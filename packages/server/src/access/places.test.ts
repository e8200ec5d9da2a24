/** What is listed of students says where they are: what the database keeps, whoever writes. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Role } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import { DEFAULT_TENANT } from '../database/database.ts';
import { settleLeftBehind } from '../rosters/settle-places.ts';
import { answersTo, createSmallSchool, DAY, NOW, type SmallSchool } from '../testing/small-school.ts';

let school: SmallSchool;
const until = new Date(NOW.getTime() + DAY).toISOString();

async function write(userId: string, role: Role, method: string, path: string, body: unknown): Promise<void> {
  const response = await school.call(await school.sessionFor({ userId, role }), method, path, { body });
  assert.ok(response.ok, await response.text());
}

const move = (class_id: string, class_path: string, dormitory_path: string | null) =>
  school.database.kysely
    .updateTable('students')
    .set({ class_id, class_path, dormitory_path })
    .where('id', 'in', ['ann', 'bea'])
    .execute();

/** Tables that say where a student is, with how many rows say something else than the student's row, of how many. */
async function readPlaces(): Promise<Record<string, string>> {
  const { kysely } = school.database;
  const { rows: tables } = await sql<{ name: string; by: string }>`
    select format('%I.%I', n.nspname, c.relname) as name,
      max(a.attname) filter (where a.attname in ('student_id', 'alert_id')) as by
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'clinical') and c.relname <> 'students'
    group by 1 having bool_or(a.attname = 'class_path')
  `.execute(kysely);
  const found: Record<string, string> = {};
  for (const { name, by } of tables) {
    const student =
      by === 'student_id' ? sql`one.student_id` : sql`(select student_id from clinical.alerts where id = alert_id)`;
    const { rows } = await sql<{ all: number; wrong: number }>`
      select count(*)::int as all, (count(*) filter (
        where (one.class_path, one.dormitory_path) is distinct from (students.class_path, students.dormitory_path)
      ))::int as wrong
      from ${sql.raw(name)} as one join students on students.id = ${student} where students.id in ('ann', 'bea')
    `.execute(kysely);
    found[name] = `${rows[0]!.wrong} of ${rows[0]!.all}`;
  }
  return found;
}

before(async () => {
  school = await createSmallSchool();
  for (const id of ['ann', 'bea']) {
    await school.submit(id, 'open.phq9', answersTo('phq9', { '9': 1 }));
    await write('t-one', 'counsellor', 'PUT', `/v1/campaigns/silent/reasons/${id}`, { reason: 'leave' });
    await write('t-one', 'counsellor', 'POST', '/v1/break-glass', {
      ...{ studentId: id, reason: '夜间联系不上学生，需要判断风险。' },
    });
    await write(`2026${id}`, 'student', 'POST', '/v1/corrections', { about: 'roster', wrong: '宿舍', right: '三号楼' });
    await write('t-psy', 'psych-staff', 'POST', '/v1/delegations', {
      ...{ studentId: id, to: { userId: 't-one', role: 'counsellor' }, classes: ['C4'] },
      ...{ purpose: 'follow-up', note: '每周谈一次，留意睡眠。', until },
    });
  }
});
after(() => school.close());
beforeEach(() => move('c1', 'school/computing/c1/', 'school/d1/'));

/** Of two students: how many rows say something else, which is none. */
const inPlace = {
  'clinical.alert_events': '0 of 2',
  'clinical.alert_reasons': '0 of 2',
  'clinical.alerts': '0 of 2',
  'clinical.break_glass': '0 of 2',
  'clinical.corrections': '0 of 2',
  'clinical.delegations': '0 of 2',
  'public.assignments': '0 of 14',
  'public.campaign_reasons': '0 of 2',
};

describe('what says where its student is', () => {
  test('says it when it is written, and follows students who move, many at once', async () => {
    assert.deepEqual(await readPlaces(), inPlace);
    await move('l1', 'school/letters/l1/', null);
    assert.deepEqual(await readPlaces(), inPlace);
    const { rows } = await sql<{ path: string }>`select distinct class_path as path from clinical.delegations`.execute(
      school.database.kysely,
    );
    assert.deepEqual(rows, [{ path: 'school/letters/l1/' }]);
  });

  test('says it soon where an import ended after its move and before what follows it', async () => {
    const { kysely } = school.database;
    assert.equal(await settleLeftBehind(school.database, DEFAULT_TENANT), false);
    // What was written while the students moved, and was not seen by the move.
    await sql`alter table students disable trigger students_moved`.execute(kysely);
    await move('l1', 'school/letters/l1/', null);
    await sql`alter table students enable trigger students_moved`.execute(kysely);
    assert.equal((await readPlaces())['clinical.delegations'], '2 of 2');
    assert.equal(await settleLeftBehind(school.database, DEFAULT_TENANT), true);
    // Those of a campaign are made while nobody moves.
    assert.deepEqual(await readPlaces(), { ...inPlace, 'public.assignments': '14 of 14' });
    assert.equal(await settleLeftBehind(school.database, DEFAULT_TENANT), false);
    await move('c1', 'school/computing/c1/', 'school/d1/');
  });

  test('says it whatever a statement says', async () => {
    const { kysely } = school.database;
    for (const name of Object.keys(inPlace)) {
      await sql`update ${sql.raw(name)} set class_path = 'school/', dormitory_path = 'school/'`.execute(kysely);
    }
    assert.deepEqual(await readPlaces(), inPlace);
  });

  test('is with the student whose it is made', async () => {
    const { kysely } = school.database;
    await kysely
      .updateTable('clinical.corrections')
      .set({ student_id: 'eve' })
      .where('student_id', '=', 'ann')
      .execute();
    const of = await kysely
      .selectFrom('clinical.corrections')
      .select('class_path')
      .where('student_id', '=', 'eve')
      .execute();
    assert.deepEqual(of, [{ class_path: 'school/letters/l1/' }]);
    await kysely
      .updateTable('clinical.corrections')
      .set({ student_id: 'ann' })
      .where('student_id', '=', 'eve')
      .execute();
    assert.deepEqual(await readPlaces(), inPlace);
  });
});
