import { css, type CSSResult } from 'lit';

/**
 * For what asks `@container` for the width of its own column: the page may be wider. Whoever asks for that is not told the width of
 * its content, and would have none in a row of a page.
 */
export const columnStyles: CSSResult = css`
  :host {
    container-type: inline-size;
    contain-intrinsic-width: 60rem;
    min-width: 0;
    max-width: 100%;
  }
`;
