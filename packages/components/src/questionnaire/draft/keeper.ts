/**
 * Keeps the answers of one form until they are submitted: what is given goes into the draft, and what the draft has, from
 * before or from another device, comes into the form.
 */
import type { DraftContent } from '@xinqiao/contract/types';
import { ApiError, ConsentRequiredError, type XinqiaoClient } from '@xinqiao/sdk';
import { DraftStore, isFinal } from '@xinqiao/sdk/draft-store';
import type { TemplateResult } from 'lit';
import type { Desk } from '../desk.ts';
import type { FormContext } from '../kinds.ts';
import { adoptContent, conductOf, type ServiceTarget } from '../later/submission.ts';
import { isQuestion } from '../pages.ts';
import { QuestionnaireSession } from '../session.ts';
import { type Condition, conditionOf, endedText, isTrouble, renderDraft } from './state.ts';

/** Milliseconds between an answer and its way to the service. */
const INTERVAL = 2_000;
/** Milliseconds between attempts to open the draft, at most. */
const LONGEST_WAIT = 30_000;

export class Keeper {
  session: QuestionnaireSession;
  #desk: Desk;
  #client: XinqiaoClient;
  #assignmentId: string;
  #store: DraftStore | undefined;
  /** Why the draft could not be opened, the last time. */
  #error: unknown;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  #userId: string | undefined;
  /** The item at which to go on. */
  #position: string | null = null;
  /** Where the step from the introduction leads. */
  #resumeAt: string | null = null;
  #notice: 'draftResumed' | 'draftMerged' | undefined;
  #told: Condition = 'nothing';

  constructor(desk: Desk, session: QuestionnaireSession, target: ServiceTarget) {
    this.#desk = desk;
    this.session = session;
    this.#client = target.client;
    this.#assignmentId = target.assignmentId;
    this.#userId = target.userId;
    // Whoever is quick has begun before this was there to hear of it.
    if (session.edited) this.#position = session.page.questions[0] ?? null;
    this.connected();
    void this.#open();
  }

  /** Of the submission; `undefined` while there is no draft. */
  get attemptId(): string | undefined {
    return this.#store?.attemptId;
  }

  /** Answers would be lost with the page. */
  get unsaved(): boolean {
    return this.#store ? this.#store.state === 'pending' : this.session.edited;
  }

