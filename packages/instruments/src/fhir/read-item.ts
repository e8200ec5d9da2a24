/** One FHIR item as an item of the format. What it encloses and the conditions are read by `read.ts`. */
import type { Answers, Item, LocalizedText, Option } from '@xinqiao/contract/types';
import { isObject, objects, type JsonObject } from './json.ts';
import { readAnswerOptions, type ReadOption } from './options.ts';
import type { Reader } from './reader.ts';
import { EXTENSION, textFrom } from './terms.ts';

/** What reading an item needs to know of the questionnaire. */
export interface Surroundings {
  language: string;
  /** Contained value sets by reference (`#id`), and the response set each became. */
  sets: ReadonlyMap<string, { id: string; options: readonly ReadOption[] }>;
}

/** An item with how its answers are named. */
export interface ReadItem {
  item: Item;
  options: readonly ReadOption[];
  initial?: Answers[string] | undefined;
}

const plain = ({ value, label, exclusive }: ReadOption): Option => ({ value, label, ...(exclusive && { exclusive }) });

/** The option that a FHIR answer (`value[x]`, `answer[x]`) names. */
export function findOption(options: readonly ReadOption[], answer: unknown): ReadOption | undefined {
  if (!isObject(answer)) return options.find(({ code }) => code === String(answer));
  const { system, code, display } = answer;
  const fits = options.filter(one => one.code === (code ?? display));
  return fits.find(one => one.system === system) ?? (system === undefined ? fits[0] : undefined);
}

/** The value of `prefix[x]`: the first property that starts so. */
export function valueOf(element: Record<string, unknown>, prefix: string): unknown {
  const name = Object.keys(element).find(key => key.startsWith(prefix) && key.length > prefix.length);
  return name === undefined ? undefined : element[name];
}

/** A time of FHIR, which has seconds, as one of ours; none where it has seconds that count. */
export const timeOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? /^((?:[01]\d|2[0-3]):[0-5]\d):00(?:\.0+)?$/.exec(value)?.[1] : undefined;

function initialOf(reader: Reader, { item, options }: ReadItem): Answers[string] | undefined {
  const selected = objects(reader.element.answerOption).filter(option => option.initialSelected === true);
  const { initial } = reader.element;
  if (initial !== undefined && !Array.isArray(initial)) reader.note('initial', 'No list; it is carried along.');
  (Array.isArray(initial) ? initial : []).forEach((one: unknown, at) => reader.answer(one, `initial[${at}]`, 'value'));
  const values = [...objects(reader.take('initial')), ...selected].map(one => valueOf(one, 'value'));
  if (item.type === 'choice' || item.type === 'multiple-choice') {
    const chosen = values.flatMap(value => findOption(options, value)?.value ?? []);
    if (chosen.length < values.length) reader.note('initial', 'Names no option; nothing is chosen at first.');
    return item.type === 'choice' ? chosen[0] : chosen.length > 0 ? chosen : undefined;
  }
  const first = isObject(values[0]) ? values[0].value : values[0];
  const value = item.type === 'text' && item.format ? timeOf(first) : first;
  const fits = item.type === 'text' ? typeof value === 'string' : typeof value === 'number';
  if (values.length > 0 && (!fits || values.length > 1))
    reader.note('initial', 'Only one fitting value stands at first.');
  return fits ? (value as Answers[string]) : undefined;
}

function optionsFrom(reader: Reader, around: Surroundings): [Partial<Item>, readonly ReadOption[]] {
  const reference = reader.take('answerValueSet');
  const listed = readAnswerOptions(reader, around.language);
  if (typeof reference !== 'string') return [{ options: listed.map(plain) }, listed];
  if (listed.length > 0) reader.note('answerOption', 'A value set is there, too, and goes first.');
  const set = around.sets.get(reference);
  if (set) return [{ responseSet: set.id }, set.options];
  reader.note('answerValueSet', 'The options stand in another place; only contained value sets are read.');
  return [{}, []];
}

/** The unit in words. Its code goes along with the resource. */
function unitOf(coding: JsonObject, reader: Reader, language: string): LocalizedText | undefined {
  reader.within(coding, 'extension.valueCoding', ['system', 'code', 'display', '_display']);
  reader.translations(coding, 'display', 'extension.valueCoding.');
  const code = typeof coding.code === 'string' ? { [language]: coding.code } : undefined;
  return textFrom(coding, 'display', language) ?? code;
}

const AS_TEXT = 'Asked as text; that the answer is of this type is not checked.';

