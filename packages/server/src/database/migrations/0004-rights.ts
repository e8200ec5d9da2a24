/**
 * Guardians and the consent they give, and what the rights of a person need: requests for correction, erasures, and
 * tombstones, which say that an attempt was erased and hold nothing about whom.
 */
import { type Kysely, sql } from 'kysely';

const key = 'text collate "C"';
const instant = 'timestamptz(3)';

const statements = [
  `alter table students add column left_on date`,
  `alter table campaigns add column guardian_feedback text not null default 'none'
    check (guardian_feedback in ('none', 'level', 'score'))`,
  `create table guardians (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    user_number ${key} not null,
    name text not null,
    primary key (tenant_id, id),
    unique (tenant_id, user_number)
  )`,
  `create table guardianships (
    tenant_id ${key} not null references tenants,
    guardian_id ${key} not null,
    student_id ${key} not null,
    relation text not null,
    since ${instant} not null,
    until ${instant},
    primary key (tenant_id, guardian_id, student_id),
    foreign key (tenant_id, guardian_id) references guardians,
    foreign key (tenant_id, student_id) references students
  )`,
  `create index guardianships_by_student on guardianships (tenant_id, student_id)`,
  `alter table consents add column given_by text not null default 'student' check (given_by in ('student', 'guardian'))`,
  `alter table consents add column guardian_id ${key}`,
  `alter table consents add check ((given_by = 'guardian') = (guardian_id is not null))`,
  `create index consents_newest_by on consents (tenant_id, student_id, campaign_id, given_by, sequence desc)`,
  `drop index consents_newest`,
  `create table erasures (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    student_id ${key} not null,
    campaign_id ${key},
    cause text not null check (cause in ('request', 'withdrawal')),
    state text not null check (state in ('waiting', 'held', 'done', 'cancelled')),
    requested_at ${instant} not null,
    due_at ${instant} not null,
    done_at ${instant},
    primary key (tenant_id, id),
    foreign key (tenant_id, student_id) references students,
    foreign key (tenant_id, campaign_id) references campaigns
  )`,
  // One on its way for each scope: asking twice is asking once.
  `create unique index erasures_under_way on erasures (tenant_id, student_id, coalesce(campaign_id, ''))
    where state in ('waiting', 'held')`,
  `create index erasures_due on erasures (tenant_id, due_at) where state in ('waiting', 'held')`,
  `create table tombstones (
    tenant_id ${key} not null references tenants,
    attempt_hash ${key} not null,
    erased_at ${instant} not null,
    primary key (tenant_id, attempt_hash)
  )`,
  // Clinical: what a student holds to be wrong may be about anything.
  `create table clinical.corrections (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    student_id ${key} not null,
    about text not null,
    wrong text not null,
    "right" text not null,
    requested_at ${instant} not null,
    state text not null check (state in ('open', 'accepted', 'declined')),
    answer text,
    answered_at ${instant},
    answered_by ${key},
    primary key (tenant_id, id),
    check ((state = 'open') = (answered_at is null)),
    foreign key (tenant_id, student_id) references students
  )`,
  `create index corrections_newest on clinical.corrections (tenant_id, requested_at desc, id desc)`,
  `create index corrections_by_student on clinical.corrections (tenant_id, student_id)`,
];

export const rights = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
