import { css, type CSSResult } from 'lit';
import { levelShapeStyles } from '../core/level-shape.ts';
import { stateStyles } from '../core/states.ts';

export const styles: CSSResult = css`
  ${stateStyles}
  ${levelShapeStyles}
  :host {
    display: inline-block;
  }
  .badge {
    position: relative;
  }
  .badge > button {
    gap: 14px;
    padding: 6px 14px;
    border-color: var(--_xq-line);
    border-radius: 22px;
    font-weight: 400;
    line-height: 1.3;
    white-space: nowrap;
  }
  .count {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-variant-numeric: tabular-nums;
  }
  .count .level-shape {
    width: 14px;
    height: 14px;
  }
  .count .word {
    margin-right: -5px;
  }
  .count b {
    font-weight: 650;
  }
  .quiet-icon {
    flex: none;
    width: 20px;
    height: 20px;
    fill: none;
    stroke: var(--_xq-accent);
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
    color: var(--_xq-text-muted);
  }
  .none,
  .stale-mark {
    color: var(--_xq-text-muted);
    font-size: 0.875em;
  }
  .stale-mark {
    padding-left: 10px;
    border-left: 1px solid var(--_xq-line-strong);
  }
  .badge > button .none {
    margin-left: -4px;
  }

  .panel {
    position: absolute;
    z-index: 1000;
    top: calc(100% + 8px);
    right: 0;
    width: 420px;
    max-width: calc(100vw - 24px);
    max-height: min(640px, 76vh);
    padding: 20px;
    border: 1px solid var(--_xq-line);
    border-radius: var(--_xq-radius);
    background: var(--_xq-surface);
    box-shadow: var(--_xq-shadow);
    overflow-y: auto;
    overscroll-behavior: contain;
    white-space: normal;
  }
  .panel:focus {
    outline: none;
  }
  .head {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: start;
    gap: 4px 8px;
    margin-bottom: 16px;
  }
  .close {
    grid-row: 1;
    grid-column: 2;
    margin: -10px -10px 0 0;
    padding: 0;
  }
  .close svg {
    width: 16px;
    height: 16px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    grid-column: 1 / -1;
    gap: 4px 18px;
  }
  .legend li,
  .level {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    white-space: nowrap;
  }
  .legend .level-shape,
  .level .level-shape {
    width: 13px;
    height: 13px;
  }
  .alert {
    padding: 16px 0;
    border-top: 1px solid var(--_xq-line);
  }
  .alert.next {
    margin: 0 -8px 8px;
    padding: 14px 16px 16px;
    border: 0;
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-accent-soft);
    box-shadow: inset 3px 0 0 var(--_xq-accent);
  }
  .alert.next + .alert {
    border-top: 0;
  }
  .alert:last-child {
    padding-bottom: 4px;
  }
  .alert.next:last-child {
    margin-bottom: 0;
    padding-bottom: 16px;
  }
  .first {
    color: var(--_xq-accent-strong);
    font-weight: 650;
  }
  .who {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 12px;
  }
  .who .level {
    color: var(--_xq-level-watch);
    font-weight: 600;
  }
  .who .level.imminent {
    color: var(--_xq-level-imminent);
  }
  .who .level.high {
    color: var(--_xq-level-high);
  }
  .who .level.moderate {
    color: var(--_xq-level-moderate);
  }
  .name a,
  .name .link {
    display: inline-flex;
    align-items: center;
    min-height: 44px;
    margin: -8px 0;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_xq-text);
    font-size: 1.0625em;
    font-weight: 650;
    text-align: start;
    text-decoration: underline;
    text-decoration-color: var(--_xq-line-strong);
    text-underline-offset: 4px;
  }
  .name a:hover,
  .name .link:hover {
    color: var(--_xq-accent-strong);
    text-decoration-color: currentColor;
  }
  .reasons {
    margin: 10px 0 12px;
  }
  .reasons li + li {
    margin-top: 4px;
  }
  .detail {
    display: block;
  }
  .foot {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 16px;
  }
  .foot button {
    flex: none;
  }
  .due {
    font-weight: 600;
  }
  .due.soon {
    color: var(--_xq-accent-strong);
  }
  .done {
    flex: 0 1 auto;
    text-align: end;
  }
  .failed {
    margin-top: 8px;
    color: var(--_xq-error);
  }
  .more {
    padding-top: 12px;
    border-top: 1px solid var(--_xq-line);
  }

  @media (max-width: 900px) {
    .badge > button .word,
    .badge > button .none {
      position: absolute;
      width: 1px;
      height: 1px;
      margin: -1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .badge > button {
      gap: 12px;
    }
  }
  @media (max-width: 480px) {
    .panel {
      position: fixed;
      top: auto;
      bottom: 0;
      left: 0;
      width: auto;
      max-width: none;
      max-height: 82vh;
      padding: 20px 16px calc(20px + env(safe-area-inset-bottom, 0px));
      border-width: 1px 0 0;
      border-radius: 16px 16px 0 0;
    }
    .reasons {
      margin: 8px 0 10px;
    }
  }
`;
