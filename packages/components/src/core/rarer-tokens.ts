import { css, type CSSResult } from 'lit';
import { privateTokens } from './private-tokens.ts';

/** What only some are: a ground for what went wrong, levels of alerts, what lies above the page. */
export const rarer = {
  'error-soft': '#fbeeec',
  'level-imminent': '#a3261f',
  'level-imminent-soft': '#fbe9e7',
  'level-high': '#9a4a06',
  'level-high-soft': '#fcefe2',
  'level-moderate': '#755a00',
  'level-moderate-soft': '#faf3d7',
  'level-watch': '#2a5b99',
  'level-watch-soft': '#e8f0fa',
  shadow: '0 1px 2px rgb(20 40 45 / 6%), 0 6px 24px rgb(20 40 45 / 8%)',
};

/** Taken in by styles that use one of them. */
export const rarerTokens: CSSResult = css`
  :host {
    ${privateTokens(rarer)}
  }
`;
