/** A ring for one quantity of a whole. The words beside it carry the meaning, so that it may be hidden from readers. */
import { css, type CSSResult, html, type TemplateResult } from 'lit';

/**
 * @param share 0 to 1; more than a whole is drawn as a full ring, the words say how much more
 * @param value the large text in the middle, e.g. `18`
 * @param unit the small text beneath, e.g. `/ 32 学时`
 */
export function renderRing(share: number, value: string, unit: string): TemplateResult {
  const filled = Math.max(0, Math.min(1, share)) * 100;
  return html`<svg class="ring" part="chart" viewBox="0 0 120 120" aria-hidden="true">
    <circle class="track" cx="60" cy="60" r="52" />
    <circle
      class=${filled > 0 ? 'filled' : 'filled none'}
      cx="60"
      cy="60"
      r="52"
      pathLength="100"
      stroke-dasharray=${`${filled} 100`}
      transform="rotate(-90 60 60)"
    />
    <text class="value" x="60" y="64" text-anchor="middle">${value}</text>
    <text class="unit" x="60" y="83" text-anchor="middle">${unit}</text>
  </svg>`;
}

export const ringStyles: CSSResult = css`
  .ring {
    display: block;
    flex: none;
    width: 132px;
    height: 132px;
  }
  .ring circle {
    fill: none;
    stroke-width: 10;
    stroke: var(--_xq-accent);
  }
  .ring .track {
    stroke-opacity: 0.14;
  }
  .ring .filled {
    stroke-linecap: round;
  }
  .ring .none {
    stroke: none;
  }
  .ring .value {
    fill: var(--_xq-text);
    font-size: 32px;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }
  .ring .unit {
    fill: var(--_xq-text-muted);
    font-size: 12px;
  }
`;
