/** From FHIR to the format, as far as the format has a place for it. */
import type { Answers, Condition, Instrument, Item } from '@xinqiao/contract/types';
import { isReserved } from '../check-structure.ts';
import { isObject, objects, refuse, type JsonObject } from './json.ts';
import { readValueSet, type ReadOption } from './options.ts';
import { findOption, readItem, timeOf, valueOf, type ReadItem } from './read-item.ts';
import { Reader, type Unsupported } from './reader.ts';
import { EXTENSION, LOINC, textFrom } from './terms.ts';

/** What is read natively, and what is needed to write it again. */
export interface Reading {
  instrument: Instrument;
  unsupported: Unsupported[];
  initial: Answers;
  /** Ids of the items by link id. */
  ids: ReadonlyMap<string, string>;
  /** Items that FHIR nests in a question, by item id: the question. */
  nested: Map<string, string>;
  /** Items that aren't asked (hidden, calculated): where they stood and what they were. */
  leftOut: { parent: string | null; index: number; item: JsonObject }[];
  /** The elements of the items that are asked, by item id. */
  elements: Map<string, JsonObject>;
}

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value) && !isReserved(value);

/** An id of ours for a name of theirs: the name itself where it can be one. */
function freeId(name: unknown, taken: ReadonlySet<string>, fallback: string): string {
  if (isId(name) && !taken.has(name)) return name;
  const letters = typeof name === 'string' ? name.slice(0, 200).replace(/[^A-Za-z0-9._-]/g, '-') : '';
  const start = letters.search(/[A-Za-z0-9]/);
  const base = start < 0 || isReserved(letters) ? fallback : letters.slice(start, start + 50);
  let id = base;
  for (let count = 2; taken.has(id) || isReserved(id); count++) id = `${base}-${count}`;
  return id;
}

class QuestionnaireReader {
  readonly unsupported: Unsupported[] = [];
  readonly ids = new Map<string, string>();
  readonly nested = new Map<string, string>();
  readonly leftOut: Reading['leftOut'] = [];
  readonly elements = new Map<string, JsonObject>();
  readonly #read = new Map<string, ReadItem>();
  readonly #readers = new Map<string, Reader>();
  readonly #initial = new Map<string, Answers[string]>();
  readonly #sets = new Map<string, { id: string; options: readonly ReadOption[] }>();
  readonly #loincItems = new Map<string, string>();
  readonly #taken = new Set<string>();
  #stem: Instrument['stem'];
  readonly #language: string;
  readonly #root: Reader;

  constructor(resource: JsonObject, language: string) {
    this.#root = new Reader(resource, 'Questionnaire', this.unsupported);
    const own = this.#root.take('language');
    const fits = typeof own === 'string' && LANGUAGE.test(own);
    this.#language = fits ? own : language;
    if (own !== undefined && !fits) this.#root.note('language', `Not a language tag; read as ${language}.`);
  }

