/** One question at a time where there are headings and texts between the questions. Pure. */
import type { Item } from '@xinqiao/contract/types';
import { isQuestion, type Page, toPage } from '../pages.ts';

/** Each question with the heading of its group and the texts that stand before it. */
export function oneByOne(visible: readonly Item[]): Page[] {
  const groups = new Map(visible.filter(({ type }) => type === 'group').map(group => [group.id, group]));
  const pages: Item[][] = [];
  let texts: Item[] = [];
  for (const item of visible) {
    if (item.type === 'display') texts.push(item);
    if (!isQuestion(item)) continue;
    const group = groups.get(item.group ?? '');
    pages.push([...(group ? [group] : []), ...texts, item]);
    texts = [];
  }
  // A text after the last question belongs to it; a form of texts only is one page.
  if (texts.length > 0) pages.splice(-1, 1, [...(pages[pages.length - 1] ?? []), ...texts]);
  return pages.map(toPage);
}
