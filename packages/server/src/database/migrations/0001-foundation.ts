/**
 * The first storey.
 *
 * - The tenant leads every primary key, so that the schema distributes by it.
 * - What only trained staff may read lies in the schema `clinical`, so that a database role can be kept out of it whole.
 * - Ids and sort keys collate as bytes ("C"): the order of a list, and with it every cursor, is the same on any locale.
 * - Instants are kept to the millisecond, which is what a cursor carries.
 */
import { type Kysely, sql } from 'kysely';

const key = 'text collate "C"';
const instant = 'timestamptz(3)';

const statements = [
  `create schema clinical`,

  // Who: the organisation, staff, students, and the roles they hold.
  `create table tenants (
    id ${key} primary key,
    name text not null,
    signing_secret text not null,
    created_at ${instant} not null
  )`,
  `create table units (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    kind text not null check (kind in ('district', 'school', 'college', 'grade', 'class', 'dormitory')),
    name text not null,
    parent_id ${key},
    stage text,
    path ${key} not null check (path like '%/'),
    position int not null default 0,
    primary key (tenant_id, id),
    unique (tenant_id, path),
    foreign key (tenant_id, parent_id) references units deferrable initially deferred
  )`,
  `create index units_by_parent on units (tenant_id, parent_id, position, id)`,
  `create table people (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    staff_number ${key} not null,
    name text not null,
    contact text,
    primary key (tenant_id, id),
    unique (tenant_id, staff_number)
  )`,
  `create table students (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    student_number ${key} not null,
    name ${key} not null,
    gender text not null check (gender in ('female', 'male', 'unspecified')),
    birth_date date not null,
    stage text not null,
    enrolment_year int not null,
    class_id ${key} not null,
    class_path ${key} not null,
    college_id ${key} not null,
    dormitory_id ${key},
    dormitory_path ${key},
    primary key (tenant_id, id),
    unique (tenant_id, student_number),
    foreign key (tenant_id, class_id) references units,
    foreign key (tenant_id, college_id) references units,
    foreign key (tenant_id, dormitory_id) references units
  )`,
  `create index students_by_class on students (tenant_id, class_path)`,
  `create index students_by_dormitory on students (tenant_id, dormitory_path)`,
  `create index students_by_name on students (tenant_id, name)`,
  `create table role_assignments (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    person_id ${key},
    student_id ${key},
    role text not null,
    unit_id ${key} not null,
    primary key (tenant_id, id),
    check (num_nonnulls(person_id, student_id) = 1),
    foreign key (tenant_id, person_id) references people,
    foreign key (tenant_id, student_id) references students,
    foreign key (tenant_id, unit_id) references units
  )`,
  `create index role_assignments_by_person on role_assignments (tenant_id, person_id)`,
  `create index role_assignments_by_student on role_assignments (tenant_id, student_id)`,
  `create index role_assignments_by_unit on role_assignments (tenant_id, unit_id, role)`,

  // What is asked: instruments, campaigns, assignments, and the consent to them.
  `create table instruments (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    version ${key} not null,
    definition jsonb not null,
    registered_at ${instant} not null,
    primary key (tenant_id, id, version)
  )`,
  `create table campaigns (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    title jsonb not null,
    purpose jsonb not null,
    unit_id ${key} not null,
    opens_at ${instant} not null,
    closes_at ${instant} not null check (closes_at > opens_at),
    consent jsonb not null,
    feedback text not null check (feedback in ('none', 'level', 'score')),
    primary key (tenant_id, id),
    foreign key (tenant_id, unit_id) references units
  )`,
  `create table campaign_instruments (
    tenant_id ${key} not null references tenants,
    campaign_id ${key} not null,
    position int not null,
    instrument_id ${key} not null,
    instrument_version ${key} not null,
    primary key (tenant_id, campaign_id, position),
    unique (tenant_id, campaign_id, instrument_id),
    foreign key (tenant_id, campaign_id) references campaigns,
    foreign key (tenant_id, instrument_id, instrument_version) references instruments
  )`,
  `create table assignments (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    campaign_id ${key} not null,
    student_id ${key} not null,
    instrument_id ${key} not null,
    instrument_version ${key} not null,
    completed_at ${instant},
    primary key (tenant_id, id),
    unique (tenant_id, student_id, campaign_id, instrument_id),
    foreign key (tenant_id, campaign_id) references campaigns,
    foreign key (tenant_id, student_id) references students,
    foreign key (tenant_id, instrument_id, instrument_version) references instruments
  )`,
  `create table consents (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    sequence bigint generated always as identity,
    campaign_id ${key} not null,
    student_id ${key} not null,
    version text not null,
    decision text not null check (decision in ('given', 'refused', 'withdrawn')),
    decided_at ${instant} not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, campaign_id) references campaigns,
    foreign key (tenant_id, student_id) references students
  )`,
  `create index consents_newest on consents (tenant_id, student_id, campaign_id, sequence desc)`,

  // Courses and the time line.
  `create table courses (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    kind text not null check (
      kind in ('compulsory', 'elective', 'school-based-curriculum', 'life-education', 'setback-education')
    ),
    title jsonb not null,
    unit_id ${key} not null,
    stage text not null,
    term text not null,
    teacher text not null,
    credits numeric(4, 1) not null check (credits >= 0),
    planned_hours int not null check (planned_hours >= 0),
    primary key (tenant_id, id),
    foreign key (tenant_id, unit_id) references units
  )`,
  `create table course_sessions (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    course_id ${key} not null,
    title jsonb not null,
    starts_at ${instant} not null,
    hours int not null check (hours > 0),
    place text not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, course_id) references courses
  )`,
  `create index course_sessions_by_course on course_sessions (tenant_id, course_id, starts_at)`,
  `create table course_enrolments (
    tenant_id ${key} not null references tenants,
    course_id ${key} not null,
    student_id ${key} not null,
    credits_earned numeric(4, 1) check (credits_earned >= 0),
    primary key (tenant_id, student_id, course_id),
    foreign key (tenant_id, course_id) references courses,
    foreign key (tenant_id, student_id) references students
  )`,
  `create index course_enrolments_by_course on course_enrolments (tenant_id, course_id)`,
  `create table attendance (
    tenant_id ${key} not null references tenants,
    session_id ${key} not null,
    student_id ${key} not null,
    status text not null check (status in ('attended', 'absent', 'excused')),
    primary key (tenant_id, student_id, session_id),
    foreign key (tenant_id, session_id) references course_sessions,
    foreign key (tenant_id, student_id) references students
  )`,
  `create table growth_stages (
    tenant_id ${key} not null references tenants,
    student_id ${key} not null,
    stage text not null,
    school text not null,
    from_date date not null,
    to_date date,
    primary key (tenant_id, student_id, stage, from_date),
    foreign key (tenant_id, student_id) references students
  )`,
  `create table growth_entries (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    student_id ${key} not null,
    stage text not null,
    term text not null,
    kind text not null check (kind in ('enrolment', 'assessment', 'course', 'consent')),
    on_date date not null,
    title jsonb not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, student_id) references students
  )`,
  `create index growth_entries_by_student on growth_entries (tenant_id, student_id, on_date)`,

  // Who calls: keys of portals and the sessions made with them.
  `create table secret_keys (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    hash ${key} not null,
    origins text[] not null,
    created_at ${instant} not null,
    revoked_at ${instant},
    primary key (tenant_id, id),
    unique (tenant_id, hash)
  )`,
  `create table sessions (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    key_id ${key} not null,
    user_id ${key} not null,
    role text not null,
    unit_id ${key} not null,
    reach text[] not null check (cardinality(reach) > 0),
    components text[] not null,
    origin text not null,
    created_at ${instant} not null,
    expires_at ${instant} not null,
    revoked_at ${instant},
    primary key (tenant_id, id),
    foreign key (tenant_id, key_id) references secret_keys
  )`,
  `create index sessions_by_expiry on sessions (tenant_id, expires_at)`,

  // What trained staff alone may read.
  `create table clinical.responses (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    attempt_id uuid not null,
    assignment_id ${key} not null,
    student_id ${key} not null,
    instrument_id ${key} not null,
    instrument_version ${key} not null,
    language text not null,
    answers jsonb not null,
    digest text not null,
    receipt_code text not null,
    offer_help boolean not null,
    result jsonb not null,
    received_at ${instant} not null,
    primary key (tenant_id, id),
    unique (tenant_id, attempt_id),
    unique (tenant_id, assignment_id),
    foreign key (tenant_id, assignment_id) references assignments,
    foreign key (tenant_id, student_id) references students,
    foreign key (tenant_id, instrument_id, instrument_version) references instruments
  )`,
  `create index responses_by_student on clinical.responses (tenant_id, student_id, received_at, id)`,
  `create table clinical.alerts (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    student_id ${key} not null,
    level text not null check (level in ('imminent', 'high', 'moderate', 'watch')),
    level_status text not null check (level_status in ('proposed', 'confirmed')),
    state text not null,
    opened_at ${instant} not null,
    respond_by ${instant} not null,
    acknowledged_at ${instant},
    acknowledged_by text,
    escalated_at ${instant},
    closed_at ${instant},
    revision int not null check (revision >= 1),
    primary key (tenant_id, id),
    foreign key (tenant_id, student_id) references students
  )`,
  // Duplicates merge: a student has one open alert at most.
  `create unique index alerts_open on clinical.alerts (tenant_id, student_id) where closed_at is null`,
  `create table clinical.alert_reasons (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    alert_id ${key} not null,
    response_id ${key},
    position int not null default 0,
    code text not null,
    at ${instant} not null,
    text jsonb not null,
    detail jsonb,
    primary key (tenant_id, id),
    foreign key (tenant_id, alert_id) references clinical.alerts,
    foreign key (tenant_id, response_id) references clinical.responses
  )`,
  `create index alert_reasons_by_alert on clinical.alert_reasons (tenant_id, alert_id, at, position)`,
  `create table clinical.alert_events (
    tenant_id ${key} not null references tenants,
    id bigint generated always as identity,
    alert_id ${key} not null,
    student_id ${key} not null,
    type text not null check (type in ('alert.opened', 'alert.updated', 'alert.acknowledged', 'alert.closed')),
    level text not null,
    escalated boolean not null,
    at ${instant} not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, alert_id) references clinical.alerts,
    foreign key (tenant_id, student_id) references students
  )`,
  `create table clinical.growth_summaries (
    tenant_id ${key} not null references tenants,
    entry_id ${key} not null,
    summary jsonb not null,
    primary key (tenant_id, entry_id),
    foreign key (tenant_id, entry_id) references growth_entries
  )`,
  // Clinical, because a stored answer may hold anything an answer holds. `json` keeps its text to the byte.
  `create table clinical.idempotency_keys (
    tenant_id ${key} not null references tenants,
    principal ${key} not null,
    operation ${key} not null,
    key ${key} not null,
    body_digest text not null,
    status int,
    response json,
    headers json,
    created_at ${instant} not null,
    primary key (tenant_id, principal, operation, key)
  )`,
  `create index idempotency_keys_by_age on clinical.idempotency_keys (tenant_id, created_at)`,
];

export const foundation = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
