/** Why somebody has not answered in a campaign; and that something was submitted, once it has been erased. */
import { type Kysely, sql } from 'kysely';

const key = 'text collate "C"';

const statements = [
  `create table campaign_reasons (
    tenant_id ${key} not null references tenants,
    campaign_id ${key} not null,
    student_id ${key} not null,
    reason text not null default 'other' check (reason in ('suspended', 'leave', 'away', 'no-device', 'other')),
    recorded_at timestamptz(3) not null,
    primary key (tenant_id, campaign_id, student_id),
    foreign key (tenant_id, campaign_id) references campaigns,
    foreign key (tenant_id, student_id) references students
  )`,
  'create index campaign_reasons_by_student on campaign_reasons (tenant_id, student_id)',
  // What leaders were told last has no reasons in it: it is decided anew.
  "delete from aggregate_releases where about like 'campaigns.progress %'",
  'alter table assignments add column was_done boolean not null default false',
];

export const campaignReasons = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
