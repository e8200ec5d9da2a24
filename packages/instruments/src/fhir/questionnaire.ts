/**
 * Definitions as FHIR questionnaires and back.
 *
 * Both directions keep what the other side has no place for. What the format knows beyond FHIR (scales, cut-offs,
 * licences) travels as JSON in extensions of ours; what a foreign questionnaire has beyond the format is kept in the
 * definition's `fhir`. Each is kept as a difference, so that an edit made since then is never undone.
 */
import type { Answers, Instrument, Item } from '@xinqiao/contract/types';
import { parseInstrument } from '../check.ts';
import { checkJson, difference, isObject, objects, patch, refuse, type JsonObject } from './json.ts';
import { readQuestionnaire, type Reading } from './read.ts';
import type { Unsupported } from './reader.ts';
import { EXTENSION, textFields, type FhirVersion } from './terms.ts';
import { languageOf, writeItem, writeRoot, type Writing } from './write.ts';

export interface FhirOptions {
  version: FhirVersion;
}

export interface FromFhirOptions extends FhirOptions {
  /** Language of the texts when the resource names none (BCP 47); `en` when left out. */
  language?: string;
}

export interface FromFhirResult {
  instrument: Instrument;
  /** What isn't asked, checked or shown as the resource says, by path. It is still written again by `toFhir`. */
  unsupported: Unsupported[];
  /** The answers that the resource sets at first (`initial`). */
  initial: Answers;
}

interface Parts {
  root: JsonObject;
  elements: Map<string, JsonObject>;
}
/** What of a foreign questionnaire is kept: see `Instrument.fhir`. */
interface Kept {
  linkIds: ReadonlyMap<string, string>;
  nested: ReadonlyMap<string, string>;
  leftOut: readonly JsonObject[];
  root: unknown;
  elements: ReadonlyMap<string, unknown>;
}

