import { css, type CSSResult } from 'lit';
import { themeDeclarations } from '../core/palettes.ts';

// Not the tokens of an element: what is inside belongs to the page, only our elements read the theme.
export const styles: CSSResult = css`
  :host {
    ${themeDeclarations('light')}
    display: contents;
    color-scheme: light;
  }
  :host([hidden]) {
    display: none;
  }
  :host([theme='dark']) {
    ${themeDeclarations('dark')}
    color-scheme: dark;
  }
  :host([theme='high-contrast']) {
    ${themeDeclarations('high-contrast')}
  }
  @media (prefers-color-scheme: dark) {
    :host([theme='auto']) {
      ${themeDeclarations('dark')}
      color-scheme: dark;
    }
  }
  @media (prefers-contrast: more) {
    :host([theme='auto']) {
      ${themeDeclarations('high-contrast')}
      color-scheme: light;
    }
  }
`;
