/** The campaigns that a session sees. */
import type { Campaign } from '@xinqiao/contract/types';
import { type Expression, sql, type SqlBool } from 'kysely';
import { isOfOneself } from '../access/reach.ts';
import type { Context } from '../app/handlers.ts';
import { localDate } from '../app/time.ts';

/** `planned`, `open` or `closed`: open from `opensAt` until just before `closesAt`. */
export function statusAt(now: Date, campaign: { opens_at: Date; closes_at: Date }): Campaign['status'] {
  if (now < campaign.opens_at) return 'planned';
  return now < campaign.closes_at ? 'open' : 'closed';
}

/** In a query that has `campaigns`: what the student, or a guardian, is told of the result now. */
export const toldNow = (now: Date, policy: 'feedback' | 'guardian_feedback' = 'feedback') =>
  sql<Campaign['feedback']>`case when campaigns.feedback_from = 'closing' and campaigns.closes_at > ${now} then 'none'
    else ${sql.ref(`campaigns.${policy}`)} end`;

/**
 * In a query that has `assignments`, for those who count and follow up: it was submitted. Also where it has been erased since, or
 * they would see who has taken back.
 */
export const isDone = sql<SqlBool>`(assignments.completed_at is not null or assignments.was_done)`;

/**
 * In a query that has `students`: who had not left when the campaign opened. Nobody is taken out later: by the number that went with
 * somebody whose leaving is known it could be seen how far that one had come.
 */
export const wasHere = (opensAt: Date): Expression<SqlBool> =>
  sql<SqlBool>`(students.left_on is null or students.left_on > ${localDate(opensAt)}::date)`;

/** A student is asked by assignment; staff see what asks anybody below or above where they stand. */
function reached({ principal, tenant }: Context): Expression<SqlBool> {
  if (isOfOneself(principal)) {
    const ids = principal.role === 'student' ? [principal.studentId] : principal.childIds;
    return sql<SqlBool>`exists (
      select from assignments
      where assignments.tenant_id = ${tenant}
        and assignments.student_id = any(${ids}::text[])
        and assignments.campaign_id = campaigns.id
    )`;
  }
  const related = principal.reach.map(
    unit => sql<SqlBool>`(starts_with(at.path, ${unit.path}) or starts_with(${unit.path}, at.path))`,
  );
  // Unit by unit, by its id: there are fewer campaigns than units.
  return sql<SqlBool>`(
    select ${sql.join(related, sql` or `)} from units as at where at.tenant_id = campaigns.tenant_id and at.id = campaigns.unit_id
  )`;
}

export const selectCampaigns = (context: Context) =>
  context.db
    .selectFrom('campaigns')
    .selectAll('campaigns')
    .select(
      sql<Campaign['instruments']>`(
        select json_agg(json_build_object('id', instrument_id, 'version', instrument_version) order by position)
        from campaign_instruments as asked
        where asked.tenant_id = campaigns.tenant_id and asked.campaign_id = campaigns.id
      )`.as('instruments'),
    )
    .where('campaigns.tenant_id', '=', context.tenant)
    .where(reached(context));
