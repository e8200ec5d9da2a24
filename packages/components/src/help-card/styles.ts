import { css, type CSSResult } from 'lit';
import { helpLineStyles } from '../core/help-lines.ts';

export const styles: CSSResult = css`
  ${helpLineStyles}
  .card {
    display: grid;
    gap: 16px;
  }
  .head {
    display: grid;
    grid-template-columns: 40px 1fr;
    gap: 2px 14px;
    align-items: center;
  }
  .mark {
    display: grid;
    place-items: center;
    width: 40px;
    height: 40px;
    border-radius: 50%;
    background: var(--_xq-accent-soft);
    color: var(--_xq-accent-strong);
  }
  .mark svg {
    width: 22px;
    height: 22px;
  }
  .head p {
    grid-column: 1 / -1;
    margin-top: 8px;
  }
  .emergency {
    display: grid;
    gap: 10px;
    padding-top: 16px;
    border-top: 1px solid var(--_xq-line);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    padding: 6px 6px 6px 16px;
    border: 1px solid var(--_xq-line);
    border-radius: var(--_xq-radius);
    background: var(--_xq-surface);
  }
  .bar .mark {
    width: 28px;
    height: 28px;
  }
  .bar .mark svg {
    width: 16px;
    height: 16px;
  }
  .bar .call {
    display: inline-flex;
    align-items: center;
    min-height: 44px;
    padding: 0 4px;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }
  .bar button {
    margin-left: auto;
    padding: 8px 14px;
  }
  .unfolded {
    margin-top: 8px;
  }
`;
