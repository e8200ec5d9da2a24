/** What stands between the questions: headings and texts. */
import type { Item } from '@xinqiao/contract/types';
import { html, nothing, type TemplateResult } from 'lit';
import { type FormContext, wording } from '../kinds.ts';

export function renderText(item: Item, context: FormContext): TemplateResult {
  const text = wording(item.text, context);
  const help = wording(item.help, context);
  return html`${
    text.text
      ? item.type === 'group'
        ? html`<h3 class="section" lang=${text.lang}>${context.show(text.text)}</h3>`
        : html`<p class="display" lang=${text.lang}>${context.show(text.text)}</p>`
      : nothing
  }${help.text ? html`<p class="help muted" lang=${help.lang}>${context.show(help.text)}</p>` : nothing}`;
}
