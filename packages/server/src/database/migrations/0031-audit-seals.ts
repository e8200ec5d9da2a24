/**
 * Sealing an entry looks at no more than the number of its batch: a change of any other column is refused by its name, before a row
 * is touched, where whole rows were compared one by one.
 *
 * A column that is added to the entries has to be added to `entries_keep`.
 */
import { type Kysely, sql } from 'kysely';

const kept = [
  ...['tenant_id', 'id', 'at', 'actor', 'role', 'session_id', 'operation', 'action', 'resource_id', 'subjects'],
  ...['classes', 'purpose', 'purpose_note', 'outcome', 'request_id'],
];

const statements = [
  `drop trigger entries_stay on audit.entries`,
  `create trigger entries_stay before delete on audit.entries for each row execute function audit.refuse_change()`,
  `create trigger entries_keep before update of ${kept.join(', ')} on audit.entries
    for each statement execute function audit.refuse_change()`,
  `create trigger entries_stay_sealed before update on audit.entries
    for each row when (old.batch is not null or new.batch is null) execute function audit.refuse_change()`,
  `create or replace function audit.refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception 'The audit is only added to.' using errcode = 'insufficient_privilege';
  end
  $$`,
];

export const auditSeals = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
