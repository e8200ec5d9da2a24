/** The colours of the themes. In a file of their own: where `unsafeCSS` stands, the build leaves all CSS as it is. */
import { type CSSResult, unsafeCSS } from 'lit';

export type Theme = 'light' | 'dark' | 'high-contrast';

const light = {
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

const declarations = (palette: Palette, write: (name: string, value: string) => string): CSSResult =>
  unsafeCSS(
    Object.entries(palette)
      .map(([name, value]) => write(name, value))
      .join(''),
  );

/** What a provider sets for its subtree. */
export const themeDeclarations = (theme: Theme): CSSResult =>
  declarations(palettes[theme], (name, value) => `--xq-theme-${name}:${value};`);

/** The private tokens of an element: the page's value, else the theme's, else the light one. */
export const privateTokens: CSSResult = declarations(
  light,
  (name, value) => `--_xq-${name}:var(--xq-${name},var(--xq-theme-${name},${value}));`,
);
