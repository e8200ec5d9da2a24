/** The second floor: the shortest element of Lit for this form, one template for all of it. */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { isAsked, itemsOf, OPTIONS, textOf, TITLE } from '../form.ts';
import { serve } from './page.ts';

class BenchForm extends LitElement {
  static override styles = css`
    :host {
      display: block;
      max-width: 46rem;
      margin: 0 auto;
      font:
        16px/1.5 system-ui,
        sans-serif;
    }
    form {
      counter-reset: item;
    }
    fieldset {
      margin: 24px 0 0;
      padding: 0;
      border: 0;
      counter-increment: item;
    }
    legend {
      padding: 0;
      font-size: 1.125em;
      font-weight: 600;
    }
    legend::before {
      content: counter(item) ' ';
    }
    label {
      display: flex;
      align-items: center;
      gap: 12px;
      min-height: 54px;
      margin-top: 10px;
      padding: 0 16px;
      border: 1px solid #d5dddb;
      border-radius: 10px;
    }
    input {
      width: 22px;
      height: 22px;
      margin: 0;
    }
  `;

  items: number[] = [];
  #answers = new Map<number, number>();

  protected override render(): TemplateResult {
    const asked = this.items.filter(item => isAsked(item, this.#answers));
    const answered = asked.filter(item => this.#answers.has(item));
    return html`<h2>${TITLE}</h2>
      <p>${asked.length - answered.length} left</p>
      <form @change=${this.#onChange}>
        ${this.items.map(
          item =>
            html`<fieldset ?hidden=${!isAsked(item, this.#answers)}>
              <legend>${textOf(item)}</legend>
              ${OPTIONS.map(
                (text, option) =>
                  html`<label
                    ><input
                      type="radio"
                      name="i${item}"
                      value=${option}
                      .checked=${this.#answers.get(item) === option}
                    /><span>${text}</span></label
                  >`,
              )}
            </fieldset>`,
        )}
      </form>
      <output>${answered.reduce((sum, item) => sum + this.#answers.get(item)!, 0)}</output>`;
  }

  #onChange = (event: Event): void => {
    const { name, value } = event.target as HTMLInputElement;
    this.#answers.set(Number(name.slice(1)), Number(value));
    this.requestUpdate();
  };
}
customElements.define('bench-form', BenchForm);

let element: BenchForm;
serve({
  show(count, place) {
    element = document.createElement('bench-form') as BenchForm;
    element.items = itemsOf(count);
    place.append(element);
  },
  control: (item, option) => element?.shadowRoot?.querySelector<HTMLElement>(`[name="i${item}"][value="${option}"]`),
  total: () => element?.shadowRoot?.querySelector('output')?.textContent,
});
