/** My data: what is held about the student, and a copy of it. */
import type { MyData, MyDataCopy } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import { selectConsents, toConsent } from '../consents/handlers.ts';
import type { Context, ResourceHandlers } from '../app/handlers.ts';
import { notFound } from '../app/problem.ts';
import { timestamp } from '../app/time.ts';
import { handlers as assignments } from '../assignments/handlers.ts';
import { toldNow } from '../campaigns/select.ts';
import { toCorrection } from '../corrections/handlers.ts';
import { progress } from '../courses/progress.ts';
import { toErasure } from '../erasures/open.ts';
import { handlers as growthFiles } from '../growth-files/handlers.ts';
import { trends } from '../growth-files/trends.ts';
import { feedbackOf } from '../responses/receipt.ts';
import { selectAnswered } from '../responses/select.ts';
import { personal } from '../retention/policies.ts';
import { handlers as students } from '../students/handlers.ts';

type Kinds = MyData['kinds'];

/** To count these would tell the student that there is an alert, or would tell nothing. */
const UNCOUNTED: ReadonlySet<string> = new Set(['staff-notes', 'access-records', 'technical']);

async function kindsOf({ db, tenant }: Context, studentId: string): Promise<Kinds> {
  const kinds = new Map<string, Kinds[number]>();
  for (const [table, { kind, of, copy, onErasure, keep }] of personal) {
    if (keep.rule === 'standing') continue;
    const { rows } = UNCOUNTED.has(kind)
      ? { rows: [] }
      : await sql<{ n: number }>`
          select count(*)::int as n from ${sql.table(table)} where tenant_id = ${tenant} and ${of(studentId)}
        `.execute(db);
    const before = kinds.get(kind);
    const records = UNCOUNTED.has(kind) ? null : (before?.records ?? 0) + (rows[0]?.n ?? 0);
    // Of several tables of a kind the longest-kept speaks for the kind.
    const retention =
      before && before.retention.days >= keep.days ? before.retention : { rule: keep.rule, days: keep.days };
    kinds.set(kind, {
      kind,
      records,
      inCopy: copy !== null,
      onErasure: before?.onErasure === 'kept' ? 'kept' : onErasure,
      retention,
    });
  }
  return [...kinds.values()];
}

async function allAssignments(context: Context): Promise<MyDataCopy['assignments']> {
  const all: MyDataCopy['assignments'] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 200, ...(cursor !== undefined && { cursor }) };
    const page = await assignments.list(context, { query, params: undefined, body: undefined });
    all.push(...page.data);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}

/** The answers are the student's own; of the scores there is what the campaign's policy has released. */
async function copiedResponses(context: Context, studentId: string): Promise<MyDataCopy['responses']> {
  const rows = await selectAnswered(context)
    .selectAll('response')
    .select(['campaigns.title', 'instruments.definition'])
    .select(toldNow(context.now).as('feedback'))
    .where('response.student_id', '=', studentId)
    .orderBy('response.received_at')
    .orderBy('response.id')
    .execute();
  return rows.map(row => ({
    id: row.id,
    assignmentId: row.assignment_id,
    campaignTitle: row.title,
    instrumentId: row.instrument_id,
    instrumentVersion: row.instrument_version,
    title: row.definition.title,
    language: row.language,
    receivedAt: timestamp(row.received_at),
    answers: row.answers,
    feedback: feedbackOf(row.definition, row.result, row.feedback),
  }));
}

/** What was begun and not submitted: nothing was made of it that the student would be told. */
async function copiedDrafts({ db, tenant }: Context, studentId: string): Promise<MyDataCopy['drafts']> {
  const rows = await db
    .selectFrom('clinical.drafts as draft')
    .innerJoin('assignments', join =>
      join.onRef('assignments.tenant_id', '=', 'draft.tenant_id').onRef('assignments.id', '=', 'draft.assignment_id'),
    )
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
    .select(['draft.attempt_id', 'draft.assignment_id', 'draft.language', 'draft.saved_at', 'draft.answers'])
    .select(['assignments.instrument_id', 'assignments.instrument_version'])
    .select(['campaigns.title', 'instruments.definition'])
    .where('draft.tenant_id', '=', tenant)
    .where('draft.student_id', '=', studentId)
    .orderBy('draft.saved_at')
    .orderBy('draft.attempt_id')
    .execute();
  return rows.map(row => ({
    attemptId: row.attempt_id,
    assignmentId: row.assignment_id,
    campaignTitle: row.title,
    instrumentId: row.instrument_id,
    instrumentVersion: row.instrument_version,
    title: row.definition.title,
    language: row.language,
    savedAt: timestamp(row.saved_at),
    answers: row.answers,
  }));
}

