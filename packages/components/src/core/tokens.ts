/**
 * Design tokens. Elements read private `--_xq-*`, which take the page's public `--xq-*` if set anywhere above, else the
 * theme of the nearest `<xq-provider theme>` (`--xq-theme-*`), else the light value. One accent, few lines, soft grounds.
 */
import { css, type CSSResult, unsafeCSS } from 'lit';

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
  'surface-sunken': '#ffffff',
  text: '#000000',
  'text-muted': '#1f2a2c',
  line: '#000000',
  'line-strong': '#000000',
  accent: '#003c42',
  'accent-strong': '#00262a',
  'accent-soft': '#ffffff',
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

/** On the host of every element: tokens, type and the box. */
export const tokens: CSSResult = css`
  :host {
    ${declarations(light, (name, value) => `--_xq-${name}:var(--xq-${name},var(--xq-theme-${name},${value}));`)}
    --_xq-radius: var(--xq-radius, 12px);
    --_xq-radius-small: var(--xq-radius-small, 8px);
    --_xq-font: var(
      --xq-font,
      system-ui,
      -apple-system,
      'Segoe UI',
      'PingFang SC',
      'Hiragino Sans GB',
      'Microsoft YaHei',
      'Noto Sans CJK SC',
      'Noto Sans SC',
      sans-serif
    );
    --_xq-font-size: var(--xq-font-size, 1rem);
    display: block;
    box-sizing: border-box;
    color: var(--_xq-text);
    font-family: var(--_xq-font);
    font-size: var(--_xq-font-size);
    line-height: 1.6;
    text-align: start;
    overflow-wrap: anywhere;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :focus-visible {
    outline: 3px solid var(--_xq-focus);
    outline-offset: 2px;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
`;

/** Headings, text, buttons, links, cards and lists that elements share. Class names are private to shadow roots. */
export const shared: CSSResult = css`
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h2 {
    font-size: 1.25em;
    line-height: 1.35;
    font-weight: 650;
  }
  h3 {
    font-size: 1.0625em;
    line-height: 1.4;
    font-weight: 650;
  }
  .muted {
    color: var(--_xq-text-muted);
  }
  .small {
    font-size: 0.875em;
  }
  .card {
    padding: 24px;
    border: 1px solid var(--_xq-line);
    border-radius: var(--_xq-radius);
    background: var(--_xq-surface);
  }
  @media (max-width: 480px) {
    .card {
      padding: 20px 16px;
    }
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-height: 44px;
    min-width: 44px;
    padding: 8px 20px;
    border: 1px solid var(--_xq-line-strong);
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-surface);
    color: var(--_xq-text);
    font: inherit;
    font-weight: 550;
    text-decoration: none;
    cursor: pointer;
  }
  button:hover,
  .button:hover {
    border-color: var(--_xq-accent);
    color: var(--_xq-accent-strong);
  }
  button.primary {
    border-color: var(--_xq-accent);
    background: var(--_xq-accent);
    color: var(--_xq-on-accent);
  }
  button.primary:hover {
    border-color: var(--_xq-accent-strong);
    background: var(--_xq-accent-strong);
    color: var(--_xq-on-accent);
  }
  button.quiet {
    border-color: transparent;
    background: none;
    color: var(--_xq-accent-strong);
  }
  button[disabled] {
    opacity: 0.55;
    cursor: default;
  }
  a {
    color: var(--_xq-accent-strong);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
