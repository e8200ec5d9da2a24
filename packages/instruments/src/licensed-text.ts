/**
 * The wording of a scale that ships as keys only, filled in by a school that holds a licence: a JSON file for each scale
 * and language. What it says about the licence goes with the wording wherever that is shown.
 */
import type { Instrument, Item, LocalizedText, Option, TextLicence } from '@xinqiao/contract/types';
import type { Finding } from './finding.ts';
import { step } from './check-structure.ts';
import {
  date,
  findingsOf,
  id,
  language,
  object,
  record,
  ShapeError,
  text,
  version,
  type Report,
  type Shape,
} from './shape.ts';

/** What a school writes. */
export interface LicensedText {
  /** Id and version of the definition whose slots these words fill. */
  instrument: string;
  version: string;
  /** BCP 47 tag. */
  language: string;
  licence: Pick<TextLicence, 'holder' | 'reference' | 'date'>;
  title?: string;
  /** The question that the items complete. */
  stem?: string;
  /** By item id; every question needs one. */
  items: Record<string, string>;
  /** By id of the response set, then by value; every option needs one. */
  options?: Record<string, Record<string, string>>;
  /** The same for items with options of their own, by item id. */
  itemOptions?: Record<string, Record<string, string>>;
}

/** A file that can't be used, and every reason with its RFC 6901 JSON pointer. */
export class LicensedTextError extends ShapeError {
  override readonly name = 'LicensedTextError';

  constructor(findings: readonly Finding[]) {
    super('licensed text', findings);
  }
}

/** Words that are shown and stored: PostgreSQL keeps neither lone surrogates nor U+0000. */
const wording: Shape = (value, path, report) => {
  text(value, path, report);
  if (typeof value === 'string' && (/[\uD800-\uDFFF]/u.test(value) || value.includes('\0'))) {
    report(path, 'not-well-formed', 'The text holds a code unit that is no character.');
  }
};
// What the keys may be is said by the definition, and reported with its words.
const wordings = record(wording);
const file = object(
  {
    instrument: id,
    version,
    language,
    licence: object({ holder: wording, reference: wording, date }),
    items: wordings,
  },
  { title: wording, stem: wording, options: record(wordings), itemOptions: record(wordings) },
);

const isQuestion = ({ type }: Item) => type !== 'display' && type !== 'group';
const ownOptions = (item: Item): readonly Option[] | undefined =>
  item.type === 'choice' || item.type === 'multiple-choice' ? item.options : undefined;
const hasWording = (label: LocalizedText | undefined, tag: string) => Object.keys(label ?? {}).includes(tag);

/** Reports keys that are not needed, and needed ones that are not there. */
function compare(
  given: object | undefined,
  needed: readonly string[],
  path: string,
  report: Report,
  what: string,
  also: readonly string[] = [],
): void {
  const own = new Set(Object.keys(given ?? {}));
  const known = new Set([...needed, ...also]);
  for (const key of needed)
    if (!own.has(key)) report(step(path, key), 'missing', `The wording of ${what} "${key}" is missing.`);
  for (const key of own)
    if (!known.has(key)) report(step(path, key), 'unknown-reference', `There is no ${what} "${key}".`);
}

const values = (options: readonly Option[]) => options.map(({ value }) => String(value));
const entry = <T>(of: Record<string, T> | undefined, key: string) => new Map(Object.entries(of ?? {})).get(key);

/**
 * Everything that is wrong with a file for a definition; empty when it can be used. Takes anything, throws nothing.
 *
 * @param instrument whose slots are empty in the language of the file.
 * @param value parsed JSON, see `LicensedText`.
 */
export function checkLicensedText(instrument: Instrument, value: unknown): Finding[] {
  const shape = findingsOf(file, value);
  if (shape.length > 0) return shape;
  const given = value as LicensedText;
  const findings: Finding[] = [];
  const report: Report = (path, code, message) => void findings.push({ path, code, message });
  if (given.instrument !== instrument.id) {
    report('/instrument', 'other-instrument', `The definition is "${instrument.id}".`);
    return findings;
  }
  if (given.version !== instrument.version) {
    report('/version', 'other-version', `The definition has version ${instrument.version}.`);
  }
  if (instrument.items.some(item => isQuestion(item) && hasWording(item.text, given.language))) {
    report('/language', 'has-wording', `The definition has wording in ${given.language} already.`);
  }
  const questions = instrument.items.filter(isQuestion).map(item => item.id);
  const others = instrument.items.filter(item => !isQuestion(item)).map(item => item.id);
  compare(given.items, questions, '/items', report, 'item', others);

  const sets = instrument.responseSets ?? [];
  compare(
    given.options,
    sets.map(set => set.id),
    '/options',
    report,
    'response set',
  );
  for (const set of sets) {
    const labels = entry(given.options, set.id);
    if (labels) compare(labels, values(set.options), step('/options', set.id), report, 'option');
  }
  const owners = instrument.items.filter(ownOptions);
  compare(
    given.itemOptions,
    owners.map(item => item.id),
    '/itemOptions',
    report,
    'item with options of its own',
  );
  for (const item of owners) {
    const labels = entry(given.itemOptions, item.id);
    if (labels) compare(labels, values(ownOptions(item)!), step('/itemOptions', item.id), report, 'option');
  }
  return findings;
}