  read(): Reading {
    const { element } = this.#root;
    this.#readSets();
    this.#readItems(element.item, 'Questionnaire', undefined, undefined);
    for (const [id, { item }] of this.#read) this.#readConditions(id, item);
    const instrument = this.#readRoot();
    for (const reader of this.#readers.values()) reader.leftovers();
    this.#root.leftovers();
    const { unsupported, ids, nested, leftOut, elements } = this;
    return { instrument, unsupported, ids, nested, leftOut, elements, initial: Object.fromEntries(this.#initial) };
  }

  #readSets(): void {
    const taken = new Set<string>();
    const contained = this.#root.take('contained');
    (Array.isArray(contained) ? contained : []).forEach((set, at) => {
      const isSet = isObject(set) && set.resourceType === 'ValueSet';
      const options = isSet ? readValueSet(set, this.#language, this.#root, `contained[${at}]`) : [];
      if (options.length === 0 || options.length > 200 || typeof set.id !== 'string') {
        this.#root.note(`contained[${at}]`, 'No list of 1 to 200 options; it is carried along.');
        return;
      }
      const id = freeId(isId(set.name) ? set.name : set.id, taken, 'options');
      taken.add(id);
      this.#sets.set(`#${set.id}`, { id, options });
    });
  }

  #readItems(list: unknown, path: string, group: string | undefined, question: string | undefined): void {
    if (list === undefined) return;
    if (!Array.isArray(list)) return refuse(`${path}.item`, 'wrong-type', 'An array is expected.');
    list.forEach((element: unknown, index) => {
      const here = `${path}.item[${index}]`;
      if (!isObject(element)) return refuse(here, 'wrong-type', 'An object is expected.');
      const extensions = objects(element.extension);
      if (extensions.some(one => one.url === EXTENSION.stem)) {
        this.#stem = textFrom(element, 'text', this.#language);
        return;
      }
      const hidden = extensions.some(one => one.url === EXTENSION.hidden && one.valueBoolean === true);
      const calculated = extensions.some(one => one.url === EXTENSION.calculated);
      if (hidden || calculated) {
        const why = calculated ? 'Calculated, so not asked' : 'Hidden, so not asked';
        this.unsupported.push({ path: here, reason: `${why}; carried along with what it encloses.` });
        this.leftOut.push({ parent: question ?? group ?? null, index, item: element });
        return;
      }
      const reader = new Reader(element, here, this.unsupported);
      const linkId = reader.take('linkId');
      if (typeof linkId !== 'string' || linkId === '') {
        return refuse(`${here}.linkId`, 'missing', '"linkId" is missing.');
      }
      if (this.ids.has(linkId)) refuse(`${here}.linkId`, 'duplicate-id', 'Another item has this "linkId".');
      const id = freeId(linkId, this.#taken, 'item');
      this.#taken.add(id);
      this.ids.set(linkId, id);
      const read = readItem(reader, id, group, { language: this.#language, sets: this.#sets });
      this.#read.set(id, read);
      this.#readers.set(id, reader);
      this.elements.set(id, element);
      if (question !== undefined) this.nested.set(id, question);
      if (read.initial !== undefined) this.#initial.set(id, read.initial);
      this.#readCode(reader, id);
      const isGroup = read.item.type === 'group';
      this.#readItems(element.item, here, isGroup ? id : group, isGroup ? undefined : id);
    });
  }

  #readCode(reader: Reader, id: string): void {
    const codes = objects(reader.element.code);
    const loinc = codes.find(({ system }) => system === LOINC)?.code;
    if (typeof loinc !== 'string' || codes.length > 1) return;
    reader.take('code');
    reader.within(codes[0], 'code[0]', ['system', 'code', 'display']);
    this.#loincItems.set(id, loinc);
  }

  /**
   * Conditions of an item. One that can't be decided never hides a question: of `all` it is left out, of `any` all are.
   * What stands in a question is shown with it, so it takes on the conditions of the question.
   */
  #readConditions(id: string, item: Item): void {
    const reader = this.#readers.get(id)!;
    const raw = reader.take('enableWhen');
    const any = reader.take('enableBehavior') === 'any';
    let undecided = raw !== undefined && !Array.isArray(raw);
    let conditions = (Array.isArray(raw) ? raw : []).flatMap((one: unknown, at): Condition[] => {
      reader.answer(one, `enableWhen[${at}]`, 'answer', ['question', 'operator']);
      const condition = isObject(one) ? this.#readCondition(one) : 'It is no condition.';
      if (typeof condition === 'object') return [condition];
      undecided = true;
      reader.note(`enableWhen[${at}]`, `${condition} The question is asked rather than lost.`);
      return [];
    });
    if (undecided && any) conditions = [];
    const outer = this.#read.get(this.nested.get(id) ?? '')?.item;
    const inherited = outer?.enableWhen ?? [];
    const joins = (one: Item | undefined, own: readonly Condition[]) => own.length < 2 || one?.enableBehavior !== 'any';
    let behavior: Item['enableBehavior'] = any ? 'any' : undefined;
    if (inherited.length > 0) {
      if (conditions.length === 0) behavior = outer?.enableBehavior;
      else if (joins(outer, inherited) && (conditions.length < 2 || !any)) behavior = undefined;
      else
        reader.note(
          'enableWhen',
          'The conditions of the enclosing question can’t be joined to "any"; they are left out.',
        );
      if (conditions.length === 0 || behavior === undefined) conditions = [...inherited, ...conditions];
    }
    if (conditions.length > 0) item.enableWhen = conditions;
    if (conditions.length > 0 && behavior) item.enableBehavior = behavior;
  }

  #readCondition(raw: JsonObject): Condition | string {
    const target = this.#read.get(this.ids.get(String(raw.question)) ?? '');
    if (!target) return 'It depends on an item that isn’t asked.';
    const { item, options } = target;
    const op = raw.operator as Condition['op'];
    const answer = valueOf(raw, 'answer');
    if (item.type === 'group' || item.type === 'display') return 'It depends on an item that takes no answer.';
    if (op === 'exists')
      return typeof answer === 'boolean' ? { item: item.id, op, value: answer } : 'No answer is named.';
    if (!['=', '!=', '>', '>=', '<', '<='].includes(op)) return 'The comparison is unknown.';
    const isEqual = op === '=' || op === '!=';
    if (options.length > 0) {
      const value = findOption(options, answer)?.value ?? (isEqual ? undefined : answer);
      const fits = isEqual || (typeof value === 'number' && item.type === 'choice');
      return fits && (typeof value === 'string' || typeof value === 'number')
        ? { item: item.id, op, value }
        : 'It names no option.';
    }
    const plain = isObject(answer) ? answer.value : answer;
    const value = item.type === 'text' && item.format ? timeOf(plain) : plain;
    if (item.type === 'text' ? typeof value === 'string' && isEqual : typeof value === 'number') {
      return { item: item.id, op, value: value as string | number };
    }
    return 'Answers of this type can’t be compared.';
  }

  #readRoot(): Instrument {
    const root = this.#root;
    const { element } = root;
    const language = this.#language;
    const [id, name, version] = [root.take('id'), root.take('name'), root.take('version')];
    const [url, publisher, copyright] = [root.take('url'), root.take('publisher'), root.take('copyright')];
    const titles = root.text('title', language);
    if (root.take('status') !== 'active') root.note('status', 'Definitions have no status; it is carried along.');
    const semantic = typeof version === 'string' && /^\d+\.\d+\.\d+$/.test(version);
    if (version !== undefined && !semantic) root.note('version', 'Not a semantic version; read as 1.0.0.');
    const short = typeof name === 'string' && name.trim() !== '' ? name : undefined;
    const title = titles ?? { [language]: short ?? 'Questionnaire' };
    const codes = objects(element.code);
    const panel = codes.length === 1 && codes[0]!.system === LOINC ? codes[0]!.code : undefined;
    if (panel !== undefined) {
      root.take('code');
      root.within(codes[0], 'code[0]', ['system', 'code', 'display']);
    }
    const items = [...this.#read.values()].map(({ item }) => item);
    const responseSets = [...this.#sets.values()].map(({ id: set, options }) => ({
      id: set,
      options: options.map(({ value, label, exclusive }) => ({ value, label, ...(exclusive && { exclusive }) })),
    }));
    const status = typeof copyright === 'string' && copyright.trim() !== '' ? copyright : undefined;
    const languages = new Set<string>([language]);
    const texts = [this.#stem, ...responseSets.flatMap(set => set.options.map(one => one.label))];
    for (const item of items) {
      texts.push(item.text, item.help);
      if ('options' in item) texts.push(...(item.options ?? []).map(one => one.label));
    }
    for (const text of texts) for (const tag of Object.keys(text ?? {})) languages.add(tag);
    const licence = { ship: 'conditional-text' as const, status: status ?? 'The resource states no licence.' };
    const source = typeof publisher === 'string' && publisher.trim() !== '' ? publisher : undefined;
    const loinc = {
      ...(typeof panel === 'string' && { panel }),
      ...(this.#loincItems.size > 0 && { items: Object.fromEntries(this.#loincItems) }),
    };
    return {
      id: isId(id) ? id : freeId(short, new Set(), 'questionnaire'),
      version: semantic ? version : '1.0.0',
      title,
      abbreviation: short ?? Object.values(title)[0]!,
      respondent: 'self',
      administration: 'self',
      age: { min: null, max: null },
      licences: Object.fromEntries([...languages].map(tag => [tag, licence])),
      ...(this.#stem && { stem: this.#stem }),
      items,
      ...(responseSets.length > 0 && { responseSets }),
      scales: [],
      missing: { rule: 'all-required', source: 'The resource states no rule: an answer that is missing is missing.' },
      sources: [{ citation: source ?? 'A FHIR Questionnaire.', ...(typeof url === 'string' && url !== '' && { url }) }],
      ...(Object.keys(loinc).length > 0 && { loinc }),
    };
  }
}

/** Reads a questionnaire without what we wrote into extensions of our own. Expects what `checkJson` let pass. */
export function readQuestionnaire(resource: JsonObject, language: string): Reading {
  return new QuestionnaireReader(resource, language).read();
}
