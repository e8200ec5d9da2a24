/** What a student reads: as much as is released, in plain words, with somebody to talk to one tap away. */
import type { HelpLine } from '@xinqiao/contract/types';
import { html, nothing, type TemplateResult } from 'lit';
import { plainText, renderContent } from '../core/content.ts';
import { formatDate, formatNumber, formatTime, lastMinute } from '../core/format.ts';
import { renderHelpLines } from '../core/help-lines.ts';
import type { Language } from '../core/localization.ts';
import { type OwnReport, silenceOf } from './model.ts';
import type { ResultReportStrings } from './strings.ts';

export function renderOwn(
  report: OwnReport,
  s: ResultReportStrings,
  language: Language,
  helpLines: readonly HelpLine[] | undefined,
): TemplateResult {
  const { assignment, receipt, instrument } = report;
  const silence = silenceOf(report);
  return html`<header>
      <p class="small muted">${s.ownTitle}</p>
      <h2 id="name">${renderContent(assignment.title, language)}</h2>
      <p class="muted facts">
        <span>${renderContent(assignment.campaignTitle, language)}</span
        ><span>${s.answeredOn(formatDate(language, receipt.receivedAt))}</span>
      </p>
    </header>
    ${silence ? renderSilence(report, silence, s, language) : renderReleased(report, s, language)}
    ${
      silence
        ? nothing
        : html`<section aria-labelledby="meaning">
            <h3 id="meaning">${s.meaning}</h3>
            <p>${s.meaningText(plainText(instrument.recall, language).replace(/[.。,，:：\s]+$/u, ''))}</p>
          </section>`
    }
    <section aria-labelledby="helps">
      <h3 id="helps">${s.helps}</h3>
      <ul class="helps">
        ${s.helpList.map(help => html`<li>${help}</li>`)}
      </ul>
    </section>
    <details class="help" part="help" ?open=${receipt.offerHelp}>
      <summary>${s.help}</summary>
      <p class="small muted">${s.talk}</p>
      ${renderHelpLines(helpLines, language)}
    </details>
    <p class="small muted">${s.receiptCode(receipt.receiptCode)}</p>`;
}

function renderSilence(
  { campaign }: OwnReport,
  silence: NonNullable<ReturnType<typeof silenceOf>>,
  s: ResultReportStrings,
  language: Language,
): TemplateResult {
  const text = s.silenceText[silence];
  return html`<section class="silence" part="silence">
    <h3>${s.silence[silence]}</h3>
    <p>${typeof text === 'string' ? text : text(formatTime(language, lastMinute(campaign.closesAt)))}</p>
  </section>`;
}

function renderReleased(
  { receipt, instrument }: OwnReport,
  s: ResultReportStrings,
  language: Language,
): TemplateResult {
  const number = (value: number) => formatNumber(language, value);
  return html`<ul class="levels">
    ${receipt.feedback!.map(
      ({ scaleId, level, score, min, max }) =>
        html`<li part="level">
          <p class="small muted">
            ${renderContent(instrument.scales.find(({ id }) => id === scaleId)?.title ?? instrument.title, language)}
          </p>
          ${
            level
              ? html`<div class="level">
                  <span class="visually-hidden">${s.level} </span>${renderContent(level, language)}
                </div>`
              : nothing
          }
          ${
            score === null
              ? nothing
              : level
                ? html`<p class="small">${s.score(number(score), number(min), number(max))}</p>`
                : html`<div class="level">${s.score(number(score), number(min), number(max))}</div>`
          }
        </li>`,
    )}
  </ul>`;
}
