/** What is not needed to show the first question: keys, going on by itself, and the steps after the questions. */
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { Receipt } from '@xinqiao/contract/types';
import type { Desk } from '../desk.ts';
import type { Keeper } from '../draft/keeper.ts';
import type { FormContext } from '../kinds.ts';
import { isQuestion } from '../pages.ts';
import { renderHelpCard } from '../parts.ts';
import type { Change, Phase, QuestionnaireSession } from '../session.ts';
import { meaningOf } from './keys.ts';
import { renderClosing, renderHeld, renderOtherLanguage, renderReview } from './screens.ts';
import { type Failure, submit } from './submission.ts';
import { renderSummary } from './summary.ts';

/** Properties of the element. */
export interface CourseSettings {
  readonly autoAdvance: boolean;
  readonly noShortcuts: boolean;
  readonly readonly: boolean;
  /** Forget every answer and begin again. */
  reset(): void;
}

/** What came of sending the answers of a session. */
interface Sent {
  receipt?: Receipt | undefined;
  failure?: Failure | undefined;
}

/** Milliseconds in which a choice is seen before the next question comes by itself. */
const SEEN = 350;

/** About 8 seconds a question, as the service reckons; the person's own pace as soon as there is one. */
const SECONDS_A_QUESTION = 8;
/** Answers that make a pace. */
const ENOUGH = 5;
/** Fewer questions than this are over before a number of minutes helps. */
const WORTH_MINUTES = 15;

export class Course implements ReactiveController {
  #desk: Desk;
  #settings: CourseSettings;
  #sent = new WeakMap<QuestionnaireSession, Sent>();
  /** Id of the item that was touched last by mouse or finger, until a key is pressed. */
  #touched: string | undefined;
  #advance: ReturnType<typeof setTimeout> | undefined;
  /** Of a form of the service, once its chunk is there. */
  #keeper: Keeper | undefined;
  /** What was to be forgotten is. */
  #forgotten: Promise<void> | undefined;
  /** The session whose answers are kept, or soon will be. */
  #kept: QuestionnaireSession | undefined;
  /** Whoever was last known to be in front of a form that stands alone. */
  #person: string | undefined;
  /** The step at which that form is held, and the session, while it is not known who is there. */
  #held: { session: QuestionnaireSession; phase: Phase } | undefined;

