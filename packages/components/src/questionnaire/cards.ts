/**
 * A choice on the page. Nearly every scale is made of it, so it is made to cost little: what the questions of a form have
 * in common is drawn once and copied; what differs (text, number, answer) is set by hand, and Lit is asked only for what
 * comes and goes. Everything else is drawn by `more/question.ts`.
 */
import type { AnswerValue, Item, Option } from '@xinqiao/contract/types';
import { optionsOf } from '@xinqiao/instruments';
import { html, nothing, render } from 'lit';
import { type FormContext, optionText, shownOptions, worded, wording } from './kinds.ts';
import type { Question } from './pages.ts';
import { keyOf, renderHelp, renderMessage } from './parts.ts';

/** What the questions with these options have in common. */
interface Pattern {
  question: HTMLFieldSetElement;
  markup: string;
  shown: readonly Option[];
  columns: boolean;
  version: number;
}

/** An item on the page, and what of its state is drawn. */
export interface Drawn {
  node: HTMLElement;
  item: Item;
  /** What the drawing depended on beside the item's own state. */
  stamp: string | number;
  pattern?: Pattern;
  place?: string | undefined;
  value?: AnswerValue | undefined;
  marks?: string | undefined;
}

/**
 * Few short options stand side by side where there is room. A Chinese character is as wide as two Latin letters, and a
 * line may break after it; a word of Latin letters has to fit whole.
 */
function fitsInColumns(options: readonly Option[], { session, wide }: FormContext): boolean {
  const labels = options.map(option => worded(option.label, session.language).text);
  const longest = (parts: readonly string[]) => Math.max(...parts.map(one => one.length));
  const whole = longest(labels.map(label => label.replace(/[\u2E80-\uFFEF]/g, 'xx')));
  const word = longest(labels.join(' ').split(/[\s\u2E80-\uFFEF]/));
  return wide && labels.length <= 5 && labels.length * Math.max(whole + 8, 1.4 * (word + 9)) <= 98;
}

function drawPattern(item: Question, context: FormContext): HTMLFieldSetElement {
  const { instrument, layout } = context.session;
  const one = layout === 'one';
  const stem = wording(one ? instrument.stem : undefined, context);
  const place = document.createElement('div');
  render(
    html`<fieldset class="question" part="question" role="radiogroup" tabindex="-1" aria-required="true">
      <legend class="legend">
        <span class="visually-hidden"></span>
        ${stem.text ? html`<span class="stem" lang=${stem.lang}>${context.show(stem.text)}</span>` : nothing}
        <span class=${one ? 'text' : 'text indexed'}
          >${one ? nothing : html`<span class="index" aria-hidden="true"></span>`}<span></span
        ></span>
      </legend>
      <div class="control choice">
        ${shownOptions(item, context.session).map(
          ({ option, index }) =>
            html`<label class="option" part="option"
              ><input type="radio" value=${index} />${optionText(option, context)}</label
            >`,
        )}
      </div>
    </fieldset>`,
    place,
  );
  // The marks that Lit finds its places by: nobody looks for them in a copy.
  const marks = document.createNodeIterator(place, NodeFilter.SHOW_COMMENT);
  for (let mark; (mark = marks.nextNode());) (mark as Comment).remove();
  const question = place.firstElementChild as HTMLFieldSetElement;
  // A place of its own for what stands between the text and the control.
  question.querySelector('.control')!.before('');
  return question;
}

/** Nothing comes or goes beside a question. */
const NONE = '||||';

export class Cards {
  /** About how high a card is, in CSS pixels: a text of one or two lines, and rows of options or one. */
  height = 0;
  #patterns = new Map<readonly Option[], Pattern>();

  clear(): void {
    this.#patterns.clear();
  }

