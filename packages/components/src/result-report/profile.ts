/** One line of the profile as SVG: the range, levels as thin borders, the norm as a band, last time hollow, this time full. */
import { css, type CSSResult, nothing, svg, html, type TemplateResult } from 'lit';
import { percentAt, type ScaleLine } from './model.ts';

/** The score range one standard deviation around the mean of the norm, cut off at the ends of the scale. */
export const normBand = ({ norm, min, max }: ScaleLine): [number, number] | undefined =>
  norm && [Math.max(min, norm.norm.mean - norm.norm.sd), Math.min(max, norm.norm.mean + norm.norm.sd)];

/**
 * @param line what to draw; a score that is missing leaves the range alone
 * @param label what a screen reader says; the columns beside it say the same
 */
export function renderBar(line: ScaleLine, label: string): TemplateResult {
  const at = (value: number) => `${percentAt(value, line)}%`;
  const band = normBand(line);
  return html`<svg class="bar" part="chart" width="100%" height="28" role="img" aria-label=${label}>
    <rect class="range" x="0" y="10" width="100%" height="8" rx="4" />
    ${
      band
        ? svg`<rect class="norm" x=${at(band[0])} y="4" rx="3" height="20"
            width=${`${percentAt(band[1], line) - percentAt(band[0], line)}%`} />
          <line class="mean" x1=${at(line.norm!.norm.mean)} x2=${at(line.norm!.norm.mean)} y1="4" y2="24" />`
        : nothing
    }
    ${line.borders.map(border => svg`<line class="border" x1=${at(border)} x2=${at(border)} y1="9" y2="19" />`)}
    ${line.earlier ? svg`<circle class="earlier" cx=${at(line.earlier.score)} cy="14" r="4.5" />` : nothing}
    ${line.score === null ? nothing : svg`<circle class="score" cx=${at(line.score)} cy="14" r="6" />`}
  </svg>`;
}

/** What the signs of the profile stand for; the words stand beside them. */
export const renderSign = (sign: 'score' | 'earlier' | 'norm'): TemplateResult =>
  html`<svg class="bar sign" width="18" height="18" aria-hidden="true">
    ${
      sign === 'norm'
        ? svg`<rect class="norm" x="1" y="2" width="16" height="14" rx="3" /><line class="mean" x1="9" x2="9" y1="2" y2="16" />`
        : svg`<circle class=${sign} cx="9" cy="9" r=${sign === 'score' ? 6 : 4.5} />`
    }
  </svg>`;

export const profileStyles: CSSResult = css`
  .bar {
    display: block;
    overflow: visible;
    forced-color-adjust: none;
  }
  .bar .range {
    fill: var(--_xq-accent);
    fill-opacity: 0.1;
  }
  .bar .norm {
    fill: var(--_xq-accent);
    fill-opacity: 0.16;
  }
  .bar .mean {
    stroke: var(--_xq-accent);
    stroke-opacity: 0.55;
    stroke-width: 1.5;
  }
  .bar .border {
    stroke: var(--_xq-surface);
    stroke-width: 2;
  }
  .bar .score {
    fill: var(--_xq-accent);
    stroke: var(--_xq-surface);
    stroke-width: 2;
  }
  .bar .earlier {
    fill: var(--_xq-surface);
    stroke: var(--_xq-accent);
    stroke-width: 2;
  }
  @media (forced-colors: active) {
    .bar .range,
    .bar .norm,
    .bar .score {
      fill: CanvasText;
    }
    .bar .mean,
    .bar .earlier {
      stroke: CanvasText;
    }
    .bar .earlier,
    .bar .border {
      fill: Canvas;
      stroke: Canvas;
    }
    .bar .earlier {
      stroke: CanvasText;
    }
  }
`;
