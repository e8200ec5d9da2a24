/**
 * Invented answers: mostly few symptoms, rarely many. What a student answers follows a temper that is chosen first, so
 * that how many results ask for a person is planned and not left to chance.
 */
import type { Answers } from '@xinqiao/contract/types';
import type { Random } from './random.ts';

/** `calm`: no cut-off is reached. `raised`: one is. `critical`: PHQ-9 item 9 is answered above zero. */
export type Temper = 'calm' | 'raised' | 'critical';

const HIGHEST = 3;

/** How often a calm total comes, from 0. */
const CALM_SEVEN = [17, 13, 12, 12, 11, 9, 8, 7, 6, 5];
const CALM_TWO = [46, 32, 22];
const RAISED_TOTALS = [18, 15, 12, 10, 8, 6, 5, 3, 2, 1];

/** Spreads points over items, none above {@link HIGHEST}. */
function spread(random: Random, items: readonly string[], points: number): Record<string, number> {
  const answers: Record<string, number> = Object.fromEntries(items.map(item => [item, 0]));
  for (let left = Math.min(points, items.length * HIGHEST); left > 0;) {
    const item = random.pick(items);
    if (answers[item]! < HIGHEST) {
      answers[item]!++;
      left--;
    }
  }
  return answers;
}

const numbered = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index));

function phq9(random: Random, temper: Temper): Answers {
  const total = temper === 'calm' ? random.weighted(CALM_SEVEN) : 10 + random.weighted(RAISED_TOTALS);
  const ideation = temper === 'critical' ? 1 + random.weighted([8, 2]) : 0;
  return { ...spread(random, numbered(1, 8), total), '9': ideation };
}

function gad7(random: Random, temper: Temper): Answers {
  // Who has many symptoms of one kind often has some of the other.
  const isRaised = temper !== 'calm' && random.chance(0.5);
  const total = isRaised ? 10 + random.weighted(RAISED_TOTALS) : random.weighted(CALM_SEVEN);
  return spread(random, numbered(1, 7), total);
}

function phq4(random: Random, temper: Temper): Answers {
  const low = () => random.weighted(CALM_TWO);
  const high = () => 3 + random.weighted([6, 3, 1]);
  const depression = temper === 'calm' ? low() : high();
  const anxiety = temper !== 'calm' && random.chance(0.4) ? high() : low();
  return { ...spread(random, ['1', '2'], anxiety), ...spread(random, ['3', '4'], depression) };
}

const samplers: Readonly<Record<string, (random: Random, temper: Temper) => Answers>> = { phq9, gad7, phq4 };

/** Answers to every scored item of one of the campaigns' instruments. */
export function answer(random: Random, instrumentId: string, temper: Temper): Answers {
  const sampler = samplers[instrumentId];
  if (!sampler) throw new TypeError(`Nobody has said how ${instrumentId} is answered.`);
  return sampler(random, temper);
}