  /** Draws what differs from what is drawn. `version` rises when something around the items has changed. */
  draw(card: Drawn, context: FormContext, version: number): void {
    const { node } = card;
    const item = card.item as Question;
    const { session, s, disabled } = context;
    const { id } = item;
    const changed = card.stamp !== version;
    if (changed) {
      card.stamp = version;
      const pattern = this.#patternOf(item, context, version);
      if (card.pattern !== pattern) make(card, pattern, context);
    }
    const question = node.firstElementChild as HTMLFieldSetElement;
    const control = question.querySelector<HTMLElement>('.control')!;
    if (changed) {
      if (question.disabled !== disabled) {
        question.disabled = disabled;
        for (const input of control.querySelectorAll('input')) input.disabled = disabled;
      }
      control.classList.toggle('columns', card.pattern!.columns);
    }
    const number = session.numberOf(id) ?? 0;
    const where = s.position(number, session.questions.length);
    if (card.place !== where) {
      card.place = where;
      question.querySelector('.visually-hidden')!.textContent = where;
      const index = question.querySelector('.index');
      if (index) index.textContent = String(number);
    }
    const value = session.valueOf(id);
    if (card.value !== value) {
      card.value = value;
      const options = optionsOf(session.instrument, item);
      for (const input of control.querySelectorAll('input'))
        input.checked = options[Number(input.value)]!.value === value;
    }
    const key = keyOf(item, context);
    const fault = session.errors.get(id);
    const clear = item.required === false && (value ?? undefined) !== undefined && !disabled;
    const help = wording(item.help, context);
    const beside = context.beside(item, context);
    const marks = [fault, clear, session.critical.has(id), help.text, beside !== nothing]
      .map(one => one || '')
      .join('|');
    if (marks === card.marks && (!changed || marks === NONE)) return;
    card.marks = marks;
    const helpText = help.text
      ? html`<p class="help muted" id="${key}-help" lang=${help.lang}>${context.show(help.text)}</p>`
      : nothing;
    render(html`${beside}${helpText}`, question, { renderBefore: control.previousSibling! });
    render(clear ? html`<button type="button" class="quiet clear" data-clear>${s.clear}</button>` : nothing, control);
    render(renderMessage(item, context, key), question);
    render(renderHelp(item, context), node);
    set(question, 'aria-invalid', fault && 'true');
    set(question, 'aria-describedby', [help.text && `${key}-help`, fault && `${key}-fault`].filter(Boolean).join(' '));
  }

  #patternOf(item: Question, context: FormContext, version: number): Pattern {
    const { session } = context;
    const own = optionsOf(session.instrument, item);
    const shown = session.optionsOf(item);
    const before = this.#patterns.get(own);
    if (before?.version === version && shown.every((option, index) => option === before.shown[index])) return before;
    const question = drawPattern(item, context);
    const markup = question.outerHTML;
    const now = { question, markup, shown, version, columns: fitsInColumns(shown, context) };
    // The same again: what is on the page stays there, and so does the focus in it.
    const pattern = before?.markup === markup ? Object.assign(before, now) : now;
    this.#patterns.set(own, pattern);
    this.height = 96 + 64 * (pattern.columns ? 1 : shown.length);
    return pattern;
  }
}

function set(element: Element, name: string, value: string | undefined): void {
  if (value) element.setAttribute(name, value);
  else element.removeAttribute(name);
}

/** Puts a copy of the pattern in the place of what is there. */
function make(card: Drawn, pattern: Pattern, context: FormContext): void {
  const { node } = card;
  const item = card.item as Question;
  const question = pattern.question.cloneNode(true) as HTMLFieldSetElement;
  const name = keyOf(item, context);
  for (const input of question.querySelectorAll('input')) input.name = name;
  const text = question.querySelector<HTMLElement>('.text')!;
  const { text: words, lang } = wording(item.text, context);
  if (lang !== nothing) text.lang = lang as string;
  const shown = context.show(words);
  if (typeof shown === 'string') text.lastElementChild!.textContent = shown;
  else render(shown, text.lastElementChild as HTMLElement);
  if (item.required === false) {
    question.removeAttribute('aria-required');
    const optional = html` <span class="optional small muted" lang=${lang === nothing ? nothing : context.language}
      >(${context.s.optional})</span
    >`;
    render(optional, text);
  }
  const before = node.firstElementChild;
  const controls = 'input, button';
  const active = (node.getRootNode() as ShadowRoot | Document).activeElement;
  const focused = before && active ? [before, ...before.querySelectorAll(controls)].indexOf(active) : -1;
  if (before) before.replaceWith(question);
  else node.append(question);
  if (focused >= 0) [question, ...question.querySelectorAll<HTMLElement>(controls)][focused]?.focus();
  Object.assign(card, { pattern, place: undefined, value: undefined, marks: NONE });
}
