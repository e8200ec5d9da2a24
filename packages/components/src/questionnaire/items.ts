/**
 * Items on the page. Each has a root of its own, so that an answer redraws its own item and nothing else: the cost of an
 * answer is the same in a form of nine questions and of five hundred.
 */
import type { Item } from '@xinqiao/contract/types';
import { indexInstrument, optionsOf } from '@xinqiao/instruments';
import { html, nothing, render, type TemplateResult } from 'lit';
import { renderHelpLines } from '../core/help-lines.ts';
import { type FormContext, kindOf, renderText, worded, wording } from './kinds.ts';
import { isQuestion, type Question } from './pages.ts';
import type { ItemErrorCode } from './session.ts';
import type { QuestionnaireStrings } from './strings.ts';

/** What is wrong, in words for the person. */
export function faultText(code: ItemErrorCode, item: Question, s: QuestionnaireStrings): string {
  if (code === 'required') return s.required;
  const whole = item.type === 'number' && code === 'wrong-type';
  const name = whole ? (item.integer ? 'not-whole' : 'not-a-number') : code;
  // The words for what can be typed or ticked wrongly come with the item types that allow it.
  const faults: Readonly<Record<string, string>> | undefined = s.faults;
  return (faults && Object.prototype.hasOwnProperty.call(faults, name) && faults[name]) || s.refused || s.required;
}

/** One warm sentence and the numbers: beside the answer that called for it, and wherever the person goes after it. */
export function renderHelpCard({ s, language, helpLines }: FormContext, goingOn: boolean): TemplateResult {
  return html`<section class="help-card" part="help-card" aria-label=${s.helpTitle}>
    <h3>${s.helpTitle}</h3>
    <p>${s.helpText}</p>
    ${renderHelpLines(helpLines, language)} ${goingOn ? html`<p class="small muted">${s.helpOn}</p>` : nothing}
  </section>`;
}

/** Few short options stand side by side where there is room. A Chinese character is as wide as two Latin letters. */
function fitsInColumns(item: Question, { session, wide }: FormContext): boolean {
  if (!wide || item.type !== 'choice' || item.control !== undefined) return false;
  const options = optionsOf(session.instrument, item);
  const width = (text: string) => text.replace(/[\u2E80-\uFFEF]/g, 'xx').length;
  const longest = Math.max(...options.map(option => width(worded(option.label, session.language).text)));
  return options.length <= 5 && options.length * (longest + 8) <= 96;
}

function renderQuestion(item: Question, context: FormContext): TemplateResult {
  const { session, s, disabled } = context;
  const { instrument, layout } = session;
  const kind = kindOf(item);
  const key = keyOf(item, context);
  const number = session.numberOf(item.id) ?? 0;
  const fault = session.errors.get(item.id);
  const text = wording(item.text, context);
  const help = wording(item.help, context);
  const stem = wording(layout === 'one' ? instrument.stem : undefined, context);
  const hint = kind.hint?.(item, s, session);
  const describedBy = [help.text && `${key}-help`, hint && `${key}-hint`, fault && `${key}-fault`]
    .filter(Boolean)
    .join(' ');
  const label = html`<span class="visually-hidden">${s.position(number, session.progress.total)}</span>
    ${stem.text ? html`<span class="stem" lang=${stem.lang}>${context.show(stem.text)}</span>` : nothing}
    <span class=${layout === 'one' ? 'text' : 'text indexed'} lang=${text.lang}
      >${layout === 'one' ? nothing : html`<span class="index" aria-hidden="true">${number}</span>`}<span
        id="${key}-text"
        >${context.show(text.text)}</span
      >${
        item.required === false
          ? html` <span class="optional small muted" lang=${text.lang === nothing ? nothing : context.language}
              >(${s.optional})</span
            >`
          : nothing
      }</span
    >`;
  const field = { item, key, invalid: fault !== undefined, describedBy, context };
  const notes = html`${context.beside(item, context)}
  ${help.text ? html`<p class="help muted" id="${key}-help" lang=${help.lang}>${context.show(help.text)}</p>` : nothing}
  ${hint ? html`<p class="help small muted" id="${key}-hint">${hint}</p>` : nothing}`;
  const message = fault
    ? html`<p class="fault" part="error" id="${key}-fault">
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <circle cx="10" cy="10" r="9" />
          <path d="M10 5v6M10 14v.5" /></svg
        >${faultText(fault, item, s)}
      </p>`
    : nothing;
  const head = context.rows?.get(item.id);
  if (head !== undefined && context.renderRow)
    return html`${context.renderRow(field, label, head)} ${notes} ${message}`;
  const rest = html`${notes}
    <div class=${`control ${item.type}${fitsInColumns(item, context) ? ' columns' : ''}`}>${kind.render(field)}</div>
    ${message}`;
  if (!kind.grouped) {
    return html`<div class="question" part="question" role="group" aria-labelledby="${key}-label" tabindex="-1">
      <label class="legend" id="${key}-label" for=${key}>${label}</label>${rest}
    </div>`;
  }
  // A radio group may be invalid; a plain group may not, there each checkbox says so.
  const radio = item.type === 'choice';
  return html`<fieldset
    class="question"
    part="question"
    role=${radio ? 'radiogroup' : 'group'}
    tabindex="-1"
    aria-describedby=${describedBy || nothing}
    aria-invalid=${radio && fault ? 'true' : nothing}
    aria-required=${radio && item.required !== false ? 'true' : nothing}
    ?disabled=${disabled}
  >
    <legend class="legend">${label}</legend>
    ${rest}
  </fieldset>`;
}

