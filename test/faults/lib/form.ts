/** A made-up form of no scale: so many questions with four options each, and last one for words. */
import type { Instrument } from '@xinqiao/contract/types';
import { getInstrument } from '@xinqiao/instruments/library';

export function madeUp(id: string, questions: number): Instrument {
  const like = getInstrument('gad7')!;
  const text = (words: string) => ({ 'zh-CN': words, en: words });
  return {
    ...like,
    id,
    title: text('A made-up form'),
    items: [
      ...Array.from({ length: questions }, (_, index) => ({
        ...like.items[0]!,
        id: String(index + 1),
        text: text(`Item ${index + 1}`),
      })),
      { type: 'text', id: 'words', text: text('In your words'), required: false },
    ],
    scales: [],
  } as unknown as Instrument;
}
