/** A made-up scale with the shape of the SCL-90: 90 items from 1 to 5, ten factors (means), the total and its mean. */
import type { Answers, Instrument } from '@xinqiao/contract/types';

const SIZES = [12, 10, 9, 13, 10, 6, 7, 6, 10, 7];
const ids = Array.from({ length: 90 }, (_, index) => `q${index + 1}`);
/** Items of each factor, spread over the form as in the real one. */
const factors = SIZES.map((size, factor) => {
  const start = SIZES.slice(0, factor).reduce((a, b) => a + b, 0);
  return Array.from({ length: size }, (_, index) => ids[((start + index) * 7) % 90]!);
});

/** What is computed: name, items, and whether it is a mean. */
export const sums = [
  { id: 'total', items: ids, mean: false },
  { id: 'general', items: ids, mean: true },
  ...factors.map((items, index) => ({ id: `f${index + 1}`, items, mean: true })),
];

export const instrument: Instrument = {
  id: 'bench-90',
  version: '1.0.0',
  title: { en: 'Ninety items' },
  abbreviation: 'B90',
  respondent: 'self',
  administration: 'self',
  age: { min: null, max: null },
  licences: { en: { ship: 'open-text', status: 'Ours.' } },
  responseSets: [{ id: 'five', options: [1, 2, 3, 4, 5].map(value => ({ value, label: { en: String(value) } })) }],
  items: ids.map(id => ({ type: 'choice', id, text: { en: id }, responseSet: 'five' })),
  scales: sums.map(({ id, items, mean }) => ({
    id,
    items,
    method: mean ? 'mean' : 'sum',
    min: mean ? 1 : 90,
    max: mean ? 5 : 450,
  })),
  missing: { rule: 'all-required', source: 'Ours.' },
  sources: [{ citation: 'Ours.' }],
};

/** The answers of person number `n`. */
export const answersOf = (n: number): Answers =>
  Object.fromEntries(ids.map((id, index) => [id, 1 + ((n * 31 + index * index * 17 + (n >> 3)) % 5)]));

/** A definition of as many items as wanted, each shown only after the one before. */
export const longDefinition = (length: number): Instrument => ({
  ...instrument,
  items: Array.from({ length }, (_, index) => ({
    type: 'choice',
    id: `q${index}`,
    text: { en: `q${index}` },
    responseSet: 'five',
    ...(index > 0 && { enableWhen: [{ item: `q${index - 1}`, op: 'exists', value: true }] }),
  })),
  scales: [
    {
      id: 'total',
      items: Array.from({ length }, (_, index) => `q${index}`),
      method: 'sum',
      min: 1,
      max: length * 5,
    },
  ],
});
