import type { CourseCoverage, OrganisationUnit } from '@xinqiao/contract/types';
import type { XinqiaoClient } from '@xinqiao/sdk';
import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { property, state } from '../core/decorators.ts';
import { cellText, isExact, partWords, percentAtLeast } from '../core/aggregate.ts';
import { type BarPart, barPatterns, renderBar, renderSwatch } from '../core/chart/stacked-bar.ts';
import { XqClientElement } from '../core/client-element.ts';
import { forgetWith } from '../core/forget.ts';
import { formatNumber, formatTime } from '../core/format.ts';
import { Localization } from '../core/localization.ts';
import { ResourceController } from '../core/resource-controller.ts';
import { renderEmpty, renderStale, renderState, type StateOptions } from '../core/states.ts';
import { unitTableStyles } from '../core/unit-table-styles.ts';
import { UnitWalk } from '../core/unit-walk.ts';
import {
  firstDirection,
  GAPS_FIRST,
  LEFT,
  percent,
  type RowView,
  rowView,
  SORT_KEYS,
  type Sorting,
  type SortKey,
  sortRows,
} from './model.ts';
import { type CourseOverviewStrings, strings } from './strings.ts';

/** What is known to be there, and a veil over the rest. */
const drawn = ({ parts, hidden }: RowView): BarPart[] => [...parts, { fill: 'veiled', count: hidden }];

export type XqUnitOpenEvent = CustomEvent<{ unit: OrganisationUnit }>;

/**
 * How far a unit and its children are covered by the compulsory course: one sentence, one bar, and a table with the
 * units where most is left to arrange on top. A unit can be opened to see its own children.
 *
 * @summary Coverage of the compulsory course by college and class.
 * @customElement xq-course-overview
 * @event {XqUnitOpenEvent} xq-unit-open - A unit, or one on the way back, was chosen. With a client it is loaded unless canceled; with `.data` the host sets the data of that unit.
 * @csspart card - The card around everything.
 * @csspart chart - A bar.
 * @csspart state - What stands in for the coverage: loading, empty, failed, no access.
 * @csspart stale - The line above content that may be out of date.
 * @status experimental
 * @since 0.1.0
 */
export class XqCourseOverview extends XqClientElement {
  static override styles: CSSResultGroup = [XqClientElement.styles, unitTableStyles];

  /** Unit to begin with; the session's own when left out. */
  @property({ attribute: 'unit-id' }) unitId?: string;

  /** The coverage; then the service is not asked. */
  @property({ attribute: false }) data?: CourseCoverage;

  #l = new Localization<CourseOverviewStrings>(this, 'xq-course-overview', strings);

