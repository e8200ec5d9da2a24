/** Alert levels as shapes: told apart without colour. The word stands beside it, so the shape is hidden from readers. */
import { css, type CSSResult, html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { rarerTokens } from './rarer-tokens.ts';

const shapes: Readonly<Record<string, SVGTemplateResult>> = {
  imminent: svg`<path d="M8 1.2 15.4 14.4H.6z" /><path class="cut" d="M7.2 5.6h1.6l-.3 4.4h-1zM7.2 11.2h1.6v1.6H7.2z" />`,
  high: svg`<path d="M8 .8 15.2 8 8 15.2.8 8z" />`,
  moderate: svg`<circle cx="8" cy="8" r="6.4" />`,
  watch: svg`<circle class="outline" cx="8" cy="8" r="5.4" />`,
};

/** A level that this version does not know is drawn like `watch`; its word says what it is. */
export function renderLevelShape(level: string): TemplateResult {
  const known = Object.prototype.hasOwnProperty.call(shapes, level) ? level : 'watch';
  return html`<svg class=${`level-shape ${known}`} viewBox="0 0 16 16" aria-hidden="true">${shapes[known]}</svg>`;
}

export const levelShapeStyles: CSSResult = css`
  ${rarerTokens}
  .level-shape {
    flex: none;
    width: 16px;
    height: 16px;
    fill: var(--_xq-level-watch);
    color: var(--_xq-level-watch);
  }
  .level-shape.imminent {
    fill: var(--_xq-level-imminent);
  }
  .level-shape.high {
    fill: var(--_xq-level-high);
  }
  .level-shape.moderate {
    fill: var(--_xq-level-moderate);
  }
  .level-shape .cut {
    fill: var(--_xq-surface);
  }
  .level-shape .outline {
    fill: none;
    stroke: currentColor;
    stroke-width: 2.4;
  }
`;
