/** The panel that stands in for what is not there yet. */
import { css, type CSSResult, html, type TemplateResult } from 'lit';
import type { Language, Strings } from './localization.ts';

const loading: Strings<string> = { 'zh-CN': '正在加载…', en: 'Loading…' };

/** @param rows lines of grey; as many as the content usually has */
export const renderLoading = (language: Language, rows: number): TemplateResult =>
  html`<div class="state loading" role="status" part="state">
    <span class="visually-hidden">${loading[language]}</span>
    ${Array.from({ length: rows }, () => html`<span class="line"></span>`)}
  </div>`;

export const loadingStyles: CSSResult = css`
  .state {
    display: grid;
    gap: 12px;
    padding: 8px 0;
  }
  .state .line {
    height: 1em;
    border-radius: 6px;
    background: var(--_xq-surface-sunken);
    animation: xq-breathe 1.8s ease-in-out infinite alternate;
  }
  .state .line:last-child {
    width: 60%;
  }
  @keyframes xq-breathe {
    from {
      opacity: 1;
    }
    to {
      opacity: 0.5;
    }
  }
`;
