/** How the invented answers were given: mostly with time for each question, now and then in a hurry. */
import type { Answers } from '@xinqiao/contract/types';
import type { Conduct } from '../responses/quality.ts';
import type { Random } from './random.ts';

export type Pace = 'calm' | 'hurried';

/** Milliseconds for the quickest answer of each pace. */
const QUICKEST: Readonly<Record<Pace, number>> = { calm: 2_600, hurried: 700 };
/** Reading the introduction, and looking everything over. */
const AROUND = 6_000;

export const paceOf = (random: Random): Pace => (random.chance(0.04) ? 'hurried' : 'calm');

export function conductOf(answers: Answers, pace: Pace): Conduct {
  const timings = Object.fromEntries(
    Object.keys(answers).map((id, index) => [id, QUICKEST[pace] + 350 * (index % 4)] as const),
  );
  const answering = Object.values(timings).reduce((sum, time) => sum + time, 0);
  return { timings, changes: {}, visibleTime: AROUND + answering };
}
