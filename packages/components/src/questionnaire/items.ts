/**
 * Items on the page. Each is drawn by itself, so that an answer redraws its own item and nothing else: the cost of an answer
 * is the same in a form of nine questions and of five hundred.
 */
import type { Item } from '@xinqiao/contract/types';
import { html, render } from 'lit';
import { Cards, type Drawn } from './cards.ts';
import { type FormContext, isPlainChoice, renderQuestion, renderText } from './kinds.ts';
import { isQuestion } from './pages.ts';
import { renderHelp } from './parts.ts';

/** More items than this on one page are only drawn near the screen. */
const MANY = 40;
/** So many of them at a time: the browser looks at each part with every frame and every click. */
const PART = 10;
/** Pixels of a row of a matrix, and of an item of which nothing else is known. */
const ROW = 57;
const HEIGHT = 340;

/** What stays is not moved: a node that is taken out and put back loses the focus. */
function place(parent: HTMLElement, nodes: Iterable<HTMLElement>): void {
  const staying = new Set<Node>(nodes);
  for (const node of [...parent.childNodes]) if (!staying.has(node)) node.remove();
  let next = parent.firstChild;
  for (const node of staying) {
    if (node === next) next = next.nextSibling;
    else parent.insertBefore(node, next);
  }
}

interface Root extends Drawn {
  /** How it is drawn: by hand, or by Lit. */
  card: boolean;
}

/** The items of the page that is shown, inside one element which a template holds as it is. */
export class ItemList {
  readonly element: HTMLElement = document.createElement('div');
  #roots = new Map<string, Root>();
  #cards = new Cards();
  #shown: readonly Item[] = [];
  #version = 0;

  constructor() {
    this.element.className = 'items';
  }

  /** Show these items; draws what is new, or differs from what is drawn. */
  show(items: readonly Item[], context: FormContext, version: number): void {
    if (items === this.#shown && version === this.#version) return;
    this.#version = version;
    const nodes = items.map(item => this.#root(item, context).node);
    this.#shown = items;
    const { element } = this;
    const tops = new Set<HTMLElement>();
    const parts = new Map<HTMLElement, HTMLElement[]>();
    let part: HTMLElement | undefined;
    let inside: HTMLElement[] = [];
    nodes.forEach((node, index) => {
      const own = node.parentElement;
      if (own === element) part = undefined;
      else if (own && (own === part || !parts.has(own))) part = own;
      else if (
        !part ||
        // Between two of a kind: what stands between others is drawn as it is between those.
        (inside.length >= PART &&
          node.className === inside.at(-1)!.className &&
          nodes[index + 1]?.parentElement !== part)
      ) {
        part = items.length > MANY ? document.createElement('div') : undefined;
      }
      tops.add(part ?? node);
      if (!part) return;
      inside = parts.get(part) ?? [];
      parts.set(part, inside);
      inside.push(node);
    });
    place(element, tops);
    for (const [one, own] of parts) {
      one.className = 'part';
      // What is not drawn yet takes about the room that it will take: the scroll bar stays true.
      const height = own[0]!.matches('.row-item') ? ROW : this.#cards.height || HEIGHT;
      one.style.containIntrinsicSize = `${own.length * height}px`;
      place(one, own);
    }
  }

  /** Draw one item anew. */
  update(id: string, context: FormContext): void {
    const root = this.#roots.get(id);
    if (root) this.#draw(root, context);
  }

  clear(): void {
    this.#roots.clear();
    this.#cards.clear();
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

  #root(item: Item, context: FormContext): Root {
    const row = context.rows?.has(item.id) === true;
    const card = !row && isPlainChoice(item);
    let root = this.#roots.get(item.id);
    if (root?.card !== card) {
      const node = document.createElement('div');
      node.className = `item ${item.type}-item${row ? ' row-item' : ''}`;
      node.dataset.id = item.id;
      this.#roots.set(item.id, (root = { node, item, stamp: '', card }));
    }
    const { session } = context;
    const { id } = item;
    const place = `${session.numberOf(id)}/${session.questions.length}`;
    const stamp = `${this.#version} ${place} ${context.rows?.get(id)} ${session.errors.get(id)}`;
    if (card) this.#draw(root, context);
    else if (root.stamp !== stamp) {
      root.stamp = stamp;
      this.#draw(root, context);
    }
    return root;
  }

  #draw(root: Root, context: FormContext): void {
    const { item, node, card } = root;
    if (card) return this.#cards.draw(root, context, this.#version);
    const head = context.rows?.get(item.id);
    const drawn = !isQuestion(item)
      ? renderText(item, context)
      : head !== undefined && context.renderRow
        ? context.renderRow(item, head, context)
        : renderQuestion(item, context);
    render(html`${drawn} ${renderHelp(item, context)}`, node);
  }
}
