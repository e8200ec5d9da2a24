/**
 * Referrals (转介): psychology staff hand a named bundle about one student to a person of a partner hospital, for a time.
 *
 * What is in the bundle is named when it is made, document by document, and never changes: nothing that comes later and
 * nothing that was not named is ever in it. It is open to the partner at a moment when `madeAt` ≤ now < `until`, it has not
 * been revoked, its maker still is psychology staff above the student's class, and the partner still holds the role. At
 * any other moment the partner's requests answer as if there had never been one. A document that has been erased since is
 * in it no more. For the partner nothing else exists: no roster, no growth file, no other response.
 *
 * A referral is C6: of psychology staff, the one who made it sees it, and whoever has broken the glass for the student.
 */
import { z } from 'zod';
import { ALERT_LEVELS } from './alerts.ts';
import { c1, c3, c4, c6, component, DateOnly, Id, LocalizedText, page, pageQuery, Timestamp } from './common.ts';
import { operation } from './operation.ts';
import { PersonReference } from './people.ts';
import { QuestionnaireResponse } from './responses.ts';
import { StudentReference } from './students.ts';

/**
 * On what ground it is handed over (《个人信息保护法》 13, 23, 29, 31; 《精神卫生法》 28).
 *
 * | code | is |
 * | --- | --- |
 * | student-consent | 本人单独同意; not under 14 |
 * | guardian-consent | 监护人单独同意 |
 * | protection-of-life | 紧急情况下保护生命健康所必需 |
 * | legal-duty | 履行法定职责或法定义务 |
 */
export const REFERRAL_BASES = ['student-consent', 'guardian-consent', 'protection-of-life', 'legal-duty'] as const;
/** Documents a bundle has at most. */
export const MAX_REFERRAL_DOCUMENTS = 50;
/** From the making to `until`, in days; our default. */
export const MAX_REFERRAL_DAYS = 90;

const ReferralDocument = component(
  'ReferralDocument',
  z.strictObject({
    kind: c6(
      z.enum(['response', 'alert', 'growth-summary']),
      '`growth-summary`: what staff wrote to an entry of the growth file; its id is that of the entry.',
    ),
    id: c6(Id),
    withAnswers: c6(z.boolean().optional(), 'Of a response: with the answers to single items. Without when left out.'),
  }),
);

const words = (limit: number) => z.string().trim().min(1).max(limit);

export const Referral = component(
  'Referral',
  z.object({
    id: c6(Id),
    student: StudentReference,
    to: PersonReference,
    by: PersonReference,
    note: c6(z.string(), 'What the partner is asked for.'),
    basis: c6(z.enum(REFERRAL_BASES)),
    basisNote: c6(z.string(), 'Where the signed form is kept, or on what facts the ground rests.'),
    basisOn: c6(DateOnly, 'The day of the consent, or of the decision.'),
    documents: c6(z.array(ReferralDocument), 'In the order in which they were named.'),
    madeAt: c6(Timestamp),
    until: c6(Timestamp, 'It is open before this moment, and no longer at it.'),
    state: c6(
      z.enum(['active', 'lapsed', 'ended', 'revoked']),
      '`lapsed`: within its time, but the maker or the partner no longer holds the role.',
    ),
    revokedAt: c6(Timestamp.nullable()),
    revision: c6(z.int().min(1), 'Also the ETag; send it as If-Match when revoking.'),
  }),
);

const BundleDocument = component(
  'BundleDocument',
  z.discriminatedUnion('kind', [
    z.object({ kind: c6(z.literal('response')), response: QuestionnaireResponse }),
    z.object({
      kind: c6(z.literal('alert')),
      id: c3(Id),
      level: c3(z.enum(ALERT_LEVELS), 'As it was when the bundle was made.'),
      openedAt: c3(Timestamp),
      reasons: z.array(
        z.object({ code: c3(z.string()), at: c3(Timestamp), text: c3(LocalizedText, 'Without score or answer.') }),
      ),
    }),
    z.object({
      kind: c6(z.literal('growth-summary')),
      id: c1(Id),
      on: c1(DateOnly),
      title: c1(LocalizedText),
      summary: c4(LocalizedText),
    }),
  ]),
);

export const ReferralBundle = component(
  'ReferralBundle',
  z.object({
    referralId: c6(Id),
    student: StudentReference,
    documents: z.array(BundleDocument),
  }),
  'What was named, in the order in which it was named; without what has been erased since.',
);

const ReferralParams = z.object({ referralId: c6(Id) });

export const referrals = {
  list: operation({
    method: 'GET',
    path: '/v1/referrals',
    summary: 'List referrals, newest first: those one has made, or those that are open to one (hospital partner)',
    authentication: 'session',
    query: z.object({ ...pageQuery, studentId: c1(Id.optional()) }),
    status: 200,
    response: page('Referral', Referral),
  }),
  get: operation({
    method: 'GET',
    path: '/v1/referrals/{referralId}',
    summary: 'Read a referral',
    authentication: 'session',
    params: ReferralParams,
    status: 200,
    response: Referral,
  }),
  bundle: operation({
    method: 'GET',
    path: '/v1/referrals/{referralId}/bundle',
    summary: 'Read the bundle of a referral',
    authentication: 'session',
    params: ReferralParams,
    status: 200,
    response: ReferralBundle,
  }),
  create: operation({
    method: 'POST',
    path: '/v1/referrals',
    summary: 'Refer a student to a hospital partner with a named bundle (psychology staff)',
    authentication: 'session',
    body: component(
      'ReferralRequest',
      z.strictObject({
        studentId: c1(Id),
        to: z.strictObject({ userId: c1(Id, 'Of a person who is a hospital partner.') }),
        note: c6(words(1000)),
        basis: c6(z.enum(REFERRAL_BASES)),
        basisNote: c6(words(500)),
        basisOn: c6(DateOnly, 'Not after today, by the calendar of the school.'),
        documents: c6(z.array(ReferralDocument).min(1).max(MAX_REFERRAL_DOCUMENTS), 'Each once, all of this student.'),
        until: c6(Timestamp, `At most ${MAX_REFERRAL_DAYS} days from now.`),
      }),
    ),
    status: 201,
    response: Referral,
  }),
  revoke: operation({
    method: 'POST',
    path: '/v1/referrals/{referralId}/revoke',
    summary: 'Close a referral at once (who made it); one that is over stays as it is',
    authentication: 'session',
    params: ReferralParams,
    status: 200,
    response: Referral,
  }),
};
