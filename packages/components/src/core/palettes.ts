/** The colours of the themes. */
import type { CSSResult } from 'lit';
import { common, declarations } from './private-tokens.ts';
import { rarer } from './rarer-tokens.ts';

export type Theme = 'light' | 'dark' | 'high-contrast';

const light = { ...common, ...rarer };
type Palette = typeof light;

const dark: Palette = {
  surface: '#182022',
  'surface-sunken': '#111819',
  text: '#e6eded',
  'text-muted': '#a3b3b5',
  line: '#2d393b',
  'line-strong': '#71858a',
  accent: '#7fc8cd',
  'accent-strong': '#a5dde0',
  'accent-soft': '#1f3639',
  'on-accent': '#08292c',
  focus: '#9fdde1',
  error: '#f2a299',
  'error-soft': '#3a2321',
  'level-imminent': '#ffa69d',
  'level-imminent-soft': '#402220',
  'level-high': '#f7b57c',
  'level-high-soft': '#3b2a19',
  'level-moderate': '#e6cb6a',
  'level-moderate-soft': '#353018',
  'level-watch': '#9cc3f5',
  'level-watch-soft': '#1d2c40',
  shadow: '0 1px 2px rgb(0 0 0 / 40%), 0 6px 24px rgb(0 0 0 / 35%)',
};

const highContrast: Palette = {
  ...light,
  'surface-sunken': '#f1f4f4',
  text: '#000000',
  'text-muted': '#1f2a2c',
  line: '#000000',
  'line-strong': '#000000',
  accent: '#003c42',
  'accent-strong': '#00262a',
  'accent-soft': '#e6f1f1',
  focus: '#0000c8',
  error: '#7a0c04',
  'error-soft': '#ffffff',
  'level-imminent': '#7a0c04',
  'level-imminent-soft': '#ffffff',
  'level-high': '#6b3100',
  'level-high-soft': '#ffffff',
  'level-moderate': '#4d3b00',
  'level-moderate-soft': '#ffffff',
  'level-watch': '#0b3566',
  'level-watch-soft': '#ffffff',
  shadow: 'none',
};

export const palettes: Readonly<Record<Theme, Palette>> = { light, dark, 'high-contrast': highContrast };

/** What a provider sets for its subtree. */
export const themeDeclarations = (theme: Theme): CSSResult =>
  declarations(palettes[theme], (name, value) => `--xq-theme-${name}:${value};`);
