/** A school of many rows, made inside the database: what is in them is invented and the same on every run. */
import { sql } from 'kysely';
import type { Database } from '../../../packages/server/src/database/database.ts';
import { DEFAULT_TENANT } from '../../../packages/server/src/database/database.ts';
import { versionOf } from '../../access/rows.ts';

const COLLEGES = 20;
const CLASSES = 25;

/** `rows` of each: assignments, consents, responses, alerts, corrections, erasures, entries of the audit; a fifth as many students. */
export async function fill({ kysely }: Database, rows: number, now: Date): Promise<void> {
  const students = Math.ceil(rows / 5);
  const tenant = sql`${DEFAULT_TENANT}::text`;
  const at = sql`${now.toISOString()}::timestamptz`;
  const statements = [
    sql`insert into units (tenant_id, id, kind, name, parent_id, path) values (${tenant}, 's', 'school', '学校', null, 's/')`,
    sql`insert into units (tenant_id, id, kind, name, parent_id, path)
      select ${tenant}, 'k' || i, 'college', '学院' || i, 's', 's/k' || i || '/' from generate_series(1, ${COLLEGES}::int) i`,
    sql`insert into units (tenant_id, id, kind, name, parent_id, path)
      select ${tenant}, 'k' || i || '-' || j, 'class', '班' || j, 'k' || i, 's/k' || i || '/k' || i || '-' || j || '/'
      from generate_series(1, ${COLLEGES}::int) i, generate_series(1, ${CLASSES}::int) j`,
    sql`insert into students (tenant_id, id, student_number, name, gender, birth_date, stage, enrolment_year, class_id, class_path, college_id)
      select ${tenant}, 'p' || n, 'n' || n, '学生' || n, 'unspecified', '2006-01-01', 'undergraduate', 2026, c, 's/' || k || '/' || c || '/', k
      from (select n, 'k' || (n % ${COLLEGES}::int) + 1 as k,
          'k' || (n % ${COLLEGES}::int) + 1 || '-' || (n / ${COLLEGES}::int % ${CLASSES}::int) + 1 as c
        from generate_series(1, ${students}::int) n) as made`,
    sql`insert into campaigns (tenant_id, id, title, purpose, unit_id, opens_at, closes_at, consent, feedback)
      select ${tenant}, 'm' || i, '{"zh-CN": "测评"}', '{"zh-CN": "了解与支持"}', 's', ${at} - interval '9 days', ${at} + interval '9 days',
        '{"version": "1", "title": {"zh-CN": "同意"}, "summary": {"zh-CN": "说明"}, "points": [], "contact": {"zh-CN": "中心"}}', 'level'
      from generate_series(1, 5) i`,
    sql`insert into campaign_instruments (tenant_id, campaign_id, position, instrument_id, instrument_version)
      select ${tenant}, 'm' || i, 0, 'k6', ${versionOf('k6')}::text from generate_series(1, 5) i`,
    sql`insert into assignments (tenant_id, id, campaign_id, student_id, instrument_id, instrument_version, completed_at)
      select ${tenant}, 'a' || n || '-' || i, 'm' || i, 'p' || n, 'k6', ${versionOf('k6')}::text, ${at}
      from generate_series(1, ${students}::int) n, generate_series(1, 5) i`,
    sql`insert into consents (tenant_id, id, campaign_id, student_id, version, decision, decided_at)
      select ${tenant}, 'c' || n || '-' || i, 'm' || i, 'p' || n, '1', 'given', ${at}
      from generate_series(1, ${students}::int) n, generate_series(1, 5) i`,
    sql`insert into clinical.responses (tenant_id, id, attempt_id, assignment_id, student_id, instrument_id, instrument_version,
        language, answers, digest, receipt_code, offer_help, result, received_at)
      select ${tenant}, 'r' || n || '-' || i, gen_random_uuid(), 'a' || n || '-' || i, 'p' || n, 'k6', ${versionOf('k6')}::text,
        'zh-CN', '{"1": 1}', repeat('0', 64), 'XQ-' || n || '-' || i, false,
        '{"scores": [], "critical": []}', ${at} - i * interval '1 day'
      from generate_series(1, ${students}::int) n, generate_series(1, 5) i`,
    // One in five is open.
    sql`insert into clinical.alerts (tenant_id, id, student_id, level, level_status, state, opened_at, respond_by, escalated_at, closed_at, revision)
      select ${tenant}, 'w' || n || '-' || i, 'p' || n, (array['watch', 'moderate', 'high', 'imminent'])[n % 4 + 1], 'confirmed',
        case i when 1 then 'reviewed' else 'closed' end, ${at} - n % 1000 * interval '1 hour', ${at} + n % 1000 * interval '1 hour',
        case n % 4 when 2 then ${at} when 3 then ${at} end, case when i > 1 then ${at} end, 1
      from generate_series(1, ${students}::int) n, generate_series(1, 5) i`,
    sql`insert into clinical.alert_reasons (tenant_id, id, alert_id, code, at, text)
      select tenant_id, 'y' || id, id, 'cut-off', opened_at, '{"zh-CN": "需要关注"}' from clinical.alerts`,
    sql`insert into clinical.corrections (tenant_id, id, student_id, about, wrong, "right", requested_at, state)
      select ${tenant}, 'o' || n || '-' || i, 'p' || n, 'roster', '旧', '新', ${at} - n % 1000 * interval '1 hour', 'open'
      from generate_series(1, ${students}::int) n, generate_series(1, 5) i`,
    sql`insert into erasures (tenant_id, id, student_id, campaign_id, cause, state, requested_at, due_at, done_at)
      select ${tenant}, 'e' || n || '-' || i, 'p' || n, 'm' || i, 'request', 'done', ${at}, ${at}, ${at}
      from generate_series(1, ${students}::int) n, generate_series(1, 5) i`,
    sql`insert into audit.entries (tenant_id, at, actor, role, operation, action, subjects, classes, purpose, outcome, request_id)
      select ${tenant}, ${at} - n * interval '1 second', 't-psych-staff', 'psych-staff', 'growthFiles.get', 'read',
        array['p' || (n % ${students}::int) + 1], array['C4'], 'care', 'done', 'q' || n
      from generate_series(1, ${rows}::int) n`,
    sql`insert into people (tenant_id, id, staff_number, name)
      select ${tenant}, 't-' || role, 't-' || role, role
      from unnest(array['counsellor', 'psych-staff', 'college-leader', 'school-leader', 'operator']) as role`,
    sql`insert into role_assignments (tenant_id, id, person_id, role, unit_id)
      select ${tenant}, 'h' || id, id, name, case name when 'counsellor' then 'k1-1' when 'college-leader' then 'k1' else 's' end
      from people`,
    sql`insert into role_assignments (tenant_id, id, student_id, role, unit_id) values (${tenant}, 'hp1', 'p20', 'class-committee', 'k1-1')`,
    sql`insert into guardians (tenant_id, id, user_number, name) values (${tenant}, 'g', 'g', '家长')`,
    sql`insert into guardianships (tenant_id, guardian_id, student_id, relation, since)
      values (${tenant}, 'g', 'p40', '母亲', ${at} - interval '1 day')`,
  ];
  for (const statement of statements) await statement.execute(kysely);
  await sql`vacuum analyze`.execute(kysely);
}
