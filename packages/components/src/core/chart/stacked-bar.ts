/** Parts of a whole as one bar. Each part has a pattern as well as a colour; a legend or a table names it in words. */
import { css, type CSSResult, html, nothing, svg, type TemplateResult } from 'lit';
import { rarerTokens } from '../rarer-tokens.ts';

/** How a part is drawn, from done to not begun; `veiled` where it is not told what it is made of. */
export const FILLS = ['solid', 'soft', 'striped', 'crossed', 'ruled', 'open', 'veiled'] as const;
export type Fill = (typeof FILLS)[number];

export interface BarPart {
  fill: Fill;
  count: number;
}

/** Left edge and width of each part in percent of the bar; parts of nobody are left out. */
export function barSegments(parts: readonly BarPart[]): { fill: Fill; from: number; size: number }[] {
  const whole = parts.reduce((sum, { count }) => sum + count, 0);
  let from = 0;
  return parts
    .filter(({ count }) => count > 0)
    .map(({ fill, count }) => {
      const size = (count / whole) * 100;
      const segment = { fill, from, size };
      from += size;
      return segment;
    });
}

/** The patterns that bars and legends of the same shadow root refer to. Render it once. */
export const barPatterns: TemplateResult = html`<svg class="patterns" width="0" height="0" aria-hidden="true">
  <defs>
    <pattern id="xq-striped" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect class="ground" width="6" height="6" />
      <rect class="mark" width="2" height="6" />
    </pattern>
    <pattern id="xq-crossed" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect class="ground" width="6" height="6" />
      <rect class="mark" width="6" height="2" />
      <rect class="mark" width="2" height="6" />
    </pattern>
    <pattern id="xq-ruled" width="6" height="4" patternUnits="userSpaceOnUse">
      <rect class="ground" width="6" height="4" />
      <rect class="mark" width="6" height="1" />
    </pattern>
    <pattern id="xq-veiled" width="6" height="6" patternUnits="userSpaceOnUse">
      <rect class="ground" width="6" height="6" />
      <circle class="mark" cx="3" cy="3" r="1" />
    </pattern>
  </defs>
</svg>`;

const rect = (fill: Fill, from: number, size: number) =>
  svg`<rect class=${`fill ${fill}`} x=${`${from}%`} width=${`${size}%`} height="100%" />`;

/** The bar; hidden from screen readers, the numbers stand beside it. */
export const renderBar = (parts: readonly BarPart[]): TemplateResult =>
  html`<svg class="bar" part="chart" aria-hidden="true">
    ${barSegments(parts).map(
      ({ fill, from, size }) =>
        svg`${rect(fill, from, size)}${from > 0 ? svg`<rect class="divider" x=${`${from}%`} width="1.5" height="100%" />` : nothing}`,
    )}
  </svg>`;

/** A small square of a fill, for legends. */
export const renderSwatch = (fill: Fill): TemplateResult =>
  html`<svg class="swatch" aria-hidden="true">${rect(fill, 0, 100)}</svg>`;

export const barStyles: CSSResult = css`
  ${rarerTokens}
  .patterns {
    position: absolute;
  }
  .patterns .ground {
    fill: var(--_xq-level-moderate-soft);
  }
  .patterns #xq-crossed .ground {
    fill: var(--_xq-level-high-soft);
  }
  .patterns .mark {
    fill: var(--_xq-level-moderate);
  }
  .patterns #xq-crossed .mark {
    fill: var(--_xq-level-high);
  }
  .patterns :is(#xq-ruled, #xq-veiled) .ground {
    fill: var(--_xq-surface-sunken);
  }
  .patterns :is(#xq-ruled, #xq-veiled) .mark {
    fill: var(--_xq-text-muted);
  }
  .bar {
    display: block;
    width: 100%;
    height: 14px;
    border: 1px solid var(--_xq-line-strong);
    border-radius: 7px;
    overflow: hidden;
  }
  .swatch {
    flex: none;
    width: 14px;
    height: 14px;
    border: 1px solid var(--_xq-line-strong);
    border-radius: 4px;
    overflow: hidden;
  }
  .fill.solid {
    fill: var(--_xq-accent);
  }
  .fill.soft {
    fill: var(--_xq-accent);
    fill-opacity: 0.45;
  }
  .fill.striped {
    fill: url(#xq-striped);
  }
  .fill.crossed {
    fill: url(#xq-crossed);
  }
  .fill.ruled {
    fill: url(#xq-ruled);
  }
  .fill.veiled {
    fill: url(#xq-veiled);
  }
  .fill.open {
    fill: var(--_xq-surface);
  }
  .bar .divider {
    fill: var(--_xq-surface);
  }
`;
