import { css, type CSSResult } from 'lit';

/** On a phone, and in a narrow column. */
const narrow = css`
  .student {
    grid-template-columns: minmax(0, 1fr);
    row-gap: 10px;
  }
  .student .said {
    grid-column: 1;
  }
  .steps li {
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 4px 12px;
  }
  .steps .bar {
    grid-column: 1 / -1;
    order: 1;
  }
`;

export const styles: CSSResult = css`
  .which {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 16px;
  }
  .which label {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    min-width: 0;
    max-width: 100%;
  }
  .which label span {
    flex: none;
  }
  .units {
    display: grid;
    gap: 12px;
    min-width: 0;
  }
  .units > * {
    min-width: 0;
  }
  thead th {
    padding-bottom: 8px;
  }
  .steps {
    display: grid;
    gap: 8px;
  }
  .steps li {
    display: grid;
    grid-template-columns: 6em minmax(0, 1fr) 8em;
    align-items: center;
    gap: 12px;
  }
  .steps .number {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .duty {
    padding: 12px 16px;
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-surface-sunken);
  }
  .duty strong {
    margin-inline-end: 8px;
    font-weight: 650;
  }

  .to-answer,
  .names {
    display: grid;
    gap: 12px;
    min-width: 0;
  }
  .names {
    gap: 0;
  }
  .student {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 20em);
    align-items: center;
    gap: 4px 16px;
    padding: 10px 0;
    border-bottom: 1px solid var(--_xq-line);
  }
  .student:last-child {
    border-bottom: 0;
  }
  .student .who {
    display: grid;
    overflow-wrap: anywhere;
  }
  .student :is(label, .name) {
    font-weight: 550;
  }
  .student .said {
    grid-column: 2;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
  }
  .student .said .error {
    margin-inline-end: 12px;
  }
  .student .said .quiet {
    padding-inline: 0;
  }
  .student .error,
  .to-answer .error {
    color: var(--_xq-error);
  }

  @media (max-width: 640px) {
    ${narrow}
  }
  @container (max-width: 640px) {
    ${narrow}
  }
`;
