import { css, type CSSResult } from 'lit';

export const moreStyles: CSSResult = css`
  .section {
    font-size: 1.1875em;
  }
  .one .section {
    color: var(--_xq-accent-strong);
    font-size: 1em;
  }
  .one .group-item + .item {
    margin-top: 12px;
  }
  .display {
    font-size: 1.0625em;
    white-space: pre-line;
  }
  .items:not(.one) .group-item + .item,
  .items:not(.one) .display-item + .item {
    padding-top: 2px;
    border-top: 0;
  }
  .option input[type='checkbox'] {
    position: relative;
    border-radius: 6px;
  }
  .option input[type='checkbox']:checked {
    border: 2px solid var(--_xq-accent);
    background: var(--_xq-accent);
  }
  .option input[type='checkbox']:checked::after {
    content: '';
    position: absolute;
    top: 1px;
    left: 5px;
    width: 7px;
    height: 12px;
    border: solid var(--_xq-on-accent);
    border-width: 0 2.5px 2.5px 0;
    transform: rotate(45deg);
  }
  input[type='text'],
  input[type='time'],
  textarea {
    width: 100%;
    min-height: 54px;
    padding: 10px 14px;
    border: 1px solid var(--_xq-line-strong);
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-surface);
    color: inherit;
    font: inherit;
    font-size: 1.0625em;
  }
  textarea {
    resize: vertical;
  }
  [aria-invalid='true']:not(fieldset) {
    border-color: var(--_xq-error) !important;
  }
  .number-field {
    display: flex;
    align-items: center;
    gap: 10px;
  }
  .number-field input {
    width: 8em;
  }
  .count {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .scale {
    display: grid;
    gap: 8px;
  }
  .scale .value {
    justify-self: center;
    min-height: 2.4rem;
    color: var(--_xq-accent-strong);
    font-size: 1.5em;
    font-weight: 650;
    line-height: 2.4rem;
    font-variant-numeric: tabular-nums;
  }
  .scale .none {
    color: var(--_xq-text-muted);
    font-size: 1em;
    font-weight: 400;
  }
  .ends {
    display: flex;
    justify-content: space-between;
    gap: 24px;
    color: var(--_xq-text-muted);
  }
  .ends span:last-child {
    text-align: end;
  }
  input[type='range'] {
    appearance: none;
    -webkit-appearance: none;
    width: 100%;
    height: 48px;
    margin: 0;
    border-radius: var(--_xq-radius-small);
    background: none;
    cursor: pointer;
  }
  input[type='range']::-webkit-slider-runnable-track {
    height: 8px;
    border-radius: 4px;
    background: var(--_xq-accent-soft);
    box-shadow: inset 0 0 0 1px var(--_xq-line);
  }
  input[type='range']::-moz-range-track {
    height: 8px;
    border-radius: 4px;
    background: var(--_xq-accent-soft);
    box-shadow: inset 0 0 0 1px var(--_xq-line);
  }
  input[type='range']::-webkit-slider-thumb {
    appearance: none;
    -webkit-appearance: none;
    width: 32px;
    height: 32px;
    margin-top: -12px;
    border: 3px solid var(--_xq-surface);
    border-radius: 50%;
    background: var(--_xq-accent);
    box-shadow: 0 0 0 1px var(--_xq-accent);
  }
  input[type='range']::-moz-range-thumb {
    width: 28px;
    height: 28px;
    border: 3px solid var(--_xq-surface);
    border-radius: 50%;
    background: var(--_xq-accent);
  }
  input[type='range'].untouched::-webkit-slider-thumb {
    border-color: var(--_xq-line-strong);
    border-style: dashed;
    background: var(--_xq-surface);
    box-shadow: none;
  }
`;
