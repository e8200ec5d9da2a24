/** A page's own words in place of an element's. Whoever is on the page re-renders. */
import { type Language, replaceBy } from './localization.ts';

/** Strings, and some of a group of them. */
type Some<T> = {
  [K in keyof T]?: T[K] extends ((...args: never[]) => unknown) | readonly unknown[] ? T[K] : Some<T[K]>;
};

const overrides = new Map<string, object>();
/** The same object until something changes, so that an element can tell whether it has to draw anew. */
const merged = new WeakMap<object, { by: object; strings: object }>();

/** `by` in place of what has the same key, in a group of strings as well. */
function over<T extends object>(strings: T, by: object, all: object = { ...strings }): T {
  const own = all as Record<string, unknown>;
  for (const [key, value] of Object.entries(by)) {
    own[key] = typeof value !== 'object' || Array.isArray(value) ? value : over(own[key] as object, value as object);
  }
  return own as T;
}

/**
 * Replace strings of an element in one language, e.g. `overrideStrings('xq-questionnaire', 'zh-CN', { submit: '交卷' })`.
 * Keys that are left out keep their text, in a group of strings (`levels`) too; may be called at any time.
 */
export function overrideStrings<T extends object>(tag: string, language: Language, strings: Some<T>): void {
  const key = `${tag} ${language}`;
  overrides.set(key, over(overrides.get(key)!, strings));
  replaceBy(replaced);
}

function replaced<T extends object>(strings: T, key: string): T {
  const by = overrides.get(key);
  if (!by) return strings;
  let own = merged.get(strings);
  if (own?.by !== by) merged.set(strings, (own = { by, strings: over(strings, by, Object.create(strings) as object) }));
  return own.strings as T;
}
