/**
 * Worlds that differ in clinical data alone: whatever lies in the schema `clinical` is made anew, at random, and nothing else is
 * touched. The same number gives the same world.
 */
import { type Kysely, sql } from 'kysely';
import { DEFAULT_TENANT } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';

/** What a low role may be the person of. */
const PEOPLE = ['t-one', 't-two', 't-psy', 't-dean', '2026dai', '2026bea', 'g-ann', 't-bureau'];

const quoted = (values: readonly string[]): string => `array[${values.map(value => `'${value}'`).join(', ')}]`;
const oneOf = (...values: readonly string[]): string =>
  `(${quoted(values)})[1 + floor(random() * ${values.length})::int]`;
const person = oneOf(...PEOPLE);
const level = oneOf('imminent', 'high', 'moderate', 'watch');
const words = (key: string): string => `jsonb_build_object('zh-CN', '${key}' || random())`;
const maybe = (value: string): string => `case when random() < 0.5 then ${value} end`;
const id = 'gen_random_uuid()::text';
/** Some days ago. */
const past = "(at - random() * interval '30 days')::timestamptz(3)";
const future = "(at + random() * interval '30 days')::timestamptz(3)";

/** Of `clinical`, those that others refer to last. */
const TABLES = [
  ...['referral_documents', 'referrals', 'break_glass_events', 'break_glass', 'delegations', 'drafts'],
  ...['corrections', 'growth_summaries', 'alert_events', 'alert_reasons', 'alerts', 'responses'],
];

/** Each student as often as it happens, none too. */
const students = (most: number, chance: number): string =>
  `students, generate_series(1, ${most}) as times where random() < ${chance}`;

const INSERTS = [
  `insert into clinical.responses (tenant_id, id, attempt_id, assignment_id, student_id, instrument_id, instrument_version, language,
      answers, digest, receipt_code, offer_help, result, received_at)
    select tenant_id, id, attempt_id, assignment_id, student_id, instrument_id, instrument_version, language,
      jsonb_build_object('1', random()), digest, receipt_code, random() < 0.5,
      jsonb_set(result, '{changed}', to_jsonb(random())), ${past}
    from submitted where random() < 0.8`,
  `insert into clinical.alerts (tenant_id, id, student_id, level, level_status, state, opened_at, respond_by, acknowledged_at,
      acknowledged_by, escalated_at, closed_at, revision)
    select tenant_id, ${id}, id, ${level}, ${oneOf('proposed', 'confirmed')}, 'found', ${past}, ${future}, ${maybe(past)},
      ${maybe(person)}, ${maybe(past)}, case when times > 1 then ${past} end, 1 + times
    from ${students(3, 0.5)}`,
  `insert into clinical.alert_reasons (tenant_id, id, alert_id, code, at, text, detail)
    select tenant_id, ${id}, id, ${oneOf('cut-off', 'critical-item')}, ${past}, ${words('原因')}, ${words('细节')}
    from clinical.alerts where random() < 0.7`,
  `insert into clinical.alert_events (tenant_id, alert_id, student_id, type, level, escalated, at)
    select tenant_id, id, student_id, ${oneOf('alert.opened', 'alert.updated', 'alert.closed')}, level, random() < 0.5, ${past}
    from clinical.alerts where random() < 0.7`,
  `insert into clinical.growth_summaries (tenant_id, entry_id, summary)
    select tenant_id, id, ${words('小结')} from growth_entries where random() < 0.7`,
  `insert into clinical.corrections (tenant_id, id, student_id, about, wrong, "right", requested_at, state)
    select tenant_id, ${id}, id, 'result', '误' || random(), '正' || random(), ${past}, 'open' from ${students(2, 0.4)}`,
  `insert into clinical.drafts (tenant_id, attempt_id, assignment_id, student_id, language, seed, answers, timings, revision, saved_at, key)
    select tenant_id, ${id}, id, student_id, 'zh-CN', floor(random() * 1000), jsonb_build_object('1', random()), '{}',
      1 + floor(random() * 9)::int, ${past}, 'k' || random()
    from assignments where random() < 0.3`,
  `insert into clinical.delegations (tenant_id, id, student_id, to_user, to_name, to_role, by_user, by_name, classes, purpose, note,
      starts_at, ends_at, given_at, revoked_at, revoked_by)
    select tenant_id, ${id}, id, ${person}, '受托', ${oneOf('counsellor', 'homeroom-teacher')}, 't-psy', '中心', array['C4'], 'care',
      '说明' || random(), ${past}, ${future}, ${past}, revoked, case when revoked is not null then 't-psy' end
    from (select students.*, ${maybe(past)} as revoked from ${students(3, 0.4)}) as made`,
  `insert into clinical.referrals (tenant_id, id, student_id, to_user, to_name, by_user, by_name, note, basis, basis_note, basis_on,
      made_at, ends_at)
    select tenant_id, ${id}, id, ${person}, '医院', ${person}, '中心', '转介' || random(), 'student-consent', '同意', '2026-09-01',
      ${past}, ${future}
    from ${students(2, 0.4)}`,
  `insert into clinical.referral_documents (tenant_id, referral_id, position, student_id, kind, document_id, level)
    select referral.tenant_id, referral.id, row_number() over (partition by referral.id), referral.student_id, 'alert', alert.id, alert.level
    from clinical.referrals as referral join clinical.alerts as alert using (tenant_id, student_id) where random() < 0.6`,
  `insert into clinical.break_glass (tenant_id, id, student_id, by_user, by_name, by_role, reason, opened_at, ends_at, told, review_due_at)
    select tenant_id, ${id}, id, ${person}, '某人', ${oneOf('counsellor', 'homeroom-teacher', 'psych-staff', 'college-leader')},
      '夜间联系不上学生，需要判断风险。' || random(), opened, opened + interval '3 hours', '[]', ${future}
    from (select students.*, (at - random() * interval '4 hours')::timestamptz(3) as opened from ${students(2, 0.4)}) as made`,
  `insert into clinical.break_glass_events (tenant_id, break_glass_id, student_id, type, at)
    select tenant_id, id, student_id, 'break-glass.opened', ${past} from clinical.break_glass where random() < 0.7`,
];

/** Before the first change: what was submitted, and entries that summaries can be of. */
export async function prepareChanges(db: Kysely<Schema>): Promise<void> {
  await sql`create temporary table submitted as select * from clinical.responses`.execute(db);
  await sql`
    insert into growth_entries (tenant_id, id, student_id, stage, term, kind, on_date, title)
    select ${DEFAULT_TENANT}, 'entry-' || id, id, 'undergraduate', '2026-1', 'enrolment', '2026-09-01', '{"zh-CN": "入学"}' from students
  `.execute(db);
}

/** Makes the clinical data of world `number`, from 0 to below 10,000,019, in one statement: no world is half made. */
export async function changeClinicalData(db: Kysely<Schema>, number: number, now: Date): Promise<void> {
  const seed = ((number * 7_919) % 10_000_019) / 10_000_019;
  const statements = [...TABLES.map(table => `delete from clinical.${table}`), ...INSERTS];
  await sql
    .raw(
      `do $$ declare at constant timestamptz := '${now.toISOString()}'; begin
        perform setseed(${seed});
        ${statements.map(statement => `${statement};`).join('\n')}
      end $$`,
    )
    .execute(db);
}

/** What a change leaves behind; without it ten thousand changes would be slower with each one. */
export async function tidy(db: Kysely<Schema>): Promise<void> {
  await sql.raw(`vacuum ${[...TABLES.map(table => `clinical.${table}`)].join(', ')}`).execute(db);
}
