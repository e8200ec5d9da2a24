/**
 * Interface language: the nearest `lang` attribute decides, across shadow roots. zh-CN is the source language.
 * Scale texts are versioned content and do not pass through here.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Strings of one element: the same keys in each language; a value is a string or a function that makes one. */
export type Strings<T> = Readonly<Record<Language, T>>;

const connected = new Set<ReactiveControllerHost & Element>();
const updateAll = () => connected.forEach(host => host.requestUpdate());

type Replace = <T extends object>(strings: T, key: string) => T;
/** Puts in what the page has replaced (`override-strings.ts`, which not every page needs). */
let replace: Replace = strings => strings;
export function replaceBy(replacing: Replace): void {
  replace = replacing;
  updateAll();
}

/** The interface language for a BCP 47 tag: Chinese of any kind reads zh-CN, any other known tag en. */
export function languageFor(tag: string | undefined): Language {
  return !tag || /^zh\b/i.test(tag) ? 'zh-CN' : 'en';
}

// One observer serves all hosts: it starts with the first that is drawn and stops with the last.
let observer: MutationObserver | undefined;

function nearestLanguage(element: Element): Language {
  observer ??= new MutationObserver(updateAll);
  for (let node: Element | null = element; node !== null;) {
    const root = node.getRootNode();
    // What changes inside a shadow root is not seen from the document.
    observer.observe(root, { attributes: true, attributeFilter: ['lang'], subtree: true });
    const holder: Element | null = node.closest('[lang]');
    if (holder) return languageFor(holder.getAttribute('lang') ?? undefined);
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return 'zh-CN';
}

/** Gives a host its language and its strings: `readonly #l = new Localization(this, 'xq-consent', strings)`. */
export class Localization<T extends object> implements ReactiveController {
  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly tag: string,
    private readonly strings: Strings<T>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    connected.add(this.host);
    // Moved, it may stand under another language.
    this.host.requestUpdate();
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
    return replace(this.strings[language], `${this.tag} ${language}`);
  }
}
