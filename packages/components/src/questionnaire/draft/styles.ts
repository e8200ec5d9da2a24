import { css, type CSSResult } from 'lit';

export const draftStyles: CSSResult = css`
  /* In the space that is there below the progress: nothing moves when it comes. */
  .draft {
    min-height: 28px;
    margin: -28px 0 0;
    color: var(--_xq-text-muted);
    font-size: 0.875em;
    line-height: 1.5;
    text-align: end;
  }
  .draft.trouble {
    margin: 0 0 20px;
    padding: 12px 16px;
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-surface-sunken);
    color: inherit;
    text-align: start;
  }
  .intro .draft,
  .review .draft {
    margin: -8px 0;
    text-align: start;
  }
  .intro .draft.trouble,
  .review .draft.trouble {
    margin: 0;
  }
  /* Below words that are there already it has a place of its own. */
  .resumed + .draft {
    margin-top: 4px;
  }
  .draft p {
    margin-top: 4px;
  }
`;
