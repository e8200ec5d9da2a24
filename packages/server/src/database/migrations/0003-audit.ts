/**
 * The audit: entries, the batches that seal them, and the keys that sign the batches.
 *
 * Rows are added and stay. The one change that the trigger lets through is the sealing: a number in `batch` that was null.
 * The trigger is against mistakes; who owns the tables can switch it off, and the chain then tells.
 */
import { type Kysely, sql } from 'kysely';

const key = 'text collate "C"';
const instant = 'timestamptz(3)';

const statements = [
  `create schema audit`,
  // No reference to tenants: to look that up would be a good part of what an entry costs.
  `create table audit.entries (
    tenant_id ${key} not null,
    id bigint generated always as identity,
    at ${instant} not null,
    actor ${key} not null,
    role text,
    session_id ${key},
    operation text not null,
    action text not null check (action in ('read', 'write')),
    resource_id ${key},
    subjects text[] not null,
    classes text[] not null,
    purpose text not null,
    purpose_note text check (char_length(purpose_note) <= 200),
    outcome text not null check (outcome in ('done', 'repeated', 'refused')),
    request_id ${key} not null,
    batch bigint,
    primary key (tenant_id, id)
  )`,
  // What is written to it is gathered first and sorted in later, which keeps an entry cheap.
  `create index entries_by_subject on audit.entries using gin (subjects)`,
  `create index entries_by_batch on audit.entries (tenant_id, batch, id)`,
  `create table audit.batches (
    tenant_id ${key} not null references tenants,
    sequence bigint not null check (sequence >= 1),
    entries int not null check (entries >= 1),
    previous text not null,
    hash text not null,
    sealed_at ${instant} not null,
    checkpoint text not null,
    primary key (tenant_id, sequence)
  )`,
  `create table audit.keys (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    public_key jsonb not null,
    private_key jsonb,
    created_at ${instant} not null,
    primary key (tenant_id, id)
  )`,
  `create function audit.refuse_change() returns trigger language plpgsql as $$
  begin
    if tg_op = 'UPDATE' and tg_table_name = 'entries' then
      if old.batch is null and new.batch is not null
        and to_jsonb(old) - 'batch' = to_jsonb(new) - 'batch' then
        return new;
      end if;
    end if;
    raise exception 'The audit is only added to.' using errcode = 'insufficient_privilege';
  end
  $$`,
  ...['entries', 'batches'].flatMap(table => [
    `create trigger ${table}_stay before update or delete on audit.${table}
      for each row execute function audit.refuse_change()`,
    `create trigger ${table}_stay_whole before truncate on audit.${table}
      for each statement execute function audit.refuse_change()`,
  ]),
];

export const audit = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
