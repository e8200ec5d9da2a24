/** Numbers of students that are not all shown: what is known of them, and how it is said. */
import type { AggregateCell } from '@xinqiao/contract/types';
import type { Language } from './localization.ts';

/** At least `low` and at most `high` students; the same when the number is known. */
export interface Range {
  low: number;
  high: number;
}

export const isExact = ({ low, high }: Range): boolean => low === high;

/** What a cell of a group of `of` says. */
export function rangeOf(cell: AggregateCell, of: number): Range {
  if (cell.kind === 'value') return { low: cell.value, high: cell.value };
  if (cell.kind === 'fewer') return { low: 0, high: Math.min(of, cell.than - 1) };
  return { low: cell.kind === 'all-but-fewer' ? Math.max(0, of - cell.than + 1) : 0, high: of };
}

export const together = (ranges: readonly Range[]): Range => ({
  low: ranges.reduce((sum, { low }) => sum + low, 0),
  high: ranges.reduce((sum, { high }) => sum + high, 0),
});

/** Whole percent that `count` reaches for sure, so rounded down. */
export const percentAtLeast = (count: number, of: number): number => Math.floor((count / of) * 100);

/** Strings of every element that shows such numbers; its own extend them. */
export interface AggregateStrings {
  count: (count: string) => string;
  fewer: (than: number) => string;
  allButFewer: (than: number) => string;
  smallGroup: string;
  protectsOthers: string;
  hidden: (count: string) => string;
  protection: string;
  each: (parts: readonly string[], text: string) => string;
  atLeast: (percent: number) => string;
  atMost: (count: string) => string;
  notShown: string;
  /** Of the way back from a unit. */
  path: string;
  children: string;
  noChildren: string;
  percent: (value: number) => string;
  asOf: (time: string) => string;
  source: (source: string) => string;
}

export const aggregateStrings: Readonly<Record<Language, AggregateStrings>> = {
  'zh-CN': {
    count: count => `${count} 位`,
    fewer: than => `少于 ${than} 人，不显示`,
    allButFewer: than => `几乎全部（其余少于 ${than} 人）`,
    smallGroup: '人数少，不显示',
    each: (parts, text) => `${parts.join('、')}：${parts.length > 1 ? '各' : ''}${text}`,
    atLeast: value => `≥ ${value}%`,
    atMost: count => `最多 ${count}`,
    notShown: '不显示',
    path: '所在位置',
    children: '各单位情况',
    noChildren: '这里没有下级单位。',
    percent: value => `${value}%`,
    asOf: time => `数据截至 ${time}`,
    source: source => `依据：${source}`,
    protectsOthers: '不单独显示',
    hidden: count => `另有 ${count} 位不分项显示`,
    protection: '为了不让人从数字里认出某一位同学，很小的数字和能推算出它们的数字不显示。这样的数字定期汇总一次。',
  },
  en: {
    count: count => count,
    fewer: than => `Fewer than ${than}, not shown`,
    allButFewer: than => `Nearly all (all but fewer than ${than})`,
    smallGroup: 'Small group, not shown',
    each: (parts, text) => `${parts.join(', ')}: ${parts.length > 1 ? 'each ' : ''}${text.toLowerCase()}`,
    atLeast: value => `≥ ${value}%`,
    atMost: count => `${count} at most`,
    notShown: 'Not shown',
    path: 'You are here',
    children: 'By unit',
    noChildren: 'There are no units below this one.',
    percent: value => `${value}%`,
    asOf: time => `As of ${time}`,
    source: source => `Source: ${source}`,
    protectsOthers: 'Not shown on its own',
    hidden: count => `${count} more, not broken down`,
    protection:
      'So that nobody can be recognised by a number, very small numbers and those that would give them away are not shown. Such numbers are counted at fixed times.',
  },
};

/** A number in words, also where it isn't shown. */
export function cellText(s: AggregateStrings, cell: AggregateCell, format: (value: number) => string): string {
  if (cell.kind === 'value') return s.count(format(cell.value));
  if (cell.kind === 'fewer') return s.fewer(cell.than);
  if (cell.kind === 'all-but-fewer') return s.allButFewer(cell.than);
  return cell.reason === 'small-group' ? s.smallGroup : s.protectsOthers;
}

/** Parts in words: those of somebody with their numbers, then those not shown, together where the same is said of them. */
export function partWords(
  s: AggregateStrings,
  parts: readonly (readonly [name: string, cell: AggregateCell])[],
  format: (value: number) => string,
): string[] {
  const shown: string[] = [];
  const hidden = new Map<string, string[]>();
  for (const [name, cell] of parts) {
    const text = cellText(s, cell, format);
    if (cell.kind !== 'value') hidden.set(text, [...(hidden.get(text) ?? []), name]);
    else if (cell.value > 0) shown.push(`${name} ${text}`);
  }
  return [...shown, ...[...hidden].map(([text, names]) => s.each(names, text))];
}
