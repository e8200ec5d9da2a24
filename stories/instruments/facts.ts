/** What there is to know about a scale before anybody is asked: its rules, where they are from, and what is in doubt. */
import type { Instrument, LocalizedText } from '@xinqiao/contract/types';
import { languagesOf, type ResultStructure, textOf } from '@xinqiao/instruments';
import { textConditions } from '@xinqiao/instruments/library/conditional';
import { html, nothing, type TemplateResult } from 'lit';
import { doubtsOf } from './doubts.ts';
import { type Words, wordsFor } from './words.ts';

export type Entry = Instrument | ResultStructure;
export const isStructure = (entry: Entry): entry is ResultStructure => 'forms' in entry;

export const plain = (text: LocalizedText | undefined, locale: string): string =>
  (text && textOf(text, locale)?.text) ?? '';

/** How freely a scale ships: as its language that ships most freely. */
export function shipOf({ licences }: Entry): keyof Words['shipLevel'] {
  const levels = Object.values(licences).map(({ ship }) => ship);
  const order = ['open-text', 'conditional-text', 'keys-only', 'structure-only'] as const;
  return order.find(level => levels.includes(level))!;
}

/** Items that count, and those beside them that don't: 9 + 1. Of a structure, those of each of its forms. */
export function itemCount(entry: Entry): string {
  if (isStructure(entry)) return entry.forms.map(form => form.itemCount).join(' / ');
  const { items, scales, decisions = [] } = entry;
  const conditions = decisions.flatMap(({ all = [], any = [] }) => [...all, ...any]);
  const counting = new Set([
    ...scales.flatMap(scale => scale.items),
    ...conditions.flatMap(condition => ('item' in condition ? condition.item : [])),
  ]);
  const questions = items.filter(({ type }) => type !== 'group' && type !== 'display');
  const others = questions.length - counting.size;
  return others > 0 ? `${counting.size} + ${others}` : String(counting.size);
}

export const languageNames = (entry: Entry, s: Words): string =>
  isStructure(entry)
    ? s.none
    : languagesOf(entry)
        .map(tag => s.language[tag] ?? tag)
        .join(s.comma) || s.none;

const list = (title: string, entries: readonly unknown[], lang?: string): unknown =>
  entries.length === 0
    ? nothing
    : html`<dt>${title}</dt>
        ${entries.map(entry => html`<dd lang=${lang ?? nothing}>${entry}</dd>`)}`;

/** Licence, sources, disputed rules and doubts: what the list of all scales shows of each. */
export function provenance(entry: Entry, locale: string): TemplateResult {
  const s = wordsFor(locale);
  const variants = isStructure(entry) ? [] : (entry.variants ?? []);
  const licences = Object.entries(entry.licences).map(
    ([tag, { ship, status, terms, textStatus }]) =>
      html`<strong>${s.language[tag] ?? tag}</strong>${s.colon}${s.shipLevel[ship]}
        <span lang="en">· ${[status, terms, textStatus].filter(Boolean).join(' ')}</span>`,
  );
  const sources = entry.sources.map(
    ({ citation, url }) => html`${citation} ${url ? html`<a href=${url} rel="noreferrer">${url}</a>` : nothing}`,
  );
  const named = variants.map(
    ({ id, title, source }) =>
      html`<code>${id}</code> ${plain(title, locale)} <span class="quiet" lang="en">${source}</span>`,
  );
  return html`<dl>
    ${list(s.licence, licences)} ${list(s.sources, sources, 'en')} ${list(s.variants, named)}
    ${list(s.notes, entry.notes ?? [], 'en')} ${list(s.doubts, doubtsOf(entry.id), 'en')}
  </dl>`;
}