/**
 * The definition with its slots filled in one language. The definition that is given stays as it is.
 *
 * What ships is not changed by it: `licences` still says so, and in `licensed` who filled in the wording and by which right.
 *
 * @param value parsed JSON, see `LicensedText`.
 * @throws {LicensedTextError} with every fault, when there is one.
 */
export function withLicensedText(instrument: Instrument, value: unknown): Instrument {
  const findings = checkLicensedText(instrument, value);
  if (findings.length > 0) throw new LicensedTextError(findings);
  const { language: tag, licence, title, stem, items, options, itemOptions } = value as LicensedText;
  const add = (known: LocalizedText | undefined, words: string | undefined): LocalizedText => ({
    ...known,
    ...(words !== undefined && { [tag]: words }),
  });
  const label = (list: readonly Option[], labels: Record<string, string> | undefined): Option[] =>
    list.map(option => ({ ...option, label: add(option.label, entry(labels, String(option.value))) }));
  const fill = (item: Item): Item => {
    const words = entry(items, item.id);
    const own = ownOptions(item);
    return {
      ...item,
      ...(words !== undefined && { text: add(item.text, words) }),
      ...(own && { options: label(own, entry(itemOptions, item.id)) }),
    };
  };
  const { holder, reference, date: since } = licence;
  return {
    ...instrument,
    title: add(instrument.title, title),
    ...(stem !== undefined && { stem: add(instrument.stem, stem) }),
    items: instrument.items.map(fill),
    ...(instrument.responseSets && {
      responseSets: instrument.responseSets.map(set => ({
        ...set,
        options: label(set.options, entry(options, set.id)),
      })),
    }),
    licences: {
      ...instrument.licences,
      [tag]: {
        ...(entry(instrument.licences, tag) ?? { ship: 'keys-only', status: 'No wording ships in this language.' }),
        licensed: { holder, reference, date: since },
      },
    },
  };
}

/** The definition without the words that schools filled in: what it was before `withLicensedText`, but for its title. */
export function withoutLicensedText(instrument: Instrument): Instrument {
  const tags = Object.entries(instrument.licences).flatMap(([tag, { licensed }]) => (licensed ? tag : []));
  if (tags.length === 0) return instrument;
  const left = (words: LocalizedText): LocalizedText =>
    Object.fromEntries(Object.entries(words).filter(([tag]) => !tags.includes(tag)));
  const label = (list: readonly Option[]): Option[] => list.map(option => ({ ...option, label: left(option.label) }));
  const empty = (item: Item): Item => {
    const { text: words, ...rest } = item;
    const own = ownOptions(item);
    const kept = left(words ?? {});
    return {
      ...rest,
      ...(Object.keys(kept).length > 0 && { text: kept }),
      ...(own && { options: label(own) }),
    } as Item;
  };
  const { stem, ...rest } = instrument;
  const keptStem = left(stem ?? {});
  return {
    ...rest,
    ...(Object.keys(keptStem).length > 0 && { stem: keptStem }),
    items: instrument.items.map(empty),
    ...(instrument.responseSets && {
      responseSets: instrument.responseSets.map(set => ({ ...set, options: label(set.options) })),
    }),
    licences: Object.fromEntries(
      Object.entries(instrument.licences).map(([tag, { licensed, ...licence }]) => [tag, licence]),
    ),
  };
}

/** A file to be filled in: every slot of the definition with an empty text, which `withLicensedText` refuses. */
export function licensedTextTemplate(instrument: Instrument, tag: string): LicensedText {
  const blank = (keys: readonly string[]) => Object.fromEntries(keys.map(key => [key, '']));
  const sets = (instrument.responseSets ?? []).map(set => [set.id, blank(values(set.options))] as const);
  const own = instrument.items.flatMap(item => {
    const list = ownOptions(item);
    return list ? [[item.id, blank(values(list))] as const] : [];
  });
  return {
    instrument: instrument.id,
    version: instrument.version,
    language: tag,
    licence: { holder: '', reference: '', date: '' },
    items: blank(instrument.items.filter(isQuestion).map(item => item.id)),
    ...(sets.length > 0 && { options: Object.fromEntries(sets) }),
    ...(own.length > 0 && { itemOptions: Object.fromEntries(own) }),
  };
}
