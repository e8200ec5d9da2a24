/** Texts of the content, which are versioned and come in the languages they were written in. */
import { html, type TemplateResult } from 'lit';

/**
 * Text of a localized content object in the wanted language, else in zh-CN, en, or the first there is.
 * The language of what came back belongs into `lang` where it differs from the interface.
 */
export function contentText(
  text: Readonly<Record<string, string>> | undefined,
  language: string,
): { text: string; lang: string } | undefined {
  if (!text) return undefined;
  const lang = [language, 'zh-CN', 'en', ...Object.keys(text)].find(tag =>
    Object.prototype.hasOwnProperty.call(text, tag),
  );
  return lang === undefined ? undefined : { text: text[lang] as string, lang };
}

/** As `contentText`, the plain string; empty when there is none. */
export const plainText = (text: Readonly<Record<string, string>> | undefined, language: string): string =>
  contentText(text, language)?.text ?? '';

/** Text of a content object; when it is in another language than the interface, it says so to screen readers and fonts. */
export function renderContent(
  text: Readonly<Record<string, string>> | undefined,
  language: string,
): TemplateResult | string {
  const content = contentText(text, language);
  return !content || content.lang === language
    ? (content?.text ?? '')
    : html`<span lang=${content.lang}>${content.text}</span>`;
}
