/** Questions with the same options as rows of a table: one chunk, for pages with room. Under 640 px they are cards. */
import type { Item } from '@xinqiao/contract/types';
import { optionsOf } from '@xinqiao/instruments';
import { html, nothing, type TemplateResult } from 'lit';
import { extend } from '../../extras.ts';
import { type FormContext, optionText, shownOptions } from '../../kinds.ts';
import { partsOf } from '../../more/question.ts';
import type { Question } from '../../pages.ts';
import type { QuestionnaireSession } from '../../session.ts';
import { matrixStyles } from './styles.ts';

extend({ 'zh-CN': {}, en: {} }, matrixStyles);

type Choice = Extract<Question, { type: 'choice' }>;

/** More columns than this, or longer words in them, are read better in rows. */
const COLUMNS = 7;
const LETTERS = 24;
/** Most rows under one naming of the columns. */
const ROWS = 10;

/** Whether a question can be a row: a choice with few, short options and without pictures. */
function isRow(item: Item, session: QuestionnaireSession): item is Choice {
  if (item.type !== 'choice' || item.control !== undefined) return false;
  const options = optionsOf(session.instrument, item);
  const width = ({ label }: (typeof options)[number]) =>
    (Object.values(label)[0] ?? '').replace(/[\u2E80-\uFFEF]/g, 'xx').length;
  return options.length <= COLUMNS && options.every(option => !option.picture && width(option) <= LETTERS);
}

/**
 * The rows of a page: ids of the questions that are drawn as rows, each with whether the columns are named above it. Two
 * questions one after the other with the very same options are a table; a single one is none.
 */
export function rowsOf(items: readonly Item[], session: QuestionnaireSession): ReadonlyMap<string, boolean> {
  const rows = new Map<string, boolean>();
  const options = (item: Item | undefined) =>
    item && isRow(item, session) ? optionsOf(session.instrument, item) : undefined;
  for (let start = 0; start < items.length;) {
    const own = options(items[start]);
    let end = start + 1;
    while (own && end < items.length && options(items[end]) === own) end++;
    const length = end - start;
    // The columns are named again in even parts: not for a single row at the end.
    const part = Math.ceil(length / Math.ceil(length / ROWS));
    if (length > 1) for (let at = start; at < end; at++) rows.set(items[at]!.id, (at - start) % part === 0);
    start = end;
  }
  return rows;
}

/** The names of the columns, for the eye: each cell says its own row and column to who cannot see them. */
function renderHead(item: Choice, context: FormContext): TemplateResult {
  return html`<div class="row head" aria-hidden="true">
    <span></span>
    <span class="cells">${shownOptions(item, context.session).map(({ option }) => optionText(option, context))}</span>
  </div>`;
}

/** One question as a row, which is named by its text; a cell is named by its column and its row. */
export function renderRow(question: Question, head: boolean, context: FormContext): TemplateResult {
  const { session, disabled } = context;
  const item = question as Choice;
  const { field, label, notes, message } = partsOf(item, context);
  const { key, invalid, describedBy } = field;
  const value = session.valueOf(item.id);
  return html`${head ? renderHead(item, context) : nothing}
    <div
      class="question row"
      part="question"
      role="radiogroup"
      tabindex="-1"
      aria-labelledby="${key}-label"
      aria-describedby=${describedBy || nothing}
      aria-invalid=${invalid ? 'true' : nothing}
      aria-required=${item.required === false ? nothing : 'true'}
    >
      <span class="legend" id="${key}-label">${label}</span>
      <span class="cells"
        >${shownOptions(item, session).map(
          ({ option, index }) =>
            html`<label class="cell" part="option"
              ><input
                type="radio"
                name=${key}
                value=${index}
                aria-labelledby="${key}-o${index} ${key}-text"
                .checked=${option.value === value}
                ?disabled=${disabled}
              /><span class="visually-hidden" id="${key}-o${index}">${optionText(option, context)}</span></label
            >`,
        )}</span
      >
    </div>
    ${notes} ${message}`;
}