  constructor(desk: Desk, settings: CourseSettings) {
    this.#desk = desk;
    this.#settings = settings;
    desk.list.element.addEventListener('pointerdown', event => (this.#touched = desk.list.itemOf(event)?.id));
    desk.host.addController(this);
    this.opened();
  }

  /** Another form: say which of the answers given in could not be used, never what they were. */
  opened(): void {
    const { session, host, options } = this.#desk;
    void this.#keep();
    const refused = session?.refused ?? [];
    if (refused.length === 0) return;
    const what = refused.map(({ item, code }) => `${item || '(all)'}: ${code}`).join(', ');
    const message = `some answers given in do not fit (${what})`;
    console.warn(`<${host.localName}> ${message}`);
    const error = Object.assign(new Error(message), { refused });
    void host.updateComplete.then(() => options.tell('xq-error', { error }));
  }

  /** Whether answers would be lost with the page; `undefined` where nobody keeps them. */
  get unsaved(): boolean | undefined {
    return this.#keeper?.unsaved;
  }

  /** Forget the answers, here and in the draft. */
  discard(): void {
    this.#forgotten = this.#keeper?.discard();
  }

  hostConnected(): void {
    this.#keeper?.connected();
  }

  /** It may be put back. */
  hostDisconnected(): void {
    this.#keeper?.disconnected();
  }

  hostUpdate(): void {
    const { session, host, options } = this.#desk;
    const { assignmentId, userId } = options.target();
    // The form of an assignment is closed and opened with its client; what stands alone is in this memory and nowhere else.
    if (!session || assignmentId !== undefined) return;
    if (userId === undefined) {
      if (this.#person === undefined || this.#held?.session === session) return;
      this.#held = { session, phase: session.phase };
      session.phase = 'held';
      return;
    }
    const isOther = this.#person !== undefined && this.#person !== userId;
    this.#person = userId;
    if (isOther) void host.updateComplete.then(() => this.#settings.reset());
    else if (this.#held?.session === session) session.phase = this.#held.phase;
    this.#held = undefined;
  }

  stepped(): void {
    this.stay();
    this.#keeper?.stepped();
  }

  async #keep(): Promise<void> {
    const { session, options } = this.#desk;
    // The form goes on in another order or version: the keeper's own doing.
    if (session && session === this.#keeper?.session) return;
    this.#keeper?.close();
    this.#keeper = undefined;
    this.#kept = undefined;
    const { client, assignmentId, userId } = options.target();
    if (!session || !client || assignmentId === undefined || this.#settings.readonly) return;
    this.#kept = session;
    try {
      const { Keeper } = await import('../draft/index.ts');
      // Else the draft would be opened with what is in it now.
      await this.#forgotten;
      if (this.#kept === session) this.#keeper = new Keeper(this.#desk, session, { client, assignmentId, userId });
    } catch {
      // Asked for again with the next answer; until then whoever leaves is asked first.
      if (this.#kept === session) this.#kept = undefined;
    }
  }

  /** Another step is shown, or the form is gone: nothing goes on by itself any more. */
  stay(): void {
    clearTimeout(this.#advance);
  }

  /** A key anywhere in the form. */
  onKey(event: KeyboardEvent): void {
    const { next, back, start, open: session } = this.#desk;
    this.#touched = undefined;
    this.stay();
    if (!session || event.defaultPrevented) return;
    const { phase, layout } = session;
    if (phase === 'held') return;
    const target = event.composedPath()[0] as Element;
    const meaning = meaningOf(event, target, { phase, layout, noShortcuts: this.#settings.noShortcuts });
    if (meaning === undefined) return;
    if (typeof meaning === 'object') {
      if (choose(target, meaning.option)) event.preventDefault();
      return;
    }
    event.preventDefault();
    if (meaning === 'back') back();
    else if (phase === 'intro') start();
    else next();
  }

  /** Go on by itself: only where the person chose with a pointer (arrow keys choose while looking), and nothing else is to see. */
  answered(id: string, { critical }: Change): void {
    this.stay();
    if (this.#keeper) this.#keeper.answered(id);
    else if (!this.#kept) void this.#keep();
    const { list, next, open: session, host } = this.#desk;
    const item = list.item(id);
    // The button that clears a choice goes with it.
    if (!host.shadowRoot!.activeElement && session?.valueOf(id) === null) list.focusControl(id);
    if (!this.#settings.autoAdvance || !session || !item || !isQuestion(item) || item.type !== 'choice') return;
    if (critical.length > 0 || this.#touched !== id || session.valueOf(id) === null) return;
    const { layout, pageIndex, pages, returning } = session;
    if (layout !== 'one' || returning || pageIndex === pages.length - 1) return;
    this.#advance = setTimeout(() => {
      if (this.#desk.open === session && session.pageIndex === pageIndex) next();
    }, SEEN);
  }

  /** What is said about the time that is left; nothing in a short form. */
  minutesLeft({ session, s }: FormContext): string {
    const { total, answered, left } = session.progress;
    if (total < WORTH_MINUTES) return '';
    const seconds = answered < ENOUGH ? SECONDS_A_QUESTION : session.visibleMilliseconds / 1000 / answered;
    return s.andMinutes(Math.max(1, Math.ceil((left * seconds) / 60)));
  }

  renderNotice(context: FormContext): TemplateResult {
    return html`${renderOtherLanguage(context)}
    ${context.session.critical.size > 0 ? renderHelpCard(context, true) : nothing}`;
  }

  /** What has become of the answers. */
  renderDraft(context: FormContext): unknown {
    return this.#keeper?.render(context);
  }

  renderSummary(context: FormContext): TemplateResult {
    return html`${this.renderDraft(context)}
    ${this.#desk.faulty.length > 0 ? renderSummary(context, this.#desk) : nothing}`;
  }

  /** The review, and what comes after it. */
  render(context: FormContext): TemplateResult {
    const { session } = context;
    const { receipt, failure } = this.#sent.get(session) ?? {};
    if (session.phase === 'held') return renderHeld(context);
    if (session.phase === 'done') return renderClosing(context, receipt);
    return renderReview(context, this.#desk, {
      standAlone: this.#desk.options.target().assignmentId === undefined,
      failure,
      summary: this.renderSummary(context),
      submit: () => void this.#submit(),
    });
  }

  async #submit(): Promise<void> {
    const desk = this.#desk;
    const { host, open: session } = desk;
    // One press, one submission: the second press of a double click finds the first under way.
    if (!session || session.sending) return;
    const faulty = session.check();
    if (faulty.length > 0) {
      desk.version++;
      return desk.showFaults(faulty);
    }
    desk.faulty = [];
    session.sending = true;
    this.#sent.delete(session);
    host.requestUpdate();
    const { event, detail, receipt, failure } = await submit(session, desk.options.target(), this.#keeper);
    session.sending = false;
    // Whoever is in front of the form now is told nothing of what another person sent.
    if (desk.session === session) {
      this.#sent.set(session, { receipt, failure });
      host.requestUpdate();
      if (!failure) {
        if (this.#held?.session === session) this.#held.phase = 'done';
        else {
          session.phase = 'done';
          desk.stepped();
        }
      } else if (failure.items.length > 0) {
        desk.version++;
        desk.showFaults(failure.items.map(([id]) => id));
      }
    }
    desk.options.tell(event, detail);
  }
}

/** Press the control of the option at this place, from 0, of the question that holds `target`. */
function choose(target: Element, place: number): boolean {
  const controls = target.closest('.item')?.querySelectorAll<HTMLInputElement>('[type="radio"], [type="checkbox"]');
  const control = controls?.[place];
  if (!control || control.disabled) return false;
  control.focus();
  control.click();
  return true;
}
