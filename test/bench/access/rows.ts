/** A school of many rows, made inside the database: what is in them is invented and the same on every run. */
import { getInstrument } from '@xinqiao/instruments/library';
import { type RawBuilder, sql } from 'kysely';
import { type Database, DEFAULT_TENANT } from '../../../packages/server/src/database/database.ts';

const COLLEGES = 40;
const CLASSES = 250;
/** Of one student, who then has lists of more than a page, and of one member of staff. */
const OWN = 120;

/** Whose lists are asked for. `classes` of a college are named `k<college>-<class>`. */
export const STUDENT = 's-own';
export const GUARDIAN = 'g-own';
/** Asks every 120th student; one in seven has still to answer. */
export const CAMPAIGN = 'm1';
/** In the class `k3-7` when there are a million rows. */
export const CLASSMATE = 'p50650';
const PARTNER = 't-partner';

/** Number, role, unit; students of `k3-7` when there are a million rows. */
export const PEERS = [
  ['n00050651', 'dorm-leader', 'd7'],
  ['n00050652', 'class-committee', 'k3-7'],
] as const;

/** Number, role, unit or units. */
export const STAFF = [
  ['t-home', 'homeroom-teacher', ['k3-7']],
  ['t-one', 'counsellor', ['k3-7']],
  ['t-many', 'counsellor', ['k3-7', 'k3-80', 'k9-1', 'k30-200']],
  ['t-psych-college', 'psych-staff', ['k3']],
  ['t-psych', 'psych-staff', ['s']],
  ['t-college', 'college-leader', ['k3']],
  ['t-school', 'school-leader', ['s']],
  ['t-bureau', 'district-officer', ['s']],
  ['t-operator', 'operator', ['s']],
  [PARTNER, 'hospital-partner', ['s']],
] as const;

/** What stands in each plan of a campaign, for a college. */
const plan = {
  title: { 'zh-CN': '测评' },
  purpose: { 'zh-CN': '了解与支持' },
  target: { unitIds: ['k3'], rule: 'all', enrolmentYears: [] },
  instruments: ['k6'],
  opensAt: null,
  closesAt: null,
  consent: { title: {}, summary: {}, points: [], contact: {} },
  feedback: 'level',
  feedbackFrom: 'submission',
  abandonedAttempts: 'propose',
  reminders: [],
};
const planner = { userId: 't-psych', name: '中心', role: 'psych-staff' };

/**
 * `rows` students, and as many of each: assignments, consents, responses, alerts with a reason and an event, corrections, erasures,
 * entries of the audit, delegations, referrals with a document, broken glasses. One alert in ten is open. Student
 * numbers are given class by class, as registrars do, and cases are delegated to the counsellor of the class.
 *
 * References between the rows hold by construction and aren't checked one by one while they are written.
 */
