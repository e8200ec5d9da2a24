/**
 * Design tokens. Elements read private `--_xq-*`, which take the page's public `--xq-*` if set anywhere above, else the
 * theme of the nearest `<xq-provider theme>` (`--xq-theme-*`), else the light value. One accent, few lines, soft grounds.
 */
import { css, type CSSResult } from 'lit';
import { common, privateTokens } from './private-tokens.ts';

/** On the host of every element: tokens, type and the box. */
export const tokens: CSSResult = css`
  :host {
    ${privateTokens(common)}
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
