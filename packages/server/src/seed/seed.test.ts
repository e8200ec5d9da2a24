import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { CampaignProgress } from '@xinqiao/contract/types';
import { proposeAlert, score } from '@xinqiao/instruments';
import { getInstrument } from '@xinqiao/instruments/library';
import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { createTestService, type TestService } from '../testing.ts';
import { openEmptyPGlite } from '../database/snapshots.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { cast, seed, type SeedOptions } from './index.ts';
import { psychologyStaff } from './staff.ts';

const TODAY = new Date('2026-11-24T09:30:00+08:00');

async function makeUniversity(options: SeedOptions): Promise<Database> {
  const database = await (openTestDatabase ?? openEmptyPGlite)();
  await migrate(database);
  await seed(database, { today: TODAY, ...options });
  return database;
}

const tables = [
  'units',
  'people',
  'role_assignments',
  'students',
  'campaigns',
  'campaign_instruments',
  'assignments',
  'campaign_reasons',
  'consents',
  'courses',
  'course_sessions',
  'course_enrolments',
  'attendance',
  'growth_stages',
  'growth_entries',
  'clinical.responses',
  'clinical.alerts',
  'clinical.alert_reasons',
  'clinical.alert_events',
  'clinical.growth_summaries',
] as const;

/** Every row of every table the seed writes, in an order of its own. */
async function dump({ kysely }: Database): Promise<Record<string, string[]>> {
  const rows: Record<string, string[]> = {};
  for (const table of tables) {
    const found = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(table)} as t`.execute(
      kysely,
    );
    rows[table] = found.rows.map(({ row }) => row).sort();
  }
  return rows;
}

/** The rows of one query, for questions about shape. */
const ask = async <T>(database: Database, query: string): Promise<T[]> =>
  (await sql.raw<T>(query).execute(database.kysely)).rows;

describe('a synthetic university', () => {
  test('is the same on every run', async () => {
    const one = await makeUniversity({ students: 90 });
    const other = await makeUniversity({ students: 90, today: new Date('2026-11-24T22:00:00+08:00') });
    const [ofOne, ofOther] = [await dump(one), await dump(other)];
    for (const table of tables) {
      assert.notEqual(ofOne[table]?.length, 0, `${table} has rows`);
      assert.deepEqual(ofOne[table], ofOther[table], table);
    }
    await Promise.all([one.close(), other.close()]);
  });

  test('has the same people, who answered the same, on another day of the term', async () => {
    const one = await makeUniversity({ students: 90 });
    const other = await makeUniversity({ students: 90, today: new Date('2027-01-10T09:00:00+08:00') });
    const question = `select student_id, instrument_id, answers::text from clinical.responses order by id`;
    assert.deepEqual(await ask(one, question), await ask(other, question));
    const [ofOne, ofOther] = [await dump(one), await dump(other)];
    for (const table of ['units', 'people', 'students', 'role_assignments', 'growth_entries', 'campaigns']) {
      assert.deepEqual(ofOne[table], ofOther[table], table);
    }
    await Promise.all([one.close(), other.close()]);
  });

  test('has 30 students at least and 200,000 at most', async () => {
    const small = await makeUniversity({ students: 30 });
    assert.deepEqual(await ask(small, 'select count(*) from students'), [{ count: 30 }]);
    await assert.rejects(seed(small, { students: 29 }), RangeError);
    await assert.rejects(seed(small, { students: 200_001 }), RangeError);
    await assert.rejects(seed(small, { students: 30.5 }), RangeError);
    await small.close();
  });

  test('is not poured over students who are there already', async () => {
    const database = await makeUniversity({ students: 30 });
    await assert.rejects(seed(database, { students: 30 }), /students already/);
    assert.deepEqual(await ask(database, 'select count(*) from students'), [{ count: 30 }]);
    await database.close();
  });

  test('brings a key for the portal, registered for its origins', async () => {
    const database = await (openTestDatabase ?? openEmptyPGlite)();
    await migrate(database);
    const secretKey = 'xq_sk_demo_0123456789abcdefghijklmn';
    const origins = ['http://localhost:8787'];
    assert.deepEqual(await seed(database, { students: 30, secretKey, origins }), { students: 30, secretKey });
    assert.deepEqual(await ask(database, 'select origins from secret_keys'), [{ origins }]);
    await database.close();
  });

  for (const [students, staff] of [
    [30, 2],
    [8000, 2],
    [8001, 3],
    [200_000, 50],
  ] as const) {
    test(`of ${students} students has ${staff} full-time psychology staff`, () => {
      assert.equal(psychologyStaff(students), staff);
    });
  }
});

describe('a synthetic university of 700', () => {
  let database: Database;
  before(async () => {
    database = await makeUniversity({ students: 700 });
  });
  after(() => database.close());

  test('has twelve colleges, four school years and classes of one year', async () => {
    assert.deepEqual(
      await ask(database, `select kind, count(*) from units where kind in ('school', 'college') group by 1 order by 1`),
      [
        { kind: 'college', count: 12 },
        { kind: 'school', count: 1 },
      ],
    );
    assert.deepEqual(await ask(database, 'select distinct enrolment_year as year from students order by 1'), [
      { year: 2023 },
      { year: 2024 },
      { year: 2025 },
      { year: 2026 },
    ]);
    assert.deepEqual(
      await ask(database, 'select class_id from students group by 1 having count(distinct enrolment_year) > 1'),
      [],
    );
  });

  test('names classes by major, year and number', async () => {
    const names = await ask<{ name: string }>(database, `select name from units where kind = 'class'`);
    assert.ok(names.some(({ name }) => name === '软件工程2601班'));
    for (const { name } of names) assert.match(name, /^\p{Script=Han}+2[3-6]\d\d班$/u);
  });

  test('gives every class one counsellor and one 心理委员 who is in it', async () => {
    assert.deepEqual(
      await ask(
        database,
        `select units.id from units
         left join role_assignments as held on held.unit_id = units.id and held.role in ('counsellor', 'class-committee')
         left join students on students.id = held.student_id
         where kind = 'class'
         group by 1
         having count(*) filter (where held.role = 'counsellor') <> 1
           or count(*) filter (where students.class_id = units.id) <> 1`,
      ),
      [],
    );
  });

  test('houses four to six of one gender in a room, with one of them as its leader', async () => {
    assert.deepEqual(
      await ask(
        database,
        `select dormitory_id, count(*) from students
         group by 1 having count(distinct gender) > 1 or count(*) not between 4 and 6 or dormitory_id is null`,
      ),
      [],
    );
    assert.deepEqual(
      await ask(
        database,
        `select rooms.id from units as rooms
         join units as building on building.id = rooms.parent_id and building.kind = 'dormitory'
         left join role_assignments as held on held.unit_id = rooms.id and held.role = 'dorm-leader'
         left join students on students.id = held.student_id and students.dormitory_id = rooms.id
         group by 1 having count(students.id) <> 1`,
      ),
      [],
    );
  });

  test('has a leader for each college and the school', async () => {
    assert.deepEqual(
      await ask(
        database,
        `select units.id from units left join role_assignments as held
           on held.unit_id = units.id and held.role = (kind || '-leader')
         where kind in ('college', 'school') group by 1 having count(held.id) <> 1`,
      ),
      [],
    );
  });

  test('scored every response by the real rules', async () => {
    const rows = await database.kysely.selectFrom('clinical.responses').selectAll().execute();
    assert.ok(rows.length > 1000);
    for (const { instrument_id, answers, result } of rows) {
      assert.deepEqual(result, score(getInstrument(instrument_id)!, answers));
    }
  });

  test('has an alert for each result that asks for a person, and for no other', async () => {
    const rows = await ask<{ instrument_id: string; result: never; alerted: boolean }>(
      database,
      `select instrument_id, result,
         exists (select from clinical.alert_reasons as reason where reason.response_id = response.id) as alerted
       from clinical.responses as response`,
    );
    for (const { instrument_id, result, alerted } of rows) {
      assert.equal(proposeAlert(getInstrument(instrument_id)!, result) !== null, alerted);
    }
  });

  test('has open alerts for about one in a hundred, the urgent ones rare and escalated once confirmed', async () => {
    const open = await ask<{ level: string; count: number }>(
      database,
      `select level, count(*) from clinical.alerts where closed_at is null group by 1 order by 1`,
    );
    assert.deepEqual(open, [
      { level: 'high', count: 1 },
      { level: 'moderate', count: 1 },
      { level: 'watch', count: 4 },
    ]);
    assert.deepEqual(
      await ask(
        database,
        `select id from clinical.alerts
         where (escalated_at is not null) <> (level in ('high', 'imminent') and level_status = 'confirmed')`,
      ),
      [],
    );
  });

  test('has asked for consent before each answer', async () => {
    assert.deepEqual(
      await ask(
        database,
        `select assignments.id from assignments
         left join consents on consents.student_id = assignments.student_id
           and consents.campaign_id = assignments.campaign_id and consents.decision = 'given'
         where completed_at is not null and (consents.decided_at is null or consents.decided_at > completed_at)`,
      ),
      [],
    );
  });

  test('knows of a few why they have not submitted in a campaign that is open, and of nobody who has', async () => {
    const [told] = await ask<Record<string, number>>(
      database,
      `select count(*) as asked, count(recorded.reason) as recorded,
         count(*) filter (where recorded.reason = 'away' and students.enrolment_year = 2026) as interns
       from (select distinct student_id, campaign_id from assignments where completed_at is null) as open
       join campaigns on campaigns.id = open.campaign_id and campaigns.closes_at > '2026-11-24'
       join students on students.id = open.student_id
       left join campaign_reasons as recorded on recorded.student_id = open.student_id
         and recorded.campaign_id = open.campaign_id`,
    );
    const { asked, recorded, interns } = told!;
    assert.ok(recorded! > 0.02 * asked! && recorded! < 0.1 * asked!, `${recorded} of ${asked}`);
    assert.equal(interns, 0, 'no freshman is away for an internship');
    assert.deepEqual(
      await ask(database, 'select campaign_id, count(*) > 0 as some from campaign_reasons group by 1 order by 1'),
      [
        { campaign_id: 'everybody-2026', some: true },
        { campaign_id: 'freshmen-2026', some: true },
      ],
    );
    // Those are all that there are.
    assert.deepEqual(await ask(database, 'select count(*) from campaign_reasons'), [{ count: recorded }]);
  });

  test('has looked since last year at how answers were given: a few of the longer forms were answered in a hurry', async () => {
    const [judged] = await ask<Record<string, number>>(
      database,
      `select count(*) as all, count(quality) as judged, count(*) filter (where received_at < '2025-09-01') as before,
         count(*) filter (where quality -> 'flagged' ? 'item-speed') as hurried,
         count(*) filter (where quality ->> 'flagged' = '[]') as unremarkable
       from clinical.responses where instrument_id <> 'phq4'`,
    );
    const { all, before, hurried, unremarkable } = judged!;
    assert.ok(before! > 0 && hurried! > 0.02 * (all! - before!) && hurried! < 0.07 * (all! - before!), `${hurried}`);
    assert.deepEqual([judged!.judged, unremarkable! + hurried!], [all! - before!, all! - before!]);
  });

  test('lets nothing happen after the day on which it is made', async () => {
    const [newest] = await ask<{ at: Date }>(
      database,
      `select max(at) as at from (
         select completed_at as at from assignments union all select decided_at from consents
         union all select recorded_at from campaign_reasons
         union all select at from clinical.alert_events
         union all select session.starts_at from attendance join course_sessions as session on session.id = session_id
       ) as happened`,
    );
    assert.ok(newest!.at <= new Date('2026-11-24T00:00:00+08:00'), String(newest!.at));
  });

  test('never speaks of a diagnosis', async () => {
    const rows = Object.values(await dump(database)).flat();
    const words = /确诊|患有|抑郁症(?!状)|焦虑症(?!状)|双相|精神病|精神分裂|diagnosed|patient with/i;
    assert.deepEqual(
      rows.filter(row => words.test(row)),
      [],
    );
  });
});

describe('the cast of the demo', () => {
  let service: TestService;
  before(async () => {
    service = await createTestService({
      students: 60,
      now: TODAY,
      ...(openTestDatabase && { openDatabase: openTestDatabase }),
    });
  });
  after(() => service.close());

  for (const { userId, role, name } of Object.values(cast)) {
    test(`${name} signs in as ${role}`, async () => {
      const session = await service.sessionFor({ userId, role });
      const me = (await (await service.call(session, 'GET', '/v1/me')).json()) as { name: string };
      assert.equal(me.name, name);
    });
  }

  test('has a freshman with PHQ-9 and GAD-7 to do, consent not decided, no alert', async () => {
    const session = await service.sessionFor({ userId: cast.student.userId, role: 'student' });
    const response = await service.call(session, 'GET', '/v1/assignments');
    const { data } = (await response.json()) as {
      data: { instrumentId: string; status: string; consent: string; studentId: string }[];
    };
    assert.deepEqual(data.map(({ instrumentId, status, consent }) => `${instrumentId} ${status} ${consent}`).sort(), [
      'gad7 to-do required',
      'phq4 done given',
      'phq9 to-do required',
    ]);
    const alerts = await service.database.kysely
      .selectFrom('clinical.alerts')
      .select('id')
      .where('student_id', '=', data[0]!.studentId)
      .execute();
    assert.deepEqual(alerts, []);
  });

  test('has a counsellor who reaches both students and has alerts to see to', async () => {
    const session = await service.sessionFor({ userId: cast.counsellor.userId, role: 'counsellor' });
    for (const { name } of [cast.student, cast.seniorStudent]) {
      const response = await service.call(session, 'GET', `/v1/students?q=${encodeURIComponent(name)}`);
      const { data } = (await response.json()) as { data: { name: string }[] };
      assert.deepEqual(
        data.map(student => student.name),
        [name],
      );
    }
    const summary = await service.call(session, 'GET', '/v1/alerts/summary');
    const { open, unacknowledged } = (await summary.json()) as Record<
      'open' | 'unacknowledged',
      { high: number; watch: number }
    >;
    assert.ok(open.high >= 1 && open.watch >= 1);
    assert.ok(unacknowledged.watch >= 1);
  });

  test('has a counsellor who sees why somebody has not submitted, and leaders who are told no small number of them', async () => {
    const path = '/v1/campaigns/everybody-2026';
    const counsellor = await service.sessionFor({ userId: cast.counsellor.userId, role: 'counsellor' });
    const { data } = (await (await service.call(counsellor, 'GET', `${path}/reasons?limit=200`)).json()) as {
      data: { student: { name: string }; reason: string | null }[];
    };
    assert.deepEqual(
      data.flatMap(({ reason }) => reason ?? []),
      ['away'],
    );
    assert.equal(data.find(({ student }) => student.name === cast.student.name)?.reason ?? null, null);
    for (const { userId, role } of [cast.collegeLeader, cast.schoolLeader]) {
      const session = await service.sessionFor({ userId, role });
      const { total, children } = (await (
        await service.call(session, 'GET', `${path}/progress`)
      ).json()) as CampaignProgress;
      for (const { value } of [total, ...children].flatMap(({ reasons }) => reasons)) {
        assert.deepEqual(value, { kind: 'fewer', than: 5 });
      }
    }
  });
});
