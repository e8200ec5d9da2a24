/** Forms in sections, and pages of rest between them: loaded with a form that is long, or where the page wants it. */
import type { Item } from '@xinqiao/contract/types';
import type { Strings } from '../../core/localization.ts';
import { isQuestion, LONG_FORM, type Page, type Paginate, paginate, toPage } from '../pages.ts';
import { extendStrings } from '../strings.ts';

export interface SectionStrings {
  nextPage: string;
  previousPage: string;
  page: (number: number, total: number) => string;
}

extendStrings({
  'zh-CN': {
    nextPage: '下一页',
    previousPage: '上一页',
    page: (number, total) => `第 ${number} 页，共 ${total} 页`,
  },
  en: { nextPage: 'Next page', previousPage: 'Previous page', page: (number, total) => `Page ${number} of ${total}` },
} satisfies Strings<SectionStrings>);

/** Questions on a page of ungrouped ones: about three screens of a phone, and little to mend when a check fails. */
const SECTION_SIZE = 10;

/** @param restAfter questions after which the next page is one of rest; 0 for never */
export const paginateSections: Paginate = (visible, layout, restAfter) => {
  const short = layout === 'matrix' && visible.filter(isQuestion).length <= LONG_FORM;
  const paged = visible.length > 0 && (layout === 'section' || (layout === 'matrix' && !short));
  return withRests(paged ? bySection(visible) : paginate(visible, layout, 0), restAfter);
};

function withRests(pages: readonly Page[], restAfter: number): Page[] {
  if (!(restAfter > 0)) return [...pages];
  let asked = 0;
  return pages.flatMap((page, index) => {
    asked += page.questions.length;
    // Never after the last page: the review is a pause of its own.
    if (asked < restAfter || index === pages.length - 1) return [page];
    asked = 0;
    return [page, { items: [], questions: [], rest: true as const }];
  });
}

function bySection(visible: readonly Item[]): Page[] {
  // The outermost group of each item; a group stands before what it encloses.
  const roots = new Map<string | undefined, string | undefined>();
  const sections: { group: string | undefined; items: Item[] }[] = [];
  for (const item of visible) {
    const { id, type, group: own = type === 'group' ? id : undefined } = item;
    const group = roots.get(own) ?? own;
    roots.set(id, group);
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
