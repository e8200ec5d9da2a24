import { css, type CSSResult } from 'lit';
import { rarerTokens } from '../../core/rarer-tokens.ts';

export const closingStyles: CSSResult = css`
  ${rarerTokens}
  /* On a touch screen the place of the last tap would stay marked in the next question. */
  @media (hover: hover) {
    .option:hover {
      border-color: var(--_xq-accent);
    }
  }
  .picture {
    margin-right: 14px;
    object-fit: contain;
    vertical-align: middle;
  }
  [disabled] {
    cursor: default;
  }
  progress::-moz-progress-bar {
    background: var(--_xq-accent);
  }
  @media (forced-colors: active) {
    progress {
      border: 1px solid;
    }
    progress::-webkit-progress-value {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
  .option input[disabled] ~ span {
    opacity: 0.7;
  }
  .clear {
    justify-self: start;
    margin-left: -12px;
    padding: 8px 12px;
  }
  .summary:focus {
    outline: none;
  }
  .summary {
    margin-bottom: 24px;
    padding: 14px 16px 8px;
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-error-soft);
  }
  .summary ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0 20px;
  }
  .summary a {
    display: inline-flex;
    align-items: center;
    min-height: 44px;
  }
  .summary .skip {
    margin: 0 -12px;
    padding: 8px 12px;
  }
  .review,
  .closing {
    display: grid;
    gap: 16px;
  }
  .answers > li {
    display: flex;
    align-items: flex-start;
    justify-content: space-between;
    gap: 8px;
    padding: 14px 0;
    border-bottom: 1px solid var(--_xq-line);
  }
  .answers > li > div {
    flex: 1 1 auto;
    min-width: 0;
  }
  .answers button {
    flex: none;
    margin: -4px -12px -4px 0;
    padding: 8px 12px;
  }
  .answers .answer {
    font-weight: 600;
  }
  /* Not of the paragraph, in which the template has line breaks of its own. */
  .answers .answer span {
    white-space: pre-line;
  }
  .answers .open .answer.none {
    color: var(--_xq-level-high);
  }
  .review .summary,
  .review .bar {
    margin: 0;
  }
  .intro .help-card,
  .review .help-card {
    margin-top: 0;
  }
  .failure p {
    margin-top: 4px;
  }
  .closing .help-card {
    margin-top: 4px;
  }
  .done {
    width: 48px;
    height: 48px;
    fill: var(--_xq-accent-soft);
    stroke: var(--_xq-accent);
    stroke-width: 2.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .feedback {
    display: grid;
    gap: 10px;
    padding: 18px 16px;
    border: 1px solid var(--_xq-line);
    border-radius: var(--_xq-radius);
  }
  .feedback dl > div {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 16px;
  }
  .feedback strong {
    font-size: 1.125em;
  }
  .receipt {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 32px;
    padding: 14px 16px;
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-surface-sunken);
  }
  .code {
    font-family: ui-monospace, Consolas, monospace;
    font-size: 1.0625em;
    font-weight: 600;
    letter-spacing: 0.04em;
  }
  .quiet-help {
    display: grid;
    gap: 8px;
    padding-top: 16px;
    border-top: 1px solid var(--_xq-line);
  }
`;
