/** Patterns that a foreign questionnaire sets for its texts. They run in an engine whose time grows with the text alone. */
import type { Answers, Instrument } from '@xinqiao/contract/types';
import { answerTo, enabledIds, isAnswered } from '../visibility.ts';
import { objects, type JsonObject } from './json.ts';
import { keptIn, toFhir } from './questionnaire.ts';
import { EXTENSION } from './terms.ts';

export interface PatternProblem {
  /** Id of the item. */
  item: string;
  /** `no-match`: the answer doesn't fit. `not-a-pattern`: nobody can tell, because the pattern can't be run. */
  code: 'no-match' | 'not-a-pattern';
  /** One English sentence for a developer. Never repeats the answer. */
  detail: string;
}

/** Longer ones are refused: an engine of linear time still needs memory for the pattern. */
const MAX_PATTERN = 1000;

/** The patterns of the texts that are asked, by item id. */
function patternsOf(instrument: Instrument): Map<string, string> {
  const { linkIds } = keptIn(instrument);
  const ids = new Map(instrument.items.map(({ id }) => [linkIds.get(id) ?? id, id]));
  const texts = new Set(instrument.items.filter(({ type }) => type === 'text').map(({ id }) => id));
  const found = new Map<string, string>();
  const waiting: JsonObject[] = [toFhir(instrument, { version: 'R4' })];
  // An array takes what is added while it is walked.
  for (const element of waiting) {
    const id = ids.get(String(element.linkId));
    const pattern = objects(element.extension).find(({ url }) => url === EXTENSION.regex)?.valueString;
    if (id !== undefined && texts.has(id) && typeof pattern === 'string') found.set(id, pattern);
    for (const inner of objects(element.item)) waiting.push(inner);
  }
  return found;
}

/**
 * Answers that don't fit the `regex` of the questionnaire that the definition was read from; the whole answer must match.
 * Needs the optional peer `re2js`, which is loaded only when a text that is shown has an answer and a pattern. It knows no
 * look-around and no back-references: such a pattern is named, never run in another way.
 *
 * @throws {InstrumentError} when the definition has faults.
 */
export async function checkPatterns(instrument: Instrument, answers: Answers): Promise<PatternProblem[]> {
  const enabled = enabledIds(instrument, answers);
  const given = [...patternsOf(instrument)].flatMap(([item, pattern]) => {
    const answer = answerTo(answers, item);
    return enabled.has(item) && isAnswered(answer) && typeof answer === 'string' ? [{ item, pattern, answer }] : [];
  });
  if (given.length === 0) return [];
  const { RE2JS } = await import('re2js');
  return given.flatMap(({ item, pattern, answer }): PatternProblem[] => {
    const unusable = { item, code: 'not-a-pattern', detail: 'The pattern of this item can’t be run.' } as const;
    if (pattern.length > MAX_PATTERN) return [unusable];
    try {
      if (RE2JS.compile(pattern).matches(answer)) return [];
    } catch {
      return [unusable];
    }
    return [{ item, code: 'no-match', detail: 'Does not have the form that the questionnaire asks for.' }];
  });
}
