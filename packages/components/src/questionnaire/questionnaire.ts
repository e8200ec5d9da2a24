import { consume } from '@lit/context';
import type { Answers, Instrument, Receipt, ResponseRequest } from '@xinqiao/contract/types';
import { createAttemptId, type XinqiaoClient } from '@xinqiao/sdk';
import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { XqClientElement } from '../core/client-element.ts';
import { type ConsentDecision, consentContext } from '../core/contexts.ts';
import { defaultHelpLines } from '../core/help-lines.ts';
import { Localization } from '../core/localization.ts';
import { ResourceController } from '../core/resource-controller.ts';
import { renderState } from '../core/states.ts';
import type { XqQuestionnaireEventMap } from './events.ts';
import { ItemList } from './items.ts';
import { type FormContext, kindOf, worded } from './kinds.ts';
import { isQuestion, type Layout } from './pages.ts';
import { renderQuestions, renderSummary } from './questions.ts';
import {
  type Actions,
  renderAnswers,
  renderClosing,
  renderIntro,
  renderNotice,
  renderReview,
  renderUnavailable,
} from './screens.ts';
import { type Change, QuestionnaireSession } from './session.ts';
import {
  automaticLayout,
  effectiveConsent,
  type Form,
  loadAssignment,
  loadStandAlone,
  WIDE,
  wordingLanguage,
} from './source.ts';
import { type QuestionnaireStrings, strings } from './strings.ts';
import { styles } from './styles.ts';
import { describeFailure, type Failure } from './submission.ts';

const LAYOUTS: readonly unknown[] = ['one', 'all', 'section', undefined, null, ''];

/**
 * A scale to fill in: introduction, questions, review, submission, receipt.
 *
 * With `assignment-id` the client loads what is asked and takes the answers. With `.instrument` it stands alone: nothing
 * is asked of a server, the answers are scored in the browser and handed to the page with `xq-complete`.
 *
 * Answers live in the memory of this element only. They are not written to any storage of the browser, and are gone with
 * the page; whoever leaves with answers that were not sent is asked first. As soon as a critical item is answered
 * positively, the help lines stand beside it.
 *
 * @summary A scale to fill in.
 * @customElement xq-questionnaire
 * @event {XqAnswerEvent} xq-answer - An answer was given, changed or cleared.
 * @event {XqPageEvent} xq-page - Another step is shown.
 * @event {XqCriticalEvent} xq-critical - A critical item was answered positively for the first time.
 * @event {XqCompleteEvent} xq-complete - Stand-alone: finished and scored.
 * @event {XqSubmitEvent} xq-submit - The service has the answers.
 * @event {XqErrorEvent} xq-error - A definition, answers given in, or a submission could not be used.
 * @csspart form - The card that holds every step.
 * @csspart intro - The introduction.
 * @csspart question - One question.
 * @csspart option - One row to choose.
 * @csspart error - The message beside an item.
 * @csspart error-summary - The list of what needs another look.
 * @csspart navigation - The bar with back and next.
 * @csspart review - The review.
 * @csspart answers - The list of answers in the review.
 * @csspart failure - Why a submission did not succeed.
 * @csspart receipt - The closing page.
 * @csspart feedback - What the student may be told about the result.
 * @csspart help-card - The help lines after a critical answer.
 * @csspart help-lines - A list of numbers.
 * @csspart state - What stands in for the form.
 * @cssproperty --xq-questionnaire-max-width - Widest the form gets; 46rem.
 * @status experimental
 * @since 0.1.0
 */
export class XqQuestionnaire extends XqClientElement {
  static override styles: CSSResultGroup = [XqClientElement.styles, styles];

  /** The assignment to fill in. */
  @property({ attribute: 'assignment-id' }) assignmentId?: string;

  /** A definition to fill in without a server; wins over `assignment-id`. Don't change the object while it is shown. */
  @property({ attribute: false }) instrument?: Instrument;

  /** Answers to begin with. Those that do not fit are left out and reported with `xq-error`. */
  @property({ attribute: false }) answers?: Answers;

  /** Left out: `one` under 640 px of width, else `all`, or `section` from 31 questions on. */
  @property() layout?: Layout;

  /** Nothing can be changed or sent for now. */
  @property({ type: Boolean, reflect: true }) disabled = false;

  /** Only the answers are shown, as text. */
  @property({ type: Boolean, reflect: true }) readonly = false;

  @consume({ context: consentContext, subscribe: true })
  @state()
  private consent?: ConsentDecision;

  @state() private wide = false;
  @state() private sending = false;
  @state() private failure?: Failure;
  @state() private receipt?: Receipt;
  @state() private announcement = '';
  /** Questions that the error summary lists. */
  @state() private faulty: readonly string[] = [];

