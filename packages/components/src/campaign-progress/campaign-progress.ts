import type { Campaign, CampaignProgress } from '@xinqiao/contract/types';
import type { XinqiaoClient } from '@xinqiao/sdk';
import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { property, state } from '../core/decorators.ts';
import { isExact, partWords, type Range } from '../core/aggregate.ts';
import { all } from '../core/all.ts';
import { barPatterns, renderBar, renderSwatch } from '../core/chart/stacked-bar.ts';
import { XqClientElement } from '../core/client-element.ts';
import { plainText, renderContent } from '../core/content.ts';
import { forgetWith } from '../core/forget.ts';
import { daysUntil, formatNumber, formatTime, lastMinute } from '../core/format.ts';
import { Localization } from '../core/localization.ts';
import { ResourceController } from '../core/resource-controller.ts';
import { renderEmpty, renderStale, renderState, type StateOptions } from '../core/states.ts';
import { unitTableStyles } from '../core/unit-table-styles.ts';
import { UnitWalk } from '../core/unit-walk.ts';
import type { XqUnitOpenEvent } from '../course-overview/course-overview.ts';
import { FILLS, type RowView, rowView, shareOf, sortRows, STAGES, STEPS } from './model.ts';
import { type CampaignProgressStrings, strings } from './strings.ts';
import { renderToAnswer } from './render-to-answer.ts';
import { styles } from './styles.ts';
import { ToAnswer } from './to-answer.ts';

interface Loaded {
  /** To choose from; empty when the page says which. */
  campaigns: readonly Campaign[];
  /** Undefined when there is no campaign. */
  progress: CampaignProgress | undefined;
}

/**
 * How far an assessment has come: from asked over consent to submitted, what is still to come or overdue, the yearly duty
 * that it fulfils, and a table of the units below, where most is to come on top. A unit can be opened. Whoever follows students up by
 * name can list those who are still to answer and record why, where the school knows it; whether somebody wishes to is never asked.
 *
 * @summary Progress of an assessment by college and class.
 * @customElement xq-campaign-progress
 * @event {XqUnitOpenEvent} xq-unit-open - A unit, or one on the way back, was chosen. With a client it is loaded unless canceled; with `.data` the host sets the data of that unit.
 * @csspart card - The card around everything.
 * @csspart chart - A bar.
 * @csspart student - Somebody who is still to answer.
 * @csspart state - What stands in for the progress: loading, empty, failed, no access.
 * @csspart stale - The line above content that may be out of date.
 * @status experimental
 * @since 0.1.0
 */
export class XqCampaignProgress extends XqClientElement {
  static override styles: CSSResultGroup = [XqClientElement.styles, unitTableStyles, styles];

  /** The campaign; when left out the newest is shown and the others can be chosen. */
  @property({ attribute: 'campaign-id' }) campaignId?: string;

  /** Unit to begin with; the session's own when left out. */
  @property({ attribute: 'unit-id' }) unitId?: string;

  /** The progress; then the service is not asked. */
  @property({ attribute: false }) data?: CampaignProgress;

  #l = new Localization<CampaignProgressStrings>(this, 'xq-campaign-progress', strings);

