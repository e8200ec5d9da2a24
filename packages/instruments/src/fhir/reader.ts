/** Reads an element and remembers what of it was read, so that what is left over can be named. */
import type { LocalizedText } from '@xinqiao/contract/types';
import { isObject, objects, refuse, type JsonObject } from './json.ts';
import { EXTENSION, textFrom } from './terms.ts';

const OURS = new Set<unknown>([EXTENSION.definition, EXTENSION.item, EXTENSION.stem]);
const CARRIED = 'The format has no place for it; it is carried along and written again.';

/** Something of a resource that the format has no place for. */
export interface Unsupported {
  /** FHIRPath of the element, e.g. `Questionnaire.item[2].extension[0]`. */
  path: string;
  /** What became of it, in English. */
  reason: string;
}

/** The value of an extension by the name of its type. */
interface ExtensionValues {
  valueInteger: number;
  valueDecimal: number;
  valueString: string;
  valueBoolean: boolean;
  valueCoding: JsonObject;
  valueCodeableConcept: JsonObject;
}
const fits = (value: unknown, name: keyof ExtensionValues): boolean => {
  if (name === 'valueInteger' || name === 'valueDecimal') return typeof value === 'number';
  if (name === 'valueString') return typeof value === 'string';
  return name === 'valueBoolean' ? typeof value === 'boolean' : isObject(value);
};

export class Reader {
  readonly element: JsonObject;
  readonly path: string;
  readonly #unsupported: Unsupported[];
  readonly #read = new Set<string>(['extension', 'item', 'resourceType']);
  readonly #extensions: JsonObject[];
  readonly #readExtensions = new Set<JsonObject>();

  constructor(element: JsonObject, path: string, unsupported: Unsupported[]) {
    this.element = element;
    this.path = path;
    this.#unsupported = unsupported;
    this.#extensions = objects(element.extension);
    for (const name of ['modifierExtension', 'implicitRules']) {
      // FHIR R4, 2.1.0.4.1: whoever doesn't know such a rule must not use the element.
      if (element[name] !== undefined) {
        refuse(`${path}.${name}`, 'not-understood', 'It changes the meaning of what it stands in, and is not known.');
      }
    }
  }

  take(name: string): unknown {
    this.#read.add(name);
    return this.element[name];
  }

  /** A text with its translations. */
  text(name: string, language: string): LocalizedText | undefined {
    this.#read.add(name).add(`_${name}`);
    this.translations(this.element, name, '');
    return textFrom(this.element, name, language);
  }

  /** Names what stands beside a text besides its translations; `path` is where the text stands in this element. */
  translations(element: JsonObject, name: string, path: string): void {
    const beside = element[`_${name}`];
    if (beside !== undefined) this.within(beside, `${path}_${name}`, [], [EXTENSION.translation]);
  }

  /**
   * The value of the extension with this name, when it has one of the types. Further ones with the same name, and those
   * of another type, stay unread.
   */
  extension<Type extends keyof ExtensionValues>(url: string, ...types: Type[]): ExtensionValues[Type] | undefined {
    const found = this.#extensions.find(one => one.url === url);
    const type = types.find(name => fits(found?.[name], name));
    if (!found || !type) return undefined;
    this.#readExtensions.add(found);
    const at = (this.element.extension as unknown[]).indexOf(found);
    this.within(found, `extension[${at}]`, ['url', type, `_${type}`]);
    return found[type] as ExtensionValues[Type];
  }

  number(url: string): number | undefined {
    return this.extension(url, 'valueInteger', 'valueDecimal');
  }

  note(name: string, reason: string): void {
    this.#unsupported.push({ path: name ? `${this.path}.${name}` : this.path, reason });
  }

  /** Names what of an inner element, such as an option, has other names and extensions than those that are read. */
  within(element: unknown, path: string, names: readonly string[], extensions: readonly string[] = []): void {
    if (!isObject(element)) return this.note(path, CARRIED);
    for (const name of Object.keys(element)) {
      if (name !== 'extension' && !names.includes(name)) this.note(`${path}.${name}`, CARRIED);
    }
    const list = element.extension;
    if (list === undefined) return;
    if (!Array.isArray(list)) return this.note(`${path}.extension`, CARRIED);
    const seen = new Set<unknown>();
    list.forEach((one: unknown, at) => {
      const url = isObject(one) ? one.url : undefined;
      const isRead = typeof url === 'string' && extensions.includes(url);
      // Translations come one for each language; of everything else the first counts.
      if (!isRead || (seen.has(url) && url !== EXTENSION.translation)) this.note(`${path}.extension[${at}]`, CARRIED);
      else {
        const value = Object.keys(one as JsonObject).find(name => name.startsWith('value'));
        const parts = url === EXTENSION.translation ? ['extension'] : value ? [value] : [];
        for (const name of Object.keys(one as JsonObject)) {
          if (name !== 'url' && !parts.includes(name)) this.note(`${path}.extension[${at}].${name}`, CARRIED);
        }
        if (url === EXTENSION.translation) this.#translation(one as JsonObject, `${path}.extension[${at}]`);
      }
      seen.add(url);
    });
  }

  /** The same for an answer or a first value: `prefix` and its type. */
  answer(element: unknown, path: string, prefix: string, names: readonly string[] = []): void {
    const name = Object.keys(isObject(element) ? element : {}).find(one => one.startsWith(prefix));
    this.within(element, path, [...names, ...(name ? [name] : [])]);
    const value = name && (element as JsonObject)[name];
    if (isObject(value)) this.within(value, `${path}.${name}`, ['system', 'code', 'display', 'value', 'unit']);
  }

  #translation(one: JsonObject, path: string): void {
    (Array.isArray(one.extension) ? one.extension : []).forEach((part: unknown, at) => {
      const names = isObject(part) && part.url === 'lang' ? ['valueCode'] : ['valueString', 'valueMarkdown'];
      const isPart = isObject(part) && (part.url === 'lang' || part.url === 'content');
      if (!isPart) this.note(`${path}.extension[${at}]`, CARRIED);
      else this.within(part, `${path}.extension[${at}]`, ['url', ...names]);
    });
  }

  /** Names everything that nobody has read. */
  leftovers(): void {
    for (const name of Object.keys(this.element)) if (!this.#read.has(name)) this.note(name, CARRIED);
    const { extension } = this.element;
    (Array.isArray(extension) ? extension : []).forEach((one, at) => {
      // Ours are read after everything else.
      if (this.#readExtensions.has(one) || OURS.has(one?.url)) return;
      const url = typeof one?.url === 'string' ? `${one.url}: ` : '';
      this.note(`extension[${at}]`, `${url}${CARRIED}`);
    });
    if (extension !== undefined && !Array.isArray(extension)) this.note('extension', CARRIED);
  }
}
