/**
 * One person filling in one form, without a DOM: answers, what is visible, pages, checks, review and timing.
 *
 * Answers of items that skip logic hides stay here, so that they are back when the item is, and never leave.
 */
import {
  type checkAnswers,
  holds,
  indexInstrument,
  isAnswered,
  optionsOf,
  textOf,
  visibleItems,
} from '@xinqiao/instruments';
import type { AnswerErrorCode } from '@xinqiao/instruments';
import type {
  Answers,
  AnswerValue,
  CriticalItem,
  DraftContent,
  Instrument,
  Item,
  Option,
} from '@xinqiao/contract/types';
import { isQuestion, type Layout, type Page, paginate, type Paginate, type Shuffle } from './pages.ts';

/** `held`: nothing of it is shown until it is known who is there (`later/course.ts`). */
export type Phase = 'intro' | 'questions' | 'review' | 'done' | 'held';
/** What is wrong with an item. Beside the codes of the service: digits that are none, and too few chosen. */
export type ItemErrorCode = AnswerErrorCode | 'not-a-number' | 'too-few';

export interface SessionOptions {
  /** Language of the wording; an optional question without wording in it is not asked. */
  language: string;
  layout: Layout;
  answers?: Answers | undefined;
  /** Needed for forms with more than choices; those are checked here. */
  check?: typeof checkAnswers | undefined;
  /** Order of the items and of the options of each; that of the definition when left out. */
  order?: Order | undefined;
  /** How the form is laid out in pages; `one` and `all` alone when left out. */
  paginate?: Paginate | undefined;
  /** Milliseconds on a clock that only runs forward. */
  now?: () => number;
}

/** In which order a form is asked (`on-request/order.ts`). */
export interface Order {
  /** What it was drawn from, and what of the form was shuffled: it can be drawn again. */
  seed: number;
  shuffle: readonly Shuffle[];
  items: readonly Item[];
  optionsOf: (item: Item) => readonly Option[];
}

/** What an answer did beyond its own item. */
export interface Change {
  /** False when the value is what it was: nothing happened. */
  changed: boolean;
  /** Other items came, went or have another number. */
  structure: boolean;
  /** Critical items that were answered positively for the first time. */
  critical: readonly CriticalItem[];
}

/** An answer that was given in and cannot be used. Never holds the value. */
export interface RefusedAnswer {
  item: string;
  code: AnswerErrorCode;
}

const UNCHANGED: Change = { changed: false, structure: false, critical: [] };

const sameValue = (a: AnswerValue | undefined, b: AnswerValue | undefined) =>
  a === b ||
  (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((value, index) => value === b[index]));

export class QuestionnaireSession {
  readonly instrument: Instrument;
  /** Checks answers that are no choice; `undefined` in a form that has none. */
  readonly checker: typeof checkAnswers | undefined;
  /** True from the first answer of the person, in this page or in a draft. */
  edited = false;
  phase: Phase = 'intro';
  /** On the way to the service: nothing is changed until it has answered. */
  sending = false;
  /** `undefined` for the order of the definition. */
  readonly order: Order | undefined;
  /** BCP 47 tag of the wording that is shown. This and what follows holds from the next `follow()` on. */
  language: string;
  layout: Layout;
  /** Questions after which the next page is one of rest; 0 for never. */
  restAfter = 0;
  /** How the form is laid out in pages. */
  paginate: Paginate;
  /**
   * Milliseconds by item id: from when the question could be answered (its page came, the answer before it was given) to its
   * answer, all times added up. Time in which the page was out of sight does not count. This and the changes are for the
   * quality of the response, and nothing else about the person.
   */
  readonly timings = new Map<string, number>();
  /** How often an answer was changed after it was first given; 0 for one that never was. */
  readonly changes = new Map<string, number>();
  /** Answers given in at the start that could not be used. */
  readonly refused: readonly RefusedAnswer[];

