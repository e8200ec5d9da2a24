/** What stands beside a question, however it is drawn: what is wrong, and the help lines. */
import type { HelpLine, Item } from '@xinqiao/contract/types';
import { indexInstrument } from '@xinqiao/instruments';
import { html, nothing, type TemplateResult } from 'lit';
import { renderLoading } from '../core/loading.ts';
import type { ResourceState } from '../core/resource-controller.ts';
import type { StateOptions } from '../core/states.ts';
import { tel } from '../core/tel.ts';
import { type FormContext, wordsForFault } from './kinds.ts';
import type { Question } from './pages.ts';
import type { ItemErrorCode } from './session.ts';
import { painted } from './sight.ts';
import type { QuestionnaireStrings } from './strings.ts';

type Aid = typeof import('./aid/index.ts');
/** How help lines and failures are drawn: there soon after the element is on the page. */
export let aid: Aid | undefined;
export const fetchAid = async (): Promise<void> => {
  await painted();
  aid = await import('./aid/index.ts');
};

/** What is wrong, in words for the person. */
export const faultText = (code: ItemErrorCode, item: Question, s: QuestionnaireStrings): string =>
  (code !== 'required' && (wordsForFault?.(code, item, s) || s.refused)) || s.required;

/** The message beside an item that has a fault. */
export function renderMessage(
  item: Question,
  { session, s }: FormContext,
  key: string,
): TemplateResult | typeof nothing {
  const fault = session.errors.get(item.id);
  return fault
    ? html`<p class="fault" part="error" id="${key}-fault">${aid?.faultMark}${faultText(fault, item, s)}</p>`
    : nothing;
}

/** Help never waits for a chunk: what to do, and the numbers alone, of the school or else the national line. */
export const renderNumbers = (
  s: QuestionnaireStrings,
  lines: readonly Pick<HelpLine, 'number'>[] = [{ number: '12356' }],
): TemplateResult =>
  html`<p>${s.helpText}</p>
    <p part="help-lines">${lines.map(({ number }) => html`<a class="button" href=${tel(number)}>${number}</a> `)}</p>`;

/** One warm sentence and the numbers: beside the answer that called for it, and wherever the person goes after it. */
export const renderHelpCard = (context: FormContext, goingOn: boolean): TemplateResult =>
  aid?.renderHelpCard(context, goingOn) ??
  html`<div class="state notice" part="help-card">
    <h3>${context.s.helpTitle}</h3>
    ${renderNumbers(context.s, context.helpLines)}
  </div>`;

const WAITING = 'idle loading ready stale';

/**
 * What stands in for the form.
 *
 * @param missing the chunk did not come: what failed is said in the shortest way
 */
export function renderState(
  state: ResourceState,
  options: StateOptions & { rows: number },
  s: QuestionnaireStrings,
  missing: boolean,
): TemplateResult {
  if (aid) return aid.renderState(state, options);
  if (!missing || WAITING.includes(state)) return renderLoading(options.language, options.rows);
  return html`<div class="state" part="state" role="alert">
    <h3>${s.broken}</h3>
    <p><button type="button" @click=${options.retry}>${s.again}</button></p>
    ${renderNumbers(s, options.helpLines)}
  </div>`;
}

/** The help lines beside an answer that called for them. */
export const renderHelp = (item: Item, context: FormContext): TemplateResult | typeof nothing =>
  context.session.critical.has(item.id) ? renderHelpCard(context, true) : nothing;

/** The id of an item's control: its place in the definition, since an id of the scale may be any text. */
export const keyOf = (item: Item, { session }: FormContext): string =>
  `q${indexInstrument(session.instrument).byId.get(item.id)?.rank ?? 0}`;
