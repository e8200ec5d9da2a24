/** Campaigns as they are prepared; whom a campaign asks, by rule, and from when on it tells students their results. */
import { type Kysely, sql } from 'kysely';

const key = 'text collate "C"';
const instant = 'timestamptz(3)';

const statements = [
  `alter table campaigns
    add column target jsonb,
    add column feedback_from text not null default 'submission' check (feedback_from in ('submission', 'closing'))`,
  `create table campaign_plans (
    tenant_id ${key} not null references tenants,
    id ${key} not null,
    content jsonb not null,
    consent_version text,
    copied_from ${key},
    revision int not null default 1,
    saved_at ${instant} not null,
    saved_by jsonb not null,
    published_at ${instant},
    closed_at ${instant},
    primary key (tenant_id, id)
  )`,
  `create index campaign_plans_saved on campaign_plans (tenant_id, saved_at desc, id desc)`,
];

export const campaignPlans = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