const copiedReasons = async ({ db, tenant }: Context, studentId: string): Promise<MyDataCopy['reasons']> => {
  const rows = await db
    .selectFrom('campaign_reasons as recorded')
    .innerJoin('campaigns', join =>
      join.onRef('campaigns.tenant_id', '=', 'recorded.tenant_id').onRef('campaigns.id', '=', 'recorded.campaign_id'),
    )
    .select(['campaigns.title', 'recorded.reason', 'recorded.recorded_at'])
    .where('recorded.tenant_id', '=', tenant)
    .where('recorded.student_id', '=', studentId)
    .orderBy('recorded.recorded_at')
    .orderBy('recorded.campaign_id')
    .execute();
  return rows.map(({ title, reason, recorded_at }) => ({
    ...{ code: reason, at: timestamp(recorded_at), title },
  }));
};

async function copiedGuardians({ db, tenant }: Context, studentId: string): Promise<MyDataCopy['guardians']> {
  const rows = await db
    .selectFrom('guardianships as held')
    .innerJoin('guardians', join =>
      join.onRef('guardians.tenant_id', '=', 'held.tenant_id').onRef('guardians.id', '=', 'held.guardian_id'),
    )
    .select(['guardians.name', 'held.relation', 'held.since'])
    .where('held.tenant_id', '=', tenant)
    .where('held.student_id', '=', studentId)
    .orderBy('held.since')
    .execute();
  return rows.map(row => ({ name: row.name, relation: row.relation, since: timestamp(row.since) }));
}

const copiedRoles = ({ db, tenant }: Context, studentId: string): Promise<MyDataCopy['roles']> =>
  db
    .selectFrom('role_assignments as held')
    .innerJoin('units', join =>
      join.onRef('units.tenant_id', '=', 'held.tenant_id').onRef('units.id', '=', 'held.unit_id'),
    )
    .select(['held.role', 'units.name as unitName'])
    .where('held.tenant_id', '=', tenant)
    .where('held.student_id', '=', studentId)
    .orderBy('held.id')
    .execute();

async function copyOf(context: Context, studentId: string): Promise<MyDataCopy> {
  const { db, tenant, now } = context;
  const params = { studentId };
  const consents = await selectConsents(context, [studentId]).orderBy('consents.sequence').execute();
  const corrections = await db
    .selectFrom('clinical.corrections')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('student_id', '=', studentId)
    .orderBy('requested_at')
    .execute();
  const erasures = await db
    .selectFrom('erasures')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('student_id', '=', studentId)
    .orderBy('requested_at')
    .execute();
  return {
    format: 'xinqiao-my-data-1',
    createdAt: timestamp(now),
    kinds: await kindsOf(context, studentId),
    student: await students.get(context, { params, query: undefined, body: undefined }),
    guardians: await copiedGuardians(context, studentId),
    roles: await copiedRoles(context, studentId),
    assignments: await allAssignments(context),
    reasons: await copiedReasons(context, studentId),
    consents: consents.map(row => toConsent(row, now)),
    responses: await copiedResponses(context, studentId),
    drafts: await copiedDrafts(context, studentId),
    courseProgress: await progress(context, studentId),
    growthFile: await growthFiles.get(context, { params, query: undefined, body: undefined }),
    trends: (await trends(context, studentId, undefined)).data,
    corrections: corrections.map(toCorrection),
    erasures: erasures.map(toErasure),
  };
}

function ownId({ principal }: Context): string {
  if (principal.studentId === null) throw notFound();
  return principal.studentId;
}

export const handlers: ResourceHandlers<'myData'> = {
  get: async context => ({ kinds: await kindsOf(context, ownId(context)), asOf: timestamp(context.now) }),
  copy: context => copyOf(context, ownId(context)),
};
