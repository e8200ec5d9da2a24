/**
 * What is said when something is hard, or goes wrong: the help lines with their names and hours, and the states of failing.
 * One chunk, asked for as soon as the element is on the page. Until it is there, `parts.ts` has the numbers.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { renderHelpLines } from '../../core/help-lines.ts';
import type { Strings } from '../../core/localization.ts';
import { extend } from '../extras.ts';
import type { FormContext } from '../kinds.ts';
import { aidStyles } from './styles.ts';

export { renderState } from '../../core/states.ts';

export interface AidStrings {
  helpOn: string;
}

extend(
  {
    'zh-CN': { helpOn: '想继续填写也可以，想先停下来也没关系。' },
    en: { helpOn: 'You can go on with the questions, and it is fine to stop for now.' },
  } satisfies Strings<AidStrings>,
  aidStyles,
);

/** The school's help lines, else the national ones. */
export const renderLines = ({ helpLines, language }: FormContext): TemplateResult =>
  renderHelpLines(helpLines, language);

/** One warm sentence and the numbers: beside the answer that called for it, and wherever the person goes after it. */
export function renderHelpCard(context: FormContext, goingOn: boolean): TemplateResult {
  const { s } = context;
  return html`<section class="help-card" part="help-card" aria-label=${s.helpTitle}>
    <h3>${s.helpTitle}</h3>
    <p>${s.helpText}</p>
    ${renderLines(context)} ${goingOn ? html`<p class="small muted">${s.helpOn}</p>` : nothing}
  </section>`;
}

/** Catches the eye beside what is wrong with an answer. */
export const faultMark: TemplateResult = html`<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
  <circle cx="10" cy="10" r="9" />
  <path d="M10 5v6M10 14v.5" />
</svg>`;