const mapOf = (value: unknown): Map<string, unknown> => new Map(isObject(value) ? Object.entries(value) : []);
const stringsOf = (value: unknown) =>
  new Map([...mapOf(value)].filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

/** JSON in a text; what isn't JSON is nobody's. */
function parsed(text: unknown, path: string): unknown {
  if (typeof text !== 'string') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  checkJson(value, path);
  return value;
}

/** What an earlier `fromFhir` carried along. */
export function keptIn(instrument: Instrument): Kept {
  const kept = mapOf(parsed(instrument.fhir, 'Instrument.fhir'));
  return {
    linkIds: stringsOf(kept.get('linkIds')),
    nested: stringsOf(kept.get('nested')),
    leftOut: objects(kept.get('leftOut')),
    root: kept.get('root'),
    elements: mapOf(kept.get('elements')),
  };
}

/** A tree of the elements, in the order of the definition. */
function assemble(
  { root, elements }: Parts,
  instrument: Instrument,
  { nested, leftOut }: Omit<Kept, 'linkIds'>,
): JsonObject {
  const children = new Map<string, unknown[]>();
  const under = (parent: string) => {
    let list = children.get(parent);
    if (!list) children.set(parent, (list = []));
    return list;
  };
  for (const { id, group } of instrument.items) {
    const question = nested.get(id);
    // Only a question that stands earlier encloses: what the definition keeps may be anybody's.
    const parent = question !== undefined && question !== id && elements.has(question) ? question : (group ?? '');
    under(parent).push(elements.get(id));
  }
  for (const { parent, index, item } of leftOut) {
    const id = typeof parent === 'string' && elements.has(parent) ? parent : '';
    under(id).splice(typeof index === 'number' ? index : 0, 0, item);
  }
  const stem = instrument.stem && {
    linkId: '_stem',
    extension: [{ url: EXTENSION.stem, valueBoolean: true }],
    ...textFields('text', instrument.stem, String(root.language)),
    type: 'display',
  };
  const withChildren = (element: JsonObject, id: string, first: unknown[] = []) => {
    const list = [...first, ...(children.get(id) ?? [])];
    // In place: the elements were made for this.
    if (list.length > 0) element.item = list;
    return element;
  };
  for (const [id, element] of elements) withChildren(element, id);
  return withChildren({ ...root }, '', stem ? [stem] : []);
}

const addJson = (element: JsonObject, url: string, value: unknown): JsonObject => {
  const extension = [...objects(element.extension), { url, valueString: JSON.stringify(value) }];
  return value === undefined ? element : { ...element, extension };
};

/** What isn't an item of a definition, and the order of its items when the tree has another. */
const rest = ({ items, fhir, ...root }: Instrument, order?: string[]) => ({ ...root, ...(order && { order }) });

/** The elements with our extensions, before anything foreign is put back. */
function write(instrument: Instrument, version: FhirVersion, kept: Kept): Parts {
  const language = languageOf(instrument);
  const writing: Writing = { instrument, version, language, linkId: id => kept.linkIds.get(id) ?? id };
  const native = () => new Map(instrument.items.map(item => [item.id, writeItem(item, writing)]));
  const root = writeRoot(writing);
  // Read again, to see what was lost.
  const copy = assemble({ root, elements: native() }, instrument, { ...kept, leftOut: [] });
  checkJson(copy, 'Questionnaire');
  const back = readQuestionnaire(copy, language);
  const byId = new Map(back.instrument.items.map(item => [item.id, item]));
  const elements = native();
  for (const item of instrument.items) {
    const linkId = writing.linkId(item.id);
    if (back.ids.get(linkId) !== item.id)
      refuse('Questionnaire', 'wrong-link-id', `"${linkId}" can't name "${item.id}".`);
    elements.set(item.id, addJson(elements.get(item.id)!, EXTENSION.item, difference(byId.get(item.id)!, item)));
  }
  const order = instrument.items.map(({ id }) => id);
  const moved = order.some((id, at) => back.instrument.items[at]?.id !== id);
  const changes = difference(rest(back.instrument), rest(instrument, moved ? order : undefined));
  return { root: addJson(root, EXTENSION.definition, changes), elements };
}

/**
 * The definition as a Questionnaire. `fromFhir` gives the same definition back. What an earlier `fromFhir` carried along
 * is written again where nothing was changed since.
 *
 * @throws {InstrumentError} when the definition has faults.
 * @throws {FhirError} when it nests deeper than can be read again.
 */
export function toFhir(instrument: Instrument, { version }: FhirOptions): JsonObject {
  checkJson(instrument, 'Instrument');
  parseInstrument(instrument);
  const kept = keptIn(instrument);
  const { root, elements } = write(instrument, version, kept);
  for (const [id, element] of elements) elements.set(id, patch(element, kept.elements.get(id)));
  const questionnaire = assemble({ root: patch(root, kept.root), elements }, instrument, kept);
  checkJson(questionnaire, 'Questionnaire');
  // A copy: what was carried along stays the definition's own.
  return JSON.parse(JSON.stringify(questionnaire)) as JsonObject;
}

/** Changes that we wrote into an extension. */
function changesIn(element: JsonObject, url: string): unknown {
  return parsed(objects(element.extension).find(one => one.url === url)?.valueString, url);
}

/**
 * What of a questionnaire that `toFhir` wrote stands in extensions of ours, by path: other programs keep it at best, and
 * do not act on it.
 */
export function ownExtensions(questionnaire: JsonObject): Unsupported[] {
  const found: Unsupported[] = [];
  const waiting: [JsonObject, string][] = [[questionnaire, 'Questionnaire']];
  // An array takes what is added while it is walked.
  for (const [element, path] of waiting) {
    const urls = [EXTENSION.definition, EXTENSION.item].filter(url => changesIn(element, url) !== undefined);
    for (const url of urls) {
      const names = Object.keys(changesIn(element, url) as object).join(', ');
      const at = objects(element.extension).findIndex(one => one.url === url);
      found.push({ path: `${path}.extension[${at}]`, reason: names });
    }
    objects(element.item).forEach((item, at) => waiting.push([item, `${path}.item[${at}]`]));
  }
  return found;
}

function restore({ instrument, elements }: Reading, resource: JsonObject): Instrument {
  const items = instrument.items.map(
    item => patch(item, changesIn(elements.get(item.id)!, EXTENSION.item)) as unknown as Item,
  );
  const { order, ...root } = patch(rest(instrument), changesIn(resource, EXTENSION.definition));
  if (Array.isArray(order)) {
    const places = new Map(order.map((id, at) => [id, at]));
    items.sort((a, b) => (places.get(a.id) ?? order.length) - (places.get(b.id) ?? order.length));
  }
  return { ...root, items } as Instrument;
}

/** What the resource has that writing the definition wouldn't give. */
function compare(
  instrument: Instrument,
  reading: Reading,
  resource: JsonObject,
  version: FhirVersion,
): string | undefined {
  const linkIds = new Map([...reading.ids].filter(([linkId, id]) => linkId !== id).map(([linkId, id]) => [id, linkId]));
  const { nested, leftOut } = reading;
  const own = write(instrument, version, { linkIds, nested, leftOut: [], root: undefined, elements: new Map() });
  const withoutItems = ({ item, ...element }: JsonObject) => element;
  const changed = [...own.elements].flatMap(([id, element]) => {
    const changes = difference(element, withoutItems(reading.elements.get(id)!));
    return changes ? [[id, changes] as const] : [];
  });
  const root = difference(own.root, withoutItems(resource));
  const kept = {
    ...(linkIds.size > 0 && { linkIds: Object.fromEntries(linkIds) }),
    ...(nested.size > 0 && { nested: Object.fromEntries(nested) }),
    ...(leftOut.length > 0 && { leftOut }),
    ...(root && { root }),
    ...(changed.length > 0 && { elements: Object.fromEntries(changed) }),
  };
  return Object.keys(kept).length > 0 ? JSON.stringify(kept) : undefined;
}

/**
 * A definition from a Questionnaire of R4 or R5.
 *
 * Takes anything. What the format has no place for is listed in `unsupported` and carried along in the definition's
 * `fhir`. No regular expression of the resource is run here (`checkPatterns` does). A foreign form has no scales: nothing is invented.
 *
 * @throws {FhirError} when the resource can't be read: no Questionnaire, nested too deep, without link ids.
 * @throws {InstrumentError} when what was read is no sound definition, e.g. conditions in a circle.
 */
export function fromFhir(resource: unknown, { version, language = 'en' }: FromFhirOptions): FromFhirResult {
  checkJson(resource, 'Questionnaire');
  if (!isObject(resource) || resource.resourceType !== 'Questionnaire') {
    return refuse('resourceType', 'wrong-type', 'A Questionnaire is expected.');
  }
  const reading = readQuestionnaire(resource, language);
  const instrument = parseInstrument(restore(reading, resource));
  const fhir = compare(instrument, reading, resource, version);
  return {
    instrument: fhir ? { ...instrument, fhir } : instrument,
    unsupported: reading.unsupported,
    initial: reading.initial,
  };
}
