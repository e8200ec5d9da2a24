/** Picking the language of a text, and naming the languages in which an instrument can be asked. */
import type { Instrument, LocalizedText } from '@xinqiao/contract/types';

/** A text together with the language it is in, for the `lang` attribute of what shows it. */
export interface TextInLanguage {
  text: string;
  /** The tag as the definition spells it, e.g. `zh-CN`. */
  language: string;
}

/** Asked one after the other when the wanted language has no text. */
const FALLBACK = ['zh-CN', 'en'] as const;

/**
 * The text in the wanted language (BCP 47), else in the first of `fallback` that has one.
 *
 * A tag finds itself in any case of letters, then its shorter forms (`en-GB` → `en`), then any text of the same primary
 * language (`zh-Hans` → `zh-CN`). `undefined` when none fits: a missing wording is never invented.
 */
export function textOf(
  localized: LocalizedText | undefined,
  language: string,
  fallback: readonly string[] = FALLBACK,
): TextInLanguage | undefined {
  if (!localized) return undefined;
  // Object.keys sees own keys only, so a tag such as `constructor` finds nothing.
  const keys = Object.keys(localized);
  for (const wanted of [language, ...fallback]) {
    const parts = wanted.toLowerCase().split('-');
    let key: string | undefined;
    for (let length = parts.length; length > 0 && key === undefined; length--) {
      const tag = parts.slice(0, length).join('-');
      key = keys.find(candidate => candidate.toLowerCase() === tag);
    }
    key ??= keys.find(candidate => candidate.toLowerCase().split('-')[0] === parts[0]);
    if (key !== undefined) return { text: localized[key]!, language: key };
  }
  return undefined;
}

/**
 * Languages in which every required question has its wording, in the order of the first question; all questions count
 * where none is required. Empty for a definition that ships without wording.
 */
export function languagesOf(instrument: Instrument): string[] {
  const questions = instrument.items.filter(item => item.type !== 'display' && item.type !== 'group');
  const required = questions.filter(item => item.required !== false);
  const counted = required.length > 0 ? required : questions;
  let languages: string[] | undefined;
  for (const { text = {} } of counted) {
    const own = new Set(Object.keys(text));
    languages = languages?.filter(language => own.has(language)) ?? [...own];
  }
  return languages ?? [];
}
