import type { HelpLine } from '@xinqiao/contract/types';
import { type CSSResultGroup, html, nothing, type PropertyValues, svg, type TemplateResult } from 'lit';
import { consume, property, state } from '../core/decorators.ts';
import { helpLinesContext } from '../core/contexts.ts';
import { XqElement } from '../core/element.ts';
import { formatDate } from '../core/format.ts';
import { renderHelpLines } from '../core/help-lines.ts';
import { plainText } from '../core/content.ts';
import { Localization } from '../core/localization.ts';
import { tel } from '../core/tel.ts';
import { helpCardView } from './model.ts';
import { type HelpCardStrings, strings } from './strings.ts';
import { styles } from './styles.ts';

/**
 * The numbers to call, one tap away. Needs no client and no network: the national lines are built in, the school's own
 * come from the provider. Lines of immediate rescue stand apart.
 *
 * @summary Help lines, calm and always there.
 * @customElement xq-help-card
 * @slot - The school's own way to help: rooms, opening hours, how to book.
 * @csspart card - The card.
 * @csspart bar - The one line of the compact variant.
 * @csspart help-lines - A list of numbers.
 * @status experimental
 * @since 0.1.0
 */
export class XqHelpCard extends XqElement {
  static override styles: CSSResultGroup = [XqElement.styles, styles];

  /** Lines to show instead of the provider's; a kind that is left out (support, emergency) keeps the national lines. */
  @property({ attribute: false }) data?: readonly HelpLine[];

  /** One line with the first number; the rest unfolds. */
  @property({ type: Boolean, reflect: true }) compact = false;

  @consume({ context: helpLinesContext, subscribe: true })
  @state()
  private contextLines?: readonly HelpLine[];

  @state() private open = false;

  #l = new Localization<HelpCardStrings>(this, 'xq-help-card', strings);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('compact')) this.open = false;
  }

  protected override render(): TemplateResult {
    return this.compact ? this.#renderCompact() : this.#renderCard();
  }

  #renderCard(): TemplateResult {
    const { s, language } = this.#l;
    const { support, emergency, checked } = helpCardView(this.data ?? this.contextLines);
    return html`<section class="card" part="card" id="all" aria-labelledby="title">
      <div class="head">
        ${mark}
        <h2 id="title">${s.title}</h2>
        <p>${s.care}</p>
      </div>
      ${renderHelpLines(support, language)}
      <slot></slot>
      <div class="emergency">
        <h3>${s.emergencyTitle}</h3>
        <p class="small muted">${s.emergencyText}</p>
        ${renderHelpLines(emergency, language)}
      </div>
      <p class="small muted">${s.checked(formatDate(language, checked))}</p>
    </section>`;
  }

  #renderCompact(): TemplateResult {
    const { s, language } = this.#l;
    const { support } = helpCardView(this.data ?? this.contextLines);
    const first = support[0] as HelpLine;
    return html`<div class="bar" part="bar">
        ${mark}<span>${s.compactTitle}</span>
        <a class="call" href=${tel(first.number)} aria-label=${s.call(plainText(first.name, language), first.number)}
          >${first.number}</a
        >
        <button type="button" class="quiet" aria-expanded=${this.open} @click=${this.#toggle}>
          ${this.open ? s.less : s.more}
        </button>
      </div>
      ${this.open ? html`<div class="unfolded">${this.#renderCard()}</div>` : nothing}`;
  }

  #toggle = (): void => {
    this.open = !this.open;
  };
}

const mark = html`<span class="mark" aria-hidden="true"
  >${svg`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">
    <path d="M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H12l-4.5 4v-4h-1A2.5 2.5 0 0 1 4 13.5z"/>
    <path d="M12 12.6c-2.3-1.5-3-2.5-3-3.5a1.5 1.5 0 0 1 3-.5 1.5 1.5 0 0 1 3 .5c0 1-.7 2-3 3.5z"/>
  </svg>`}</span
>`;

declare global {
  interface HTMLElementTagNameMap {
    'xq-help-card': XqHelpCard;
  }
}
