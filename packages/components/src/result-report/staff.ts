/** What psychology staff read of a response, on screen and on paper. */
import { html, nothing, type TemplateResult } from 'lit';
import type { NormedScore } from '@xinqiao/instruments';
import { plainText, renderContent } from '../core/content.ts';
import { formatDate, formatNumber, languageName } from '../core/format.ts';
import type { Language } from '../core/localization.ts';
import { criticalLines, type ScaleLine, type StaffReport } from './model.ts';
import { normBand, renderBar, renderSign } from './profile.ts';
import type { ResultReportStrings } from './strings.ts';

interface Words {
  s: ResultReportStrings;
  language: Language;
}

const SIGNS: Readonly<Record<string, string>> = { '>=': '≥', '<=': '≤', '!=': '≠' };

const rounded = ({ language }: Words, value: number) => formatNumber(language, value);
const signed = (words: Words, value: number) =>
  value === 0 ? '±0' : `${value > 0 ? '+' : '−'}${rounded(words, Math.abs(value))}`;

export function renderStaff(
  report: StaffReport,
  lines: readonly ScaleLine[],
  words: Words,
  print: () => void,
): TemplateResult {
  const { s, language } = words;
  const { response, instrument } = report;
  const { student } = response;
  return html`<header class="head">
      <div>
        <p class="small muted">${s.title}</p>
        <h2 id="name">${student.name}</h2>
        <p class="muted facts">
          <span>${student.className}</span><span>${student.collegeName}</span
          ><span>${s.studentNumber(student.studentNumber)}</span>
        </p>
      </div>
      <button type="button" class="print" @click=${print}>${s.print}</button>
    </header>
    <dl class="about small">
      ${[
        [
          s.facts.instrument,
          html`${renderContent(instrument.title, language)} <span class="whole">(${instrument.abbreviation})</span>`,
        ],
        [s.facts.version, response.instrumentVersion],
        [s.facts.date, formatDate(language, response.receivedAt)],
        [s.facts.language, languageName(language, response.language)],
        [s.facts.status, s.statuses[response.result.status] ?? response.result.status],
        [s.facts.order, order(response, s)],
        [s.facts.licence, licence(report, words)],
      ].map(([name, value]) =>
        value
          ? html`<div>
              <dt class="muted">${name}</dt>
              <dd>${value}</dd>
            </div>`
          : nothing,
      )}
    </dl>
    ${renderCritical(report, words)} ${renderProfile(report, lines, words)} ${renderCutoffs(report, words)}
    ${renderQuality(report, words)}
    <footer class="small muted">
      ${renderSources(lines, words)}
      <p><strong>${s.notADiagnosis}</strong></p>
    </footer>`;
}

function licence({ response, instrument }: StaffReport, { s, language }: Words): string | undefined {
  const { textLicence } = response;
  if (textLicence) {
    return s.licensed(textLicence.holder, textLicence.reference, formatDate(language, textLicence.date));
  }
  const shipped = Object.hasOwn(instrument.licences, response.language)
    ? instrument.licences[response.language]
    : undefined;
  return shipped?.credit ?? shipped?.status;
}

/** How it can be drawn again; nothing where the definition's own order was shown. */
const order = ({ seed, shuffle = [] }: StaffReport['response'], s: ResultReportStrings): string | undefined =>
  seed === undefined || shuffle.length === 0
    ? undefined
    : s.drawn(shuffle.map(what => s.drawnWhat[what] ?? what).join(s.and), String(seed));

