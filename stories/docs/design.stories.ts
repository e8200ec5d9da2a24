import { palettes, type Theme } from '@xinqiao/components';
import type { StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { levelShapeStyles, renderLevelShape } from '../../packages/components/src/core/level-shape.ts';

/** Drawn from the tokens themselves, for the page “For designers”. */
export default { title: 'Start/Design', tags: ['!autodocs'], parameters: { width: '960px' } };
type Story = StoryObj;

const themes = Object.keys(palettes) as Theme[];
const names = Object.keys(palettes.light) as (keyof typeof palettes.light)[];

/** What each colour is for. */
const uses: Readonly<Partial<Record<(typeof names)[number], string>>> = {
  surface: 'Ground of cards',
  'surface-sunken': 'Quiet ground inside a card: help lines, waiting lines',
  text: 'Text',
  'text-muted': 'Text of second rank; AA on both grounds',
  line: 'Border of a card, lines between rows',
  'line-strong': 'Border of what can be pressed or filled in; 3 : 1',
  accent: 'The one thing to do next',
  'accent-strong': 'Links, quiet buttons, hovered',
  'accent-soft': 'Ground of what is chosen',
  'on-accent': 'Text on the accent',
  focus: 'Ring around what has the focus',
  error: 'What needs another look',
  'error-soft': 'Its ground',
  'level-imminent': 'Level imminent; of the levels the only red',
  'level-high': 'Level high',
  'level-moderate': 'Level moderate',
  'level-watch': 'Level watch',
  shadow: 'Panels that stand above the page',
};

const swatch = (name: (typeof names)[number], theme: Theme): TemplateResult => {
  const value = palettes[theme][name];
  const look = name === 'shadow' ? { 'box-shadow': value, background: palettes[theme].surface } : { background: value };
  return html`<td>
    <span class="swatch" style=${styleMap(look)}></span><code>${name === 'shadow' ? '' : value}</code>
  </td>`;
};

/** Every colour, in every theme. A page sets `--xq-<name>`; what it leaves out comes from the theme. */
export const Colours: Story = {
  render: () =>
    html`<div class="scroll" tabindex="0" role="region" aria-label="Colours">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Custom property</th>
            ${themes.map(theme => html`<th scope="col">${theme}</th>`)}
            <th scope="col">For</th>
          </tr>
        </thead>
        <tbody>
          ${names.map(
            name =>
              html`<tr>
                <th scope="row"><code>--xq-${name}</code></th>
                ${themes.map(theme => swatch(name, theme))}
                <td>${uses[name] ?? 'Its soft ground'}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`,
};

const levels = [
  ['imminent', '紧急', 'triangle with a mark'],
  ['high', '重点', 'diamond'],
  ['moderate', '一般', 'disc'],
  ['watch', '留意', 'ring'],
] as const;

/** Each level has a shape and a word of its own: who sees no colours loses nothing. */
export const Levels: Story = {
  render: () =>
    html`<style>
        ${levelShapeStyles.cssText.replace(/--_xq-/g, '--xq-theme-')}
      </style>
      <ul class="levels">
        ${levels.map(
          ([level, word, shape]) =>
            html`<li>
              ${renderLevelShape(level)} <strong>${word}</strong> <code>${level}</code> <span>${shape}</span>
            </li>`,
        )}
      </ul>`,
};

/** The same elements under each theme; `auto` follows the device. */
export const Themes: Story = {
  render: () =>
    html`<div class="stack">
      ${themes.map(
        theme =>
          html`<xq-provider theme=${theme}>
            <section
              class="ground"
              aria-label=${theme}
              style=${styleMap({
                background: palettes[theme]['surface-sunken'],
                color: palettes[theme].text,
              })}
            >
              <p><code>theme="${theme}"</code></p>
              <xq-help-card compact></xq-help-card>
            </section>
          </xq-provider>`,
      )}
    </div>`,
};
