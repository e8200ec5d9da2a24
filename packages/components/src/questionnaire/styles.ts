import { css, type CSSResult } from 'lit';
import { loadingStyles } from '../core/loading.ts';

/** First for 360 px and tired eyes: large type, one accent, rows of full width, nothing that blinks or sticks. */
const form: CSSResult = css`
  :host {
    max-width: var(--xq-questionnaire-max-width, 46rem);
    margin: 0 auto;
  }
  h2:focus,
  .question:focus {
    outline: none;
  }
  .card.wide {
    padding: 32px 40px;
  }
  .bar {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    margin-top: 28px;
  }
  .bar button {
    min-height: 52px;
    font-size: 1.0625em;
  }
  .bar .primary {
    flex: 1 1 auto;
    max-width: 20rem;
  }
  .wide .bar .primary {
    flex: none;
    min-width: 11rem;
  }
  .notice {
    padding: 12px 16px;
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-accent-soft);
  }

  .intro {
    display: grid;
    gap: 16px;
  }
  h2 {
    font-size: 1.5em;
    line-height: 1.35;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .facts li {
    padding: 4px 12px;
    border-radius: 999px;
    background: var(--_xq-surface-sunken);
    color: var(--_xq-text-muted);
    font-size: 0.9375em;
  }
  .credit {
    padding-top: 16px;
    border-top: 1px solid var(--_xq-line);
    font-size: 0.8125em;
  }

  .head {
    display: grid;
    gap: 6px;
    margin-bottom: 28px;
  }
  h2.title {
    font-size: 0.875em;
    font-weight: 400;
  }
  .where {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 12px;
    font-size: 0.9375em;
    font-variant-numeric: tabular-nums;
  }
  progress {
    display: block;
    width: 100%;
    height: 6px;
    border: 0;
    border-radius: 3px;
    overflow: hidden;
    appearance: none;
    -webkit-appearance: none;
    background: var(--_xq-accent-soft);
    color: var(--_xq-accent);
  }
  progress::-webkit-progress-bar {
    border-radius: 3px;
    /* In high contrast a line is black: as a ground it would look like a form that is finished. */
    background: var(--_xq-accent-soft);
    box-shadow: inset 0 0 0 1px var(--_xq-line);
  }
  progress::-webkit-progress-value {
    border-radius: 3px;
    background: var(--_xq-accent);
  }
  .questions > .stem {
    margin-bottom: 24px;
    font-weight: 550;
  }
`;

const items: CSSResult = css`
  .items.one {
    /* Short and long questions alike: “next” stays where the thumb is. */
    min-height: 19rem;
  }
  .item + .item {
    margin-top: 32px;
  }
  .part {
    /* Room for the focus ring, which the containment would cut. */
    margin: 0 -6px;
    padding: 2px 6px 6px;
  }
  /* Long forms draw what is near the screen only: beyond the first part, which is drawn anyway. */
  .part + .part {
    content-visibility: auto;
  }
  .items:not(.one) > * + .item,
  .part > .item + .item,
  * + .part > .item:first-child {
    margin-top: 24px;
    padding-top: 26px;
    border-top: 1px solid var(--_xq-line);
  }
  .question {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .legend {
    display: block;
    width: 100%;
    padding: 0;
  }
  .legend .stem {
    display: block;
    margin-bottom: 8px;
    color: var(--_xq-text-muted);
  }
  .legend .text {
    display: block;
    font-size: 1.125em;
    font-weight: 600;
  }
  .one .legend .text {
    font-size: 1.25em;
  }
  .indexed {
    padding-left: 1.75em;
    text-indent: -1.75em;
  }
  .index {
    display: inline-block;
    min-width: 1.75em;
    text-indent: 0;
    color: var(--_xq-text-muted);
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }
  .question .help {
    margin-top: 6px;
  }
  .control {
    display: grid;
    gap: 10px;
    margin-top: 16px;
  }
  .control.columns {
    grid-auto-columns: minmax(0, 1fr);
    grid-auto-flow: column;
  }
  .option {
    position: relative;
    z-index: 0;
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 54px;
    padding: 10px 16px;
    border: 1px solid var(--_xq-line);
    border-radius: var(--_xq-radius-small);
    font-size: 1.0625em;
    cursor: pointer;
  }
  .option input {
    flex: none;
    appearance: none;
    -webkit-appearance: none;
    width: 22px;
    height: 22px;
    margin: 0;
    border: 2px solid var(--_xq-line-strong);
    border-radius: 50%;
    background: var(--_xq-surface);
    cursor: inherit;
  }
  /* What is chosen changes colours and nothing else: no box is laid out anew for an answer. */
  .option input:checked {
    border-color: var(--_xq-accent);
    background: radial-gradient(var(--_xq-surface) 4px, var(--_xq-accent) 4.5px);
  }
  /* The row answers for its control: one layer behind the text shows what is chosen and where the focus is. */
  .option input + span::before {
    content: '';
    position: absolute;
    z-index: -1;
    top: -1px;
    right: -1px;
    bottom: -1px;
    left: -1px;
    border-radius: var(--_xq-radius-small);
  }
  .option input:checked + span::before {
    background: var(--_xq-accent-soft);
    box-shadow: inset 0 0 0 2px var(--_xq-accent);
  }
  .option input:focus-visible {
    outline: none;
  }
  .option input:focus-visible + span::before {
    outline: 3px solid var(--_xq-focus);
    outline-offset: 2px;
  }
  /* Where the system chooses the colours it leaves out gradients and shadows. */
  @media (forced-colors: active) {
    .option input:checked {
      border-width: 7px;
    }
    .option input:checked + span::before {
      border: 2px solid;
    }
  }
`;

export const styles: CSSResult[] = [loadingStyles, form, items];
