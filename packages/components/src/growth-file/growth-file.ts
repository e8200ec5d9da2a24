import type { GrowthFile, Me, ScoreTrend } from '@xinqiao/contract/types';
import type { XinqiaoClient } from '@xinqiao/sdk';
import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { property } from '../core/decorators.ts';
import { renderTrend } from '../core/chart/trend.ts';
import { XqClientElement } from '../core/client-element.ts';
import { plainText, renderContent } from '../core/content.ts';
import { forgetWith } from '../core/forget.ts';
import { formatDate, formatDay, formatMonth, formatTerm, formatTime } from '../core/format.ts';
import { Localization } from '../core/localization.ts';
import { ResourceController } from '../core/resource-controller.ts';
import { renderEmpty, renderStale, renderState, type StateOptions } from '../core/states.ts';
import { reportHref, type StageView, telephone, timeline, type TrendRow, type TrendView, trendViews } from './model.ts';
import { type GrowthFileStrings, strings } from './strings.ts';
import { styles } from './styles.ts';

/** Roles that the service gives scores to, as far as each single one may be seen. */
const READS_SCORES: readonly Me['role'][] = ['student', 'guardian', 'psych-staff'];

type Arguments = [XinqiaoClient | undefined, string | undefined];

/**
 * 一生一策: who a student can turn to, how assessments went over time, and the way through stages and terms. What the
 * person who looks may not see is simply absent. Can be printed: tables unfold, buttons go.
 *
 * @summary A student's growth file.
 * @customElement xq-growth-file
 * @csspart card - The card around everything.
 * @csspart chart - The chart of one scale.
 * @csspart state - What stands in for the file: loading, empty, failed, no access.
 * @csspart stale - The line above a file that may be out of date.
 * @status experimental
 * @since 0.1.0
 */
export class XqGrowthFile extends XqClientElement {
  static override styles: CSSResultGroup = [XqClientElement.styles, styles];

  /** Whose file; the session's own student when left out. */
  @property({ attribute: 'student-id' }) studentId?: string;

  /**
   * Link from each score to its report, e.g. `result.html?response={responseId}`, with `<xq-result-report>` there; knows
   * `{studentId}` as well. For psychology staff: students reach theirs through `<xq-assignments>`.
   */
  @property({ attribute: 'report-template' }) reportTemplate?: string;

  /** The file; then the service is not asked. */
  @property({ attribute: false }) data?: GrowthFile;

  /** The trends that belong to `data`; absent when left out. */
  @property({ attribute: false }) trends?: readonly ScoreTrend[];

  #l = new Localization<GrowthFileStrings>(this, 'xq-growth-file', strings);