  // No prototype: an id such as `__proto__` is a key like any other.
  #answers = Object.create(null) as Answers;
  #raw = new Map<string, string>();
  #errors = new Map<string, ItemErrorCode>();
  #critical = new Map<string, CriticalItem>();
  #decides: ReadonlySet<string>;
  #visible: readonly Item[] = [];
  #questions: readonly string[] = [];
  #numbers = new Map<string, number>();
  #pages: readonly Page[] = [];
  #page = 0;
  #shape: readonly unknown[] = [];
  #now: () => number;
  #places: ReadonlyMap<Item, number> | undefined;
  #optionsOf: Order['optionsOf'];
  #elapsed = 0;
  /** When `#elapsed` was true; `undefined` while the page is out of sight. */
  #clockAt: number | undefined;
  /** `#elapsed` when the question that comes next could be answered. */
  #freeAt = 0;
  #timedId: string | undefined;
  #returning = false;

  constructor(
    instrument: Instrument,
    {
      language,
      layout,
      answers,
      check,
      order,
      paginate: pages = paginate,
      now = () => performance.now(),
    }: SessionOptions,
  ) {
    this.instrument = instrument;
    this.order = order;
    this.language = language;
    this.layout = layout;
    this.checker = check;
    this.#now = now;
    this.#clockAt = now();
    this.#places = order && new Map(order.items.map((item, place) => [item, place]));
    this.#optionsOf = order?.optionsOf ?? (item => optionsOf(instrument, item));
    this.paginate = pages;
    this.#decides = new Set(indexInstrument(instrument).ordered.flatMap(({ dependsOn }) => dependsOn));
    this.refused = this.#take(answers);
    this.follow();
  }

