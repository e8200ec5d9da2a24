/** Whether answers fit an instrument: what a form says beside an item, and a service with a pointer. */
import type { Answers, Instrument, Option } from '@xinqiao/contract/types';
import { enabledIds, indexInstrument, isAnswered, type IndexedItem } from './visibility.ts';

export type AnswerErrorCode =
  | 'unknown-item'
  | 'not-an-option'
  | 'wrong-type'
  | 'out-of-range'
  | 'too-long'
  | 'not-well-formed'
  | 'too-many'
  | 'duplicate'
  | 'required';

export interface AnswerError {
  /** Id of the item. For an unknown one what was sent, cut to 64 characters; empty when `answers` is no object. */
  item: string;
  code: AnswerErrorCode;
  /** One English sentence for a developer. Never repeats the answer. */
  detail: string;
}

export interface CheckAnswersOptions {
  /** Also report required visible items without an answer, and choices with fewer than `minSelected`. */
  complete?: boolean;
}

type Problem = [AnswerErrorCode, string] | undefined;

/** In UTF-16 code units, where an item names no other. */
const MAX_TEXT = 2000;
/** Unknown items reported at most, so that a body of invented keys isn't answered with a longer one. */
const MAX_UNKNOWN = 100;

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
// With the u flag a class of surrogates matches lone ones only. PostgreSQL stores neither those nor U+0000.
const isStorable = (text: string) => !/[\uD800-\uDFFF]/u.test(text) && !text.includes('\0');
const NOT_STORABLE: Problem = ['not-well-formed', 'Holds a code unit that is no character.'];

function checkOption(value: unknown, options: readonly Option[]): Problem {
  if (options.some(option => option.value === value)) return undefined;
  if (typeof value === 'string' && !isStorable(value)) return NOT_STORABLE;
  const hasType = options.some(option => typeof option.value === typeof value);
  const isDigits = options.some(option => String(option.value) === value);
  return hasType && !isDigits
    ? ['not-an-option', 'Is not among the options.']
    : ['wrong-type', 'No option has this type.'];
}

function checkChosen(value: unknown, { item, options }: IndexedItem): Problem {
  if (!Array.isArray(value)) return ['wrong-type', 'An array of option values is expected.'];
  // One more than there are options is enough to find a stranger or a repeat, however long the array is.
  const chosen: unknown[] = value.slice(0, options.length + 1);
  for (const one of chosen) {
    const problem = checkOption(one, options);
    if (problem) return problem;
  }
  // A Set takes 0 and -0 for the same, as the options do.
  if (new Set(chosen).size < chosen.length) return ['duplicate', 'Names an option more than once.'];
  const limit = (item.type === 'multiple-choice' && item.maxSelected) || options.length;
  const breaksExclusive =
    chosen.length > 1 && options.some(option => option.exclusive && chosen.includes(option.value));
  if (breaksExclusive || chosen.length > limit)
    return ['too-many', `At most ${breaksExclusive ? 1 : limit} may be chosen.`];
  return undefined;
}

function checkValue(value: unknown, entry: IndexedItem): Problem {
  const { item, options } = entry;
  switch (item.type) {
    case 'choice':
      return checkOption(value, options);
    case 'multiple-choice':
      return checkChosen(value, entry);
    case 'text': {
      const limit = item.maxLength ?? MAX_TEXT;
      if (typeof value !== 'string') return ['wrong-type', 'A text is expected.'];
      if (item.format === 'time' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(value)) {
        return ['not-well-formed', 'A time of day is expected, HH:MM.'];
      }
      if (value.length > limit) return ['too-long', `At most ${limit} UTF-16 code units.`];
      return isStorable(value) ? undefined : NOT_STORABLE;
    }
    case 'number':
    case 'scale': {
      const { min = -Infinity, max = Infinity } = item;
      if (!isNumber(value)) return ['wrong-type', 'A finite number is expected.'];
      if (value < min || value > max) return ['out-of-range', `Must lie between ${min} and ${max}.`];
      if (item.type === 'number') {
        return item.integer && !Number.isInteger(value) ? ['wrong-type', 'A whole number is expected.'] : undefined;
      }
      const steps = (value - item.min) / (item.step ?? 1);
      // Decimal steps such as 0.1 have no exact binary value.
      return Math.abs(steps - Math.round(steps)) > 1e-6 ? ['not-an-option', 'Lies between two steps.'] : undefined;
    }
    default:
      return ['wrong-type', 'Takes no answer.'];
  }
}

/**
 * What is wrong with answers, in the order of the definition, unknown items first; empty when they fit.
 *
 * `null` and a key left out are missing answers. Answers of hidden items are checked like all others: hiding an item
 * is no reason to store nonsense. Takes anything, throws nothing, and needs time in proportion to what it is given.
 */
export function checkAnswers(
  instrument: Instrument,
  answers: unknown,
  { complete = false }: CheckAnswersOptions = {},
): AnswerError[] {
  if (typeof answers !== 'object' || answers === null || Array.isArray(answers)) {
    return [{ item: '', code: 'wrong-type', detail: 'An object is expected.' }];
  }
  const { byId } = indexInstrument(instrument);
  const given = new Map<string, unknown>(Object.entries(answers));
  const errors: AnswerError[] = [];
  for (const id of given.keys()) {
    if (errors.length === MAX_UNKNOWN) break;
    if (byId.has(id)) continue;
    errors.push({ item: id.slice(0, 64), code: 'unknown-item', detail: 'There is no such item.' });
  }
  const enabled = complete ? enabledIds(instrument, answers as Answers) : undefined;
  for (const [id, entry] of byId) {
    const { item } = entry;
    const value = given.get(id) ?? undefined;
    let problem = value === undefined ? undefined : checkValue(value, entry);
    if (!problem && enabled?.has(id) && item.type !== 'display' && item.type !== 'group') {
      const answered = isAnswered(value as Answers[string]);
      if (!answered && item.required !== false) problem = ['required', 'An answer is required.'];
      if (item.type === 'multiple-choice' && answered && (value as unknown[]).length < (item.minSelected ?? 0)) {
        problem = ['required', `At least ${item.minSelected} must be chosen.`];
      }
    }
    if (problem) errors.push({ item: id, code: problem[0], detail: problem[1] });
  }
  return errors;
}
