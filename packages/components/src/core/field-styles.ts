import { css, type CSSResult } from 'lit';

/** A label with its control, and the panel in which a question is asked. */
export const fieldStyles: CSSResult = css`
  .field {
    display: grid;
    gap: 6px;
    min-width: 0;
  }
  .field > label {
    font-weight: 550;
  }
  .field > :is(input, select, textarea) {
    width: 100%;
    min-width: 0;
    min-height: 44px;
    padding: 8px 12px;
    border: 1px solid var(--_xq-line-strong);
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-surface);
    color: var(--_xq-text);
    font: inherit;
  }
  .field > textarea {
    min-height: 5.5em;
    resize: vertical;
  }
  .field > [aria-invalid='true'] {
    border-color: var(--_xq-error);
  }
  .panel {
    display: grid;
    gap: 16px;
    min-width: 0;
    padding: 20px;
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-surface-sunken);
  }
  .error {
    color: var(--_xq-error);
  }
`;