function typed(reader: Reader, base: { id: string }, around: Surroundings): ReadItem {
  const { language } = around;
  const type = reader.take('type');
  const slider = objects(reader.element.extension).some(({ url, valueCodeableConcept: concept }) => {
    const codings = url === EXTENSION.itemControl && isObject(concept) ? objects(concept.coding) : [];
    return codings.some(({ code }) => code === 'slider');
  });
  switch (type) {
    case 'group':
    case 'display':
      return { item: { ...base, type }, options: [] };
    case 'boolean': {
      const words = language.toLowerCase().startsWith('zh') ? ['是', '否'] : ['Yes', 'No'];
      const options: ReadOption[] = [
        { value: 1, label: { [language]: words[0]! }, code: 'true' },
        { value: 0, label: { [language]: words[1]! }, code: 'false' },
      ];
      return { item: { ...base, type: 'choice', options: options.map(plain) }, options };
    }
    case 'choice':
    case 'open-choice':
    case 'coding':
    case 'question': {
      const [fields, options] = optionsFrom(reader, around);
      const constraint = reader.take('answerConstraint');
      const open = type === 'open-choice' || (constraint !== undefined && constraint !== 'optionsOnly');
      if (open) reader.note('type', 'Only the options can be chosen; words of one’s own are not asked for.');
      if (options.length === 0 || options.length > 200) {
        reader.note('', `A choice needs 1 to 200 options and has ${options.length}: shown as text, not asked.`);
        return { item: { ...base, type: 'display' }, options: [] };
      }
      if (reader.element.repeats !== true) return { item: { ...base, ...fields, type: 'choice' } as Item, options };
      reader.take('repeats');
      const minSelected = reader.number(EXTENSION.minOccurs);
      const maxSelected = reader.number(EXTENSION.maxOccurs);
      const counts = {
        ...(minSelected !== undefined && { minSelected }),
        ...(maxSelected !== undefined && { maxSelected }),
      };
      return { item: { ...base, ...fields, ...counts, type: 'multiple-choice' } as Item, options };
    }
    case 'integer':
    case 'decimal':
    case 'quantity': {
      const [min, max] = [reader.number(EXTENSION.minValue), reader.number(EXTENSION.maxValue)];
      if (slider && min !== undefined && max !== undefined) {
        reader.extension(EXTENSION.itemControl, 'valueCodeableConcept');
        const step = reader.number(EXTENSION.sliderStep);
        return {
          item: { ...base, type: 'scale', min, max, ...(step !== undefined && step > 0 && { step }) },
          options: [],
        };
      }
      const coding = reader.extension(EXTENSION.unit, 'valueCoding');
      const unit = coding && unitOf(coding, reader, language);
      const item: Item = {
        ...base,
        type: 'number',
        ...(min !== undefined && { min }),
        ...(max !== undefined && { max }),
        ...(type === 'integer' && { integer: true }),
        ...(unit && { unit }),
      };
      return { item, options: [] };
    }
    case 'string':
    case 'text': {
      const maxLength = reader.element.maxLength;
      const fits = Number.isInteger(maxLength) && (maxLength as number) >= 1 && (maxLength as number) <= 10_000;
      if (fits) reader.take('maxLength');
      const limit = fits && { maxLength: maxLength as number };
      return { item: { ...base, type: 'text', ...(type === 'text' && { multiline: true }), ...limit }, options: [] };
    }
    case 'time':
      return { item: { ...base, type: 'text', format: 'time' }, options: [] };
    case 'date':
    case 'dateTime':
    case 'url':
      reader.note('type', AS_TEXT);
      return { item: { ...base, type: 'text' }, options: [] };
    default:
      reader.note('type', 'This type can’t be asked: its text is shown.');
      return { item: { ...base, type: 'display' }, options: [] };
  }
}

/** Reads everything of an item but what it encloses, its `linkId` and its conditions. */
export function readItem(reader: Reader, id: string, group: string | undefined, around: Surroundings): ReadItem {
  const { language } = around;
  const text = reader.text('text', language);
  const base = { id, ...(group !== undefined && { group }), ...(text && { text }) };
  const read = typed(reader, base, around);
  const { item } = read;
  const required = reader.take('required');
  if (item.type === 'group' || item.type === 'display') {
    if (required === true) reader.note('required', 'Only questions are required; it is carried along.');
    return read;
  }
  if (required !== true) item.required = false;
  const formats = objects(reader.element.extension).filter(({ url }) => url === EXTENSION.entryFormat);
  if (reader.extension(EXTENSION.entryFormat, 'valueString') !== undefined) {
    reader.translations(formats[0]!, 'valueString', 'extension.');
    const help = textFrom(formats[0]!, 'valueString', language);
    if (help) item.help = help;
  }
  if (reader.extension(EXTENSION.regex, 'valueString') !== undefined) {
    reader.note('extension', 'Forms don’t run patterns: one can block a page. `checkPatterns` does, in linear time.');
  }
  const initial = initialOf(reader, read);
  return initial === undefined ? read : { ...read, initial };
}
