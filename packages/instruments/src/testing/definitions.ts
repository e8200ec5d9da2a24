/** Definitions that tests share. */
import type { Instrument, Item, Option } from '@xinqiao/contract/types';

export const option = (value: number | string): Option => ({ value, label: { en: `Option ${value}` } });

/** A sound definition of three choice items coded 0 to 3, with everything else as given. */
export function sample(changes: Partial<Instrument> = {}): Instrument {
  return {
    id: 'sample',
    version: '1.0.0',
    title: { en: 'Sample' },
    abbreviation: 'S',
    respondent: 'self',
    administration: 'self',
    age: { min: null, max: null },
    licences: { en: { ship: 'open-text', status: 'Ours.' } },
    responseSets: [{ id: 'four', options: [0, 1, 2, 3].map(option) }],
    items: ['a', 'b', 'c'].map(choice),
    scales: [{ id: 'total', items: ['a', 'b', 'c'], method: 'sum', min: 0, max: 9 }],
    missing: { rule: 'all-required', source: 'Ours.' },
    sources: [{ citation: 'Ours.' }],
    ...changes,
  };
}

/** A choice item with the options 0 to 3. */
export const choice = (id: string): Item => ({ type: 'choice', id, text: { en: `Item ${id}` }, responseSet: 'four' });