function renderItem(item: Item, context: FormContext): TemplateResult {
  if (!isQuestion(item)) return renderText(item, context);
  return html`${renderQuestion(item, context)}
  ${context.session.critical.has(item.id) ? renderHelpCard(context, true) : nothing}`;
}

/** The id of an item's control: its place in the definition, since an id of the scale may be any text. */
const keyOf = (item: Item, { session }: FormContext) =>
  `q${indexInstrument(session.instrument).byId.get(item.id)?.rank ?? 0}`;

/** More items than this on one page are only drawn near the screen. */
const MANY = 40;

interface Root {
  node: HTMLElement;
  item: Item;
  /** What the drawing depended on beside the item's own state. */
  stamp: string;
}

/** The items of the page that is shown, inside one element which a template holds as it is. */
export class ItemList {
  readonly element: HTMLElement = document.createElement('div');
  #roots = new Map<string, Root>();
  #shown: readonly Item[] = [];
  #version = '';

  constructor() {
    this.element.className = 'items';
  }

  /** Show these items; draws those that are new or whose number or surroundings changed. */
  show(items: readonly Item[], context: FormContext, version: string): void {
    if (items === this.#shown && version === this.#version) return;
    this.#version = version;
    const nodes = items.map(item => this.#root(item, context, version).node);
    if (items === this.#shown) return;
    this.#shown = items;
    const { element } = this;
    element.classList.toggle('many', items.length > MANY);
    // What stays is not moved: a node that is taken out and put back loses the focus.
    const staying = new Set<Node>(nodes);
    for (const node of [...element.childNodes]) if (!staying.has(node)) node.remove();
    let place = element.firstChild;
    for (const node of nodes) {
      if (node === place) place = place.nextSibling;
      else element.insertBefore(node, place);
    }
  }

  /** Draw one item anew. */
  update(id: string, context: FormContext): void {
    const root = this.#roots.get(id);
    if (root) render(renderItem(root.item, context), root.node);
  }

  clear(): void {
    this.#roots.clear();
    this.#shown = [];
    this.element.replaceChildren();
  }

  /** The item of this id, as far as it is shown. */
  item(id: string): Item | undefined {
    return this.#roots.get(id)?.item;
  }

  /** Which item an event came from. */
  itemOf(event: Event): Item | undefined {
    const node = (event.target as Element).closest<HTMLElement>('.item');
    return this.#roots.get(node?.dataset.id ?? '')?.item;
  }

  /** Focus the control of a question: the option that is chosen, else the first. */
  focusControl(id: string): void {
    const controls = [...(this.#roots.get(id)?.node.querySelectorAll<HTMLInputElement>('input, textarea') ?? [])];
    (controls.find(({ type, checked }) => type === 'radio' && checked) ?? controls[0])?.focus();
  }

  /** Focus a question as a whole: its text is read, no keyboard opens on a phone. */
  focusQuestion(id: string): void {
    this.#roots.get(id)?.node.querySelector<HTMLElement>('.question')?.focus({ preventScroll: true });
  }

  #root(item: Item, context: FormContext, version: string): Root {
    let root = this.#roots.get(item.id);
    if (!root) {
      const node = document.createElement('div');
      node.className = `item ${item.type}-item`;
      node.dataset.id = item.id;
      this.#roots.set(item.id, (root = { node, item, stamp: '' }));
    }
    const { session } = context;
    root.node.classList.toggle('row-item', context.rows?.has(item.id) === true);
    const stamp = `${version} ${session.numberOf(item.id)}/${session.questions.length} ${context.rows?.get(item.id) ?? ''}`;
    if (root.stamp !== stamp) {
      root.stamp = stamp;
      render(renderItem(item, context), root.node);
    }
    return root;
  }
}
