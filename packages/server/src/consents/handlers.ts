/** Consents: every decision is kept; the newest of each side holds. */
import type { Consent } from '@xinqiao/contract/types';
import { sql, type SqlBool } from 'kysely';
import { newId } from '../app/digest.ts';
import type { Context, ResourceHandlers } from '../app/handlers.ts';
import { limitOf, pageOf, readCursor } from '../app/paging.ts';
import { notFound, ProblemError } from '../app/problem.ts';
import { localDate, timestamp } from '../app/time.ts';
import { statusAt } from '../campaigns/select.ts';
import { cancelErasure, openErasure } from '../erasures/open.ts';
import { needsGuardian } from './age.ts';
import { consentState, decisionColumns, readDecisions, toDecisions } from './newest.ts';

const subjectsOf = ({ principal }: Context): readonly string[] =>
  principal.studentId === null ? principal.childIds : [principal.studentId];

/** The newest decision of each side on each campaign, with what holds. */
export const selectConsents = ({ db, tenant }: Context, studentIds: readonly string[]) =>
  db
    .selectFrom('consents')
    .innerJoin('students', join =>
      join.onRef('students.tenant_id', '=', 'consents.tenant_id').onRef('students.id', '=', 'consents.student_id'),
    )
    .select([
      'consents.id',
      'consents.campaign_id',
      'consents.student_id',
      'consents.version',
      'consents.decision',
      'consents.decided_at',
      'consents.given_by',
      'students.birth_date',
    ])
    // Looked up for the page alone: in a join the campaigns are read anew for each decision.
    .select(
      sql<string>`(
        select campaigns.consent ->> 'version' from campaigns
        where campaigns.tenant_id = consents.tenant_id and campaigns.id = consents.campaign_id
      )`.as('current_version'),
    )
    .select(decisionColumns('consents.student_id', 'consents.campaign_id'))
    .where('consents.tenant_id', '=', tenant)
    .where(sql<SqlBool>`consents.student_id = any(${studentIds}::text[])`);

type Row = Awaited<ReturnType<ReturnType<typeof selectConsents>['execute']>>[number];

export const toConsent = (row: Row, now: Date): Consent => ({
  id: row.id,
  campaignId: row.campaign_id,
  studentId: row.student_id,
  version: row.version,
  decision: row.decision,
  decidedAt: timestamp(row.decided_at),
  by: row.given_by,
  state: consentState(toDecisions(row), row.current_version, localDate(now)),
});

/** The campaign with this id that asks the student. */
const asking = ({ db, tenant }: Context, studentId: string, campaignId: string) =>
  db
    .selectFrom('campaigns')
    .select(['consent', 'opens_at', 'closes_at'])
    .where('tenant_id', '=', tenant)
    .where('id', '=', campaignId)
    .where(query =>
      query.exists(
        query
          .selectFrom('assignments')
          .select('assignments.id')
          .where('assignments.tenant_id', '=', tenant)
          .where('assignments.student_id', '=', studentId)
          .where('assignments.campaign_id', '=', campaignId),
      ),
    )
    .executeTakeFirst();

/** Whom the decision is for. @throws {ProblemError} 404 for anybody else's child, as for nobody's. */
function subjectOf(context: Context, studentId: string | undefined): string {
  const { principal } = context;
  if (principal.studentId !== null && studentId === undefined) return principal.studentId;
  if (studentId === undefined) {
    const errors = [{ pointer: '/studentId', code: 'required', detail: 'A guardian names the child.' }];
    throw new ProblemError('invalid-request', { errors });
  }
  if (!subjectsOf(context).includes(studentId)) throw notFound();
  return studentId;
}

const guardianIdOf = async ({ db, tenant, principal }: Context): Promise<string> => {
  const row = await db
    .selectFrom('guardians')
    .select('id')
    .where('tenant_id', '=', tenant)
    .where('user_number', '=', principal.userId)
    .executeTakeFirstOrThrow();
  return row.id;
};

export const handlers: ResourceHandlers<'consents'> = {
  async list(context, { query }) {
    const after = readCursor(query, ['string', 'string', 'string']);
    const rows = await selectConsents(context, subjectsOf(context))
      .distinctOn(['consents.student_id', 'consents.campaign_id', 'consents.given_by'])
      .$if(after !== undefined, q =>
        q.where(
          sql<SqlBool>`(consents.student_id, consents.campaign_id, consents.given_by)
            > (${after![0]}, ${after![1]}, ${after![2]})`,
        ),
      )
      .orderBy('consents.student_id')
      .orderBy('consents.campaign_id')
      .orderBy('consents.given_by')
      .orderBy('consents.sequence', 'desc')
      .limit(limitOf(query) + 1)
      .execute();
    return pageOf(
      query,
      rows,
      row => [row.student_id, row.campaign_id, row.given_by],
      row => toConsent(row, context.now),
    );
  },

  async decide(context, { body }) {
    const { db, tenant, now, principal } = context;
    const studentId = subjectOf(context, body.studentId);
    const campaign = await asking(context, studentId, body.campaignId);
    const before = campaign && (await readDecisions(db, tenant, studentId, body.campaignId));
    if (!campaign || !before) throw notFound();
    const isGuardian = principal.role === 'guardian';
    if (body.version !== campaign.consent.version) {
      throw new ProblemError('state-conflict', { detail: 'The consent text has a newer version.' });
    }
    if (isGuardian && !needsGuardian(before.birthDate, localDate(now))) {
      throw new ProblemError('state-conflict', { detail: 'From the 14th birthday the student decides.' });
    }
    if (body.decision === 'withdrawn') {
      if ((isGuardian ? before.guardian : before.student)?.decision !== 'given') {
        throw new ProblemError('state-conflict', { detail: 'There is no consent to withdraw.' });
      }
    } else if (statusAt(now, campaign) === 'closed') {
      // A withdrawal is possible at any time; anything else has nothing to be for.
      throw new ProblemError('campaign-not-open');
    }
    const row = {
      id: newId(),
      campaign_id: body.campaignId,
      student_id: studentId,
      version: body.version,
      decision: body.decision,
      decided_at: now,
      given_by: isGuardian ? ('guardian' as const) : ('student' as const),
      guardian_id: isGuardian ? await guardianIdOf(context) : null,
    };
    await db
      .insertInto('consents')
      .values({ tenant_id: tenant, ...row })
      .execute();
    const stored = await selectConsents(context, [studentId])
      .where('consents.id', '=', row.id)
      .executeTakeFirstOrThrow();
    const consent = toConsent(stored, now);
    if (body.decision === 'withdrawn') await openErasure(context, studentId, body.campaignId, 'withdrawal');
    if (consent.state === 'given') await cancelErasure(context, studentId, body.campaignId);
    return consent;
  },
};