  #l = new Localization<QuestionnaireStrings>(this, 'xq-questionnaire', strings);
  #form = new ResourceController<Form, readonly unknown[]>(this, {
    args: () =>
      this.instrument === undefined
        ? [this.activeClient, this.assignmentId, this.consent ?? 'no-gate']
        : [this.instrument, 'stand-alone'],
    load: ([source, id], { signal }) =>
      this.instrument === undefined
        ? loadAssignment(source as XinqiaoClient, id as string, this.consent, signal)
        : this.#check(source),
  });
  #session?: QuestionnaireSession;
  /** What the session is of: the definition given, or the id of the assignment. */
  #sessionOf?: Instrument | string;
  #attempt = { id: '', body: '' };
  #list = new ItemList();
  #look: readonly unknown[] = [];
  #version = 0;
  #focus?: (() => void) | undefined;
  #warned = new Set<unknown>();
  #observer?: ResizeObserver;

  constructor() {
    super();
    const { element } = this.#list;
    for (const type of ['input', 'change', 'click', 'keydown']) element.addEventListener(type, this.#onItem);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // A frame later: what changes here changes the height, which an observer may not do while it is told.
    this.#observer ??= new ResizeObserver(() => requestAnimationFrame(this.#measure));
    this.#observer.observe(this);
    this.#guardLeaving();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
    this.#guardLeaving();
  }

  /** The answers of the questions that are visible now. A copy. */
  get value(): Answers {
    return this.#session?.answers() ?? {};
  }

  /** Forget every answer and begin again. */
  reset(): void {
    this.#close();
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get('me') as typeof this.me;
    // Somebody else has signed in: what the person before wrote must be gone before anything is drawn.
    if (before && this.me && before.userId !== this.me.userId) this.#close();
    if (changed.has('answers') || this.#sessionOf !== (this.instrument ?? this.assignmentId)) this.#close();
    if (this.#form.state === 'no-access') this.#close();
    if (changed.has('layout') && !LAYOUTS.includes(this.layout)) {
      this.#warn(this.layout, `layout "${this.layout}" is unknown; use "one", "section" or "all".`);
    }
    // The controller asks after this; until then it may still hold what belongs to another source.
    const { of, instrument } = this.#form.value ?? {};
    if (!this.#session && instrument && of === this.#sessionOf) this.#open(instrument);
    this.#arrange();
  }

  protected override updated(): void {
    const focus = this.#focus;
    this.#focus = undefined;
    focus?.();
  }

  protected override render(): TemplateResult {
    const { s, language } = this.#l;
    const { value, state } = this.#form;
    const consent = effectiveConsent(this.consent, value?.assignment);
    if (consent !== 'given') return renderNotice(s.consentTitle, s.consentText);
    if (this.#session) return this.#renderForm(this.#session);
    if (state !== 'ready' && state !== 'stale') {
      const { helpLines } = this;
      return html`<div class="card">
        ${renderState(state, { language, helpLines, retry: () => void this.#form.retry(), rows: 4 })}
      </div>`;
    }
    const unavailable = value?.assignment && renderUnavailable(value.assignment, { s, language });
    return html`<div class="card">${unavailable ?? renderNotice(s.noText, s.noTextText)}</div>`;
  }

  #renderForm(session: QuestionnaireSession): TemplateResult {
    const context = this.#context(session);
    const title = worded(this.#form.value?.assignment?.title ?? session.instrument.title, context.language);
    return html`<div class="card ${this.wide ? 'wide' : ''}" part="form" role="group" aria-label=${title.text}>
      <p class="visually-hidden" role="status">${this.announcement}</p>
      ${this.#renderStep(session, context)}
    </div>`;
  }

  #renderStep(session: QuestionnaireSession, context: FormContext): TemplateResult {
    const { instrument } = session;
    const { assignment } = this.#form.value ?? {};
    if (this.readonly) {
      const title = worded(instrument.title, context.language);
      return html`<h2 lang=${title.lang}>${title.text}</h2>
        ${renderAnswers(context)}`;
    }
    if (session.phase === 'intro') return renderIntro(instrument, context, this.#actions, assignment);
    if (session.phase === 'done') return renderClosing(context, this.receipt);
    const summary = this.faulty.length > 0 ? renderSummary(context, this.faulty, this.#toFault, this.#skip) : nothing;
    if (session.phase === 'review') {
      const { sending, failure } = this;
      const standAlone = this.instrument !== undefined;
      return renderReview(context, this.#actions, { standAlone, sending, failure, summary });
    }
    return renderQuestions(context, this.#list.element, this.#actions, { next: this.#next, summary });
  }

  #context(session: QuestionnaireSession): FormContext {
    const { s, language } = this.#l;
    const { disabled, wide, helpLines = defaultHelpLines } = this;
    return { session, s, language, disabled, wide, helpLines };
  }

  #open(instrument: Instrument): void {
    const { language, s } = this.#l;
    const wording = wordingLanguage(instrument, language);
    if (wording === undefined) {
      this.#warn(instrument, `"${instrument.id}" has no wording; fill it in under the school's licence. ${s.noText}`);
      return;
    }
    this.#measure();
    this.#session = new QuestionnaireSession(instrument, {
      language: wording,
      layout: automaticLayout(instrument, this.wide),
      answers: this.answers,
    });
    const { refused } = this.#session;
    if (refused.length === 0) return;
    const what = refused.map(({ item, code }) => `${item || '(all)'}: ${code}`).join(', ');
    this.#warn(this.answers, `some answers given in do not fit and are left out or marked (${what}).`);
    const error = Object.assign(new Error('Some answers given in do not fit.'), { refused });
    void this.updateComplete.then(() => this.#tell('xq-error', { error }));
  }

  #close(): void {
    this.#session = undefined;
    this.#sessionOf = this.instrument ?? this.assignmentId;
    this.#attempt = { id: '', body: '' };
    this.#list.clear();
    this.receipt = this.failure = undefined;
    this.sending = false;
    this.announcement = '';
    this.faulty = [];
    this.#guardLeaving();
  }

  /** Language, layout and items follow what is set around the session. */
  #arrange(): void {
    const session = this.#session;
    if (!session) return;
    const context = this.#context(session);
    session.language = wordingLanguage(session.instrument, context.language) ?? session.language;
    // The layout is settled with the first question: turning a phone must not move the person.
    if (LAYOUTS.indexOf(this.layout) >= 0 && LAYOUTS.indexOf(this.layout) < 3) session.layout = this.layout as Layout;
    else if (session.phase === 'intro') session.layout = automaticLayout(session.instrument, this.wide);
    const look = [context.s, session.language, session.layout, this.disabled, this.wide, context.helpLines];
    if (look.some((value, index) => value !== this.#look[index])) this.#version++;
    this.#look = look;
    if (session.phase === 'questions') this.#list.show(session.page.items, context, String(this.#version));
  }

  #measure = (): void => {
    if (this.isConnected) this.wide = this.clientWidth >= WIDE;
  };

  async #check(instrument: unknown): Promise<Form> {
    try {
      return await loadStandAlone(instrument);
    } catch (error) {
      this.#warn(instrument, error instanceof Error ? error.message : String(error));
      this.#tell('xq-error', { error });
      throw error;
    }
  }

  #tell<K extends keyof XqQuestionnaireEventMap>(type: K, detail: XqQuestionnaireEventMap[K]['detail']): void {
    this.emit(type, detail);
  }

  #warn(what: unknown, message: string): void {
    if (this.#warned.has(what)) return;
    this.#warned.add(what);
    console.warn(`<${this.localName}> ${message}`);
  }

  // Asks only while there is something to lose; a listener that is always there keeps pages out of the back/forward cache.
  #guardLeaving(): void {
    const unsent = this.isConnected && this.#session?.edited === true && this.#session.phase !== 'done';
    window[unsent ? 'addEventListener' : 'removeEventListener']('beforeunload', this.#onLeave);
  }

  #onLeave = (event: BeforeUnloadEvent): void => {
    event.preventDefault();
    event.returnValue = '';
  };

  #onItem = (event: Event): void => {
    const session = this.#session;
    const item = this.#list.itemOf(event);
    const target = event.target as HTMLInputElement;
    if (!session || !item || !isQuestion(item) || this.disabled) return;
    let { type } = event;
    if (event instanceof KeyboardEvent) {
      // Enter goes on where one question is shown; on a page of many it would leave it by accident.
      if (event.key === 'Enter' && session.layout !== 'one' && target.matches('input')) event.preventDefault();
      if (event.key !== ' ' || target.type !== 'range') return;
      type = 'space';
    }
    const answer = kindOf(item).read(target, type, item, session);
    if (answer) this.#answered(item.id, session.set(item.id, answer.value, answer.raw));
    else if (type === 'change') {
      session.settle(item.id);
      this.#list.update(item.id, this.#context(session));
    }
  };

  #answered(id: string, { changed, structure, critical }: Change): void {
    const session = this.#session;
    if (!session || !changed) return;
    if (this.faulty.length > 0) this.faulty = this.faulty.filter(faulty => session.errors.has(faulty));
    this.#list.update(id, this.#context(session));
    if (structure) this.#version++;
    this.requestUpdate();
    this.#guardLeaving();
    this.#tell('xq-answer', { item: id, value: session.valueOf(id) ?? null });
    for (const rule of critical) {
      const { s } = this.#l;
      this.announcement = `${s.helpTitle} ${s.helpText}`;
      this.#tell('xq-critical', { item: id, id: rule.id });
    }
  }

  /** After a step: draw it, tell the page, bring its beginning into view and give it the focus. */
  #stepped(item?: string): void {
    const session = this.#session as QuestionnaireSession;
    this.faulty = [];
    this.requestUpdate();
    this.#guardLeaving();
    const { phase, pageIndex: index, pages, page } = session;
    this.#tell('xq-page', { phase, index, count: pages.length, items: phase === 'questions' ? page.questions : [] });
    this.#focus = () => {
      if (item !== undefined) return this.#list.focusControl(item);
      if (this.getBoundingClientRect().top < 0) this.scrollIntoView();
      const [first] = page.questions;
      if (phase === 'questions' && session.layout === 'one' && first !== undefined) this.#list.focusQuestion(first);
      else this.renderRoot.querySelector<HTMLElement>('h2[tabindex]')?.focus({ preventScroll: true });
    };
  }

  #showFaults(faulty: readonly string[]): void {
    const session = this.#session as QuestionnaireSession;
    const context = this.#context(session);
    if (session.phase === 'questions') session.page.questions.forEach(id => this.#list.update(id, context));
    else this.#version++;
    this.faulty = faulty;
    this.#focus = () => this.renderRoot.querySelector<HTMLElement>('.summary')?.focus();
  }

  #next = (event?: Event): void => {
    event?.preventDefault();
    const session = this.#session;
    if (!session || this.disabled) return;
    const faulty = session.next();
    if (faulty.length > 0) this.#showFaults(faulty);
    else this.#stepped();
  };

  #skip = (): void => {
    const faulty = this.#session?.next({ skip: true }) ?? [];
    if (faulty.length > 0) this.#showFaults(faulty);
    else this.#stepped();
  };

  #toFault = (event: Event, id: string): void => {
    event.preventDefault();
    if (this.#session?.phase === 'questions') this.#list.focusControl(id);
    else this.#actions.open(id);
  };

  #actions: Actions = {
    start: () => {
      this.#session?.start();
      this.#stepped();
    },
    back: () => {
      if (this.sending) return;
      this.#session?.back();
      this.#stepped();
    },
    open: id => {
      if (!this.sending && this.#session?.goTo(id)) this.#stepped(id);
    },
    submit: () => void this.#submit(),
  };

  async #submit(): Promise<void> {
    const session = this.#session;
    // One press, one submission: the second press of a double click finds the first under way.
    if (!session || this.sending || this.disabled) return;
    const faulty = session.check();
    if (faulty.length > 0) return this.#showFaults(faulty);
    this.faulty = [];
    this.failure = undefined;
    this.sending = true;
    try {
      await (this.instrument === undefined ? this.#send(session) : this.#complete(session));
    } catch (error) {
      if (this.#session === session) this.#failed(session, error);
      this.#tell('xq-error', { error });
    } finally {
      if (this.#session === session) this.sending = false;
    }
  }

  async #send(session: QuestionnaireSession): Promise<void> {
    const client = this.activeClient as XinqiaoClient;
    const { instrument } = session;
    const request: Omit<ResponseRequest, 'attemptId'> = {
      assignmentId: this.assignmentId as string,
      instrumentId: instrument.id,
      instrumentVersion: instrument.version,
      language: session.language,
      answers: session.answers(),
    };
    // A repeat of the same answers is the same attempt, stored once; changed answers are another one.
    const body = JSON.stringify(request);
    if (this.#attempt.body !== body) this.#attempt = { id: createAttemptId(), body };
    const receipt = await client.responses.submit({ ...request, attemptId: this.#attempt.id });
    if (this.#session === session) this.#finished(session, receipt);
    this.#tell('xq-submit', { receipt });
  }

  async #complete(session: QuestionnaireSession): Promise<void> {
    const { score } = await import('./stand-alone.ts');
    const answers = session.answers();
    const result = score(session.instrument, answers);
    this.#finished(session);
    this.#tell('xq-complete', { instrumentId: session.instrument.id, answers, result });
  }

  #finished(session: QuestionnaireSession, receipt?: Receipt): void {
    session.phase = 'done';
    this.receipt = receipt;
    this.#stepped();
  }

  #failed(session: QuestionnaireSession, error: unknown): void {
    const failure = describeFailure(error);
    const known = failure.items.filter(([id]) => session.numberOf(id) !== undefined);
    if (known.length > 0) {
      session.setErrors(known);
      this.#showFaults(known.map(([id]) => id));
    }
    this.failure = failure.kind === 'invalid' && known.length === 0 ? { kind: 'failed', items: [] } : failure;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'xq-questionnaire': XqQuestionnaire;
  }
}