  /** Take over what was set of language, layout and pages. */
  follow(): void {
    const shape = [this.language, this.layout, this.restAfter, this.paginate];
    if (shape.every((value, index) => value === this.#shape[index])) return;
    this.#shape = shape;
    this.#arrange();
  }

  get pages(): readonly Page[] {
    return this.#pages;
  }

  get pageIndex(): number {
    return this.#page;
  }

  /** The page that is shown; an empty one when the form asks nothing. */
  get page(): Page {
    return this.#pages[this.#page] ?? { items: [], questions: [] };
  }

  /** True while a single answer is changed from the review: the next step leads back there. */
  get returning(): boolean {
    return this.#returning;
  }

  /** What can be chosen, in the order in which it is shown. */
  optionsOf(item: Item): readonly Option[] {
    return this.#optionsOf(item);
  }

  /** Milliseconds for which the form was in sight. */
  get visibleMilliseconds(): number {
    return Math.round(this.#clock());
  }

  /** Stop the clock while the page is out of sight, and let it run again. */
  set inSight(inSight: boolean) {
    this.#elapsed = this.#clock();
    this.#clockAt = inSight ? this.#now() : undefined;
  }

  #clock(): number {
    return this.#elapsed + (this.#clockAt === undefined ? 0 : this.#now() - this.#clockAt);
  }

  /** Ids of the visible questions in order. */
  get questions(): readonly string[] {
    return this.#questions;
  }

  /** Visible questions, those answered among them, and how many are left. */
  get progress(): { total: number; answered: number; left: number } {
    let answered = 0;
    for (const id of this.#questions) if (isAnswered(this.#answers[id])) answered++;
    const total = this.#questions.length;
    return { total, answered, left: total - answered };
  }

  get errors(): ReadonlyMap<string, ItemErrorCode> {
    return this.#errors;
  }

  /** Critical items answered positively at any time, by item id. What was said is not unsaid by changing it. */
  get critical(): ReadonlyMap<string, CriticalItem> {
    return this.#critical;
  }

  /** 1 for the first visible question; `undefined` for what is hidden or no question. */
  numberOf(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  valueOf(id: string): AnswerValue | undefined {
    return this.#answers[id];
  }

  /** What was typed, where that is more than the value: `3.` on the way to `3.5`. */
  rawOf(id: string): string | undefined {
    return this.#raw.get(id);
  }

  /** Answers of visible items; blank ones are left out. A copy. */
  answers(): Answers {
    return Object.fromEntries(
      this.questions.filter(id => isAnswered(this.#answers[id])).map(id => [id, this.#answers[id] as AnswerValue]),
    );
  }

  /** Take an answer. `null` clears it. An id that the form has not is ignored. */
  set(id: string, value: AnswerValue, raw?: string): Change {
    const item = indexInstrument(this.instrument).byId.get(id)?.item;
    if (!item || (sameValue(this.#answers[id] ?? null, value) && raw === this.#raw.get(id))) return UNCHANGED;
    this.#answers[id] = value;
    if (raw === undefined) this.#raw.delete(id);
    else this.#raw.set(id, raw);
    this.edited = true;
    this.#time(id);
    // A message goes as soon as its reason has gone; only what cannot become right by typing on comes at once.
    if (this.#errors.has(id) || item.type === 'text' || item.type === 'multiple-choice') this.settle(id);
    const critical = this.#findCritical(id);
    const structure = this.#decides.has(id) && this.#arrange();
    return { changed: true, structure, critical };
  }

  /** Take what was answered before, or on another device; none of it counts as given, or changed, now. */
  adopt({ answers, visibleTime = 0 }: Pick<DraftContent, 'answers' | 'visibleTime'>): void {
    for (const id of Object.keys(answers)) if (!sameValue(this.#answers[id], answers[id]!)) this.#raw.delete(id);
    this.#take(answers);
    // The clock is put forward: the question that is being read has its own time from where it began.
    const elsewhere = Math.max(0, visibleTime - this.#clock());
    this.#elapsed += elsewhere;
    this.#freeAt += elsewhere;
    this.edited = true;
    this.#arrange();
  }

  /** Check what one item holds, when the person leaves it. A missing answer is no fault yet. */
  settle(id: string): void {
    this.#mark(id, this.#faultOf(id));
  }

  /** Check some questions, or all that are visible; missing answers count. @returns ids with a fault, in order */
  check(ids: readonly string[] = this.questions): string[] {
    for (const id of ids) this.#mark(id, this.wantOf(id));
    return ids.filter(id => this.#errors.has(id));
  }

  /** What is wrong with an answer, or that it is missing; marks nothing. */
  wantOf(id: string): ItemErrorCode | undefined {
    return this.#faultOf(id) ?? this.#absenceOf(id);
  }

  /** Take faults found elsewhere (the service). */
  setErrors(errors: Iterable<readonly [string, ItemErrorCode]>): void {
    this.#errors = new Map(errors);
  }

  start(): void {
    this.#page = 0;
    this.#freeAt = this.#clock();
    this.phase = this.#pages.length > 0 ? 'questions' : 'review';
  }

  /**
   * Go on, unless a question of this page has a fault.
   *
   * @param skip leave missing answers for later; the review shows them
   * @returns ids with a fault; empty when it went on
   */
  next({ skip = false } = {}): string[] {
    const { questions } = this.page;
    if (skip) questions.forEach(id => this.settle(id));
    else this.check(questions);
    const faulty = questions.filter(id => this.#errors.has(id));
    if (faulty.length > 0) return faulty;
    if (this.#returning || this.#page >= this.#pages.length - 1) this.review();
    else this.#page++;
    this.#freeAt = this.#clock();
    return [];
  }

  /** @returns whether it went back */
  back(): boolean {
    if (this.sending) return false;
    if (this.phase === 'review') this.phase = this.#pages.length > 0 ? 'questions' : 'intro';
    else if (this.#returning) this.review();
    else if (this.#page > 0) this.#page--;
    else this.phase = 'intro';
    this.#freeAt = this.#clock();
    return true;
  }

  review(): void {
    this.#returning = false;
    this.phase = 'review';
  }

  /** Open the page of a question, from the review. @returns false when it is not visible, or on its way to the service */
  goTo(id: string): boolean {
    const page = this.#pages.findIndex(({ questions }) => questions.includes(id));
    if (page < 0 || this.sending) return false;
    this.#returning = this.phase === 'review' || this.#returning;
    this.#page = page;
    this.phase = 'questions';
    this.#freeAt = this.#clock();
    return true;
  }

  #take(answers: unknown): RefusedAnswer[] {
    if (answers === undefined) return [];
    if (typeof answers !== 'object' || answers === null || Array.isArray(answers)) {
      return [{ item: '', code: 'wrong-type' }];
    }
    const refused: RefusedAnswer[] = [];
    for (const [id, value] of Object.entries(answers as Answers)) {
      const item = indexInstrument(this.instrument).byId.get(id)?.item;
      const code = item ? (value ?? undefined) !== undefined && this.#faultIn(id, value) : 'unknown-item';
      if (code) refused.push({ item: id.slice(0, 64), code });
      // A text or number of the right kind is shown with its fault, so that the person can mend it.
      const mendable = (item?.type === 'text' || item?.type === 'number') && code !== 'wrong-type';
      if (code && mendable) this.#errors.set(id, code);
      if (code && !mendable) continue;
      this.#answers[id] = value;
      this.#findCritical(id);
    }
    return refused;
  }

  #time(id: string): void {
    const at = this.#clock();
    this.timings.set(id, (this.timings.get(id) ?? 0) + Math.round(at - this.#freeAt));
    // Typing on, or dragging on, is one answer being given and not many.
    const same = id === this.#timedId && indexInstrument(this.instrument).byId.get(id)?.options.length === 0;
    if (!same) this.changes.set(id, (this.changes.get(id) ?? -1) + 1);
    this.#freeAt = at;
    this.#timedId = id;
  }

  #findCritical(id: string): CriticalItem[] {
    const found = (this.instrument.critical ?? []).filter(
      rule => rule.item === id && this.#critical.get(id) === undefined && holds(rule, this.#answers[id]),
    );
    for (const rule of found) this.#critical.set(id, rule);
    return found;
  }

  #mark(id: string, code: ItemErrorCode | undefined): void {
    if (code) this.#errors.set(id, code);
    else this.#errors.delete(id);
  }

  #faultOf(id: string): ItemErrorCode | undefined {
    const value = this.#answers[id];
    if (!isAnswered(value)) return this.#raw.get(id)?.trim() ? 'not-a-number' : undefined;
    return this.#faultIn(id, value);
  }

  #faultIn(id: string, value: AnswerValue): AnswerErrorCode | undefined {
    const { item, options } = indexInstrument(this.instrument).byId.get(id) ?? { options: [] };
    if (item?.type === 'choice') return options.some(option => option.value === value) ? undefined : 'not-an-option';
    return this.checker?.(this.instrument, { [id]: value })[0]?.code;
  }

  #absenceOf(id: string): ItemErrorCode | undefined {
    const item = indexInstrument(this.instrument).byId.get(id)?.item;
    if (!item || item.type === 'group' || item.type === 'display') return undefined;
    const value = this.#answers[id];
    if (!isAnswered(value)) return item.required === false ? undefined : 'required';
    const few = item.type === 'multiple-choice' && Array.isArray(value) && value.length < (item.minSelected ?? 0);
    return few ? 'too-few' : undefined;
  }

  /** What is visible, its numbers and pages. @returns whether anything came or went */
  #arrange(): boolean {
    const visible = visibleItems(this.instrument, this.#answers).filter(item => this.#isWorded(item));
    const places = this.#places;
    if (places) visible.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
    const same =
      visible.length === this.#visible.length && visible.every((item, index) => item === this.#visible[index]);
    const here = this.page.questions;
    this.#visible = visible;
    this.#questions = visible.filter(isQuestion).map(({ id }) => id);
    this.#numbers = new Map(this.#questions.map((id, index) => [id, index + 1]));
    this.#pages = this.paginate(visible, this.layout, this.restAfter);
    // The place in the form is a question (the one answered last, on a page of many), not a number: it stays when pages
    // come or go before it.
    const pageOf = (ids: readonly string[]) =>
      this.#pages.findIndex(({ questions }) => questions.some(id => ids.includes(id)));
    const last = pageOf(here.filter(id => id === this.#timedId));
    const kept = last >= 0 ? last : pageOf(here);
    this.#page = Math.max(0, kept >= 0 ? kept : Math.min(this.#page, this.#pages.length - 1));
    for (const id of [...this.#errors.keys()]) if (!this.#numbers.has(id)) this.#errors.delete(id);
    return !same;
  }

  /** Wording is verbatim or absent: an optional question that this language has not is not asked in it (PHQ-9, 10). */
  #isWorded(item: Item): boolean {
    return !isQuestion(item) || item.required !== false || textOf(item.text, this.language, []) !== undefined;
  }
}
