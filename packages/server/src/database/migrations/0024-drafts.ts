/** Attempts that are not submitted yet: one for an assignment, with the key of its copies on devices. */
import { type Kysely, sql } from 'kysely';

const key = 'text collate "C"';

export const drafts = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql
      .raw(
        `create table clinical.drafts (
          tenant_id ${key} not null references tenants,
          attempt_id ${key} not null,
          assignment_id ${key} not null,
          student_id ${key} not null,
          language text not null,
          seed bigint not null,
          answers jsonb not null,
          timings jsonb not null,
          position ${key},
          revision integer not null,
          saved_at timestamptz(3) not null,
          key text not null,
          primary key (tenant_id, attempt_id),
          unique (tenant_id, assignment_id),
          foreign key (tenant_id, assignment_id) references assignments,
          foreign key (tenant_id, student_id) references students
        )`,
      )
      .execute(db);
    await sql`create index drafts_by_student on clinical.drafts (tenant_id, student_id)`.execute(db);
    await sql`create index drafts_saved on clinical.drafts (tenant_id, saved_at)`.execute(db);
  },
};
