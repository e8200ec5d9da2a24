import { css, type CSSResult } from 'lit';
import { barStyles } from './chart/stacked-bar.ts';
import { columnStyles } from './column-styles.ts';
import { stateStyles } from './states.ts';

/** Rows as cards. */
const narrow = css`
  thead {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .sort {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  table,
  tbody {
    display: block;
  }
  tbody {
    display: grid;
    gap: 12px;
    margin-top: 12px;
  }
  tbody tr {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    padding: 14px 16px;
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-surface-sunken);
  }
  tbody th,
  tbody td {
    padding: 0;
    border: 0;
  }
  tbody .students,
  tbody .asked,
  tbody .covered,
  tbody .gap,
  tbody .left {
    width: auto;
  }
  tbody .name,
  tbody .parts {
    width: 100%;
  }
  tbody .name,
  .unit {
    font-weight: 650;
  }
  tbody .students,
  tbody .asked {
    order: 1;
  }
  tbody .parts {
    order: 2;
  }
  .label {
    display: inline;
    color: var(--_xq-text-muted);
    font-size: 0.875em;
    font-weight: 400;
  }
`;

/** A card with a bar for a unit and a table of its children, which turns into cards on a phone, and in a narrow column. */
export const unitTableStyles: CSSResult = css`
  ${stateStyles}
  ${barStyles}
  ${columnStyles}
  section.card {
    display: grid;
    gap: 24px;
    min-width: 0;
  }
  .card > * {
    min-width: 0;
  }
  .card > .stale,
  .card > nav {
    margin-bottom: -12px;
  }
  h2:focus {
    outline: none;
  }
  .path {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    margin: -12px 0 0 -12px;
  }
  .path button {
    gap: 8px;
    padding: 8px 12px;
    text-align: start;
  }
  .path svg {
    flex: none;
    width: 8px;
    height: 13px;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .total {
    display: grid;
    gap: 12px;
  }
  .total .bar {
    height: 20px;
    border-radius: 10px;
  }
  .total strong {
    font-weight: 650;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 20px;
  }
  .legend li {
    display: inline-flex;
    align-items: center;
    gap: 8px;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
  }

  .bar-of-table {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
  }
  .sort {
    display: none;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 12px 0 12px 16px;
    border-bottom: 1px solid var(--_xq-line);
    font-weight: 400;
    text-align: start;
    vertical-align: middle;
  }
  th:first-child {
    padding-left: 0;
  }
  thead th {
    padding-top: 0;
    padding-bottom: 0;
    color: var(--_xq-text-muted);
    font-size: 0.875em;
    white-space: nowrap;
  }
  thead th[aria-sort] {
    color: var(--_xq-text);
  }
  thead button {
    gap: 6px;
    min-width: 0;
    padding: 8px 0;
    border: 0;
    background: none;
    color: inherit;
    font-weight: inherit;
  }
  thead [aria-sort] button {
    font-weight: 650;
  }
  thead svg {
    width: 9px;
    height: 13px;
    fill: currentColor;
  }
  thead svg path {
    fill-opacity: 0.35;
  }
  thead svg.up .up,
  thead svg.down .down {
    fill-opacity: 1;
  }
  .students,
  .asked,
  .covered,
  .gap,
  .left {
    width: 1%;
    text-align: end;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  tbody .name {
    text-wrap: balance;
  }
  .parts {
    width: 38%;
  }
  td.parts .facts {
    gap: 0 12px;
    margin-top: 4px;
    line-height: 1.4;
  }
  td.covered {
    font-weight: 650;
  }
  tbody tr:last-child > * {
    border-bottom: 0;
  }
  .unit {
    min-height: 44px;
    margin: -8px 0;
    padding: 8px 0;
    border: 0;
    background: none;
    text-align: start;
    text-decoration: underline;
    text-decoration-color: var(--_xq-line-strong);
    text-underline-offset: 4px;
  }
  .unit:hover {
    text-decoration-color: currentColor;
  }
  .label {
    display: none;
  }
  select {
    max-width: 100%;
    min-height: 44px;
    text-overflow: ellipsis;
    padding: 4px 8px;
    border: 1px solid var(--_xq-line-strong);
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-surface);
    color: var(--_xq-text);
    font: inherit;
  }

  @media (max-width: 640px) {
    ${narrow}
  }
  @container (max-width: 640px) {
    ${narrow}
  }
`;