  #walk = new UnitWalk(this, {
    start: () => this.unitId,
    shown: () => this.#progress.value?.progress?.total.unit,
    tell: unit => this.emit<XqUnitOpenEvent['detail']>('xq-unit-open', { unit }, { cancelable: true }),
    loads: () => this.data === undefined,
  });
  #progress = new ResourceController<Loaded, [XinqiaoClient | undefined, string, string, string]>(this, {
    args: () => [this.activeClient, this.campaignId ?? '', this.chosen, this.#walk.unitId],
    load: async ([client, campaignId, chosen, unitId], { signal }) => {
      const campaigns = campaignId ? [] : await all(client.campaigns.list({ limit: 50 }, { signal }));
      const id = campaignId || chosen || newest(campaigns)?.id;
      if (!id) return { campaigns, progress: undefined };
      const query = unitId ? { unitId } : {};
      return { campaigns, progress: await client.campaigns.progress(id, query, { signal }) };
    },
    data: () => this.data && { campaigns: [], progress: this.data },
  });

  #toAnswer = new ToAnswer(this, {
    client: () => (this.data ? undefined : this.activeClient),
    campaignId: () => this.#progress.value?.progress?.campaignId,
    unitId: () => this.#progress.value?.progress?.total.unit.id,
    saved: () => void this.refresh(),
  });

  /** Id of the campaign that was chosen here; empty for the newest. */
  @state() private chosen = '';
  /** To choose from while the chosen one is not there, as it may never be. */
  #offered: readonly Campaign[] = [];
  /** Id of the campaign that was shown last. */
  #shown = '';

  constructor() {
    super();
    forgetWith(
      this,
      () => this.activeClient,
      () => {
        this.#walk.forget();
        this.#toAnswer.forget();
        this.chosen = this.#shown = '';
        this.#offered = [];
      },
    );
  }

  /** Read again; what is shown stays until the answer is there. Never rejects. */
  async refresh(): Promise<void> {
    await this.#progress.retry();
  }

  protected override render(): TemplateResult {
    const { language, s } = this.#l;
    const { value: loaded, state } = this.#progress;
    const progress = loaded?.progress;
    if (loaded) this.#offered = loaded.campaigns;
    else if (state === 'no-access' || this.campaignId) this.#offered = [];
    if (progress) this.#shown = progress.campaignId;
    const options: StateOptions = { language, retry: () => void this.refresh(), helpLines: this.helpLines };
    // In one place whatever is there: whoever chooses by keyboard keeps the control they choose with.
    return html`<section class="card" part="card" aria-labelledby=${progress ? 'what title' : nothing}>
      ${this.#walk.renderPath(s.path)}
      ${
        progress
          ? html`${renderStale(state, options)}
              <header>
                <p id="what" class="small muted">${s.title}</p>
                <h2 id="title" tabindex="-1">${progress.total.unit.name}</h2>
              </header>`
          : nothing
      }
      ${progress || this.#offered.length > 1 ? this.#renderCampaign(progress) : nothing}
      ${
        !loaded
          ? renderState(state, { ...options, rows: 6 })
          : progress
            ? this.#renderProgress(progress, options)
            : renderEmpty(s.noneTitle, s.noneText)
      }
    </section>`;
  }

  #renderProgress(progress: CampaignProgress, options: StateOptions): TemplateResult {
    const { s, language } = this.#l;
    const total = rowView(progress.total);
    const rows = progress.children.map(rowView);
    return html`${
        total.steps.asked.high === 0
          ? renderEmpty(s.emptyTitle, s.emptyText)
          : html`${barPatterns}
              <div class="total">
                ${this.#renderSentence(progress, total)} ${this.#renderDuty(progress, total)}
                ${this.#renderSteps(total)} ${this.#renderReasons(total)}
              </div>
              ${this.#renderTable(progress, rows)}
              ${this.#mayRecord([total, ...rows]) ? renderToAnswer(this.#toAnswer, s, options) : nothing}`
      }
      <p class="small muted facts">
        ${[total, ...rows].some(({ isVeiled }) => isVeiled) ? html`<span>${s.protection}</span>` : nothing}
        <span>${s.asOf(formatTime(language, progress.asOf))}</span>
        ${progress.duty ? html`<span>${s.source(progress.duty.source)}</span>` : nothing}
      </p>`;
  }

  #renderWindow({ status, opensAt, closesAt, asOf }: CampaignProgress): TemplateResult {
    const { s, language } = this.#l;
    const last = lastMinute(closesAt);
    const closes = formatTime(language, last);
    const when = {
      planned: () => s.planned(formatTime(language, opensAt)),
      open: () => s.open(closes, Math.max(0, daysUntil(last, new Date(asOf)))),
      closed: () => s.closed(closes),
    }[status];
    return html`<span class="small muted">${when()}</span>`;
  }

  #renderCampaign(progress: CampaignProgress | undefined): TemplateResult {
    const { s, language } = this.#l;
    const shown = progress?.campaignId ?? (this.chosen || this.#shown);
    return html`<p class="which">
      ${
        this.#offered.length > 1
          ? html`<label
              ><span class="small muted">${s.campaign}</span>
              <select @change=${this.#onChoose}>
                ${this.#offered.map(
                  one =>
                    html`<option value=${one.id} .selected=${one.id === shown}>
                      ${plainText(one.title, language)}
                    </option>`,
                )}
              </select></label
            >`
          : html`<strong>${renderContent(progress?.title, language)}</strong>`
      }
      ${progress ? this.#renderWindow(progress) : nothing}
    </p>`;
  }

  #renderSentence({ status }: CampaignProgress, { steps, left }: RowView): TemplateResult {
    const { s } = this.#l;
    const share = shareOf(steps);
    const rest = status === 'closed' ? s.overdue : s.left;
    if (!share || (steps.submitted.low === 0 && !share.isExact)) return html`<p><strong>${s.unknown}</strong></p>`;
    const sentence = share.isExact ? s.submitted : s.submittedAtLeast;
    return html`<p>
      <strong>${sentence(this.#range(steps.asked), this.#number(steps.submitted.low), share.percent)}</strong>
      ${left.high === 0 ? s.allDone : rest(this.#range(left))}
    </p>`;
  }

  #renderDuty({ duty }: CampaignProgress, { students, missing }: RowView): TemplateResult | typeof nothing {
    if (!duty) return nothing;
    const { s } = this.#l;
    const of = this.#number(students);
    const text =
      missing.high === 0
        ? s.dutyDone(of)
        : isExact(missing)
          ? s.dutyMissing(of, this.#number(missing.low))
          : s.dutyAlmost(of, this.#number(missing.high));
    return html`<p class="duty"><strong>${s.duties[duty.kind]}</strong>${text}</p>`;
  }

  #renderSteps({ steps }: RowView): TemplateResult {
    const { s } = this.#l;
    const asked = steps.asked.high;
    return html`<ol class="steps" aria-label=${s.funnel}>
      ${STEPS.map(step => {
        const { low, high } = steps[step];
        return html`<li>
          <span>${s.steps[step]}</span>
          ${renderBar([
            { fill: 'solid', count: low },
            { fill: 'veiled', count: high - low },
            { fill: 'open', count: asked - high },
          ])}
          <span class="number">${s.count(this.#range(steps[step], asked))}</span>
        </li>`;
      })}
    </ol>`;
  }

  /** Whoever sees each student sees numbers alone; everybody else is refused the list anyway. */
  #mayRecord(rows: readonly RowView[]): boolean {
    return this.data === undefined && rows[0]!.left.high > 0 && !rows.some(({ isVeiled }) => isVeiled);
  }

  /** Of leaders' numbers only what is known: that a few may have a reason is so everywhere. */
  #renderReasons({ reasons, withReason }: RowView): TemplateResult | typeof nothing {
    const { s } = this.#l;
    if (withReason.low === 0) return nothing;
    const parts = partWords(
      s,
      reasons.map(({ code, value }) => [s.reasons[code] ?? s.reasons.other, value]),
      this.#number,
    );
    return html`<p class="small muted facts reasons">
      <span>${s.withReason(this.#range(withReason))}</span>${parts.map(text => html`<span>${text}</span>`)}
    </p>`;
  }

  #renderTable({ status }: CampaignProgress, units: readonly RowView[]): TemplateResult {
    const { s } = this.#l;
    if (units.length === 0) return html`<p class="muted">${s.noChildren}</p>`;
    const rows = sortRows(units.filter(({ isAsked }) => isAsked));
    const others = units.length - rows.length;
    const left = status === 'closed' ? s.columns.overdue : s.columns.left;
    return html`<section class="units" aria-labelledby="what children">
      <h3 id="children">${s.children}</h3>
      <ul class="legend small">
        ${STAGES.filter(stage => stage !== 'reasons' || rows.some(({ withReason }) => withReason.low > 0)).map(
          stage => html`<li>${renderSwatch(FILLS[stage])}<span>${s.stages[stage]}</span></li>`,
        )}
        ${rows.some(({ hidden }) => hidden > 0) ? html`<li>${renderSwatch('veiled')}<span>${s.notShown}</span></li>` : nothing}
      </ul>
      ${
        rows.length === 0
          ? nothing
          : html`<table aria-labelledby="children">
              <thead>
                <tr>
                  <th scope="col" class="name">${s.columns.name}</th>
                  <th scope="col" class="asked">${s.columns.asked}</th>
                  <th scope="col" class="parts">${s.columns.parts}</th>
                  <th scope="col" class="covered">${s.columns.submitted}</th>
                  <th scope="col" class="left">${left}</th>
                </tr>
              </thead>
              <tbody>
                ${rows.map(row => this.#renderRow(row, left))}
              </tbody>
            </table>`
      }
      ${others > 0 ? html`<p class="small muted">${s.others(others)}</p>` : nothing}
    </section>`;
  }

  #renderRow(row: RowView, leftName: string): TemplateResult {
    const { s } = this.#l;
    const { unit, steps, left, parts, hidden, withReason, opens, isSmall } = row;
    const words = isSmall
      ? [s.smallGroup]
      : partWords(
          s,
          parts
            .filter(({ stage }) => stage !== 'submitted' && stage !== 'reasons')
            .map(({ stage, cells }) => [s.stages[stage], cells[0]!]),
          this.#number,
        );
    if (withReason.low > 0) words.push(`${s.stages.reasons} ${s.count(this.#range(withReason))}`);
    const share = shareOf(steps);
    return html`<tr>
      <th scope="row" class="name">
        ${
          opens
            ? html`<button type="button" class="unit" @click=${() => this.#walk.open(unit)}>${unit.name}</button>`
            : unit.name
        }
      </th>
      <td class="asked"><span class="label">${s.columns.asked} </span>${this.#range(steps.asked, row.students)}</td>
      <td class="parts">
        ${renderBar([...parts, { fill: 'veiled', count: hidden }])}
        ${words.length > 0 ? html`<p class="small muted facts">${words.map(text => html`<span>${text}</span>`)}</p>` : nothing}
      </td>
      <td class="covered">
        <span class="label">${s.columns.submitted} </span>${
          !share || isSmall || (share.percent === 0 && !share.isExact)
            ? s.notShown
            : share.isExact
              ? s.percent(share.percent)
              : s.atLeast(share.percent)
        }
      </td>
      <td class="left"><span class="label">${leftName} </span>${this.#range(left, steps.asked.high)}</td>
    </tr>`;
  }

  #number = (value: number): string => formatNumber(this.#l.language, value);

  /** A number, or what is known of it; `of` is the most that it could be at all. */
  #range(range: Range, of = Infinity): string {
    const { s } = this.#l;
    if (isExact(range)) return this.#number(range.low);
    if (range.low > 0) return s.between(this.#number(range.low), this.#number(range.high));
    return range.high >= of ? s.notShown : s.fewerThan(this.#number(range.high + 1));
  }

  #onChoose = (event: Event): void => {
    this.chosen = (event.target as HTMLSelectElement).value;
  };
}

/** The newest that has begun; when none has, the next. The list comes newest first. */
const newest = (campaigns: readonly Campaign[]): Campaign | undefined =>
  campaigns.find(({ status }) => status !== 'planned') ?? campaigns[campaigns.length - 1];

export interface XqCampaignProgressEventMap {
  'xq-unit-open': XqUnitOpenEvent;
}

declare global {
  interface HTMLElementTagNameMap {
    'xq-campaign-progress': XqCampaignProgress;
  }
}
