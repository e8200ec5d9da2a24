import { html, type TemplateResult } from 'lit';
import { contentText } from './localization.ts';

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
