import { css, type CSSResult } from 'lit';
import { stateStyles } from '../core/states.ts';

export const styles: CSSResult = css`
  ${stateStyles}
  section + section,
  section + details,
  .state + section,
  .state + details {
    margin-top: 24px;
  }
  h2 {
    margin-bottom: 16px;
  }
  h3 {
    margin-bottom: 10px;
    color: var(--_xq-text-muted);
    font-size: 0.9375em;
  }
  .state h3 {
    margin: 0;
    color: inherit;
    font-size: 1.0625em;
  }
  ul {
    display: grid;
    gap: 10px;
  }
  .entry {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    gap: 2px 16px;
    width: 100%;
    padding: 14px 16px;
    border: 1px solid var(--_xq-line);
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-surface);
    color: var(--_xq-text);
    font: inherit;
    text-align: start;
    text-decoration: none;
    justify-content: stretch;
  }
  .todo .entry {
    background: var(--_xq-accent-soft);
  }
  a.entry:hover,
  button.entry:hover {
    border-color: var(--_xq-accent);
    color: var(--_xq-text);
  }
  .entry > * {
    grid-column: 1;
  }
  .name {
    font-weight: 600;
    font-size: 1.0625em;
    text-wrap: pretty;
  }
  .done .name,
  .upcoming .name,
  .closed .name,
  .declined .name {
    font-weight: 500;
    font-size: 1em;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
  }
  .go {
    grid-column: 2;
    grid-row: 1 / span 3;
    color: var(--_xq-accent-strong);
    font-weight: 600;
    white-space: nowrap;
  }
  .todo .go {
    padding: 8px 18px;
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-accent);
    color: var(--_xq-on-accent);
  }
  .entry:hover .go {
    text-decoration: underline;
  }
  .todo .entry:hover .go {
    background: var(--_xq-accent-strong);
    text-decoration: none;
  }
  summary {
    min-height: 44px;
    padding: 10px 0;
    color: var(--_xq-text-muted);
    cursor: pointer;
  }
  @media (max-width: 480px) {
    .entry {
      grid-template-columns: 1fr;
    }
    .go {
      grid-column: 1;
      grid-row: auto;
      margin-top: 6px;
    }
    .todo .go {
      margin-top: 10px;
      text-align: center;
    }
  }
`;
