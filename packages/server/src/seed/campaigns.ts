/**
 * Campaigns: of four years, each year's freshmen (PHQ-9, GAD-7), everybody once a year (PHQ-4), and in spring those
 * again whose result had asked for a person. This year's first two are open for the whole term.
 */
import type { Campaign, LocalizedText } from '@xinqiao/contract/types';
import { at, type Calendar, DAY, later } from './calendar.ts';

export interface SeedCampaign {
  readonly id: string;
  readonly kind: 'freshmen' | 'everybody' | 'follow-up';
  /** Academic year, by the calendar year in which it begins. */
  readonly year: number;
  readonly title: LocalizedText;
  readonly purpose: LocalizedText;
  readonly instruments: readonly string[];
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly feedback: Campaign['feedback'];
  readonly isOpen: boolean;
}

/** How long an open campaign outlasts the term, so that a demo that was made late doesn't end with it. */
const GRACE = 28 * DAY;

const purposes: Record<SeedCampaign['kind'], LocalizedText> = {
  freshmen: {
    'zh-CN': '了解新生入学以来的状态，为需要的同学提供支持。',
    en: 'To learn how freshmen have been since they arrived, and to support those who need it.',
  },
  everybody: {
    'zh-CN': '每学年一次的简短普查，关注同学们近期的情绪状态。',
    en: 'A short yearly survey of how everybody has been lately.',
  },
  'follow-up': {
    'zh-CN': '对曾被关注的同学的回访，了解近况。',
    en: 'A follow-up with students who were offered support, to hear how they are now.',
  },
};

function campaign(
  calendar: Calendar,
  kind: SeedCampaign['kind'],
  year: number,
  title: LocalizedText,
  [opensAt, closesAt]: readonly [Date, Date],
): SeedCampaign {
  return {
    id: `${kind}-${year}`,
    kind,
    year,
    title,
    purpose: purposes[kind],
    instruments: kind === 'everybody' ? ['phq4'] : ['phq9', 'gad7'],
    opensAt,
    closesAt,
    // The short survey tells the score as well, so that the own trend has something to show.
    feedback: kind === 'everybody' ? 'score' : 'level',
    isOpen: year === calendar.year,
  };
}

/** The campaigns of the four years up to this one, oldest first. */
export function planCampaigns(calendar: Calendar): SeedCampaign[] {
  const { year: thisYear, termStart, termEnd } = calendar;
  const years = [3, 2, 1, 0].map(age => thisYear - age);
  return years.flatMap(year => {
    const isThis = year === thisYear;
    const academic = `${year}–${year + 1}`;
    const freshmen = campaign(
      calendar,
      'freshmen',
      year,
      { 'zh-CN': `${year}级新生心理健康测评`, en: `Assessment of the freshmen of ${year}` },
      isThis ? [termStart, later(termEnd, GRACE)] : [at(year, 9, 20), at(year, 11, 1)],
    );
    const everybody = campaign(
      calendar,
      'everybody',
      year,
      { 'zh-CN': `${academic}学年心理健康普查`, en: `Yearly survey ${academic}` },
      isThis ? [termStart, later(termEnd, GRACE + 7 * DAY)] : [at(year, 12, 1), at(year, 12, 22)],
    );
    const followUp = campaign(
      calendar,
      'follow-up',
      year,
      { 'zh-CN': `${academic}学年回访测评`, en: `Follow-up ${academic}` },
      [at(year + 1, 4, 6), at(year + 1, 5, 1)],
    );
    return isThis ? [freshmen, everybody] : [freshmen, everybody, followUp];
  });
}
