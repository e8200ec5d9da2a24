import type { CourseProgress } from '@xinqiao/contract/types';
import type { XinqiaoClient } from '@xinqiao/sdk';
import { type CSSResultGroup, html, nothing, svg, type TemplateResult } from 'lit';
import { property, state } from '../core/decorators.ts';
import { renderRing } from '../core/chart/ring.ts';
import { XqClientElement } from '../core/client-element.ts';
import { renderContent } from '../core/content.ts';
import { formatClock, formatTerm, formatWeekday } from '../core/format.ts';
import { Localization } from '../core/localization.ts';
import { ResourceController } from '../core/resource-controller.ts';
import { renderEmpty, renderStale, renderState, type StateOptions } from '../core/states.ts';
import { type CourseView, courseView, FIRST_SESSIONS, type Session } from './model.ts';
import { type CourseCreditsStrings, strings } from './strings.ts';
import { styles } from './styles.ts';

/**
 * The compulsory course of a student: hours attended and left, credits, the verdict in one sentence with its reasons, and
 * the sessions to come. In K-12, where the notice gives no hours: what the school offers and what was attended.
 *
 * @summary A student's credits and hours.
 * @customElement xq-course-credits
 * @csspart card - The card around everything.
 * @csspart chart - The ring of hours.
 * @csspart verdict - The verdict with its reasons.
 * @csspart state - What stands in for the course: loading, failed, no access.
 * @csspart stale - The line above content that may be out of date.
 * @status experimental
 * @since 0.1.0
 */
export class XqCourseCredits extends XqClientElement {
  static override styles: CSSResultGroup = [XqClientElement.styles, styles];

  /** Whose course; the session's own student when left out. */
  @property({ attribute: 'student-id' }) studentId?: string;

  /** The progress; then the service is not asked. */
  @property({ attribute: false }) data?: CourseProgress;

  #l = new Localization<CourseCreditsStrings>(this, 'xq-course-credits', strings);

