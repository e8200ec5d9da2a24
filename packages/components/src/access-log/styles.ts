import { css, type CSSResult } from 'lit';
import { stateStyles } from '../core/states.ts';

export const styles: CSSResult = css`
  ${stateStyles}
  .card {
    display: grid;
    gap: 24px;
  }
  header p {
    margin-top: 6px;
  }
  .day h3 {
    margin-bottom: 12px;
    color: var(--_xq-text-muted);
    font-size: 0.9375em;
    font-weight: 550;
  }
  ol {
    display: grid;
    gap: 16px;
  }
  .days {
    gap: 28px;
  }
  .entry {
    display: grid;
    grid-template-columns: 4.5em 1fr;
    gap: 0 8px;
  }
  .entry time {
    color: var(--_xq-text-muted);
    font-variant-numeric: tabular-nums;
  }
  .who {
    font-weight: 550;
  }
  .error {
    margin-top: 8px;
    color: var(--_xq-error);
  }
`;
