/** Reads an element and remembers what of it was read, so that what is left over can be named. */
import { objects, type JsonObject } from './json.ts';
import { EXTENSION } from './terms.ts';

const OURS = new Set<unknown>([EXTENSION.definition, EXTENSION.item, EXTENSION.stem]);

/** Something of a resource that the format has no place for. */
export interface Unsupported {
  /** FHIRPath of the element, e.g. `Questionnaire.item[2].extension[0]`. */
  path: string;
  /** What became of it, in English. */
  reason: string;
}

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
  }

  take(name: string): unknown {
    this.#read.add(name).add(`_${name}`);
    return this.element[name];
  }

  /** The extension with this name; further ones with the same name stay unread. */
  extension(url: string): JsonObject | undefined {
    const found = this.#extensions.find(one => one.url === url);
    if (found) this.#readExtensions.add(found);
    return found;
  }

  /** The first value of an extension that has the type wanted. */
  number(url: string): number | undefined {
    const { valueInteger, valueDecimal } = this.extension(url) ?? {};
    const value = valueInteger ?? valueDecimal;
    return typeof value === 'number' ? value : undefined;
  }

  note(name: string, reason: string): void {
    this.#unsupported.push({ path: name ? `${this.path}.${name}` : this.path, reason });
  }

  /** Names everything that nobody has read. */
  leftovers(): void {
    const carried = 'The format has no place for it; it is carried along and written again.';
    for (const name of Object.keys(this.element)) if (!this.#read.has(name)) this.note(name, carried);
    const { extension } = this.element;
    (Array.isArray(extension) ? extension : []).forEach((one, at) => {
      // Ours are read after everything else.
      if (this.#readExtensions.has(one) || OURS.has(one?.url)) return;
      const url = typeof one?.url === 'string' ? `${one.url}: ` : '';
      this.note(`extension[${at}]`, `${url}${carried}`);
    });
    if (extension !== undefined && !Array.isArray(extension)) this.note('extension', carried);
  }
}
