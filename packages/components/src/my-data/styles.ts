import { css, type CSSResult } from 'lit';
import { stateStyles } from '../core/states.ts';

export const styles: CSSResult = css`
  ${stateStyles}
  .card {
    display: grid;
    gap: 32px;
  }
  section {
    display: grid;
    gap: 12px;
    justify-items: start;
  }
  section > * {
    max-width: 100%;
  }
  header p {
    margin-top: 6px;
  }
  .kinds,
  .requests {
    display: grid;
    gap: 18px 32px;
    width: 100%;
  }
  .kinds {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr));
    margin-top: 4px;
  }
  .name {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 12px;
    font-weight: 550;
  }
  .name .muted {
    font-weight: 400;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
  }
  .panel {
    display: grid;
    gap: 16px;
    width: 100%;
    padding: 20px;
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-surface-sunken);
  }
  .steps {
    display: grid;
    gap: 8px;
    padding-left: 1.25em;
    list-style: disc;
  }
  .field {
    display: grid;
    gap: 6px;
  }
  label {
    font-weight: 550;
  }
  select,
  textarea {
    width: 100%;
    min-height: 44px;
    padding: 8px 12px;
    border: 1px solid var(--_xq-line-strong);
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-surface);
    color: var(--_xq-text);
    font: inherit;
  }
  textarea {
    min-height: 5.5em;
    resize: vertical;
  }
  /* A live region that is still empty takes no room. */
  .empty {
    margin-top: -12px;
  }
  .panel .empty {
    margin-top: -16px;
  }
  .error {
    color: var(--_xq-error);
  }
  h3:focus {
    outline: none;
  }
`;
