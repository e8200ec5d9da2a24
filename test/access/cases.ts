/**
 * Relations with a time in the world of `facts.ts`: delegations of a case, referrals and break-glass; of each some that hold, and for
 * every way in which one can be over, one that does not. Who is given what by them is worked out in `relations.ts`.
 */
import type { Role } from '@xinqiao/contract/types';
import { campaigns, idOf } from './facts.ts';

/** Hours from now. */
type Hours = number;
const DAY: Hours = 24;

interface Case {
  readonly id: string;
  readonly studentId: string;
  /** Who gave, made or opened it. */
  readonly by: string;
  /** It holds from this hour, and no longer at `until`. */
  readonly from: Hours;
  readonly until: Hours;
  /** Somebody has put an end to it. */
  readonly isRevoked?: true;
}

export interface Delegation extends Case {
  readonly kind: 'delegation';
  readonly to: string;
  readonly toRole: 'counsellor' | 'homeroom-teacher';
}

const delegation = (id: string, studentId: string, toRole: Delegation['toRole'], more: Partial<Delegation> = {}) => ({
  ...{ kind: 'delegation' as const, id: `delegation.${id}`, studentId, toRole, to: `t-${toRole}` },
  ...{ by: 't-psych-staff', from: -DAY, until: DAY },
  ...more,
});

export const delegations: readonly Delegation[] = [
  delegation('counsellor', 'a1-given', 'counsellor'),
  delegation('homeroom-teacher', 'a1-both', 'homeroom-teacher'),
  delegation('revoked', 'a1-withdrawn', 'homeroom-teacher', { isRevoked: true }),
  delegation('ended', 'a1-both', 'counsellor', { until: 0 }),
  delegation('planned', 'a1-none', 'counsellor', { from: 1 }),
  // These students are in classes of somebody else by now.
  delegation('moved', 'a10-given', 'counsellor'),
  delegation('far', 'x1-given', 'counsellor'),
  delegation('all.counsellor', 'b1-given', 'counsellor', { to: 't-counsellor-district' }),
  delegation('all.homeroom-teacher', 'b1-given', 'homeroom-teacher', { to: 't-homeroom-teacher-district' }),
  delegation('of-nobody', 'a1-alone', 'counsellor', { by: 't-gone' }),
];

export type DocumentKind = 'response' | 'alert' | 'growth-summary';

export interface Referral extends Case {
  readonly kind: 'referral';
  readonly to: string;
  readonly documents: readonly { readonly kind: DocumentKind; readonly id: string; readonly withAnswers: boolean }[];
}

const alertOf = (studentId: string) => ({ kind: 'alert' as const, id: idOf.alert(studentId), withAnswers: false });
const responseOf = (studentId: string, withAnswers: boolean) => ({
  ...{ kind: 'response' as const, id: idOf.response(studentId, campaigns[0]!.id), withAnswers },
});
const summaryOf = (studentId: string) => ({
  ...{ kind: 'growth-summary' as const, id: idOf.entry(studentId), withAnswers: false },
});

const referral = (id: string, studentId: string, more: Partial<Referral> = {}): Referral => ({
  ...{ kind: 'referral', id: `referral.${id}`, studentId, by: 't-psych-staff', to: 't-hospital-partner' },
  ...{ from: -DAY, until: DAY, documents: [alertOf(studentId)] },
  ...more,
});

export const referrals: readonly Referral[] = [
  referral('open', 'a1-given', {
    documents: [responseOf('a1-given', true), alertOf('a1-given'), summaryOf('a1-given')],
  }),
  referral('of-a-colleague', 'b1-given', { by: 't-colleague', documents: [responseOf('b1-given', false)] }),
  referral('revoked', 'a1-withdrawn', { isRevoked: true, documents: [responseOf('a1-withdrawn', true)] }),
  referral('ended', 'a1-both', { until: 0, documents: [responseOf('a1-both', true)] }),
  referral('to-another', 'a10-withdrawn', { to: 't-clinic', documents: [responseOf('a10-withdrawn', true)] }),
  // Of a student for whom psychology staff have broken the glass; and of one for whom that is over.
  referral('found', 'a10-given', { by: 't-colleague', to: 't-clinic', documents: [summaryOf('a10-given')] }),
  referral('hidden', 'b1-withdrawn', { by: 't-colleague', to: 't-clinic' }),
  referral('all', 'b1-given', { by: 't-psych-staff-district', to: 't-clinic' }),
  // This student is at another school by now.
  referral('moved', 'x1-given', { documents: [responseOf('x1-given', true)] }),
];

export interface BreakGlass extends Case {
  readonly kind: 'breakGlass';
  readonly byRole: Extract<
    Role,
    'counsellor' | 'homeroom-teacher' | 'psych-staff' | 'college-leader' | 'school-leader'
  >;
  readonly isReviewed?: true;
}

const breakGlass = (
  id: string,
  byRole: BreakGlass['byRole'],
  studentId: string,
  more: Partial<BreakGlass> = {},
): BreakGlass => ({
  ...{
    kind: 'breakGlass',
    id: `break-glass.${byRole}.${id}`,
    studentId,
    byRole,
    by: `t-${byRole}`,
    from: -1,
    until: 3,
  },
  ...more,
});

/** In the order of their events. Those of one's own come last: the matrix reads a stream up to the last one expected. */
export const breakGlasses: readonly BreakGlass[] = [
  breakGlass('afar', 'counsellor', 'x1-given', { by: 't-afar' }),
  breakGlass('over', 'school-leader', 'b1-given', { from: -5, until: -1 }),
  breakGlass('open', 'school-leader', 'b1-withdrawn'),
  breakGlass('over', 'college-leader', 'a1-both', { from: -4, until: 0 }),
  breakGlass('open', 'college-leader', 'a10-withdrawn'),
  breakGlass('over', 'psych-staff', 'b1-withdrawn', { from: -2, until: 2, isRevoked: true }),
  breakGlass('open', 'psych-staff', 'a10-given'),
  ...(['counsellor', 'homeroom-teacher', 'psych-staff', 'college-leader', 'school-leader'] as const).map(role =>
    breakGlass('all', role, 'a10-withdrawn', { by: `t-${role}-district` }),
  ),
  // The same person in another role is another one.
  breakGlass('as-another', 'school-leader', 'a1-refused', { by: 't-homeroom-teacher' }),
  breakGlass('open', 'homeroom-teacher', 'a1-given'),
  breakGlass('moved', 'counsellor', 'b1-none'),
  breakGlass('over', 'counsellor', 'a1-both', { from: -5, until: -1, isReviewed: true }),
  breakGlass('open', 'counsellor', 'a1-withdrawn'),
];

/** By the clock of the service. */
export const isNow = ({ from, until, isRevoked }: Case): boolean => !isRevoked && from <= 0 && until > 0;

export type AnyCase = Delegation | Referral | BreakGlass;
export const cases: readonly AnyCase[] = [...delegations, ...referrals, ...breakGlasses];
