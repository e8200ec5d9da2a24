/** Tables for a terminal, aligned also where characters take two columns. */
import { eastAsianWidth } from 'get-east-asian-width';

const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What a terminal shows: no control characters, which could move the cursor or change colours. */
export const printable = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ');

/** Columns that a text takes: a grapheme is as wide as its widest character, a Chinese character two columns. */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of segments.segment(text)) {
    let widest = 0;
    for (const character of segment) {
      // Marks that combine and joiners take no column of their own.
      if (!/^[\p{Mark}\u200b-\u200f\ufe00-\ufe0f]$/u.test(character)) {
        widest = Math.max(widest, eastAsianWidth(character.codePointAt(0)!));
      }
    }
    width += widest;
  }
  return width;
}

/** Lines no wider than `limit`, broken between words, or between characters where a word is too long. */
export function wrap(text: string, limit: number): string[] {
  const lines: string[] = [];
  let line = '';
  const push = () => {
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = '';
  };
  const words = new Intl.Segmenter('zh', { granularity: 'word' });
  for (const { segment } of words.segment(text)) {
    if (widthOf(line) + widthOf(segment.trimEnd()) > limit) push();
    if (line === '' && segment.trim() === '') continue;
    if (widthOf(segment) <= limit) line += segment;
    else {
      for (const { segment: character } of segments.segment(segment)) {
        if (widthOf(line) + widthOf(character) > limit) push();
        line += character;
      }
    }
  }
  push();
  return lines.length > 0 ? lines : [''];
}

const GAP = 2;
/** A column is never made narrower than this to save room. */
const LEAST = 12;

/** The widest columns give way until all fit. */
function fitted(widths: readonly number[], columns: number): number[] {
  const result = [...widths];
  const total = () => result.reduce((sum, width) => sum + width, 0) + GAP * (result.length - 1);
  while (total() > columns) {
    const widest = Math.max(...result);
    if (widest <= LEAST) break;
    result[result.lastIndexOf(widest)] = widest - 1;
  }
  return result;
}

/**
 * Rows under a heading, each column as wide as its widest cell. Cells are broken into lines so that the table fits into
 * `columns`; without a terminal (`columns` is undefined) nothing is broken.
 */
export function table(heading: readonly string[], rows: readonly (readonly string[])[], columns?: number): string {
  const cells = [heading, ...rows].map(row => heading.map((_, at) => printable(row[at] ?? '')));
  const wanted = heading.map((_, at) => Math.max(...cells.map(row => widthOf(row[at]!))));
  const widths = columns === undefined ? wanted : fitted(wanted, columns);
  const lineOf = (parts: readonly string[]) =>
    parts.map((part, at) => part + ' '.repeat(Math.max(0, widths[at]! - widthOf(part)))).join(' '.repeat(GAP));
  const lines = cells.map(row => {
    const parts = row.map((cell, at) => (columns === undefined ? [cell] : wrap(cell, widths[at]!)));
    const height = Math.max(...parts.map(({ length }) => length));
    const each = Array.from({ length: height }, (_, line) => lineOf(parts.map(part => part[line] ?? '')).trimEnd());
    return each.join('\n');
  });
  const rule = lineOf(widths.map(width => '─'.repeat(Math.min(width, 60)))).trimEnd();
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}