const table = (head: readonly string[], rows: readonly (readonly unknown[])[], label: string): TemplateResult =>
  html`<div class="scroll" tabindex="0" role="region" aria-label=${label}>
    <table class="plain scored">
      <thead>
        <tr>
          ${head.map(cell => html`<th scope="col">${cell}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...rest]) =>
            html`<tr>
              <th scope="row">${first}</th>
              ${rest.map(cell => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;

/** Numbers from `first` to `last` where they run on: 1–15, 17. */
function together(ids: readonly string[]): string {
  const runs: string[][] = [];
  for (const id of ids) {
    const run = runs.at(-1);
    if (run && Number(id) === Number(run.at(-1)) + 1) run.push(id);
    else runs.push([id]);
  }
  return runs.map(run => (run.length > 2 ? `${run[0]}–${run.at(-1)}` : run.join(', '))).join(', ');
}

function rulesOf(instrument: Instrument, locale: string): TemplateResult {
  const s = wordsFor(locale);
  const { scales, bands = [], cutoffs = [], critical = [], missing } = instrument;
  const nameOf = (id: string) => plain(scales.find(scale => scale.id === id)!.title, locale) || id;
  const scored = scales.map(scale => [
    nameOf(scale.id),
    s.methods[scale.method] ?? scale.method,
    [together(scale.items), ...(scale.of ?? []).map(nameOf)].filter(Boolean).join(s.comma),
    together(scale.reverse ?? []) || '–',
    `${scale.min}–${scale.max}`,
  ]);
  const levels = bands.map(
    ({ scale, ranges, source }) =>
      html`${nameOf(scale)}${s.colon}${ranges
          .map(({ min, max, label }) => `${min}–${max} ${plain(label, locale)}`)
          .join(s.comma)} <span class="quiet" lang="en">${source}</span>`,
  );
  const limits = cutoffs.map(
    ({ scale, anyOf = [], op, value, source }) =>
      html`${[scale, ...anyOf].map(nameOf).join(' / ')} ${op} ${value} <span class="quiet" lang="en">${source}</span>`,
  );
  const alarms = critical.map(
    ({ item, op, value, basis }) => html`${item} ${op} ${value} <span class="quiet" lang="en">${basis}</span>`,
  );
  return html`${scored.length === 0 ? nothing : table([s.scale, s.method, s.members, s.reverse, s.range], scored, s.rules)}
    <dl>
      ${list(s.levels, levels)} ${list(s.cutoffs, limits)} ${list(s.critical, alarms)}
      ${list(s.missing, [missing.source], 'en')}
    </dl>`;
}

function resultsOf({ scales, indicators = [], levels = [] }: ResultStructure, locale: string): TemplateResult {
  const s = wordsFor(locale);
  const names = (entries: readonly { title: LocalizedText }[]) =>
    entries.map(({ title }) => plain(title, locale)).join(s.comma);
  const rows = scales.map(({ id, title, min, max }) => [plain(title, locale), id, `${min}–${max}`]);
  return html`${rows.length > 0 ? table([s.results, 'id', s.range], rows, s.results) : nothing}
    <dl>
      ${list(s.indicators, indicators.length > 0 ? [names(indicators)] : [])}
      ${list(s.levels, levels.length > 0 ? [names(levels)] : [])}
    </dl>`;
}

export function heading(entry: Entry, locale: string, level: 2 | 3): TemplateResult {
  const name = html`${entry.abbreviation} <span>${plain(entry.title, locale)}</span>`;
  return level === 2 ? html`<h2>${name}</h2>` : html`<h3>${name}</h3>`;
}

/** Number of items, ages, and who asks. */
export function brief(entry: Entry, locale: string): TemplateResult {
  const s = wordsFor(locale);
  const { age } = entry;
  return html`<p class="brief">
      <span class="ship">${s.shipLevel[shipOf(entry)]}</span> ${s.items(itemCount(entry))} ·
      ${s.ages(age)}${age.note ? html` <span class="quiet" lang="en">${age.note}</span>` : nothing}
    </p>
    ${
      !isStructure(entry) && entry.administration === 'interview'
        ? html`<p><strong>${s.interview}</strong></p>`
        : nothing
    }`;
}

/** Why there is nothing to answer, in words, and what to do. */
function emptyState(entry: Entry, locale: string): TemplateResult {
  const s = wordsFor(locale);
  if (isStructure(entry)) {
    return html`<div class="notice" role="note">
      <h3>${s.structure}</h3>
      <p>${s.structureText}</p>
    </div>`;
  }
  const condition = textConditions[entry.id];
  return html`<div class="notice" role="note">
    <h3>${s.emptyTitle}</h3>
    <p>${s.empty}</p>
    ${
      condition
        ? html`<p>${condition.languages.length > 0 ? s.conditional : s.conditionalNone}</p>
            <blockquote lang="en">
              ${condition.terms} <span class="quiet">${condition.holder}. ${condition.source}</span>
            </blockquote>`
        : nothing
    }
    <p>${s.command}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${s.command}>
      <code>npx xinqiao-instruments wording ${entry.id} --language ${locale}</code>
    </div>
  </div>`;
}

/** The page of a scale that can't be asked as it stands. */
export function withoutWording(entry: Entry, locale: string): TemplateResult {
  const s = wordsFor(locale);
  return html`<article class="entry">
    ${heading(entry, locale, 2)} ${brief(entry, locale)} ${emptyState(entry, locale)}
    <h3>${isStructure(entry) ? s.results : s.rules}</h3>
    ${isStructure(entry) ? resultsOf(entry, locale) : rulesOf(entry, locale)} ${provenance(entry, locale)}
  </article>`;
}

/** Beneath a form that can be filled in: what it is scored by. */
export const rulesBeneath = (instrument: Instrument, locale: string): TemplateResult =>
  html`<details class="entry rules">
    <summary>${wordsFor(locale).rules}</summary>
    ${brief(instrument, locale)} ${rulesOf(instrument, locale)} ${provenance(instrument, locale)}
  </details>`;