  /** An answer was given. */
  answered(id: string): void {
    this.#position = id;
    // Consent may have been given since.
    if (ConsentRequiredError.is(this.#error ?? this.#store?.error)) this.#again();
    this.#save();
  }

  /** Another step is shown, which goes to the service at once. */
  stepped(): void {
    const { session } = this;
    if (session.phase === 'questions' && this.#resumeAt !== null) {
      this.#position = this.#resumeAt;
      this.#resumeAt = null;
      this.#lead(this.#position);
    } else {
      this.#notice = undefined;
      if (session.phase === 'questions') this.#position = session.page.questions[0] ?? this.#position;
    }
    this.#save();
    if (!this.#closed) void this.#store?.flush();
  }

  /** The element is on the page, perhaps again: what could not be opened may be now. */
  connected(): void {
    if (this.#closed || !this.#desk.host.isConnected) return;
    window.addEventListener('online', this.#again);
    this.#again();
  }

  /** Sends what is there: the element leaves the page, to be put elsewhere or for good; then nothing holds it. */
  disconnected(): void {
    window.removeEventListener('online', this.#again);
    this.#flush();
  }

  #flush(): void {
    if (!this.#closed) void this.#store?.flush({ keepalive: true });
  }

  /** The service has the answers, and its receipt names what was sent: nothing of them stays on the device. */
  async finish(): Promise<void> {
    this.#stop();
    await this.#store?.finish();
  }

  /** The form is gone; what was not sent stays on the device, sealed. */
  close(): void {
    this.#flush();
    this.#store?.close();
    this.#stop();
  }

  /** Forgets every answer, on all devices; resolves when a form may be opened that has none. */
  async discard(): Promise<void> {
    await this.#store?.discard();
  }

  render(context: FormContext): TemplateResult {
    return renderDraft(context, this.#condition, { error: this.#error ?? this.#store?.error, notice: this.#notice });
  }

  get #condition(): Condition {
    return conditionOf(this.#store, this.#error, this.session.edited);
  }

  #stop(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    window.removeEventListener('online', this.#again);
  }

  #again = (): void => {
    if (this.#store?.state === 'ended') {
      this.#error = this.#store.error;
      this.#store.close();
      this.#store = undefined;
    }
    if (!this.#store && this.#error !== undefined) {
      clearTimeout(this.#timer);
      this.#error = undefined;
      void this.#open();
    }
  };

  async #open(): Promise<void> {
    const { order, language } = this.session;
    try {
      const store = await DraftStore.open(this.#client, {
        assignmentId: this.#assignmentId,
        language,
        interval: INTERVAL,
        ...(order && { seed: order.seed }),
        onState: () => this.#changed(),
        onContent: content => this.#show(content, 'draftMerged'),
      });
      if (this.#closed) return store.close();
      await this.#adapt(store);
      if (this.#closed) return store.close();
      this.#error = undefined;
      this.#failures = 0;
      this.#takeUp(store);
      this.#userId ??= (await this.#client.me.get().catch(() => undefined))?.userId;
      if (this.#closed) return;
    } catch (error) {
      if (this.#closed) return;
      this.#error = error;
      if (isFinal(error)) return this.#changed();
      const wait = Math.min(1_000 * 2 ** this.#failures++, LONGEST_WAIT);
      // What nobody has answered in waits for nothing off the page: put back, it asks again.
      this.#timer = setTimeout(() => {
        if (this.session.edited || this.#desk.host.isConnected) void this.#open();
      }, wait);
    }
    this.#changed();
  }

  /** The form is asked in the order in which it was begun. */
  async #adapt({ seed }: DraftStore): Promise<void> {
    const { session } = this;
    const { instrument, order, language, layout, checker: check } = session;
    if (!order || order.seed === seed) return;
    const { drawOrder } = await import('../on-request/order.ts');
    const again = new QuestionnaireSession(instrument, {
      language,
      layout,
      check,
      order: drawOrder(instrument, order.shuffle.join(' '), seed),
    });
    if (session.edited) adoptContent(again, this.#content());
    this.session = again;
    this.#desk.session = again;
    if (session.phase === 'intro') return;
    // Whoever has begun stays at the question, which now has another place, or at the review.
    const isAsking = session.phase === 'questions';
    const here = isAsking ? (this.#position ?? session.page.questions[0]) : undefined;
    again.start();
    if (!isAsking || session.returning) again.review();
    if (here) again.goTo(here);
    this.#desk.stepped(here);
  }

  #takeUp(store: DraftStore): void {
    const { session } = this;
    const { content } = store;
    this.#store = store;
    const isGiven = session.edited;
    const mine = this.#content();
    if (Object.keys(content.answers).length > 0) {
      const visibleTime = (content.visibleTime ?? 0) + (mine.visibleTime ?? 0);
      this.#show({ ...(isGiven ? mine : content), visibleTime }, 'draftResumed');
      // The first that still wants an answer; where there is none, what was shown last.
      const next = session.questions.find(id => session.wantOf(id) !== undefined) ?? content.position;
      // Whoever has begun to answer is not moved away.
      const isHere = session.phase === 'questions' && !isGiven;
      this.#resumeAt = session.phase === 'intro' || isHere ? next : null;
      if (isHere && next !== null) this.#desk.stepped();
    }
    if (isGiven) {
      // Steps that were taken before this was here.
      this.#position ??= session.page.questions[0] ?? null;
      this.#save();
    } else this.#position ??= content.position;
  }

  /** To the question at which to go on, with the focus on it where it is one of many. */
  #lead(item: string): void {
    const { session } = this;
    const { host, list } = this.#desk;
    if (session.goTo(item) && session.layout !== 'one') void host.updateComplete.then(() => list.focusControl(item));
  }

  /** Shows what comes from elsewhere; the focus and the caret stay where they are. */
  #show(content: DraftContent, notice: 'draftResumed' | 'draftMerged'): void {
    adoptContent(this.session, content);
    this.#notice = notice;
    this.#desk.version++;
    this.#desk.host.requestUpdate();
  }

  /** With what skip logic hides, and what the form cannot show. */
  #content(): DraftContent {
    const { session } = this;
    const before = this.#store?.content;
    const answers = { ...before?.answers };
    for (const item of session.instrument.items) {
      const value = isQuestion(item) ? session.valueOf(item.id) : undefined;
      if (value !== undefined) answers[item.id] = value;
    }
    const { timings, changes, visibleTime } = conductOf(session);
    return {
      answers,
      timings: { ...before?.timings, ...timings },
      changes: { ...before?.changes, ...changes },
      visibleTime,
      position: this.#position,
    };
  }

  #save(): void {
    if (this.session.edited) this.#store?.change(this.#content());
  }

  #changed(): void {
    const { host, options } = this.#desk;
    const store = this.#store;
    const error = this.#error ?? store?.problem;
    const condition = this.#condition;
    options.tell('xq-draft', { state: store?.state ?? 'pending', ...(error !== undefined && { error }) });
    if (condition !== this.#told) {
      const { s } = options.context();
      // Only what asks for something is spoken, and that it is well again: not every answer.
      const speaks = isTrouble(condition) || (condition === 'draftSaved' && isTrouble(this.#told));
      if (condition === 'ended') this.#desk.announcement = `${s.draftEndedTitle} ${endedText(error, s)}`;
      else if (condition !== 'nothing' && speaks) this.#desk.announcement = s[condition];
      if (condition !== 'draftSaving') this.#told = condition;
    }
    host.requestUpdate();
    if (store?.state === 'ended' && isNobodysOwn(error)) void this.#whoIsThere();
  }

  /** The service knows no such draft of this session's: another person may have signed in under the form. */
  async #whoIsThere(): Promise<void> {
    const me = await this.#client.me.get().catch(() => undefined);
    if (!me || this.#closed || this.#userId === undefined) return;
    if (me.userId !== this.#userId) this.#desk.options.reload();
    // Still the same: the draft went with a submission from elsewhere, for example, and opening it tells.
    else this.#again();
  }
}

const isNobodysOwn = (error: unknown): boolean =>
  ApiError.is(error) && (error.status === 404 || (error.status === 403 && !ConsentRequiredError.is(error)));