  #file = new ResourceController<GrowthFile, Arguments>(this, {
    args: () => [this.activeClient, this.#student],
    load: ([client, studentId], { signal }) => client.growthFiles.get(studentId, { signal }),
    data: () => this.data,
  });

  #trends = new ResourceController<readonly ScoreTrend[], Arguments>(this, {
    args: () => [this.#seesScores ? this.activeClient : undefined, this.#student],
    load: async ([client, studentId], { signal }) => (await client.growthFiles.trends(studentId, {}, { signal })).data,
    data: () => this.trends ?? (this.data && []),
  });

  /** Trends whose table is unfolded. */
  #unfolded = new Set<string>();

  constructor() {
    super();
    forgetWith(
      this,
      () => this.activeClient,
      () => {
        this.#unfolded.clear();
      },
    );
  }

  get #student(): string | undefined {
    return this.studentId ?? this.me?.studentId ?? undefined;
  }

  /**
   * Whether to ask for scores at all: a provider tells the role, and for a role that gets none but by a case (a delegation, a broken
   * glass) the file tells whether there is one, so that no refused request stands in the browser's log. Access itself is the
   * service's to decide.
   */
  get #seesScores(): boolean {
    if (!this.me) return this.client !== undefined;
    const entries = this.#file.value?.stages.flatMap(({ terms }) => terms.flatMap(term => term.entries)) ?? [];
    return READS_SCORES.includes(this.me.role) || entries.some(({ summary }) => summary);
  }

  /** Read again; what is shown stays until the answer is there. Never rejects. */
  async refresh(): Promise<void> {
    await Promise.all([this.#file.retry(), this.#trends.retry()]);
  }

  protected override render(): TemplateResult {
    const { s } = this.#l;
    const file = this.#file.value;
    const options = this.#stateOptions;
    if (file !== undefined) return this.#renderFile(file, options);
    const nobody = this.me && this.#student === undefined;
    return html`<div class="card" part="card">
      ${
        nobody
          ? renderEmpty(s.nobodyChosen, s.nobodyChosenText)
          : renderState(this.#file.state, { ...options, rows: 6 })
      }
    </div>`;
  }

  get #stateOptions(): StateOptions {
    return { language: this.#l.language, retry: () => void this.refresh(), helpLines: this.helpLines };
  }

  #renderFile(file: GrowthFile, options: StateOptions): TemplateResult {
    const { s, language } = this.#l;
    const { student } = file;
    const stages = timeline(file);
    return html`<article class="card" part="card" aria-labelledby="name">
      ${renderStale(this.#file.state, options)}
      <header>
        <p class="small muted">${s.title}</p>
        <h2 id="name">${student.name}</h2>
        <p class="muted facts">
          <span>${student.className}</span><span>${student.collegeName}</span
          ><span>${s.studentNumber(student.studentNumber)}</span>
        </p>
      </header>
      ${this.#renderResponsible(file)} ${this.#renderTrends()}
      <section aria-labelledby="timeline">
        <h3 id="timeline">${s.timeline}</h3>
        ${
          stages.length === 0
            ? html`<p><strong>${s.emptyTitle}</strong></p>
                <p class="muted">${s.emptyText}</p>`
            : stages.map(stage => this.#renderStage(stage))
        }
      </section>
      <p class="small muted">${s.updated(formatTime(language, file.updatedAt))}</p>
    </article>`;
  }

  #renderResponsible({ responsible, student }: GrowthFile): TemplateResult {
    const { s } = this.#l;
    const own = this.me?.studentId === student.id;
    return html`<section aria-labelledby="responsible">
      <h3 id="responsible">${own ? s.responsibleOwn : s.responsible}</h3>
      ${
        responsible.length === 0
          ? html`<p class="muted">${s.nobody}</p>`
          : html`<ul class="people">
              ${responsible.map(({ role, name, contact }) => {
                const tel = contact === null ? undefined : telephone(contact);
                return html`<li>
                  <span class="small muted">${s.roles[role] ?? role}</span>
                  <strong>${name}</strong>
                  ${
                    contact === null
                      ? nothing
                      : tel
                        ? html`<a class="small" href=${tel}>${contact}</a>`
                        : html`<span class="small">${contact}</span>`
                  }
                </li>`;
              })}
            </ul>`
      }
    </section>`;
  }

  #renderTrends(): TemplateResult | typeof nothing {
    const { s, language } = this.#l;
    const { state } = this.#trends;
    const trends = this.#trends.value;
    if (trends === undefined) {
      // Waiting shows nothing: for many roles nothing comes, and a gap that closes again would tell that something is.
      return state === 'failed' || state === 'offline' || state === 'signed-out'
        ? html`<section>
            <h3>${s.trends}</h3>
            <p role="status">
              ${s.trendsFailed}
              <button type="button" class="quiet" @click=${this.refresh}>${s.retry}</button>
            </p>
          </section>`
        : nothing;
    }
    const views = trendViews(trends, language);
    if (views.length === 0) return nothing;
    return html`<section aria-labelledby="trends">
      <h3 id="trends">${s.trends}</h3>
      <p class="small muted">${s.trendsNote}</p>
      <div class="charts">${views.map((view, index) => this.#renderTrend(view, index))}</div>
    </section>`;
  }

  #renderTrend(view: TrendView, index: number): TemplateResult {
    const { s, language } = this.#l;
    const { trend, latest, rows } = view;
    const words = s.latest(latest.value, latest.band, formatDate(language, latest.on));
    const unfolded = this.#unfolded.has(view.key);
    return html`<figure>
      <figcaption>
        <h4>${trend.abbreviation}</h4>
        <span class="small muted">${renderContent(trend.title, language)}</span>
        <p class="latest">${this.#renderLink(latest, words)}</p>
      </figcaption>
      ${renderTrend(view.source, s.chart(plainText(trend.title, language), rows.length, words))}
      ${rows.length === 1 ? html`<p class="small muted">${s.onePoint}</p>` : nothing}
      <button
        type="button"
        class="quiet toggle small"
        aria-expanded=${unfolded}
        aria-controls=${`table-${index}`}
        @click=${() => this.#toggle(view.key)}
      >
        ${unfolded ? s.hideTable : s.showTable}<span class="visually-hidden"> ${trend.abbreviation}</span>
      </button>
      <div class=${unfolded ? 'rows' : 'rows folded'} id=${`table-${index}`}>
        <table>
          <caption class="visually-hidden">
            ${s.tableOf(trend.abbreviation)}
          </caption>
          <thead>
            <tr>
              <th scope="col">${s.date}</th>
              <th scope="col" class="number">${s.score}</th>
              <th scope="col">${s.band}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              row =>
                html`<tr>
                  <th scope="row">${this.#renderLink(row, formatDate(language, row.on), trend.abbreviation)}</th>
                  <td class="number">${row.value}</td>
                  <td>${row.band || '—'}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </figure>`;
  }

  /** @param of what the words alone don't say to who hears a list of links */
  #renderLink({ responseId }: TrendRow, words: string, of?: string): TemplateResult | string {
    const student = this.#file.value?.student;
    if (!this.reportTemplate || !student) return words;
    return html`<a href=${reportHref(this.reportTemplate, responseId, student.id)}
      >${words}${of ? html`<span class="visually-hidden"> ${of}</span>` : nothing}</a
    >`;
  }

  #renderStage({ stage, school, from, to, terms }: StageView): TemplateResult {
    const { s, language } = this.#l;
    const span = s.until(formatMonth(language, from), to === null ? s.now : formatMonth(language, to));
    return html`<div class=${to === null ? 'stage current' : 'stage'}>
      <h4>${s.stages[stage] ?? stage}<span class="school">${school}</span></h4>
      <p class="small muted">${span}</p>
      ${terms.length === 0 ? html`<p class="small muted">${s.emptyStage}</p>` : nothing}
      ${terms.map(
        term =>
          html`<h5 class="small">${formatTerm(language, term.id)}</h5>
            <ol>
              ${term.entries.map(
                entry =>
                  html`<li class=${entry.kind}>
                    <p class="small muted when">
                      <time datetime=${entry.on}>${formatDay(language, entry.on)}</time
                      ><span>${s.kinds[entry.kind] ?? entry.kind}</span>
                    </p>
                    <p class="what">${renderContent(entry.title, language)}</p>
                    ${entry.summary ? html`<p class="small">${renderContent(entry.summary, language)}</p>` : nothing}
                  </li>`,
              )}
            </ol>`,
      )}
    </div>`;
  }

  #toggle(key: string): void {
    if (!this.#unfolded.delete(key)) this.#unfolded.add(key);
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'xq-growth-file': XqGrowthFile;
  }
}
