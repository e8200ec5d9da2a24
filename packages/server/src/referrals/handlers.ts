/** Referrals: made and closed by psychology staff, read by the partner whom they name. */
import { MAX_REFERRAL_DAYS } from '@xinqiao/contract';
import { sql, type SqlBool } from 'kysely';
import { responsiblePerson } from '../access/people.ts';
import { requireStudent } from '../access/reach.ts';
import { newId } from '../app/digest.ts';
import type { Context, ResourceHandlers } from '../app/handlers.ts';
import { limitOf, pageOf, readCursor } from '../app/paging.ts';
import { ProblemError } from '../app/problem.ts';
import { checkRevision } from '../app/revision.ts';
import { localDate } from '../app/time.ts';
import { needsGuardian } from '../consents/age.ts';
import { readBundle } from './bundle.ts';
import { checkDocuments } from './documents.ts';
import {
  findReferral,
  readReferral,
  relateByBrokenGlass,
  relateToReferral,
  selectReferrals,
  toReferral,
} from './read.ts';

const DAY = 24 * 60 * 60 * 1000;

const refuse = (pointer: string, code: string, detail: string): ProblemError =>
  new ProblemError('invalid-request', { errors: [{ pointer, code, detail }] });

/** @throws {ProblemError} 422. */
function checkTime(now: Date, until: Date): void {
  if (until <= now) throw refuse('/until', 'out-of-range', 'Is in the past.');
  if (until.getTime() > now.getTime() + MAX_REFERRAL_DAYS * DAY) {
    throw refuse('/until', 'out-of-range', `Is more than ${MAX_REFERRAL_DAYS} days away.`);
  }
}

/**
 * Under 14 the consent of a guardian is needed (个人信息保护法 31): on the day on which it was given, for what the child agreed to
 * alone was never a consent.
 *
 * @throws {ProblemError} 422.
 */
async function checkBasis(
  { db, tenant, now }: Context,
  { studentId, basis, basisOn }: { studentId: string; basis: string; basisOn: string },
): Promise<void> {
  const today = localDate(now);
  if (basisOn > today) throw refuse('/basisOn', 'out-of-range', 'Is after today.');
  if (basis !== 'student-consent') return;
  const { birth_date } = await db
    .selectFrom('students')
    .select('birth_date')
    .where('tenant_id', '=', tenant)
    .where('id', '=', studentId)
    .executeTakeFirstOrThrow();
  if (needsGuardian(birth_date, basisOn)) {
    throw refuse('/basis', 'guardian-needed', 'Under 14 the consent of a guardian is needed.');
  }
}

export const handlers: ResourceHandlers<'referrals'> = {
  async list(context, { query }) {
    const { principal } = context;
    const { studentId } = query;
    const after = readCursor(query, ['instant', 'string']);
    const isPartner = principal.role === 'hospital-partner';
    relateToReferral(context, principal.userId);
    // Those of colleagues are listed for one student alone: the read is recorded as what it is, of nobody else.
    if (!isPartner && studentId !== undefined) {
      await requireStudent(context, studentId);
      relateByBrokenGlass(context, studentId);
    }
    const rows = await selectReferrals(context)
      .$if(studentId !== undefined, q => q.where('referral.student_id', '=', studentId!))
      .$if(!isPartner && studentId === undefined, q => q.where('referral.by_user', '=', principal.userId))
      .$if(after !== undefined, q =>
        q.where(sql<SqlBool>`(referral.made_at, referral.id) < (${after![0]}::timestamptz, ${after![1]})`),
      )
      .orderBy('referral.made_at', 'desc')
      .orderBy('referral.id', 'desc')
      .limit(limitOf(query) + 1)
      .execute();
    return pageOf(query, rows, row => [row.made_at, row.id], toReferral);
  },

  get: (context, { params }) => readReferral(context, params.referralId),

  bundle: async (context, { params }) => readBundle(context, await findReferral(context, params.referralId)),

  async create(context, { body }) {
    const { db, tenant, now, principal } = context;
    const { studentId, documents } = body;
    await requireStudent(context, studentId);
    checkTime(now, new Date(body.until));
    await checkBasis(context, body);
    const to = await responsiblePerson(context, studentId, { userId: body.to.userId, role: 'hospital-partner' });
    // The same for somebody who does not exist.
    if (!to) throw refuse('/to/userId', 'not-a-partner', 'Is no hospital partner of this school.');
    const levels = await checkDocuments(context, studentId, documents);
    const id = newId();
    await db
      .insertInto('clinical.referrals')
      .values({
        tenant_id: tenant,
        id,
        student_id: studentId,
        to_user: to.userId,
        to_name: to.name,
        by_user: principal.userId,
        by_name: principal.name,
        note: body.note,
        basis: body.basis,
        basis_note: body.basisNote,
        basis_on: body.basisOn,
        made_at: now,
        ends_at: new Date(body.until),
      })
      .execute();
    await db
      .insertInto('clinical.referral_documents')
      .values(
        documents.map((document, position) => ({
          tenant_id: tenant,
          referral_id: id,
          position,
          student_id: studentId,
          kind: document.kind,
          document_id: document.id,
          with_answers: document.withAnswers ?? false,
          level: document.kind === 'alert' ? levels.get(document.id)! : null,
        })),
      )
      .execute();
    return readReferral(context, id);
  },

  async revoke(context, { params }) {
    const { db, tenant, now, principal, request } = context;
    const found = await findReferral(context, params.referralId);
    if (found.by_user !== principal.userId) {
      throw new ProblemError('forbidden', { detail: 'It is closed by who made it.' });
    }
    const row = await selectReferrals(context)
      .where('referral.id', '=', found.id)
      .forUpdate('referral')
      .executeTakeFirstOrThrow();
    checkRevision(request, row.revision, 'The referral');
    if (row.revoked_at === null && row.ends_at > now) {
      await db
        .updateTable('clinical.referrals')
        .set({ revoked_at: now, revoked_by: principal.userId, revision: row.revision + 1 })
        .where('tenant_id', '=', tenant)
        .where('id', '=', row.id)
        .execute();
    }
    return readReferral(context, row.id);
  },
};
