import { css, type CSSResult } from 'lit';
import { fieldStyles } from '../core/field-styles.ts';
import { stateStyles } from '../core/states.ts';

export const styles: CSSResult = css`
  ${stateStyles}
  ${fieldStyles}
  .card,
  form,
  .preview {
    display: grid;
    gap: 28px;
    min-width: 0;
  }
  .head,
  .row,
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
  }
  .head {
    justify-content: space-between;
  }
  .head > * {
    min-width: 0;
  }
  .back {
    margin: -12px 0 -16px -20px;
    justify-self: start;
  }
  .plans {
    display: grid;
    gap: 12px;
  }
  .plans li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
    padding: 14px 16px;
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-surface-sunken);
  }
  .plans li > div {
    flex: 1 1 16em;
    min-width: 0;
  }
  .open {
    min-height: 44px;
    padding: 4px 0;
    border: 0;
    background: none;
    text-align: start;
    text-decoration: underline;
    text-decoration-color: var(--_xq-line-strong);
    text-underline-offset: 4px;
  }
  .badge {
    padding: 2px 10px;
    border: 1px solid var(--_xq-line-strong);
    border-radius: 999px;
    background: var(--_xq-surface);
    font-size: 0.875em;
  }
  .part {
    display: grid;
    gap: 16px;
    min-width: 0;
    padding-top: 24px;
    border-top: 1px solid var(--_xq-line);
  }
  fieldset {
    display: grid;
    align-content: start;
    gap: 4px;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    margin-bottom: 4px;
    padding: 0;
    font-weight: 550;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15em), 1fr));
    gap: 16px;
  }
  .choice {
    display: flex;
    align-items: flex-start;
    gap: 10px;
    min-height: 44px;
    padding: 9px 0;
  }
  .choice input {
    flex: none;
    width: 20px;
    height: 20px;
    margin: 3px 0 0;
    accent-color: var(--_xq-accent);
  }
  .choice .small {
    display: block;
  }
  .columns {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 15em), 1fr));
    gap: 0 20px;
  }
  .reminder {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 6em auto;
    gap: 8px 12px;
    align-items: end;
  }
  .point {
    display: grid;
    gap: 12px;
    padding: 16px;
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-surface-sunken);
  }
  .point button,
  .part > button {
    justify-self: start;
  }
  .point button {
    margin-inline-start: -20px;
  }
  .preview {
    gap: 20px;
  }
  .preview .sheet {
    display: grid;
    gap: 8px;
    padding: 20px;
    border: 1px solid var(--_xq-line);
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-surface);
  }
  .options {
    display: grid;
    gap: 8px;
    margin-top: 4px;
  }
  .options li {
    padding: 9px 14px;
    border: 1px solid var(--_xq-line);
    border-radius: var(--_xq-radius-small);
  }
  .facts {
    display: grid;
    gap: 14px;
  }
  .facts dt {
    color: var(--_xq-text-muted);
    font-size: 0.875em;
  }
  h2:focus,
  h3:focus,
  #errors:focus {
    outline: none;
  }
  @media (max-width: 480px) {
    .reminder {
      grid-template-columns: minmax(0, 1fr) 5em;
    }
    .reminder button {
      justify-self: start;
    }
  }
`;
