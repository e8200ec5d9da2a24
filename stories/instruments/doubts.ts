/** What is in doubt about a scale, from its own page in the library (`README.md`), so that it is written down once. */
import { html, type TemplateResult } from 'lit';

declare global {
  interface ImportMeta {
    /** Vite's; replaced while building. */
    glob(pattern: string, options: { query: string; import: string; eager: true }): Record<string, string>;
  }
}

const pages = import.meta.glob('../../packages/instruments/src/library/*/README.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The marks that the pages use: strong, code, links. */
const inline = (text: string): (string | TemplateResult)[] =>
  text.split(/(\*\*[^*]+\*\*|`[^`]+`|\[[^\]]+\]\([^)]+\))/).map(part => {
    if (part.startsWith('**')) return html`<strong>${part.slice(2, -2)}</strong>`;
    if (part.startsWith('`')) return html`<code>${part.slice(1, -1)}</code>`;
    return part.startsWith('[') ? part.slice(1, part.indexOf(']')) : part;
  });

/** One entry a doubt; empty when its page names none. */
export function doubtsOf(id: string): TemplateResult[] {
  const page = pages[`../../packages/instruments/src/library/${id}/README.md`] ?? '';
  const [, after = ''] = page.split('**Doubts.**');
  const text = after.split(/\n\n\*\*/)[0]!.trim();
  const entries = text.startsWith('- ') ? text.split(/^- /m).slice(1) : [text];
  return entries
    .map(entry => entry.replace(/\s+/g, ' ').trim())
    .filter(entry => entry !== '')
    .map(entry => html`${inline(entry)}`);
}
