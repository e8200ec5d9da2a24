import { css, type CSSResult } from 'lit';
import { trendStyles } from '../core/chart/trend.ts';
import { stateStyles } from '../core/states.ts';

export const styles: CSSResult = css`
  ${stateStyles}
  ${trendStyles}
  article {
    display: grid;
    gap: 32px;
    min-width: 0;
  }
  article > .stale {
    margin: 0;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    margin-top: 4px;
  }
  section {
    min-width: 0;
  }
  section > h3 {
    margin-bottom: 12px;
  }
  h4,
  h5 {
    margin: 0;
    font-weight: 650;
  }

  .people {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 180px), 1fr));
    gap: 12px;
  }
  .people li {
    display: grid;
    align-content: start;
    padding: 12px 16px;
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-surface-sunken);
  }
  .people a {
    display: inline-flex;
    align-items: center;
    min-height: 44px;
    margin: -8px 0;
  }

  #trends + p {
    margin: -8px 0 16px;
  }
  .charts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 290px), 1fr));
    gap: 28px 32px;
  }
  figcaption {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 8px;
    margin-bottom: 10px;
  }
  .latest {
    width: 100%;
  }
  figure a {
    display: inline-block;
    min-height: 24px;
  }
  .toggle {
    margin-left: -12px;
    padding: 8px 12px;
  }
  .folded {
    display: none;
  }
  table {
    width: 100%;
    max-width: 460px;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 8px 12px 8px 0;
    border-bottom: 1px solid var(--_xq-line);
    font-weight: 400;
    text-align: start;
    vertical-align: baseline;
  }
  thead th {
    color: var(--_xq-text-muted);
    font-size: 0.875em;
  }
  .number {
    text-align: end;
    padding-right: 24px;
    font-variant-numeric: tabular-nums;
  }

  .stage + .stage {
    margin-top: 28px;
  }
  .stage h4 {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
  }
  .school {
    font-weight: 400;
  }
  .stage h5 {
    margin: 16px 0 8px;
    color: var(--_xq-text-muted);
    font-weight: 550;
  }
  ol {
    margin-left: 6px;
    border-left: 2px solid var(--_xq-line);
  }
  ol li {
    position: relative;
    padding: 2px 0 16px 22px;
  }
  ol li:last-child {
    padding-bottom: 4px;
  }
  ol li::before {
    content: '';
    position: absolute;
    top: 8px;
    left: -7px;
    width: 12px;
    height: 12px;
    border: 2px solid var(--_xq-line-strong);
    border-radius: 50%;
    background: var(--_xq-surface);
  }
  .current li.assessment::before {
    border-color: var(--_xq-accent);
    background: var(--_xq-accent);
  }
  .current li::before {
    border-color: var(--_xq-accent);
  }
  .when {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
  }

  @media print {
    .card {
      padding: 0;
      border: 0;
    }
    .toggle,
    .stale {
      display: none;
    }
    .folded {
      display: block;
    }
    figure,
    ol li,
    .people li {
      break-inside: avoid;
    }
    .trend {
      -webkit-print-color-adjust: exact;
      print-color-adjust: exact;
    }
  }
`;
