/** What leaders and district officers are told of counts, until the next release. Holds nothing that is not told. */
import { type Kysely, sql } from 'kysely';

export const aggregates = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table aggregate_releases (
        tenant_id text collate "C" not null references tenants,
        about text collate "C" not null,
        period date not null,
        released_at timestamptz(3) not null,
        body jsonb not null,
        primary key (tenant_id, about)
      )
    `.execute(db);
  },
};
