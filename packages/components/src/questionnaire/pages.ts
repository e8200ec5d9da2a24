/** How the visible items of a form are laid out in pages. Pure; made anew only when what is visible changes. */
import type { Item } from '@xinqiao/contract/types';

/** `one`: a question at a time. `section`: a page for each group, or ten questions. `all`: everything on one page. */
export type Layout = 'one' | 'all' | 'section';

export interface Page {
  /** What is shown, in order: headings, texts and questions. */
  items: readonly Item[];
  /** Ids of the questions among them. */
  questions: readonly string[];
}

/** Questions on a page of ungrouped ones: about three screens of a phone, and little to mend when a check fails. */
const SECTION_SIZE = 10;

export type Question = Exclude<Item, { type: 'group' | 'display' }>;

export const isQuestion = (item: Item): item is Question => item.type !== 'group' && item.type !== 'display';

const toPage = (items: readonly Item[]): Page => ({
  items,
  questions: items.filter(isQuestion).map(({ id }) => id),
});

/**
 * @param visible items in the order of the definition; a group stands before what it encloses
 */
export function paginate(visible: readonly Item[], layout: Layout): Page[] {
  if (visible.length === 0) return [];
  if (layout === 'all') return [toPage(visible)];
  return layout === 'one' ? oneByOne(visible) : bySection(visible);
}

/** Each question with the heading of its group and the texts that stand before it. */
function oneByOne(visible: readonly Item[]): Page[] {
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

function bySection(visible: readonly Item[]): Page[] {
  const parents = new Map(visible.map(({ id, group }) => [id, group]));
  const root = (item: Item) => {
    let id: string | undefined = item.type === 'group' ? item.id : item.group;
    for (let depth = 0; id !== undefined && depth < 64; depth++) {
      const parent = parents.get(id);
      if (parent === undefined) break;
      id = parent;
    }
    return id;
  };
  const sections: { group: string | undefined; items: Item[] }[] = [];
  for (const item of visible) {
    const group = root(item);
    const last = sections[sections.length - 1];
    if (last && last.group === group) last.items.push(item);
    else sections.push({ group, items: [item] });
  }
  return sections.flatMap(({ group, items }) => (group === undefined ? evenly(items) : [items])).map(toPage);
}

/** Parts of nearly the same number of questions, so that no page is left with a single one. */
function evenly(items: readonly Item[]): Item[][] {
  const count = items.filter(isQuestion).length;
  const size = Math.ceil(count / Math.ceil(count / SECTION_SIZE)) || 1;
  const parts: Item[][] = [[]];
  let questions = 0;
  for (const item of items) {
    // A text stays with the question that follows it.
    if (questions === size) {
      parts.push([]);
      questions = 0;
    }
    parts[parts.length - 1]!.push(item);
    if (isQuestion(item)) questions++;
  }
  return parts;
}