export async function fill(
  { kysely }: Database,
  rows: number,
  now: Date,
  onProgress: (about: string) => void = () => {},
): Promise<void> {
  const tenant = sql`${DEFAULT_TENANT}::text`;
  const at = sql`${now.toISOString()}::timestamptz`;
  const each = sql`generate_series(1, ${rows}::int) n`;
  const perClass = sql`greatest(1, ${Math.ceil(rows / (COLLEGES * CLASSES))}::int)`;
  const version = sql`${getInstrument('k6')!.version}::text`;
  /** From 0 to below `many`, the same for the same row and unlike its neighbours'. */
  const scattered = (many: number, salt: number, of = sql`n`) =>
    sql`mod(abs(hashint4(${of} * 31 + ${sql.lit(salt)})::bigint), ${sql.lit(many)})::int`;
  const ago = (salt: number) => sql`${at} - ${scattered(400 * 24 * 60, salt)} * interval '1 minute'`;
  const own = sql`n <= ${OWN}`;
  /** Of the one student the first rows. */
  const whose = sql`case when ${own} then ${STUDENT} else 'p' || n end`;
  /** Where the nth student is; the one student is where the first is. */
  const collegeOf = (of = sql`n`) => sql`'k' || (${of} / ${perClass} / ${CLASSES}) % ${COLLEGES} + 1`;
  const classOf = (of = sql`n`) => sql`${of} / ${perClass} % ${CLASSES} + 1`;
  const dormitoryOf = (of = sql`n`) => sql`'d' || ${scattered(2000, 1, of)} + 1`;
  /** As two columns, which triggers would fill. */
  const placeOf = (of = sql`n`) =>
    sql`'s/' || ${collegeOf(of)} || '/' || ${collegeOf(of)} || '-' || ${classOf(of)} || '/', 's/' || ${dormitoryOf(of)} || '/'`;
  const placeOfWhose = placeOf(sql`case when ${own} then 1 else n end`);
  const who = (first: string) => sql`case when ${own} then ${first}::text else 't' || n % 5000 end`;

  const units = [
    sql`insert into units (tenant_id, id, kind, name, parent_id, path) values (${tenant}, 's', 'school', '学校', null, 's/')`,
    sql`insert into units (tenant_id, id, kind, name, parent_id, path)
      select ${tenant}, 'k' || i, 'college', '学院' || i, 's', 's/k' || i || '/' from generate_series(1, ${COLLEGES}::int) i`,
    sql`insert into units (tenant_id, id, kind, name, parent_id, path)
      select ${tenant}, 'k' || i || '-' || j, 'class', '班' || j, 'k' || i, 's/k' || i || '/k' || i || '-' || j || '/'
      from generate_series(1, ${COLLEGES}::int) i, generate_series(1, ${CLASSES}::int) j`,
    sql`insert into units (tenant_id, id, kind, name, parent_id, path)
      select ${tenant}, 'd' || i, 'dormitory', '楼' || i, 's', 's/d' || i || '/' from generate_series(1, 2000) i`,
  ];
  const student = (id: RawBuilder<unknown>, number: RawBuilder<unknown>, from: RawBuilder<unknown>) =>
    sql`insert into students (tenant_id, id, student_number, name, gender, birth_date, stage, enrolment_year,
        class_id, class_path, college_id, dormitory_id, dormitory_path)
      select ${tenant}, ${id}, ${number}, '学生' || n, 'unspecified', '2006-01-01', 'undergraduate', 2026,
        k || '-' || c, 's/' || k || '/' || k || '-' || c || '/', k, d, 's/' || d || '/'
      from (select n, ${collegeOf()} as k, ${classOf()} as c, ${dormitoryOf()} as d from ${from}) as made`;
  const people = [
    student(sql`'p' || n`, sql`'n' || lpad(n::text, 8, '0')`, each),
    student(sql`${STUDENT}::text`, sql`${STUDENT}::text`, sql`(select 1 as n) as one`),
    sql`update units set student_count = counted.count
      from (
        select unit_id, count(*) as count
        from (select class_id as unit_id from students union all select dormitory_id from students) as each group by unit_id
      ) as counted where units.id = counted.unit_id`,
    sql`insert into people (tenant_id, id, staff_number, name)
      select ${tenant}, id, id, id from unnest(${STAFF.map(([id]) => id)}::text[]) as id`,
    ...STAFF.flatMap(([id, role, held]) =>
      held.map(
        unit => sql`insert into role_assignments (tenant_id, id, person_id, role, unit_id)
          values (${tenant}, ${`${id} ${unit}`}, ${id}, ${role}, ${unit})`,
      ),
    ),
    // Each delegate has two classes.
    sql`insert into people (tenant_id, id, staff_number, name)
      select ${tenant}, 't' || i, 't' || i, '老师' || i from generate_series(0, ${(COLLEGES * CLASSES) / 2 - 1}::int) i`,
    sql`insert into role_assignments (tenant_id, id, person_id, role, unit_id)
      select ${tenant}, 't' || i / 2 || ' ' || i, 't' || i / 2, 'counsellor', 'k' || i / ${CLASSES} + 1 || '-' || i % ${CLASSES} + 1
      from generate_series(0, ${COLLEGES * CLASSES - 1}::int) i`,
    ...PEERS.map(
      ([number, role, unit]) => sql`insert into role_assignments (tenant_id, id, student_id, role, unit_id)
        select ${tenant}, ${`${number} ${unit}`}, id, ${role}, ${unit} from students where student_number = ${number}`,
    ),
    sql`insert into guardians (tenant_id, id, user_number, name) values (${tenant}, ${GUARDIAN}, ${GUARDIAN}, '家长')`,
    sql`insert into guardianships (tenant_id, guardian_id, student_id, relation, since)
      values (${tenant}, ${GUARDIAN}, ${STUDENT}, '母亲', ${at} - interval '1 day')`,
  ];
  const asked = [
    sql`insert into campaigns (tenant_id, id, title, purpose, unit_id, opens_at, closes_at, consent, feedback)
      select ${tenant}, 'm' || i, '{"zh-CN": "测评"}', '{"zh-CN": "了解与支持"}', 's', ${at} - interval '9 days', ${at} + interval '9 days',
        '{"version": "1", "title": {"zh-CN": "同意"}, "summary": {"zh-CN": "说明"}, "points": [], "contact": {"zh-CN": "中心"}}', 'level'
      from generate_series(1, ${OWN}::int) i`,
    sql`insert into campaign_instruments (tenant_id, campaign_id, position, instrument_id, instrument_version)
      select ${tenant}, 'm' || i, 0, 'k6', ${version} from generate_series(1, ${OWN}::int) i`,
    sql`insert into campaign_plans (tenant_id, id, content, saved_at, saved_by, published_at)
      select tenant_id, id, ${JSON.stringify(plan)}::jsonb, opens_at, ${JSON.stringify(planner)}::jsonb, opens_at from campaigns`,
    sql`insert into assignments (tenant_id, id, campaign_id, student_id, instrument_id, instrument_version, completed_at,
        class_path, dormitory_path)
      select ${tenant}, 'a' || n, 'm' || n % ${OWN} + 1, ${whose}, 'k6', ${version}, case when n % 7 > 0 then ${at} end,
        ${placeOfWhose}
      from ${each}`,
    sql`insert into campaign_reasons (tenant_id, campaign_id, student_id, reason, recorded_at, class_path, dormitory_path)
      select tenant_id, campaign_id, student_id, 'leave', ${at}, class_path, dormitory_path from assignments where completed_at is null and hashtext(id) % 2 = 0
      on conflict do nothing`,
    sql`insert into consents (tenant_id, id, campaign_id, student_id, version, decision, decided_at)
      select ${tenant}, 'c' || n, 'm' || n % ${OWN} + 1, ${whose}, '1', 'given', ${ago(2)} from ${each}`,
  ];
  const clinical = [
    sql`insert into clinical.responses (tenant_id, id, attempt_id, assignment_id, student_id, instrument_id, instrument_version,
        language, answers, digest, receipt_code, offer_help, result, received_at)
      select ${tenant}, 'r' || n, gen_random_uuid(), 'a' || n, ${whose}, 'k6', ${version}, 'zh-CN', '{"1": 1}',
        repeat('0', 64), 'XQ-' || n, false, '{"scores": [], "critical": []}', ${ago(3)} from ${each}`,
    sql`insert into clinical.alerts (tenant_id, id, student_id, level, level_status, state, opened_at, respond_by, escalated_at, closed_at, revision,
        class_path, dormitory_path)
      select ${tenant}, 'w' || n, 'p' || n,
        case when v < 3 then 'imminent' when v < 15 then 'high' when v < 40 then 'moderate' else 'watch' end, 'confirmed',
        case when n % 10 = 0 then 'reviewed' else 'closed' end, opened, opened + interval '2 days',
        case when v < 15 then opened end, case when n % 10 > 0 then opened + interval '9 days' end, 1, ${placeOf()}
      from (select n, ${scattered(100, 4)} as v, ${ago(5)} as opened from ${each}) as made`,
    sql`insert into clinical.alert_reasons (tenant_id, id, alert_id, code, at, text, class_path, dormitory_path, escalated)
      select tenant_id, 'y' || id, id, 'cut-off', opened_at, '{"zh-CN": "需要关注"}', class_path, dormitory_path, escalated_at is not null
      from clinical.alerts`,
    sql`insert into clinical.alert_events (tenant_id, alert_id, student_id, type, level, escalated, at, class_path, dormitory_path)
      select tenant_id, id, student_id, 'alert.opened', level, escalated_at is not null, opened_at, class_path, dormitory_path
      from clinical.alerts order by opened_at`,
    sql`insert into clinical.corrections (tenant_id, id, student_id, about, wrong, "right", requested_at, state, class_path, dormitory_path)
      select ${tenant}, 'o' || n, ${whose}, 'roster', '旧', '新', ${ago(6)}, 'open', ${placeOfWhose} from ${each}`,
    sql`insert into erasures (tenant_id, id, student_id, campaign_id, cause, state, requested_at, due_at, done_at)
      select ${tenant}, 'e' || n, ${whose}, 'm' || n % ${OWN} + 1, 'request', 'done', t, t, t
      from (select n, ${ago(7)} as t from ${each}) as made`,
    sql`insert into audit.entries (tenant_id, at, actor, role, operation, action, subjects, classes, purpose, outcome, request_id)
      select ${tenant}, ${at} - (${rows} - n) * interval '1 second', 't-psych', 'psych-staff', 'growthFiles.get', 'read',
        array[case when n % 1000 = 0 then ${STUDENT} else 'p' || n end], array['C4'], 'care', 'done', 'q' || n from ${each}`,
  ];
  const relations = [
    sql`insert into clinical.delegations (tenant_id, id, student_id, to_user, to_name, to_role, by_user, by_name, classes, purpose, note,
        starts_at, ends_at, given_at, class_path, dormitory_path)
      select ${tenant}, 'l' || n, 'p' || n, to_user, to_user, 'counsellor', 't-psych', '中心', array['C4'], 'care', '跟进',
        given, given + interval '60 days', given, ${placeOf()}
      from (select n, ${ago(8)} as given, case when n / ${perClass} = ${2 * CLASSES + 6} then 't-one' else 't' || n / ${perClass} / 2 end as to_user
        from ${each}) as made`,
    sql`insert into clinical.referrals (tenant_id, id, student_id, to_user, to_name, by_user, by_name, note, basis, basis_note, basis_on,
        made_at, ends_at)
      select ${tenant}, 'f' || n, 'p' || n, ${who(PARTNER)}, '医院', ${who('t-psych')}, '中心', '转介', 'student-consent', '书面同意',
        '2026-09-01', ${ago(9)}, ${at} + interval '30 days' from ${each}`,
    sql`insert into clinical.referral_documents (tenant_id, referral_id, position, student_id, kind, document_id, with_answers)
      select ${tenant}, 'f' || n, 0, 'p' || n, 'response', 'r' || n, false from ${each}`,
    sql`insert into clinical.break_glass (tenant_id, id, student_id, by_user, by_name, by_role, reason, opened_at, ends_at, told, review_due_at,
        class_path, dormitory_path)
      select ${tenant}, 'b' || n, 'p' || n, by_user, by_user, 'counsellor', '夜间联系不上学生，需要判断风险。', t, t + interval '4 hours', '[]', t,
        ${placeOf()}
      from (select n, ${ago(10)} as t, case when n / ${perClass} = ${2 * CLASSES + 6} then 't-one' else 't' || n / ${perClass} / 2 end as by_user
        from ${each}) as made`,
    // These have a case: what the role alone doesn't give is open to them.
    sql`update clinical.delegations set to_user = 't-one', starts_at = ${at} - interval '1 day', given_at = ${at} - interval '1 day',
        ends_at = ${at} + interval '30 days' where tenant_id = ${tenant} and id = 'l' || substr(${CLASSMATE}, 2)`,
    ...STAFF.filter(([, role]) =>
      ['counsellor', 'homeroom-teacher', 'college-leader', 'school-leader'].includes(role),
    ).map(
      ([
        id,
        role,
      ]) => sql`insert into clinical.break_glass (tenant_id, id, student_id, by_user, by_name, by_role, reason, opened_at, ends_at,
          told, review_due_at, class_path, dormitory_path)
        select ${tenant}, ${`b-${id}`}, id, ${id}, ${id}, ${role}, '夜间联系不上学生，需要判断风险。', ${at} - interval '1 hour',
          ${at} + interval '3 hours', '[]', ${at} + interval '3 days', class_path, dormitory_path
        from students where tenant_id = ${tenant} and id = ${CLASSMATE}`,
    ),
  ];
  await kysely.connection().execute(async db => {
    await sql`set session_replication_role = replica`.execute(db);
    await sql`set maintenance_work_mem = '1GB'`.execute(db);
    // Made when the rows are there: sorting all of them at once takes a fraction of the time.
    const { rows: indexes } = await sql<{ name: string; definition: string }>`
      select format('%I.%I', schemaname, indexname) as name, indexdef as definition from pg_indexes
      where schemaname in ('public', 'clinical', 'audit') and not exists (
        select from pg_constraint where conindid = format('%I.%I', schemaname, indexname)::regclass
      )
    `.execute(db);
    for (const { name } of indexes) await sql.raw(`drop index ${name}`).execute(db);
    for (const [about, statements] of Object.entries({ units, people, asked, clinical, relations })) {
      onProgress(about);
      for (const statement of statements) await statement.execute(db);
    }
    onProgress('indexes');
    for (const { definition } of indexes) await sql.raw(definition).execute(db);
    await sql`set session_replication_role = default`.execute(db);
  });
  onProgress('vacuum');
  await sql`vacuum analyze`.execute(kysely);
}