function renderProfile(report: StaffReport, lines: readonly ScaleLine[], words: Words): TemplateResult {
  const { s, language } = words;
  const { earlier } = report;
  const withChange = lines.some(line => line.earlier);
  const withLevel = lines.some(line => line.levels.length > 0);
  const normed = lines.filter(line => line.norm);
  const { columns } = s;
  // The roles again: as a grid on a narrow screen a table is no table to a screen reader any more.
  return html`<section aria-labelledby="profile">
    <h3 id="profile">${s.profile}</h3>
    <div
      role="table"
      aria-labelledby="profile"
      class=${`profile${withChange ? ' with-change' : ''}${withLevel ? '' : ' no-level'}`}
    >
      <div role="row" class="row titles muted">
        ${[
          ...[columns.scale, columns.score, columns.range, withLevel && columns.level],
          ...[columns.profile, withChange && columns.change],
        ].map(title => (title ? html`<span role="columnheader" class="small">${title}</span>` : nothing))}
      </div>
      ${lines.map(line => renderLine(report, line, { withLevel, withChange }, words))}
    </div>
    <p class="legend small muted">
      <span>${renderSign('score')} ${s.legend.score}</span>
      ${withChange ? html`<span>${renderSign('earlier')} ${s.legend.earlier}</span>` : nothing}
      ${normed.length > 0 ? html`<span>${renderSign('norm')} ${s.legend.norm}</span>` : nothing}
    </p>
    <div class="notes small muted">
      ${normed.length > 0 ? renderNorms(normed, words) : html`<p>${s.noNorm}</p>`}
      ${
        earlier === undefined
          ? html`<p role="status">${s.earlierFailed}</p>`
          : earlier === null
            ? html`<p>${s.noEarlier}</p>`
            : html`<p>${s.since(formatDate(language, earlier.receivedAt))}</p>`
      }
      ${lines.some(line => line.earlier && !line.earlier.reliable) ? html`<p>${s.noMeasurement}</p>` : nothing}
    </div>
  </section>`;
}

const titleOf = ({ instrument }: StaffReport, { title }: ScaleLine) => title ?? instrument.title;

function renderLine(
  report: StaffReport,
  line: ScaleLine,
  { withLevel, withChange }: { withLevel: boolean; withChange: boolean },
  words: Words,
): TemplateResult {
  const { s, language } = words;
  const number = (value: number) => rounded(words, value);
  const [min, max] = [number(line.min), number(line.max)];
  const band = normBand(line);
  const position = s.bar(
    line.score === null ? s.notScored : number(line.score),
    min,
    max,
    band && s.normBand(number(band[0]), number(band[1])),
    line.earlier && number(line.earlier.score),
  );
  const change = line.earlier;
  return html`<div role="row" class="row" part="scale">
    <span role="rowheader" class="scale">${renderContent(titleOf(report, line), language)}</span>
    <span role="cell" class="number value"
      >${line.score === null ? html`<span class="muted">${s.notScored}</span>` : number(line.score)}</span
    >
    <span role="cell" class="number muted range">${s.range(min, max)}</span>
    ${
      withLevel
        ? html`<span role="cell" class="level"
            >${line.levels.length === 0 ? '—' : line.levels.map(({ label }) => html`<span>${renderContent(label, language)}</span>`)}</span
          >`
        : nothing
    }
    <span role="cell" class="place"
      >${renderBar(line, position)}${line.norm ? html`<span class="small muted">${standing(line.norm.place, words)}</span>` : nothing}</span
    >
    ${
      withChange
        ? html`<span role="cell" class="change"
            >${
              change
                ? html`<span class="number">${signed(words, change.change)}</span>
                    ${change.reliable ? html`<span class="small">${s.changes[change.reliable.classification]}</span>` : nothing}`
                : '—'
            }</span
          >`
        : nothing
    }
  </div>`;
}

/** Where a score stands in its norm. */
function standing({ t, percentile, percentileBy }: NormedScore, words: Words): string {
  const about = percentileBy === 'table' ? '' : '≈ ';
  return words.s.normPlace(rounded(words, t), percentile === null ? undefined : about + rounded(words, percentile));
}

