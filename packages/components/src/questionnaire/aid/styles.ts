import { css, type CSSResult } from 'lit';
import { helpLineStyles } from '../../core/help-lines.ts';

export const aidStyles: CSSResult = css`
  ${helpLineStyles}
  .fault {
    display: flex;
    align-items: flex-start;
    gap: 8px;
    margin-top: 12px;
    color: var(--_xq-error);
    font-weight: 550;
  }
  .fault svg {
    flex: none;
    width: 20px;
    height: 20px;
    margin-top: 0.2em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
  }
  .help-card {
    display: grid;
    gap: 10px;
    margin-top: 24px;
    padding: 18px 16px;
    border-radius: var(--_xq-radius);
    background: var(--_xq-accent-soft);
  }
  .help-card .help-lines a {
    gap: 10px;
    padding: 8px 12px;
    background: var(--_xq-surface);
  }
`;
