import { css, type CSSResult } from 'lit';
import { columnStyles } from '../core/column-styles.ts';
import { stateStyles } from '../core/states.ts';
import { profileStyles } from './profile.ts';
import { rarerTokens } from '../core/rarer-tokens.ts';

export const styles: CSSResult = css`
  ${rarerTokens}
  ${stateStyles}
  ${profileStyles}
  ${columnStyles}
  article {
    display: grid;
    gap: 28px;
    min-width: 0;
  }
  article > .stale {
    margin: 0;
  }
  section {
    min-width: 0;
  }
  section > h3 {
    margin-bottom: 8px;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    margin-top: 4px;
  }

  .levels {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 220px), 1fr));
    gap: 12px;
  }
  .levels li,
  .silence {
    padding: 16px 20px;
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-accent-soft);
  }
  .levels .level {
    font-size: 1.375em;
    font-weight: 650;
    line-height: 1.4;
  }
  article > section > p {
    max-width: 44em;
  }
  .helps {
    display: grid;
    gap: 8px;
    max-width: 44em;
    padding-left: 1.2em;
    list-style: disc;
  }
  .help summary {
    min-height: 44px;
    padding: 10px 0;
    color: var(--_xq-accent-strong);
    border-radius: var(--_xq-radius-small);
    font-weight: 550;
    cursor: pointer;
  }
  /* Room for the ring of the focus. */
  .help[open] summary {
    margin-bottom: 6px;
  }
  .help .help-lines {
    margin-top: 8px;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    justify-content: space-between;
    gap: 12px;
  }
  /* Breaks only where it is longer than a line. */
  .whole {
    display: inline-block;
  }
  .about {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 220px), 1fr));
    gap: 12px 24px;
    padding: 16px 20px;
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-surface-sunken);
  }
  .critical {
    padding: 16px 20px;
    border-left: 4px solid var(--_xq-level-high);
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-level-high-soft);
  }
  .critical .muted {
    color: inherit;
  }
  .lines {
    display: grid;
    gap: 12px;
  }
  .lines[hidden] {
    display: none;
  }
  .lines:not(:first-child) {
    margin-top: 8px;
  }

  .row {
    display: grid;
    grid-template-columns: minmax(8em, 1.4fr) 4em 5em minmax(4em, 0.8fr) minmax(10em, 2fr);
    gap: 0 16px;
    align-items: center;
    padding: 6px 0;
    border-bottom: 1px solid var(--_xq-line);
  }
  .with-change .row {
    grid-template-columns: minmax(8em, 1.4fr) 4em 5em minmax(4em, 0.8fr) minmax(9em, 2fr) minmax(5em, 0.8fr);
  }
  .no-level .row {
    grid-template-columns: minmax(8em, 1.4fr) 4em 5em minmax(10em, 2.4fr);
  }
  .no-level.with-change .row {
    grid-template-columns: minmax(8em, 1.4fr) 4em 5em minmax(9em, 2.4fr) minmax(5em, 0.8fr);
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .value {
    font-weight: 650;
  }
  .level > span,
  .change > span {
    display: block;
  }
  .place {
    padding: 0 8px;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 20px;
    margin-top: 12px;
  }
  .legend span {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .notes {
    margin-top: 8px;
  }
  @container (max-width: 640px) {
    .titles {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .profile .row:not(.titles) {
      grid-template-columns: 1fr auto auto;
      gap: 2px 12px;
      padding: 12px 0;
    }
    .row .level {
      grid-column: 1;
      grid-row: 2;
    }
    .row .change {
      grid-column: 2 / -1;
      grid-row: 2;
      text-align: end;
    }
    .row .place {
      grid-column: 1 / -1;
    }
  }

  @media print {
    :host {
      --_xq-font-size: 10.5pt;
      --_xq-surface: #fff;
      --_xq-surface-sunken: #f4f6f6;
      --_xq-text: #000;
      --_xq-text-muted: #444;
      --_xq-line: #ccc;
      --_xq-accent: #14686f;
      --_xq-level-high-soft: #fff;
    }
    .card {
      padding: 0;
      border: 0;
    }
    article {
      gap: 16px;
    }
    .print,
    .stale,
    .help {
      display: none;
    }
    .profile .row {
      padding: 1px 0;
    }
    .row,
    .lines li,
    .about,
    footer {
      break-inside: avoid;
    }
    h3 {
      break-after: avoid;
    }
    .bar {
      -webkit-print-color-adjust: exact;
      print-color-adjust: exact;
    }
  }
`;