/** Whom the norms describe, and what differs: said once. */
function renderNorms(normed: readonly ScaleLine[], words: Words): TemplateResult {
  const { s, language } = words;
  const number = (value: number) => rounded(words, value);
  const groups = normed.map(line => {
    const { group, n, source } = line.norm!.norm;
    return s.normOf(
      plainText(group.population, language),
      number(n),
      languageName(language, group.language),
      source.citation,
    );
  });
  const differences = normed.flatMap(({ norm }) => norm!.place.differences.map(one => plainText(one.text, language)));
  return html`${[...new Set([...groups, ...differences])].map(text => html`<p>${text}</p>`)}`;
}

function renderCutoffs({ response, instrument }: StaffReport, { s, language }: Words): TemplateResult | typeof nothing {
  const reached = (instrument.cutoffs ?? []).filter(({ id }) => response.result.flags.includes(id));
  if (reached.length === 0) return nothing;
  const title = (id: string) =>
    plainText(instrument.scales.find(scale => scale.id === id)?.title ?? instrument.title, language);
  return html`<section aria-labelledby="cutoffs">
    <h3 id="cutoffs">${s.cutoffs}</h3>
    <ul class="lines">
      ${reached.map(
        ({ scale, anyOf, op, value, source }) =>
          html`<li>
            <p>
              ${s.cutoff([scale, ...(anyOf ?? [])].map(title).join(' / '), SIGNS[op] ?? op, formatNumber(language, value))}
            </p>
            <p class="small muted">${source}</p>
          </li>`,
      )}
    </ul>
  </section>`;
}

function renderCritical(report: StaffReport, { s, language }: Words): TemplateResult | typeof nothing {
  const lines = criticalLines(report);
  if (lines === undefined || !report.instrument.critical?.length) return nothing;
  return html`<section aria-labelledby="critical" class=${lines.length > 0 ? 'critical' : ''} part="critical">
    <h3 id="critical">${s.critical}</h3>
    ${lines.length === 0 ? html`<p class="muted">${s.criticalNone}</p>` : nothing}
    <ul class="lines" ?hidden=${lines.length === 0}>
      ${lines.map(
        ({ item, text, answer, value, basis }) =>
          html`<li>
            <p>${item}. ${renderContent(text, language)}</p>
            <p><strong>${s.answered(answer ? plainText(answer, language) : String(value))}</strong></p>
            ${basis ? html`<p class="small muted">${basis}</p>` : nothing}
          </li>`,
      )}
    </ul>
  </section>`;
}

/** What says something beside a result whether or not it is remarkable. */
const ALWAYS_TOLD: readonly string[] = ['visible-time', 'answer-changes'];

function renderQuality({ response }: StaffReport, { s, language }: Words): TemplateResult | typeof nothing {
  const { quality } = response;
  if (!quality) return nothing;
  const flagged = quality.indices.filter(({ status }) => status === 'flagged');
  const open = quality.indices.filter(({ status }) => status === 'not-computable').length;
  const told = quality.indices.filter(({ id, status }) => status === 'unremarkable' && ALWAYS_TOLD.includes(id));
  return html`<section aria-labelledby="quality" part="quality">
    <h3 id="quality">${s.quality}</h3>
    <p class="muted">
      ${flagged.length > 0 ? s.qualityFlagged : open < quality.indices.length ? s.qualityNone : s.qualityUnknown}
    </p>
    <ul class="lines" ?hidden=${flagged.length === 0}>
      ${flagged.map(
        ({ text, source }) =>
          html`<li>
            <p>${renderContent(text, language)}</p>
            <p class="small muted">${source}</p>
          </li>`,
      )}
    </ul>
    <div class="notes small muted">
      ${told.map(({ text }) => html`<p>${renderContent(text, language)}</p>`)}
      ${open > 0 ? html`<p>${s.qualityOpen(open)}</p>` : nothing}
    </div>
  </section>`;
}

function renderSources(lines: readonly ScaleLine[], { s }: Words): TemplateResult | typeof nothing {
  const sources = [...new Set(lines.flatMap(({ levels }) => levels.map(({ source }) => source)))];
  return sources.length === 0 ? nothing : html`<p>${s.sources}: ${sources.join('; ')}</p>`;
}
