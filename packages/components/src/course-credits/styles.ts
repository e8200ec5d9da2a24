import { css, type CSSResult } from 'lit';
import { ringStyles } from '../core/chart/ring.ts';
import { stateStyles } from '../core/states.ts';

export const styles: CSSResult = css`
  ${stateStyles}
  ${ringStyles}
  section.card {
    display: grid;
    gap: 24px;
  }
  .card > .stale {
    margin: 0;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
  }
  .state-of {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 16px 28px;
  }
  .verdict {
    flex: 1 1 240px;
    display: grid;
    gap: 4px;
  }
  .lead {
    margin-bottom: 4px;
    font-size: 1.0625em;
    font-weight: 650;
    line-height: 1.45;
  }
  .reasons {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
  }
  .remark {
    margin-top: 8px;
    padding: 8px 12px;
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-accent-soft);
  }

  h3 {
    margin-bottom: 8px;
  }
  .sessions li {
    padding: 12px 0;
    border-top: 1px solid var(--_xq-line);
  }
  section > .sessions li:first-child {
    padding: 12px 16px;
    border: 0;
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-surface-sunken);
  }
  section > .sessions li:nth-child(2) {
    border-top: 0;
  }
  .when {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 12px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .tag {
    color: var(--_xq-accent-strong);
    font-weight: 550;
  }
  .absent .tag {
    color: var(--_xq-text);
  }
  .excused .tag {
    color: var(--_xq-text-muted);
  }
  .more {
    margin-left: -20px;
  }

  summary {
    display: flex;
    align-items: center;
    min-height: 44px;
    color: var(--_xq-accent-strong);
    font-weight: 550;
    cursor: pointer;
  }
  summary::before {
    content: '';
    width: 8px;
    height: 8px;
    margin: 0 12px 0 4px;
    border: solid currentColor;
    border-width: 0 2px 2px 0;
    transform: rotate(-45deg);
  }
  details[open] > summary::before {
    transform: translateY(-2px) rotate(45deg);
  }
  summary::-webkit-details-marker {
    display: none;
  }

  .elements li {
    display: grid;
    grid-template-columns: 20px 1fr;
    align-items: center;
    gap: 2px 12px;
    padding: 12px 0;
    border-top: 1px solid var(--_xq-line);
  }
  .elements .small {
    grid-column: 2;
  }
  .elements svg {
    width: 20px;
    height: 20px;
    fill: none;
    stroke: var(--_xq-line-strong);
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
    stroke-dasharray: 3 3;
  }
  .elements .offered svg {
    stroke: var(--_xq-accent);
    stroke-dasharray: none;
  }
  @media (min-width: 560px) {
    .elements li {
      grid-template-columns: 20px 1fr auto;
    }
    .elements .small {
      grid-column: 3;
    }
  }
`;
