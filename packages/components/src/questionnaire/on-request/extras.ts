/**
 * What a page asks for beyond the plain form: sections, a table, an order drawn by lot, help for pupils, the quick exit.
 * Chunks of their own; who asks for none of it loads none.
 */
import type { Instrument, Item } from '@xinqiao/contract/types';
import { nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { Desk } from '../desk.ts';
import { asItIs, type FormContext } from '../kinds.ts';
import type { QuestionsExtras } from '../questions.ts';
import { isLong, type Layout, LAYOUTS, type Paginate } from '../pages.ts';
import type { QuestionnaireSession, SessionOptions } from '../session.ts';
import { leavePage, QuickExit, renderExit } from './exit.ts';
import type { drawOrder } from './order.ts';
import type { Tool } from './pupils/index.ts';

type Matrix = typeof import('./matrix/index.ts');
type Pupils = typeof import('./pupils/index.ts');

/** The properties of the element that decide what is needed. */
export interface Wishes extends ReactiveControllerHost, HTMLElement {
  layout?: Layout | undefined;
  shuffle: string;
  seed?: number | undefined;
  tools: string;
  pinyin: boolean;
  largeType: boolean;
  grade?: number | undefined;
  encourage: boolean;
  restAfter: number;
  quickExit?: string | undefined;
}

export class Extras implements ReactiveController {
  #host: Wishes;
  #desk: Desk;
  /** Forget everything that was written; nobody is asked. */
  #forget: () => void;
  #wide: () => boolean;
  #rows = new WeakMap<readonly Item[], ReadonlyMap<string, boolean>>();
  #of: QuestionnaireSession | undefined;
  #asked = new Set<string>();
  #failed = new Set<string>();
  #pending = 0;
  #paginate: Paginate | undefined;
  #drawOrder?: typeof drawOrder;
  #matrix?: Matrix;
  #pupils?: Pupils;
  #spell?: (text: string) => unknown;
  #reads = false;
  /** Rises when the voice begins or ends: the button beside a question says which. */
  #voice = 0;

  constructor(host: Wishes, desk: Desk, wide: () => boolean, forget: () => void) {
    this.#wide = wide;
    this.#host = host;
    this.#desk = desk;
    this.#forget = forget;
    host.addEventListener('xq-page', () => {
      this.hush();
      this.#again();
    });
    host.addController(this);
    // An attribute that is taken away leaves `null`.
    new QuickExit(host, () => host.quickExit != null, this.#exit);
  }

  /**
   * Load what is wished for.
   *
   * @returns whether it is there: a form opens in the shape it will have. What could not be loaded is done without.
   */
  update(instrument: Instrument | undefined): boolean {
    const { layout, shuffle, tools, pinyin, largeType, grade, encourage, restAfter } = this.#host;
    const { session } = this.#desk;
    if (layout && !LAYOUTS.includes(layout)) this.#warn(`layout: use "${LAYOUTS.join('", "')}".`);
    if (this.#of !== session) this.hush();
    this.#of = session;
    this.#hold();
    const sections = layout === 'section' || layout === 'matrix' || restAfter > 0;
    if (sections || (!layout && instrument && isLong(instrument))) {
      this.#fetch('sections', async () => {
        this.#paginate = (await import('./sections.ts')).paginateSections;
      });
    }
    if (shuffle) this.#fetch('order', async () => (this.#drawOrder = (await import('./order.ts')).drawOrder));
    if (layout === 'matrix') this.#fetch('matrix', async () => (this.#matrix = await import('./matrix/index.ts')));
    if (tools || pinyin || largeType || encourage || grade !== undefined || restAfter > 0) {
      this.#fetch('pupils', async () => (this.#pupils = await import('./pupils/index.ts')));
    }
    if (pinyin && this.#pupils) {
      this.#fetch('pinyin', async () => (this.#spell = await this.#pupils!.loadPinyin()));
    }
    if (session) {
      if (this.#paginate) session.paginate = this.#paginate;
      session.restAfter = this.#pupils ? restAfter : 0;
    }
    return this.#pending === 0;
  }

  /** How a form is asked that opens now. */
  optionsFor(instrument: Instrument): Pick<SessionOptions, 'order' | 'paginate'> {
    const { shuffle, seed } = this.#host;
    // The service would take no answers with what is no such number.
    const own = seed! >>> 0 === seed ? seed : undefined;
    if (own !== (seed ?? undefined)) this.#warn('seed: use 0 to 4294967295.');
    return { order: this.#drawOrder?.(instrument, shuffle || '', own), paginate: this.#paginate };
  }

  hostConnected(): void {
    // The voices of a device come some time after they are asked for first.
    window.speechSynthesis?.addEventListener?.('voiceschanged', this.#changed);
  }

  hostDisconnected(): void {
    window.speechSynthesis?.removeEventListener?.('voiceschanged', this.#changed);
    this.hush();
  }

  /** Stop reading aloud. */
  hush(): void {
    this.#pupils?.hush();
  }

  /** What the drawing of items depends on beside their own state. */
  get look(): readonly unknown[] {
    const { pinyin, grade } = this.#host;
    return [this.#matrix, this.#pupils, this.#spell, this.#reads, this.#voice, pinyin, grade];
  }

  #changed = (): void => {
    this.#voice++;
    this.#host.requestUpdate();
  };

  /** Classes of the card. */
  get classes(): string {
    const { pinyin, largeType } = this.#host;
    return `${largeType ? ' large-type' : ''}${pinyin && this.#spell ? ' pinyin' : ''}`;
  }

  /** What every item is drawn with. */
  drawing(session: QuestionnaireSession): Partial<FormContext> & Pick<FormContext, 'show' | 'beside'> {
    const { pinyin, largeType, grade } = this.#host;
    const reads = this.#reads;
    return {
      // Large type and pinyin need the room: options stand below each other.
      ...((pinyin || largeType) && { wide: false }),
      show: (pinyin && this.#spell) || asItIs,
      beside: (item, context) =>
        this.#pupils?.renderBeside(item, context, { reads, grade, changed: this.#changed }) ?? nothing,
      rows: this.#rowsOn(session),
      renderRow: this.#matrix?.renderRow,
    };
  }

  /** Rows that become cards, and cards that become rows, are other nodes: whoever was at one stays at the question. */
  #hold(): void {
    const root = this.#host.shadowRoot!;
    const held = root.activeElement?.closest<HTMLElement>('.item')?.dataset.id;
    if (held) void this.#host.updateComplete.then(() => root.activeElement ?? this.#desk.list.focusControl(held));
  }

  /** The rows of a table on this page; none before the chunk is there, or where there is no room. */
  #rowsOn(session: QuestionnaireSession): FormContext['rows'] {
    const { pinyin, largeType } = this.#host;
    const matrix = this.#matrix;
    if (!matrix || session.layout !== 'matrix' || !this.#wide() || pinyin || largeType) return undefined;
    const { items } = session.page;
    let rows = this.#rows.get(items);
    if (!rows) this.#rows.set(items, (rows = matrix.rowsOf(items, session)));
    return rows;
  }

  /** What stands around the questions. */
  around(context: FormContext): QuestionsExtras {
    const { session } = context;
    const pupils = this.#pupils;
    const exit = this.#host.quickExit == null ? nothing : renderExit(context.s, this.#exit);
    if (!pupils) return { exit };
    const { tools, encourage, pinyin, largeType } = this.#host;
    const states: Record<Tool, boolean> = { 'read-aloud': this.#reads, pinyin, 'large-type': largeType };
    const usable = pupils.usableTools(tools || '', session.language);
    return {
      exit,
      tools: pupils.renderTools(context, usable, tool => states[tool], this.#toggle),
      rest: session.page.rest && pupils.renderRest(context),
      encouragement: encourage ? pupils.renderEncouragement(context) : nothing,
    };
  }

  #exit = (): void => {
    const to = this.#host.quickExit ?? '';
    this.#forget();
    leavePage(to);
  };

  #toggle = (tool: Tool): void => {
    this.hush();
    this.#again();
    if (tool === 'pinyin') this.#host.pinyin = !this.#host.pinyin;
    else if (tool === 'large-type') this.#host.largeType = !this.#host.largeType;
    else this.#reads = !this.#reads;
    this.#host.requestUpdate();
  };

  /** Once. */
  #warn(message: string): void {
    if (this.#asked.has(message)) return;
    this.#asked.add(message);
    console.warn(`<${this.#host.localName}> ${message}`);
  }

  /** With the next step or wish: what helps to read changes neither the order nor the pages that the person is in. */
  #again(): void {
    for (const name of ['pupils', 'pinyin']) if (this.#failed.delete(name)) this.#asked.delete(name);
  }

  #fetch(name: string, load: () => Promise<unknown>): void {
    if (this.#asked.has(name)) return;
    this.#asked.add(name);
    this.#pending++;
    load()
      .catch((error: unknown) => {
        this.#failed.add(name);
        this.#warn(`does without "${name}": ${String(error)}`);
      })
      .finally(() => {
        this.#pending--;
        this.#host.requestUpdate();
      });
  }
}