  #walk = new UnitWalk(this, {
    start: () => this.unitId,
    shown: () => this.#coverage.value?.total.unit,
    tell: unit => this.emit<XqUnitOpenEvent['detail']>('xq-unit-open', { unit }, { cancelable: true }),
    loads: () => this.data === undefined,
  });
  #coverage = new ResourceController<CourseCoverage, [XinqiaoClient | undefined, string]>(this, {
    args: () => [this.activeClient, this.#walk.unitId],
    load: ([client, unitId], { signal }) => client.courses.coverage(unitId ? { unitId } : {}, { signal }),
    data: () => this.data,
  });

  @state() private sorting: Sorting = GAPS_FIRST;

  constructor() {
    super();
    forgetWith(
      this,
      () => this.activeClient,
      () => {
        this.#walk.forget();
      },
    );
  }

  /** Read again; what is shown stays until the answer is there. Never rejects. */
  async refresh(): Promise<void> {
    await this.#coverage.retry();
  }

  protected override render(): TemplateResult {
    const { language, s } = this.#l;
    const coverage = this.#coverage.value;
    const options: StateOptions = { language, retry: () => void this.refresh(), helpLines: this.helpLines };
    return html`<section class="card" part="card" aria-labelledby=${coverage ? 'title' : nothing}>
      ${this.#walk.renderPath(s.path)}
      ${coverage ? this.#renderCoverage(coverage, options) : renderState(this.#coverage.state, { ...options, rows: 6 })}
    </section>`;
  }

  #renderCoverage(coverage: CourseCoverage, options: StateOptions): TemplateResult {
    const { s, language } = this.#l;
    const { requirement, children, asOf } = coverage;
    const total = rowView(coverage.total);
    const rows = children.map(rowView);
    const number = (value: number) => formatNumber(language, value);
    return html`${renderStale(this.#coverage.state, options)}
      <header>
        <p class="small muted">${requirement.minHours === null ? s.titleSchool : s.title}</p>
        <h2 id="title" tabindex="-1">${total.unit.name}</h2>
      </header>
      ${
        total.students === 0
          ? renderEmpty(s.emptyTitle, s.emptyText)
          : html`${barPatterns}
              <div class="total">
                ${this.#renderSentence(total)} ${renderBar(drawn(total))}
                <ul class="legend small">
                  ${total.parts.map(
                    ({ status, fill, cell }) =>
                      html`<li>
                        ${renderSwatch(fill)}<span>${s.statuses[status]}</span
                        ><span class="muted">${cellText(s, cell, number)}</span>
                      </li>`,
                  )}
                  ${
                    total.hidden > 0
                      ? html`<li>
                          ${renderSwatch('veiled')}<span class="muted">${s.hidden(number(total.hidden))}</span>
                        </li>`
                      : nothing
                  }
                </ul>
              </div>
              ${this.#renderTable(rows)}`
      }
      <p class="small muted facts">
        ${[total, ...rows].some(({ hidden }) => hidden > 0) ? html`<span>${s.protection}</span>` : nothing}
        <span>${s.asOf(formatTime(language, asOf))}</span><span>${s.source(requirement.source)}</span>
      </p>`;
  }

  #renderSentence({ students, covered, gap, isKnown }: RowView): TemplateResult {
    const { s, language } = this.#l;
    const number = (value: number) => formatNumber(language, value);
    if (isExact(covered)) {
      return html`<p>
        <strong>${s.covered(number(students), number(covered.low), percent(covered.low, students) ?? 0)}</strong>
        ${gap.low > 0 ? s.gap(number(gap.low)) : s.noGap}
      </p>`;
    }
    if (!isKnown) return html`<p><strong>${s.unknown(number(students))}</strong></p>`;
    const share = percentAtLeast(covered.low, students);
    return html`<p>
      <strong>${s.coveredAtLeast(number(students), number(covered.low), share)}</strong>
      ${s.gapAtMost(number(gap.high))}
    </p>`;
  }

  #renderTable(rows: readonly RowView[]): TemplateResult {
    const { s } = this.#l;
    if (rows.length === 0) return html`<p class="muted">${s.noChildren}</p>`;
    return html`<section aria-labelledby="children">
      <div class="bar-of-table">
        <h3 id="children">${s.children}</h3>
        <label class="small sort">
          <span class="muted">${s.sortBy}</span>
          <select @change=${this.#onSelect}>
            ${[...SORT_KEYS]
              .reverse()
              .map(key => html`<option value=${key} ?selected=${key === this.sorting.key}>${s.sorts[key]}</option>`)}
          </select>
        </label>
      </div>
      <table aria-labelledby="children">
        <thead>
          <tr>
            ${this.#renderColumn('name')} ${this.#renderColumn('students')}
            <th scope="col" class="parts">${s.columns.parts}</th>
            ${this.#renderColumn('covered')} ${this.#renderColumn('gap')}
          </tr>
        </thead>
        <tbody>
          ${sortRows(rows, this.sorting).map(row => this.#renderRow(row))}
        </tbody>
      </table>
    </section>`;
  }

  #renderColumn(key: SortKey): TemplateResult {
    const { s } = this.#l;
    const { sorting } = this;
    const sorted = sorting.key === key;
    return html`<th
      scope="col"
      class=${key}
      aria-sort=${sorted ? (sorting.descending ? 'descending' : 'ascending') : nothing}
    >
      <button type="button" @click=${() => this.#sort(key)}>
        ${s.columns[key]}<svg
          class=${sorted ? (sorting.descending ? 'down' : 'up') : 'none'}
          viewBox="0 0 10 14"
          aria-hidden="true"
        >
          <path class="up" d="M5 1l4 5H1z" />
          <path class="down" d="M5 13L1 8h8z" />
        </svg>
      </button>
    </th>`;
  }

  #renderRow(row: RowView): TemplateResult {
    const { s, language } = this.#l;
    const { unit, students, opens } = row;
    const number = (value: number) => formatNumber(language, value);
    const words = this.#wordsOf(row, number);
    return html`<tr>
      <th scope="row" class="name">
        ${
          opens
            ? html`<button type="button" class="unit" @click=${() => this.#walk.open(unit)}>${unit.name}</button>`
            : unit.name
        }
      </th>
      <td class="students"><span class="label">${s.columns.students} </span>${number(students)}</td>
      <td class="parts">
        ${renderBar(drawn(row))}
        ${words.length > 0 ? html`<p class="small muted facts">${words.map(text => html`<span>${text}</span>`)}</p>` : nothing}
      </td>
      <td class="covered"><span class="label">${s.columns.covered} </span>${this.#coveredOf(row)}</td>
      <td class="gap"><span class="label">${s.columns.gap} </span>${this.#gapOf(row, number)}</td>
    </tr>`;
  }

  #coveredOf({ students, covered, isKnown }: RowView): string {
    const { s } = this.#l;
    if (students === 0) return '—';
    if (isExact(covered)) return s.percent(percent(covered.low, students)!);
    return isKnown ? s.atLeast(percentAtLeast(covered.low, students)) : s.notShown;
  }

  #gapOf({ gap, isKnown }: RowView, number: (value: number) => string): string {
    const { s } = this.#l;
    if (isExact(gap)) return number(gap.low);
    return isKnown ? s.atMost(number(gap.high)) : s.notShown;
  }

  /** What is left to arrange, in words. */
  #wordsOf({ parts, isSmall }: RowView, number: (value: number) => string): string[] {
    const { s } = this.#l;
    if (isSmall) return [s.smallGroup];
    const left = parts.filter(({ status }) => LEFT.includes(status));
    return partWords(
      s,
      left.map(({ status, cell }) => [s.statuses[status], cell]),
      number,
    );
  }

  #sort(key: SortKey): void {
    const { sorting } = this;
    this.sorting = sorting.key === key ? { key, descending: !sorting.descending } : firstDirection(key);
  }

  #onSelect = (event: Event): void => {
    this.sorting = firstDirection((event.target as HTMLSelectElement).value as SortKey);
  };
}

export interface XqCourseOverviewEventMap {
  'xq-unit-open': XqUnitOpenEvent;
}

declare global {
  interface HTMLElementTagNameMap {
    'xq-course-overview': XqCourseOverview;
  }
}
