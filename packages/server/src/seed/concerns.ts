/**
 * Who needs follow-up at the moment: planned, so that a university of any size has a believable number of open alerts
 * (about 0.8 % of the students; high ones one for 2,400, imminent ones one for 6,000) and the counsellor of the demo
 * some of them.
 */
import type { AlertLevel } from '@xinqiao/contract/types';
import { cast } from './cast.ts';
import { randomOf } from './random.ts';
import type { SeedClass, SeedStudent } from './students.ts';

export interface Concern {
  /** As it stands now; `moderate` and `imminent` are set by a person. */
  readonly level: AlertLevel;
  readonly levelStatus: 'proposed' | 'confirmed';
  /** `cleared`: a person has looked into it and closed the alert. */
  readonly outcome: 'open' | 'cleared';
  readonly isAcknowledged: boolean;
  /** The answer came at most this many days ago. */
  readonly withinDays: number;
}

const OPEN_SHARE = 0.008;
const CLEARED_FOR_EACH_OPEN = 0.3;

const concern = (level: AlertLevel, withinDays: number, more: Partial<Concern> = {}): Concern => ({
  level,
  levelStatus: 'proposed',
  outcome: 'open',
  isAcknowledged: false,
  withinDays,
  ...more,
});
const confirmed = { levelStatus: 'confirmed', isAcknowledged: true } as const;

/** The concerns of a university of this size, in the order in which students are chosen for them. */
function concernsFor(students: number): Concern[] {
  const open = Math.max(3, Math.round(students * OPEN_SHARE));
  const high = Math.max(1, Math.round(students / 2400));
  const imminent = Math.floor(students / 6000);
  const moderate = Math.max(1, Math.round(open * 0.15));
  const watch = Math.max(1, open - high - imminent - moderate);
  const many = (number: number, make: (index: number) => Concern) => Array.from({ length: number }, (_, n) => make(n));
  return [
    // The newest high one waits for somebody; the others are being seen to.
    ...many(high, index => (index === 1 ? concern('high', 1) : concern('high', 3, confirmed))),
    ...many(imminent, () => concern('imminent', 1, confirmed)),
    ...many(moderate, () => concern('moderate', 6, confirmed)),
    ...many(watch, index => concern('watch', 20, { isAcknowledged: index % 5 > 2 })),
    ...many(Math.round(open * CLEARED_FOR_EACH_OPEN), () =>
      concern('watch', 40, { outcome: 'cleared', isAcknowledged: true }),
    ),
  ];
}

/** Whether the answer that led here has PHQ-9 item 9 in it, which this term only freshmen are asked. */
export const isCritical = ({ level }: Concern): boolean => level === 'high' || level === 'imminent';

/**
 * Chooses students: for the first concern of each level, and for two on watch, those of the demo's counsellor.
 *
 * @returns concerns by the student's id.
 */
export function planConcerns(
  classes: readonly SeedClass[],
  counsellorClassIds: readonly string[],
  year: number,
): Map<string, Concern> {
  const all = classes.flatMap(one => one.students).filter(({ number }) => !isCast(number));
  const random = randomOf('concerns');
  const near = random.shuffled(all.filter(student => counsellorClassIds.includes(student.class.id)));
  const anywhere = random.shuffled(all);
  const plan = new Map<string, Concern>();
  const isFree = (student: SeedStudent, one: Concern) =>
    !plan.has(student.id) && (!isCritical(one) || student.class.enrolmentYear === year);

  const nearby = { high: 1, imminent: 0, moderate: 1, watch: 2 };
  for (const one of concernsFor(classes.reduce((sum, { students }) => sum + students.length, 0))) {
    const student =
      (nearby[one.level]-- > 0 ? near.find(candidate => isFree(candidate, one)) : undefined) ??
      nextOf(anywhere, candidate => isFree(candidate, one));
    if (student) plan.set(student.id, one);
  }
  return plan;
}

const isCast = (number: string): boolean => number === cast.student.userId || number === cast.seniorStudent.userId;

/** Takes the first that fits out of the list; one that is passed over may still fit another concern. */
function nextOf<T>(list: T[], fits: (item: T) => boolean): T | undefined {
  const index = list.findIndex(fits);
  return index < 0 ? undefined : list.splice(index, 1)[0];
}
