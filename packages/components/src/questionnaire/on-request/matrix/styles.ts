import { css, type CSSResult } from 'lit';

export const matrixStyles: CSSResult = css`
  .items:not(.one) .item.row-item {
    margin-top: 0;
    padding-top: 0;
  }
  .items:not(.one) .item:not(.row-item) + .item.row-item {
    margin-top: 20px;
    border-top: 0;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 20px;
  }
  .row .legend {
    flex: 1 1 0;
    width: auto;
    padding: 12px 0;
  }
  .row .legend .text {
    font-size: 1.0625em;
    font-weight: 550;
  }
  .row > span:first-child {
    flex: 1 1 0;
  }
  .cells {
    flex: 0 0 52%;
    display: grid;
    grid-auto-columns: minmax(0, 1fr);
    grid-auto-flow: column;
  }
  .row.head {
    align-items: flex-end;
    padding: 12px 0 0;
    color: var(--_xq-text-muted);
    font-size: 0.875em;
    line-height: 1.35;
  }
  .row.head .cells > span {
    padding: 0 4px;
    text-align: center;
  }
  .cell {
    position: relative;
    z-index: 0;
    display: flex;
    align-items: center;
    justify-content: center;
    min-height: 56px;
    border-radius: var(--_xq-radius-small);
    cursor: pointer;
  }
  .cell input {
    appearance: none;
    -webkit-appearance: none;
    width: 24px;
    height: 24px;
    margin: 0;
    border: 2px solid var(--_xq-line-strong);
    border-radius: 50%;
    background: var(--_xq-surface);
    cursor: inherit;
  }
  @media (hover: hover) {
    .cell:hover {
      background: var(--_xq-surface-sunken);
    }
    .cell:hover input {
      border-color: var(--_xq-accent);
    }
  }
  .cell input:checked {
    border: 8px solid var(--_xq-accent);
  }
  .cell input:focus-visible {
    outline-offset: 4px;
  }
  .row-item .fault {
    margin: 0 0 14px;
  }
  .row-item .help-card {
    margin: 8px 0 20px;
  }
`;
