/**
 * Relations with a time: delegations of a case, referrals with the documents that they name, and break-glass accesses with the
 * events that tell of them. All of it is clinical: that there is one says something of the student.
 *
 * People are named by their number (工号) and by the name they had: the school removes who has left, and the record stays.
 */
import { type Kysely, sql } from 'kysely';

const key = 'text collate "C"';
const instant = 'timestamptz(3)';

const statements = [
  `create table clinical.delegations (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    student_id ${key} not null,
    to_user ${key} not null,
    to_name text not null,
    to_role text not null check (to_role in ('counsellor', 'homeroom-teacher')),
    by_user ${key} not null,
    by_name text not null,
    classes text[] not null check (classes <@ array['C4'] and cardinality(classes) > 0),
    purpose text not null,
    note text not null,
    starts_at ${instant} not null,
    ends_at ${instant} not null,
    given_at ${instant} not null,
    revoked_at ${instant},
    revoked_by ${key},
    revision int not null default 1,
    primary key (tenant_id, id),
    check (starts_at < ends_at),
    check ((revoked_at is null) = (revoked_by is null)),
    foreign key (tenant_id, student_id) references students
  )`,
  `create index delegations_newest on clinical.delegations (tenant_id, given_at desc, id desc)`,
  `create index delegations_by_student on clinical.delegations (tenant_id, student_id, to_user)`,
  `create index delegations_by_delegate on clinical.delegations (tenant_id, to_user, ends_at)`,
  `create table clinical.referrals (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    student_id ${key} not null,
    to_user ${key} not null,
    to_name text not null,
    by_user ${key} not null,
    by_name text not null,
    note text not null,
    basis text not null
      check (basis in ('student-consent', 'guardian-consent', 'protection-of-life', 'legal-duty')),
    basis_note text not null,
    basis_on date not null,
    made_at ${instant} not null,
    ends_at ${instant} not null,
    revoked_at ${instant},
    revoked_by ${key},
    revision int not null default 1,
    primary key (tenant_id, id),
    check (made_at < ends_at),
    check ((revoked_at is null) = (revoked_by is null)),
    foreign key (tenant_id, student_id) references students
  )`,
  `create index referrals_by_student on clinical.referrals (tenant_id, student_id)`,
  `create index referrals_by_partner on clinical.referrals (tenant_id, to_user, made_at desc, id desc)`,
  `create index referrals_by_maker on clinical.referrals (tenant_id, by_user, made_at desc, id desc)`,
  `create table clinical.referral_documents (
    tenant_id ${key} not null references tenants,
    referral_id ${key} not null,
    position int not null,
    student_id ${key} not null,
    kind text not null check (kind in ('response', 'alert', 'growth-summary')),
    document_id ${key} not null,
    with_answers boolean not null default false check (not with_answers or kind = 'response'),
    level text check ((level is not null) = (kind = 'alert')),
    primary key (tenant_id, referral_id, position),
    unique (tenant_id, referral_id, kind, document_id),
    foreign key (tenant_id, referral_id) references clinical.referrals on delete cascade,
    foreign key (tenant_id, student_id) references students
  )`,
  `create index referral_documents_by_document on clinical.referral_documents (tenant_id, document_id)`,
  `create index referral_documents_by_student on clinical.referral_documents (tenant_id, student_id)`,
  `create table clinical.break_glass (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    student_id ${key} not null,
    by_user ${key} not null,
    by_name text not null,
    by_role text not null
      check (by_role in ('counsellor', 'homeroom-teacher', 'psych-staff', 'college-leader', 'school-leader')),
    reason text not null check (char_length(reason) >= 10),
    opened_at ${instant} not null,
    ends_at ${instant} not null,
    ended_at ${instant},
    told jsonb not null,
    review_due_at ${instant} not null,
    reviewed_at ${instant},
    reviewed_by ${key},
    reviewed_by_name text,
    reviewed_by_role text,
    verdict text check (verdict in ('justified', 'not-justified')),
    review_note text,
    revision int not null default 1,
    primary key (tenant_id, id),
    check (opened_at < ends_at and ends_at <= opened_at + interval '4 hours'),
    check (ended_at <= ends_at),
    check (num_nulls(reviewed_at, reviewed_by, reviewed_by_name, reviewed_by_role, verdict, review_note) in (0, 6)),
    check (reviewed_by <> by_user),
    foreign key (tenant_id, student_id) references students
  )`,
  `create index break_glass_newest on clinical.break_glass (tenant_id, opened_at desc, id desc)`,
  `create index break_glass_unreviewed on clinical.break_glass (tenant_id, opened_at desc, id desc)
    where reviewed_at is null`,
  `create index break_glass_by_student on clinical.break_glass (tenant_id, student_id, by_user)`,
  `create index break_glass_by_person on clinical.break_glass (tenant_id, by_user, ends_at)`,
  // The outbox of the event stream, like clinical.alert_events.
  `create table clinical.break_glass_events (
    tenant_id ${key} not null references tenants,
    id bigint generated always as identity,
    break_glass_id ${key} not null,
    student_id ${key} not null,
    type text not null,
    at ${instant} not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, break_glass_id) references clinical.break_glass on delete cascade,
    foreign key (tenant_id, student_id) references students
  )`,
  `create index break_glass_events_by_access on clinical.break_glass_events (tenant_id, break_glass_id)`,
  `create index break_glass_events_by_student on clinical.break_glass_events (tenant_id, student_id)`,
];

export const relations = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
