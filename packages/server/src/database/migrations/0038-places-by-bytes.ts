/**
 * Places in alerts and their events are compared by bytes, as all keys are. They had the sorting of the database (0035): where that
 * passes over punctuation, what is below a unit was not found below it, and whoever has more than a class saw no alert.
 */
import { type Kysely, sql } from 'kysely';

const statements = ['alerts', 'alert_events'].flatMap(table => [
  `drop trigger ${table}_placed on clinical.${table}`,
  `alter table clinical.${table}
    alter column class_path type text collate "C", alter column dormitory_path type text collate "C"`,
  `create trigger ${table}_placed before insert or update of student_id, class_path, dormitory_path on clinical.${table}
    for each row execute function clinical.place_by_student()`,
  `analyze clinical.${table}`,
]);

/** A policy holds the type of its columns. All of them are made anew after the migrations. */
async function dropPolicies(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ statement: string }>`
    select format('drop policy %I on clinical.%I', policyname, tablename) as statement
    from pg_policies where schemaname = 'clinical' and tablename in ('alerts', 'alert_events')
  `.execute(db);
  for (const { statement } of rows) await sql.raw(statement).execute(db);
}

export const placesByBytes = {
  async up(db: Kysely<unknown>): Promise<void> {
    await dropPolicies(db);
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
