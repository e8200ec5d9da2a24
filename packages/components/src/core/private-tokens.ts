/**
 * Colours as an element reads them. In a file of their own: where `unsafeCSS` stands, the build leaves all CSS as it is.
 */
import { type CSSResult, unsafeCSS } from 'lit';

/** What every element is drawn with. */
export const common = {
  surface: '#ffffff',
  'surface-sunken': '#f4f6f6',
  text: '#1d2a2c',
  'text-muted': '#566669',
  line: '#dfe5e5',
  'line-strong': '#84979a',
  accent: '#14686f',
  'accent-strong': '#0d4f55',
  'accent-soft': '#e6f1f1',
  'on-accent': '#ffffff',
  focus: '#14686f',
  error: '#a3352b',
};

export const declarations = (colours: object, write: (name: string, value: string) => string): CSSResult =>
  unsafeCSS(
    Object.entries(colours)
      .map(([name, value]) => write(name, value as string))
      .join(''),
  );

/** The private tokens of an element: the page's value, else the theme's, else the light one. */
export const privateTokens = (light: object): CSSResult =>
  declarations(light, (name, value) => `--_xq-${name}:var(--xq-${name},var(--xq-theme-${name},${value}));`);
