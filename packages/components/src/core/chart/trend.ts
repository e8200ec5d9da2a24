/** A trend as SVG: bands as soft strips with their words, points with their values. The table beside it says the same. */
import { css, type CSSResult, nothing, svg, html, type TemplateResult } from 'lit';
import { trendGeometry, type TrendSource } from './trend-geometry.ts';

/**
 * @param source what to draw
 * @param label what a screen reader says in one sentence; the table has the numbers
 */
export function renderTrend(source: TrendSource, label: string): TemplateResult {
  const { width, height, plot, strips, marks, path, ticks } = trendGeometry(source);
  return html`<svg class="trend" part="chart" viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${label}>
    ${
      strips.length > 0
        ? strips.map(
            strip =>
              svg`<rect class=${strip.deep ? 'strip deep' : 'strip'} x="0" y=${strip.y} width=${width} height=${strip.height} />
              ${strip.lines.map(
                (text, index) =>
                  svg`<text class=${index === 0 ? 'band' : 'band range'} x="10" y=${
                    strip.y + strip.height / 2 + 4 + (index - (strip.lines.length - 1) / 2) * 15
                  }>${text}</text>`,
              )}`,
          )
        : svg`<rect class="strip" x="0" y=${plot.top} width=${width} height=${plot.bottom - plot.top} />
          <text class="band" x="10" y=${plot.top + 16}>${source.max}</text>
          <text class="band" x="10" y=${plot.bottom - 8}>${source.min}</text>`
    }
    ${path === undefined ? nothing : svg`<path class="line" d=${path} />`}
    ${marks.map(
      mark =>
        svg`<circle class="point" cx=${mark.x} cy=${mark.y} r="5" />
        <text class="value" x=${mark.label.x} y=${mark.label.y} text-anchor="middle">${mark.value}</text>`,
    )}
    ${ticks.map(tick => svg`<text class="date" x=${tick.x} y=${height - 8} text-anchor="middle">${tick.text}</text>`)}
  </svg>`;
}

export const trendStyles: CSSResult = css`
  .trend {
    display: block;
    width: 100%;
    max-width: 460px;
    height: auto;
    overflow: visible;
  }
  .trend text {
    fill: var(--_xq-text-muted);
    font-size: 11.5px;
    font-variant-numeric: tabular-nums;
  }
  .trend .strip {
    /* A tint of the accent, since grounds are all white in high contrast. */
    fill: var(--_xq-accent);
    fill-opacity: 0.05;
    stroke: var(--_xq-surface);
    stroke-width: 2;
  }
  .trend .strip.deep {
    fill-opacity: 0.12;
  }
  .trend .line {
    fill: none;
    stroke: var(--_xq-accent);
    stroke-width: 2.5;
    stroke-linecap: round;
  }
  .trend .point {
    fill: var(--_xq-accent);
    stroke: var(--_xq-surface);
    stroke-width: 2;
  }
  .trend .value {
    fill: var(--_xq-text);
    font-size: 13px;
    font-weight: 650;
    paint-order: stroke;
    stroke: var(--_xq-surface);
    stroke-width: 3px;
  }
`;