  #progress = new ResourceController<CourseProgress, [XinqiaoClient | undefined, string | undefined]>(this, {
    args: () => [this.activeClient, this.#student],
    load: ([client, studentId], { signal }) => client.courses.progress(studentId, { signal }),
    data: () => this.data,
  });

  @state() private all = false;

  get #student(): string | undefined {
    return this.studentId ?? this.me?.studentId ?? undefined;
  }

  /** Read again; what is shown stays until the answer is there. Never rejects. */
  async refresh(): Promise<void> {
    await this.#progress.retry();
  }

  protected override render(): TemplateResult {
    const { s, language } = this.#l;
    const progress = this.#progress.value;
    const options: StateOptions = { language, retry: () => void this.refresh(), helpLines: this.helpLines };
    if (progress !== undefined) return this.#renderProgress(progress, options);
    const nobody = this.me && this.#student === undefined;
    return html`<div class="card" part="card">
      ${
        nobody
          ? renderEmpty(s.nobodyChosen, s.nobodyChosenText)
          : renderState(this.#progress.state, { ...options, rows: 5 })
      }
    </div>`;
  }

  #renderProgress(progress: CourseProgress, options: StateOptions): TemplateResult {
    const { s, language } = this.#l;
    const view = courseView(progress, new Date());
    const { course } = progress;
    return html`<section class="card" part="card" aria-labelledby="title">
      ${renderStale(this.#progress.state, options)}
      <header>
        <h2 id="title">
          ${course ? renderContent(course.title, language) : view.kind === 'elements' ? s.elementsTitle : s.compulsory}
        </h2>
        ${
          course
            ? html`<p class="muted small facts">
                <span>${formatTerm(language, course.term)}</span><span>${course.teacher}</span>
              </p>`
            : nothing
        }
      </header>
      ${this.#renderKind(progress, view)} ${this.#renderToCome(view, progress.verdict.status === 'met')}
      ${view.past.length > 0 ? this.#renderPast(view.past) : nothing}
      <p class="small muted">${s.source(progress.requirement.source)}</p>
    </section>`;
  }

  #renderKind(progress: CourseProgress, view: CourseView): TemplateResult {
    const { s } = this.#l;
    switch (view.kind) {
      case 'course':
        return this.#renderCourse(progress, view);
      case 'elements':
        return this.#renderElements(progress, view);
      case 'not-enrolled':
        return this.#renderNotEnrolled(progress);
      case 'nothing':
        return renderEmpty(s.nothing, s.nothingText);
    }
  }

  #renderCourse(progress: CourseProgress, view: CourseView): TemplateResult {
    const { s } = this.#l;
    const { requirement, hoursAttended, hoursLeft, creditsEarned, verdict } = progress;
    const minimum = requirement.minHours as number;
    const isPlan = verdict.status === 'at-risk' && !view.reasons.some(({ code }) => code === 'hours-out-of-reach');
    return html`<div class="state-of">
      ${renderRing(view.share, `${hoursAttended}`, s.ringUnit(minimum))}
      <div class="verdict" part="verdict">
        <p class="lead">${isPlan ? s.atRiskPlan : (s.verdicts[verdict.status] ?? nothing)}</p>
        <p>${s.hours(hoursAttended, minimum, hoursLeft)}</p>
        ${requirement.credits === null ? nothing : html`<p>${s.credits(creditsEarned, requirement.credits)}</p>`}
        ${this.#renderReasons(view)}
      </div>
    </div>`;
  }

  #renderReasons({ reasons, remarks }: CourseView): TemplateResult {
    const { s } = this.#l;
    // A reason of a newer service has no words here; the verdict still stands.
    const words = reasons.map(({ code, value }) => s.reasons[code]?.(value)).filter(Boolean);
    return html`${
      words.length > 0
        ? html`<ul class="reasons small muted" aria-label=${s.why}>
            ${words.map(text => html`<li>${text}</li>`)}
          </ul>`
        : nothing
    }
    ${remarks.map(({ code, value }) => html`<p class="remark small">${s.reasons[code](value)}</p>`)}`;
  }

  #renderNotEnrolled({ requirement, verdict }: CourseProgress): TemplateResult {
    const { s } = this.#l;
    const { minHours, maxHours, credits } = requirement;
    const hours = minHours === null ? null : maxHours === null ? `${minHours}` : `${minHours}–${maxHours}`;
    return html`<div class="verdict" part="verdict">
      <p class="lead">${s.verdicts[verdict.status] ?? s.verdicts['not-enrolled']}</p>
      <p>${s.notEnrolledTodo(credits, hours)}</p>
    </div>`;
  }

  #renderElements({ elements }: CourseProgress, view: CourseView): TemplateResult {
    const { s } = this.#l;
    const complete = elements.every(({ offered }) => offered);
    return html`<div class="verdict" part="verdict">
        <p class="lead">${complete ? s.offered : s.notAllOffered}</p>
        ${this.#renderReasons(view)}
      </div>
      <ul class="elements">
        ${elements.map(
          ({ element, offered, hoursAttended }) =>
            html`<li class=${offered ? 'offered' : ''}>
              <svg viewBox="0 0 20 20" aria-hidden="true">
                <circle cx="10" cy="10" r="8" />
                ${offered ? mark : nothing}
              </svg>
              <span>${s.elements[element] ?? element}</span>
              <span class="small muted">${offered ? s.elementOffered(hoursAttended) : s.elementMissing}</span>
            </li>`,
        )}
      </ul>`;
  }

  #renderToCome({ kind, toCome }: CourseView, isMet: boolean): TemplateResult | typeof nothing {
    const { s } = this.#l;
    if (toCome.length === 0) {
      return isMet || kind !== 'course'
        ? nothing
        : html`<section>
            <h3>${s.toCome}</h3>
            <p class="muted">${s.noneToCome}</p>
          </section>`;
    }
    const shown = this.all ? toCome : toCome.slice(0, FIRST_SESSIONS);
    return html`<section aria-labelledby="to-come">
      <h3 id="to-come">${s.toCome}</h3>
      <ol class="sessions" id="sessions">
        ${shown.map((session, index) => this.#renderSession(session, index === 0 ? s.next : undefined))}
      </ol>
      ${
        toCome.length > FIRST_SESSIONS
          ? html`<button
              type="button"
              class="quiet more"
              aria-expanded=${this.all}
              aria-controls="sessions"
              @click=${() => (this.all = !this.all)}
            >
              ${this.all ? s.showFewer : s.showAll(toCome.length)}
            </button>`
          : nothing
      }
    </section>`;
  }

  #renderPast(past: readonly Session[]): TemplateResult {
    const { s } = this.#l;
    return html`<details>
      <summary>${s.past(past.length)}</summary>
      <ol class="sessions">
        ${past.map(session => this.#renderSession(session, s.attendance[session.attendance] ?? session.attendance))}
      </ol>
    </details>`;
  }

  #renderSession(session: Session, tag: string | undefined): TemplateResult {
    const { s, language } = this.#l;
    return html`<li class=${session.attendance}>
      <p class="when">
        <time datetime=${session.startsAt}
          >${formatWeekday(language, session.startsAt)} ${formatClock(language, session.startsAt)}</time
        >${tag === undefined ? nothing : html`<span class="tag small">${tag}</span>`}
      </p>
      <p>${renderContent(session.title, language)}</p>
      <p class="small muted facts"><span>${session.place}</span><span>${s.sessionHours(session.hours)}</span></p>
    </li>`;
  }
}

const mark = svg`<path d="M6.5 10.2l2.4 2.4 4.6-5" />`;

declare global {
  interface HTMLElementTagNameMap {
    'xq-course-credits': XqCourseCredits;
  }
}
