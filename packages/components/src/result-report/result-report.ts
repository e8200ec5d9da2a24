import type { XinqiaoClient } from '@xinqiao/sdk';
import { NotFoundError } from '@xinqiao/sdk';
import type { Measurement, Norm } from '@xinqiao/instruments';
import { type CSSResultGroup, html, type TemplateResult } from 'lit';
import { property } from '../core/decorators.ts';
import { all } from '../core/all.ts';
import { XqClientElement } from '../core/client-element.ts';
import { Localization } from '../core/localization.ts';
import { ResourceController } from '../core/resource-controller.ts';
import { renderEmpty, renderStale, renderState, type StateOptions } from '../core/states.ts';
import { earlierOf, isOwn, type OwnReport, type Report, scaleLines, type StaffReport } from './model.ts';
import { renderOwn } from './own.ts';
import { renderStaff } from './staff.ts';
import { type ResultReportStrings, strings } from './strings.ts';
import { styles } from './styles.ts';

type Arguments = [XinqiaoClient | undefined, 'own' | 'staff' | undefined, string | undefined];

/**
 * The result of one questionnaire. A student reads the own one as far as the campaign releases it, in plain words;
 * psychology staff read every scale with its place in the range, levels, change, critical answers and how it was
 * answered, and print it on A4. Symptom levels, never a diagnosis. What one may not see answers like what does not exist.
 *
 * @summary The result of a questionnaire, for the student or for psychology staff.
 * @customElement xq-result-report
 * @csspart card - The card around everything.
 * @csspart level - One released scale, as the student reads it.
 * @csspart silence - What the student reads while nothing is released.
 * @csspart help - The help lines.
 * @csspart scale - One line of the profile.
 * @csspart chart - The bar of one scale.
 * @csspart critical - Critical answers.
 * @csspart quality - Notes on how it was answered.
 * @csspart state - What stands in for the report: loading, empty, failed, no access.
 * @csspart stale - The line above a report that may be out of date.
 * @status experimental
 * @since 0.1.0
 */
export class XqResultReport extends XqClientElement {
  static override styles: CSSResultGroup = [XqClientElement.styles, styles];

  /** The response, for psychology staff and who stands in for them. */
  @property({ attribute: 'response-id' }) responseId?: string;

  /** The own assignment that was answered, for the student. Wins over `response-id`. */
  @property({ attribute: 'assignment-id' }) assignmentId?: string;

  /** The report; then the service is not asked. */
  @property({ attribute: false }) data?: Report;

  /** Norms that the school has chosen; the first of a scale is drawn. None ships with the library. */
  @property({ attribute: false }) norms?: readonly Norm[];

  /** How exactly scales measure, as published: with it the change since last time is judged. */
  @property({ attribute: false }) measurements?: readonly Measurement[];

  #l = new Localization<ResultReportStrings>(this, 'xq-result-report', strings);
  #report = new ResourceController<Report, Arguments>(this, {
    args: () => [this.activeClient, this.#kind, this.assignmentId ?? this.responseId],
    load: ([client, kind, id], { signal }) => (kind === 'own' ? readOwn : readStaff)(client, id, signal),
    data: () => this.data,
  });

  get #kind(): 'own' | 'staff' | undefined {
    if (this.assignmentId !== undefined) return 'own';
    return this.responseId === undefined ? undefined : 'staff';
  }

  /** Read again; what is shown stays until the answer is there. Never rejects. */
  async refresh(): Promise<void> {
    await this.#report.retry();
    await this.updateComplete;
  }

  protected override render(): TemplateResult {
    const { s, language } = this.#l;
    const { value, state } = this.#report;
    const options: StateOptions = { language, retry: () => void this.refresh(), helpLines: this.helpLines, rows: 6 };
    if (value === undefined) {
      const nothingChosen = this.activeClient && this.#kind === undefined;
      return html`<div class="card" part="card">
        ${nothingChosen ? renderEmpty(s.nothingChosen, s.nothingChosenText) : renderState(state, options)}
      </div>`;
    }
    return html`<article class="card" part="card" aria-labelledby="name">
      ${renderStale(state, options)}
      ${
        isOwn(value)
          ? renderOwn(value, s, language, this.helpLines)
          : renderStaff(value, scaleLines(value, this.norms, this.measurements), { s, language }, () => print())
      }
    </article>`;
  }
}

async function readOwn(client: XinqiaoClient, id: string, signal: AbortSignal): Promise<OwnReport> {
  const [assignment, receipt] = await Promise.all([
    client.assignments.get(id, { signal }),
    client.assignments.receipt(id, { signal }),
  ]);
  const [campaign, instrument] = await Promise.all([
    client.campaigns.get(assignment.campaignId, { signal }),
    client.instruments.get(assignment.instrumentId, { version: assignment.instrumentVersion }, { signal }),
  ]);
  return { assignment, receipt, campaign, instrument };
}

async function readStaff(client: XinqiaoClient, id: string, signal: AbortSignal): Promise<StaffReport> {
  const response = await client.responses.get(id, { signal });
  const { instrumentId, instrumentVersion: version, student } = response;
  const [instrument, earlier] = await Promise.all([
    client.instruments.get(instrumentId, { version }, { signal }),
    // The report is worth reading without it.
    all(client.responses.list({ studentId: student.id, limit: 200 }, { signal })).then(
      rows => ({ earlier: earlierOf(response, rows) }),
      (error: unknown) => {
        // Access that ended meanwhile takes the report with it.
        if (NotFoundError.is(error)) throw error;
        return {};
      },
    ),
  ]);
  return { response, instrument, ...earlier };
}

declare global {
  interface HTMLElementTagNameMap {
    'xq-result-report': XqResultReport;
  }
}
