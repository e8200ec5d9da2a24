/** One form being filled in on the page: the steps through it, what is told about them and where the focus is after each. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { XqQuestionnaireEventMap } from './events.ts';
import { ItemList } from './items.ts';
import { type FormContext, kindOf } from './kinds.ts';
import type { Course } from './later/course.ts';
import type { Target } from './later/submission.ts';
import { isQuestion } from './pages.ts';
import type { Phase, QuestionnaireSession } from './session.ts';

/** What the desk has from its element. */
export interface DeskOptions {
  context: () => FormContext;
  /** Nothing can be changed or sent for now. */
  locked: () => boolean;
  /** Where the answers go. */
  target: () => Target;
  /** Somebody else may be in front of the form: forget what was written, and load it anew. */
  reload: () => void;
  tell: <K extends keyof XqQuestionnaireEventMap>(type: K, detail: XqQuestionnaireEventMap[K]['detail']) => void;
}

type Host = ReactiveControllerHost & HTMLElement;

export class Desk implements ReactiveController {
  readonly host: Host;
  readonly options: DeskOptions;
  readonly list = new ItemList();
  /** Keys, review, sending: there as soon as its chunk is. */
  course: Course | undefined;
  /** Questions that the error summary lists. */
  faulty: readonly string[] = [];
  /** For readers of screens. */
  announcement = '';
  /** Rises when every item has to be drawn anew. */
  version = 0;
  #session: QuestionnaireSession | undefined;
  #focus: (() => void) | undefined;

  constructor(host: Host, options: DeskOptions) {
    this.host = host;
    this.options = options;
    host.addController(this);
    for (const type of ['input', 'change', 'click', 'keydown']) this.list.element.addEventListener(type, this.#onItem);
  }

  get session(): QuestionnaireSession | undefined {
    return this.#session;
  }

  /** Another form, or none: nothing of the one before stays. */
  set session(session: QuestionnaireSession | undefined) {
    this.course?.stay();
    this.#session = session;
    this.list.clear();
    this.announcement = '';
    this.faulty = [];
    this.course?.opened();
    this.#guard();
  }

  /** The session, while something can be changed. */
  get open(): QuestionnaireSession | undefined {
    return this.options.locked() ? undefined : this.#session;
  }

  hostConnected(): void {
    this.#guard();
  }

  hostDisconnected(): void {
    this.#guard();
  }

  hostUpdated(): void {
    const focus = this.#focus;
    this.#focus = undefined;
    focus?.();
    this.#guard();
  }

  start = (): void => {
    const { open } = this;
    open?.start();
    if (open) this.stepped();
  };

  next = (event?: Event, skip = false): void => {
    event?.preventDefault();
    const faulty = this.open?.next({ skip });
    if (!faulty) return;
    if (faulty.length > 0) this.showFaults(faulty);
    else this.stepped();
  };

  back = (): void => {
    if (this.open?.back()) this.stepped();
  };

  /** After a step: draw it, tell the page, bring its beginning into view and give it the focus. */
  stepped(item?: string): void {
    const { list, host } = this;
    const session = this.#session!;
    this.faulty = [];
    this.course?.stepped();
    host.requestUpdate();
    const { phase, pageIndex: index, pages, page } = session;
    const asking = phase === 'questions';
    this.options.tell('xq-page', {
      phase: phase as Exclude<Phase, 'held'>,
      index,
      count: pages.length,
      items: asking ? page.questions : [],
    });
    this.#focus = () => {
      if (item !== undefined) return list.focusControl(item);
      if (host.getBoundingClientRect().top < 0) host.scrollIntoView();
      const [first] = page.questions;
      if (asking && session.layout === 'one' && first !== undefined) list.focusQuestion(first);
      else host.shadowRoot!.querySelector<HTMLElement>('h2[tabindex]')?.focus({ preventScroll: true });
    };
  }

  showFaults(faulty: readonly string[]): void {
    const { host, list } = this;
    const { phase, page } = this.#session!;
    if (phase === 'questions') page.questions.forEach(this.draw);
    this.faulty = faulty;
    host.requestUpdate();
    this.#focus = () => {
      const summary = host.shadowRoot!.querySelector<HTMLElement>('.summary');
      if (summary) summary.focus();
      else list.focusControl(faulty[0]!);
    };
  }

  /** Draw one item anew. */
  draw = (id: string): void => this.list.update(id, this.options.context());

  // Asks whoever leaves only while there is something to lose: a listener that is always there keeps pages out of the
  // back/forward cache.
  #guard(): void {
    const unsent =
      this.host.isConnected &&
      this.course?.unsaved !== false &&
      this.#session?.edited &&
      this.#session.phase !== 'done';
    window[unsent ? 'addEventListener' : 'removeEventListener']('beforeunload', this.#onLeave);
  }

  #onLeave = (event: BeforeUnloadEvent): void => {
    event.preventDefault();
    event.returnValue = '';
  };

  #onItem = (event: Event): void => {
    const { list, open: session, host } = this;
    const item = list.itemOf(event);
    const target = event.target as HTMLInputElement;
    if (!session || !item || !isQuestion(item)) return;
    let { type } = event;
    if (event instanceof KeyboardEvent) {
      // Enter goes on where one question is shown; on a page of many it would leave it by accident.
      if (event.key === 'Enter' && session.layout !== 'one' && target.matches('input')) event.preventDefault();
      if (event.key !== ' ' || target.type !== 'range') return;
      type = 'space';
    }
    const { id } = item;
    const answer = kindOf(item).read(target, type, item, session);
    if (!answer) {
      if (type !== 'change') return;
      session.settle(id);
      return this.draw(id);
    }
    const change = session.set(id, answer.value, answer.raw);
    if (!change.changed) return;
    const { tell, context } = this.options;
    if (this.faulty.length > 0) this.faulty = this.faulty.filter(faulty => session.errors.has(faulty));
    this.draw(id);
    host.requestUpdate();
    tell('xq-answer', { item: id, value: session.valueOf(id) ?? null });
    for (const rule of change.critical) {
      const { s } = context();
      this.announcement = `${s.helpTitle} ${s.helpText}`;
      tell('xq-critical', { item: id, id: rule.id });
    }
    this.course?.answered(id, change);
  };
}
