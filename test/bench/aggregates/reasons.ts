/** What it costs leaders in numbers that reasons for not answering are statuses of their own: decision 0036. */
import { performance } from 'node:perf_hooks';
import { CAMPAIGN_REASONS } from '@xinqiao/contract';
import { sql, type SqlBool } from 'kysely';
import { type LeafCounts, protect, type ProtectedRow } from '../../../packages/server/src/aggregates/protect.ts';
import { classesOf, STAGES } from '../../../packages/server/src/campaigns/progress.ts';
import { migrate } from '../../../packages/server/src/database/migrate.ts';
import { openPGlite } from '../../../packages/server/src/database/pglite.ts';
import { seed } from '../../../packages/server/src/seed/index.ts';

const TENANT = 'school';
const SHARES = [0, 0.05, 0.2];
const isReason = (stage: string) => (CAMPAIGN_REASONS as readonly string[]).includes(stage);
/** Where the counts of the statuses stand that there were before reasons. */
const EARLIER = STAGES.flatMap((stage, place) => (isReason(stage) ? [] : [place]));

const told = (rows: Iterable<ProtectedRow>, places: readonly number[]) => {
  const kinds = [...rows].flatMap(({ cells }) => places.map(place => cells[place]!.kind));
  const count = (kind: string) => kinds.filter(one => one === kind).length;
  return `${count('withheld')} of ${kinds.length} withheld, ${count('fewer')} fewer, ${count('all-but-fewer')} nearly all`;
};

/** For leaders of the school (groups of 5) and of the district (10). */
function decide(what: string, leaves: readonly LeafCounts[], places: readonly number[]): void {
  const began = performance.now();
  const school = protect(leaves, 5);
  const district = protect(leaves, 10, school);
  const took = performance.now() - began;
  console.log(`  ${what.padEnd(22)}k = 5: ${told(school.values(), places)}`);
  console.log(`${''.padEnd(24)}k = 10: ${told(district.values(), places)}; ${took.toFixed(0)} ms for both`);
}

export async function measureReasons(students: number): Promise<void> {
  const database = await openPGlite();
  await migrate(database);
  await seed(database, { students, today: new Date('2026-11-24T02:00:00Z') });
  const { kysely: db } = database;
  const campaigns = await db
    .selectFrom('campaigns')
    .select(['id', 'consent', 'opens_at', 'closes_at'])
    .where('id', 'in', ['freshmen-2026', 'everybody-2026', 'everybody-2025'])
    .orderBy('id', 'desc')
    .execute();
  for (const campaign of campaigns) {
    console.log(`\n${campaign.id}: the five statuses that there were before`);
    const everybody = campaign.id.startsWith('freshmen')
      ? sql<SqlBool>`students.enrolment_year = 2026`
      : sql<SqlBool>`true`;
    for (const share of SHARES) {
      await db.deleteFrom('campaign_reasons').execute();
      await sql`
        insert into campaign_reasons (tenant_id, campaign_id, student_id, reason, recorded_at)
        select distinct on (student_id) tenant_id, campaign_id, student_id,
          (${CAMPAIGN_REASONS}::text[])[1 + abs(hashtext(student_id || 'which')) % ${CAMPAIGN_REASONS.length}], now()
        from assignments
        where campaign_id = ${campaign.id} and completed_at is null
          and abs(hashtext(student_id)) % 1000 < ${share * 1000}
      `.execute(db);
      const leaves = await classesOf({ db, tenant: TENANT }, campaign, '2026-11-24', everybody);
      if (share === 0) {
        const five = leaves.map(({ path, counts }) => ({ path, counts: EARLIER.map(place => counts[place]!) }));
        decide('five statuses', five, [...EARLIER.keys()]);
      }
      decide(share === 0 ? 'ten, no reason' : `ten, ${share * 100} % with one`, leaves, EARLIER);
    }
  }
  await database.close();
}
