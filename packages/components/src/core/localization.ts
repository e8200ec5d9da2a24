/**
 * Interface language: the nearest `lang` attribute decides, across shadow roots. zh-CN is the source language.
 * Scale texts are versioned content and do not pass through here.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Strings of one element: the same keys in each language; a value is a string or a function that makes one. */
export type Strings<T> = Readonly<Record<Language, T>>;

// Hosts replace single strings by tag and language; whoever is on the page re-renders.
const overrides = new Map<string, object>();
const connected = new Set<ReactiveControllerHost & Element>();
const updateAll = () => connected.forEach(host => host.requestUpdate());

/**
 * Replace strings of an element in one language, e.g. `overrideStrings('xq-questionnaire', 'zh-CN', { submit: '交卷' })`.
 * Keys that are left out keep their text; may be called at any time.
 */
export function overrideStrings<T extends object>(tag: string, language: Language, strings: Partial<T>): void {
  const key = `${tag} ${language}`;
  overrides.set(key, { ...overrides.get(key), ...strings });
  updateAll();
}

/** The interface language for a BCP 47 tag: Chinese of any kind reads zh-CN, any other known tag en. */
export function languageFor(tag: string | undefined): Language {
  return tag === undefined || tag === '' || /^zh\b/i.test(tag) ? 'zh-CN' : 'en';
}

function nearestLanguage(element: Element): Language {
  for (let node: Element | null = element; node !== null;) {
    const holder: Element | null = node.closest('[lang]');
    if (holder) return languageFor(holder.getAttribute('lang') ?? undefined);
    const root = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return 'zh-CN';
}

// One observer serves all hosts: it starts with the first and stops with the last.
let observer: MutationObserver | undefined;
function observe(): void {
  observer ??= new MutationObserver(updateAll);
  observer.observe(document, { attributes: true, attributeFilter: ['lang'], subtree: true });
}

/** Gives a host its language and its strings: `readonly #l = new Localization(this, 'xq-consent', strings)`. */
export class Localization<T extends object> implements ReactiveController {
  #replaced?: object;
  #merged?: T;

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly tag: string,
    private readonly strings: Strings<T>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    connected.add(this.host);
    if (connected.size === 1) observe();
  }

  hostDisconnected(): void {
    connected.delete(this.host);
    if (connected.size === 0) observer?.disconnect();
  }

  get language(): Language {
    return nearestLanguage(this.host);
  }

  /** The strings of the current language, with what the host page replaced. */
  get s(): T {
    const { language } = this;
    const strings = this.strings[language];
    const replaced = overrides.get(`${this.tag} ${language}`);
    if (!replaced) return strings;
    // The same object until something changes, so that an element can tell whether it has to draw anew.
    if (this.#replaced !== replaced || Object.getPrototypeOf(this.#merged) !== strings) {
      this.#replaced = replaced;
      this.#merged = Object.assign(Object.create(strings) as T, replaced);
    }
    return this.#merged as T;
  }
}
