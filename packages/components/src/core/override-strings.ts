/** A page's own words in place of an element's. Whoever is on the page re-renders. */
import { type Language, replaceBy } from './localization.ts';

const overrides = new Map<string, object>();
/** The same object until something changes, so that an element can tell whether it has to draw anew. */
const merged = new WeakMap<object, { by: object; strings: object }>();

/**
 * Replace strings of an element in one language, e.g. `overrideStrings('xq-questionnaire', 'zh-CN', { submit: '交卷' })`.
 * Keys that are left out keep their text; may be called at any time.
 */
export function overrideStrings<T extends object>(tag: string, language: Language, strings: Partial<T>): void {
  const key = `${tag} ${language}`;
  overrides.set(key, { ...overrides.get(key), ...strings });
  replaceBy(replaced);
}

function replaced<T extends object>(strings: T, key: string): T {
  const by = overrides.get(key);
  if (!by) return strings;
  let own = merged.get(strings);
  if (own?.by !== by) merged.set(strings, (own = { by, strings: Object.assign(Object.create(strings) as T, by) }));
  return own.strings as T;
}
