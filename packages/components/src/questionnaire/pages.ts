/** How the visible items of a form are laid out in pages. Pure; made anew only when what is visible changes. */
import type { Instrument, Item } from '@xinqiao/contract/types';

/**
 * `one`: a question at a time. `section`: a page for each group, or ten questions. `all`: everything on one page.
 * `matrix`: questions with the same options as rows of a table; on one page, or by section from 31 questions on.
 */
export type Layout = 'one' | 'all' | 'section' | 'matrix';
export const LAYOUTS: readonly Layout[] = ['one', 'all', 'section', 'matrix'];

/** What is asked in an order drawn by lot (`on-request/order.ts`): the groups of the form, the questions of a group, the options. */
export type Shuffle = 'pages' | 'items' | 'options';

/** More questions than this are paged on a wide page too: a check fails near the person's place, not ten screens above. */
export const LONG_FORM = 30;

export interface Page {
  /** What is shown, in order: headings, texts and questions. */
  items: readonly Item[];
  /** Ids of the questions among them. */
  questions: readonly string[];
  /** Nothing is asked: a pause between two pages. */
  rest?: true;
}

export type Question = Exclude<Item, { type: 'group' | 'display' }>;

export const isQuestion = (item: Item): item is Question => item.type !== 'group' && item.type !== 'display';

/** A long form is shown in sections where there is room, which may come later: a phone is turned. */
export const isLong = ({ items }: Instrument): boolean => items.filter(isQuestion).length > LONG_FORM;

export const toPage = (items: readonly Item[]): Page => ({
  items,
  questions: items.filter(isQuestion).map(({ id }) => id),
});

/** Items in the order of asking in pages; a group stands before what it encloses. */
export type Paginate = (visible: readonly Item[], layout: Layout, restAfter: number) => Page[];

let oneByOne = (visible: readonly Item[]): Page[] => visible.map(item => toPage([item]));
/** Forms with more than questions bring their own way of asking one at a time (`more/pages.ts`). */
export function askOneByOne(way: typeof oneByOne): void {
  oneByOne = way;
}

/** The layouts that need no more: `one`, and everything on one page. */
export const paginate: Paginate = (visible, layout) =>
  visible.length === 0 ? [] : layout === 'one' ? oneByOne(visible) : [toPage(visible)];
