/** How an index is reported. */
import type { LocalizedText, QualityIndex } from '@xinqiao/contract/types';
import { rounded } from '../numbers.ts';
import { holds } from '../visibility.ts';

type Threshold = NonNullable<QualityIndex['threshold']>;
/** What an index has found, or why it could not be computed. */
export type Found =
  | { value: number; threshold: Threshold; text: [zh: string, en: string]; excused?: [zh: string, en: string] | false }
  | { reason: string; text: [zh: string, en: string] };

const localized = ([zh, en]: [string, string]): LocalizedText => ({ 'zh-CN': zh, en });
export const percent = (share: number) => `${rounded(100 * share, 0)}%`;
export const seconds = (milliseconds: number) => rounded(milliseconds / 1000, 1);

/** An index as it is reported. Flagged by the unrounded value, in billionths. */
export function report(id: string, source: string, found: Found, scale?: string): QualityIndex {
  const head = { id, ...(scale !== undefined && { scale }), source };
  if (!('value' in found)) {
    const { reason, text } = found;
    return { ...head, status: 'not-computable', value: null, threshold: null, reason, text: localized(text) };
  }
  const { value, threshold, excused, text } = found;
  const reached = holds(threshold, rounded(value, 9));
  const flagged = reached && !excused;
  const [zh, en] = reached && excused ? [text[0] + excused[0], `${text[1]} ${excused[1]}`] : text;
  return {
    ...head,
    status: flagged ? 'flagged' : 'unremarkable',
    value: rounded(value, 4),
    threshold: { ...threshold, value: rounded(threshold.value, 4) },
    text: localized([zh, en]),
  };
}

export const tooFew = (count: number, needed: number): Found => ({
  reason: 'too-few-items',
  text: [`仅 ${count} 题可用，至少需要 ${needed} 题。`, `Only ${count} items can be used; ${needed} are needed.`],
});
