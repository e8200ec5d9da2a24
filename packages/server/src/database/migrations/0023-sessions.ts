/**
 * Sessions: keys that sign them and are changed, what they serve, how long they can be renewed, codes for them; of secret
 * keys what they are for, when they were last used and when they end.
 */
import { type Kysely, sql } from 'kysely';

const key = 'text collate "C"';
const instant = 'timestamptz(3)';

const statements = [
  `create table signing_keys (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    public_key jsonb not null,
    private_key text,
    created_at ${instant} not null,
    retired_at ${instant},
    revoked_at ${instant},
    primary key (tenant_id, id),
    check (private_key is null or retired_at is null)
  )`,
  // One signs at a time, whoever makes them.
  `create unique index signing_keys_active on signing_keys (tenant_id) where retired_at is null`,
  `alter table tenants drop column signing_secret`,
  `alter table secret_keys
    add column name text,
    add column family ${key},
    add column components text[],
    add column last_used_at ${instant},
    add column expires_at ${instant}`,
  `update secret_keys set family = id`,
  `alter table secret_keys alter column family set not null`,
  // Sessions of before are signed with what is gone.
  `delete from sessions`,
  `delete from clinical.idempotency_keys where operation = 'embedSessions.create'`,
  `alter table sessions
    add column features text[] not null,
    add column renewable_until ${instant}`,
  `create index sessions_by_user on sessions (tenant_id, user_id)`,
  `create index sessions_by_key on sessions (tenant_id, key_id)`,
  `create table session_codes (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    hash ${key} not null,
    session_id ${key} not null,
    expires_at ${instant} not null,
    used_at ${instant},
    primary key (tenant_id, id),
    unique (tenant_id, hash),
    foreign key (tenant_id, session_id) references sessions on delete cascade
  )`,
  `create index session_codes_by_session on session_codes (tenant_id, session_id)`,
];

export const sessions = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
