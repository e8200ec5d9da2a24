import { css, type CSSResult } from 'lit';
import { stateStyles } from '../core/states.ts';

export const styles: CSSResult = css`
  ${stateStyles}
  .text {
    display: grid;
    gap: 20px;
    max-width: 720px;
    margin: 0 auto;
  }
  .card > * + * {
    margin-top: 16px;
  }
  .text.card > * {
    margin-top: 0;
  }
  h2 {
    font-size: 1.375em;
  }
  .lead {
    color: var(--_xq-accent-strong);
    font-weight: 550;
  }
  .note {
    padding: 10px 14px;
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-accent-soft);
  }
  .points {
    display: grid;
    gap: 14px;
  }
  .points dt {
    font-weight: 600;
  }
  .points dd {
    color: var(--_xq-text-muted);
  }
  .fine {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 24px;
  }
  .choices {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 12px;
  }
  .choices button {
    min-height: 52px;
    padding: 8px 12px;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 12px 20px;
  }
  /* Beside or below the page's own link: one edge for both. */
  .row .quiet {
    padding-right: 0;
    padding-left: 0;
  }
  h2 + p {
    margin-top: 8px;
  }
  .problem p {
    margin-top: 12px;
  }
  .error {
    color: var(--_xq-error);
  }
  .given {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: 0 4px;
    margin-top: 16px;
  }
  .given button {
    padding: 8px 12px;
    font-size: inherit;
    font-weight: 400;
  }
  .withdraw {
    margin-top: 16px;
  }
  h2:focus,
  h3:focus,
  .content:focus {
    outline: none;
  }
  @media (max-width: 480px) {
    .choices {
      grid-template-columns: 1fr;
    }
  }
`;
