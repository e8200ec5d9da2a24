import { catalogue, structures } from '@xinqiao/instruments/library';
import type { StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { brief, type Entry, heading, itemCount, languageNames, plain, provenance, shipOf } from './facts.ts';
import { storyOf } from './story-ids.ts';
import { wordsFor } from './words.ts';

/** Drawn from the definitions themselves, and from the page of each scale in the library. */
export default { title: 'Instruments/Library', tags: ['!autodocs'], parameters: { width: '1080px' } };
type Story = StoryObj;

const entries: readonly Entry[] = [...catalogue, ...structures];
const LEVELS = ['open-text', 'conditional-text', 'keys-only', 'structure-only'] as const;

function overview(locale: string): TemplateResult {
  const s = wordsFor(locale);
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${s.scale}>
    <table class="plain all-scales">
      <thead>
        <tr>
          ${[s.scale, s.item, s.age, s.languages, s.ship].map(cell => html`<th scope="col">${cell}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${entries.map(
          entry =>
            html`<tr>
              <th scope="row">
                <a
                  href=${`?path=/story/${storyOf(entry.id)}`}
                  target="_top"
                  aria-label=${`${entry.abbreviation} ${plain(entry.title, locale)}`}
                  >${entry.abbreviation}</a
                >
                <span class="quiet">${plain(entry.title, locale)}</span>
              </th>
              <td>${itemCount(entry)}</td>
              <td>${s.ages(entry.age)}</td>
              <td>${languageNames(entry, s)}</td>
              <td>${s.shipLevel[shipOf(entry)]}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function group(level: (typeof LEVELS)[number], locale: string): TemplateResult {
  const s = wordsFor(locale);
  const members = entries.filter(entry => shipOf(entry) === level);
  return html`<section>
    <h2>${s.shipLevel[level]} <span class="quiet">${s.count(members.length)}</span></h2>
    <p>${s.shipText[level]}</p>
    <div class="cards">
      ${members.map(
        entry =>
          html`<article class="entry">
            ${heading(entry, locale, 3)} ${brief(entry, locale)} ${provenance(entry, locale)}
          </article>`,
      )}
    </div>
  </section>`;
}

/** Items, ages, languages and ship level of every scale at a glance. */
export const Overview: Story = { render: (_, { globals }) => overview(globals['locale']) };

/** Licence, sources, disputed rules and doubts of every scale. */
export const AllScales: Story = {
  render: (_, { globals }) => html`${LEVELS.map(level => group(level, globals['locale']))}`,
};
