/** Assignments: the student's own to-do list. */
import type { Assignment } from '@xinqiao/contract/types';
import { sql, type SqlBool } from 'kysely';
import type { Context, ResourceHandlers } from '../app/handlers.ts';
import { limitOf, pageOf, readCursor } from '../app/paging.ts';
import { notFound } from '../app/problem.ts';
import { localDate, timestamp, timestampOrNull } from '../app/time.ts';
import { consentState, decisionColumns, toDecisions } from '../consents/newest.ts';
import { countQuestions } from '../instruments/handlers.ts';
import { hasWording } from '../instruments/wording.ts';
import { ownReceipt } from '../responses/own-receipt.ts';

const SECONDS_PER_QUESTION = 8;

/** In the order of the list: what is to do comes first. */
const STATUSES = ['to-do', 'not-yet-open', 'done', 'closed'] as const satisfies Assignment['status'][];

/** Position in {@link STATUSES}, by the clock of the service. */
const rankAt = (now: Date) => sql<number>`case
  when assignments.completed_at is not null then 2
  when ${now}::timestamptz < campaigns.opens_at then 1
  when ${now}::timestamptz < campaigns.closes_at then 0
  else 3
end`;

const select = ({ db, tenant, principal, now }: Context) =>
  db
    .selectFrom('assignments')
    .innerJoin('campaigns', join =>
      join
        .onRef('campaigns.tenant_id', '=', 'assignments.tenant_id')
        .onRef('campaigns.id', '=', 'assignments.campaign_id'),
    )
    .innerJoin('instruments', join =>
      join
        .onRef('instruments.tenant_id', '=', 'assignments.tenant_id')
        .onRef('instruments.id', '=', 'assignments.instrument_id')
        .onRef('instruments.version', '=', 'assignments.instrument_version'),
    )
    .innerJoin('campaign_instruments', join =>
      join
        .onRef('campaign_instruments.tenant_id', '=', 'assignments.tenant_id')
        .onRef('campaign_instruments.campaign_id', '=', 'assignments.campaign_id')
        .onRef('campaign_instruments.instrument_id', '=', 'assignments.instrument_id'),
    )
    .innerJoin('students', join =>
      join
        .onRef('students.tenant_id', '=', 'assignments.tenant_id')
        .onRef('students.id', '=', 'assignments.student_id'),
    )
    .leftJoin('clinical.drafts as draft', join =>
      join.onRef('draft.tenant_id', '=', 'assignments.tenant_id').onRef('draft.assignment_id', '=', 'assignments.id'),
    )
    .selectAll('assignments')
    .select('draft.saved_at')
    .select(sql<number>`(select count(*)::int from jsonb_each(draft.answers) where value <> 'null')`.as('answered'))
    .select('campaign_instruments.position')
    .select(['campaigns.title', 'campaigns.opens_at', 'campaigns.closes_at', 'instruments.definition'])
    .select(sql<string>`campaigns.consent ->> 'version'`.as('consent_version'))
    .select('students.birth_date')
    .select(decisionColumns('assignments.student_id', 'assignments.campaign_id'))
    .select(rankAt(now).as('rank'))
    .where('assignments.tenant_id', '=', tenant)
    .where('assignments.student_id', '=', principal.studentId)
    // What has no words is asked of nobody; what was answered stays in the list.
    .where(query => query.or([query('assignments.completed_at', 'is not', null), hasWording]));

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

function toAssignment(row: Row, now: Date): Assignment {
  const itemCount = countQuestions(row.definition);
  return {
    id: row.id,
    campaignId: row.campaign_id,
    campaignTitle: row.title,
    studentId: row.student_id,
    instrumentId: row.instrument_id,
    instrumentVersion: row.instrument_version,
    title: row.definition.title,
    itemCount,
    estimatedMinutes: Math.max(1, Math.ceil((itemCount * SECONDS_PER_QUESTION) / 60)),
    status: STATUSES[row.rank] ?? 'closed',
    consent: consentState(toDecisions(row), row.consent_version, localDate(now)),
    opensAt: timestamp(row.opens_at),
    dueAt: timestamp(row.closes_at),
    completedAt: timestampOrNull(row.completed_at),
    ...(row.saved_at &&
      row.answered > 0 && {
        draft: { savedAt: timestamp(row.saved_at), answered: Math.min(row.answered, itemCount) },
      }),
  };
}

export const handlers: ResourceHandlers<'assignments'> = {
  async list(context, { query }) {
    const after = readCursor(query, ['integer', 'instant', 'integer', 'string']);
    const rank = rankAt(context.now);
    const rows = await select(context)
      .$if(query.status !== undefined, q => q.where(rank, '=', STATUSES.indexOf(query.status!)))
      .$if(after !== undefined, q =>
        q.where(
          sql<SqlBool>`(${rank}, campaigns.closes_at, campaign_instruments.position, assignments.id)
            > (${after![0]}::int, ${after![1]}::timestamptz, ${after![2]}::int, ${after![3]})`,
        ),
      )
      .orderBy('rank')
      .orderBy('campaigns.closes_at')
      .orderBy('campaign_instruments.position')
      .orderBy('assignments.id')
      .limit(limitOf(query) + 1)
      .execute();
    return pageOf(
      query,
      rows,
      row => [row.rank, row.closes_at, row.position, row.id],
      row => toAssignment(row, context.now),
    );
  },

  async get(context, { params }) {
    const row = await select(context).where('assignments.id', '=', params.assignmentId).executeTakeFirst();
    if (!row) throw notFound();
    return toAssignment(row, context.now);
  },

  receipt: (context, { params }) => ownReceipt(context, params.assignmentId),
};
