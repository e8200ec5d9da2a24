/** Who took part in which campaign, and in what temper: everything but the answers themselves. */
import { CAMPAIGN_REASONS } from '@xinqiao/contract';
import type { CampaignReason } from '@xinqiao/contract/types';
import type { Temper } from './answers.ts';
import { type Calendar, DAY, later, moment } from './calendar.ts';
import type { SeedCampaign } from './campaigns.ts';
import { cast } from './cast.ts';
import { type Concern, isCritical } from './concerns.ts';
import { randomOf } from './random.ts';
import type { SeedClass, SeedStudent } from './students.ts';

export interface Participation {
  readonly student: SeedStudent;
  readonly campaign: SeedCampaign;
  readonly decision: { readonly value: 'given' | 'refused'; readonly at: Date } | null;
  /** Null where nothing was answered. */
  readonly answered: { readonly temper: Temper; readonly at: Date } | null;
  /** Why nothing was answered, by the books of the school. */
  readonly reason: { readonly code: CampaignReason['reason']; readonly at: Date } | null;
}

/** Shares of those asked. A campaign that is over has reached nearly all; an open one is for most still to do. */
const REFUSED = 0.015;
const DONE = { over: 0.955, freshmen: 0.3, everybody: 0.25, 'follow-up': 0.9 } as const;
/** In campaigns that are over. The share of raised results is what such surveys of students find at the low end. */
const RAISED = 0.03;
const CRITICAL = 0.004;
const RAISED_AGAIN = 0.25;
/** Of whom the school knows why they have not answered; as often as the order of the reasons says. Freshmen do no internship. */
const KNOWN = 0.05;
const WEIGHTS = { freshmen: [2, 5, 0, 3, 2], others: [2, 3, 5, 1, 1] } as const;

export interface ParticipationPlan {
  readonly calendar: Calendar;
  readonly classes: readonly SeedClass[];
  readonly concerns: ReadonlyMap<string, Concern>;
}

/** Everybody whom the campaign asks. Needs the tempers of earlier campaigns of the year: call in their order. */
export function createParticipations({ calendar, classes, concerns }: ParticipationPlan) {
  /** Students whose result asked for a person, by academic year. */
  const raised = new Map<number, Set<string>>();

  function temperOf(student: SeedStudent, campaign: SeedCampaign): Temper {
    const concern = concerns.get(student.id);
    if (campaign.isOpen) {
      const isAnswer = concern && campaign.kind === kindOfConcern(student, calendar);
      return isAnswer ? (isCritical(concern) ? 'critical' : 'raised') : 'calm';
    }
    if (isSenior(student))
      return campaign.year === calendar.year - 2 && campaign.kind !== 'follow-up' ? 'raised' : 'calm';
    const chance = randomOf('temper', student.id, campaign.id).next();
    if (campaign.kind === 'follow-up') return chance < RAISED_AGAIN ? 'raised' : 'calm';
    if (campaign.kind === 'freshmen' && chance < CRITICAL) return 'critical';
    return chance < CRITICAL + RAISED ? 'raised' : 'calm';
  }

  function participate(student: SeedStudent, campaign: SeedCampaign): Participation {
    const random = randomOf('participation', student.id, campaign.id);
    const concern = campaign.isOpen ? concerns.get(student.id) : undefined;
    const mustAnswer = isSenior(student) || (concern && campaign.kind === kindOfConcern(student, calendar));
    const isDemo = student.number === cast.student.userId;
    const chance = random.next();
    const share = campaign.isOpen ? DONE[campaign.kind] : campaign.kind === 'follow-up' ? DONE['follow-up'] : DONE.over;
    const isDone = mustAnswer || (isDemo ? campaign.kind === 'everybody' : chance < share);
    const from = concern
      ? latest(campaign.opensAt, later(calendar.today, -concern.withinDays * DAY))
      : campaign.opensAt;
    const at = moment(from, campaign.isOpen ? calendar.today : campaign.closesAt, random.next());
    if (isDone) {
      const temper = temperOf(student, campaign);
      if (temper !== 'calm') note(campaign.year, student.id);
      return { student, campaign, decision: { value: 'given', at }, answered: { temper, at }, reason: null };
    }
    const refuses = !isDemo && chance > 1 - REFUSED;
    const decision = refuses ? ({ value: 'refused', at } as const) : null;
    return { student, campaign, decision, answered: null, reason: isDemo ? null : reasonOf(student, campaign) };
  }

  /** The same in every campaign that is open, whatever the student has decided. */
  function reasonOf(student: SeedStudent, campaign: SeedCampaign): Participation['reason'] {
    const random = randomOf('reason', student.id);
    if (!campaign.isOpen || !random.chance(KNOWN)) return null;
    const weights = student.class.enrolmentYear === calendar.year ? WEIGHTS.freshmen : WEIGHTS.others;
    const code = CAMPAIGN_REASONS[random.weighted(weights)]!;
    return { code, at: moment(campaign.opensAt, calendar.today, random.next()) };
  }

  function note(year: number, studentId: string): void {
    const ofYear = raised.get(year) ?? new Set();
    raised.set(year, ofYear.add(studentId));
  }

  return function* participationsOf(campaign: SeedCampaign): Generator<Participation> {
    for (const home of classes) {
      const isAsked =
        campaign.kind === 'freshmen' ? home.enrolmentYear === campaign.year : home.enrolmentYear <= campaign.year;
      if (!isAsked) continue;
      for (const student of home.students) {
        const isFollowed = raised.get(campaign.year)?.has(student.id) || isSenior(student);
        if (campaign.kind !== 'follow-up' || isFollowed) yield participate(student, campaign);
      }
    }
  };
}

const isSenior = (student: SeedStudent): boolean => student.number === cast.seniorStudent.userId;

/** The open campaign in which a student's present concern came up. */
const kindOfConcern = (student: SeedStudent, calendar: Calendar): SeedCampaign['kind'] =>
  student.class.enrolmentYear === calendar.year ? 'freshmen' : 'everybody';

const latest = (one: Date, other: Date): Date => (one > other ? one : other);
