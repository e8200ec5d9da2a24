/** Ours, standing alone: the whole form on one page, scored with every answer by a listener as a host would write it. */
import type { Instrument } from '@xinqiao/contract/types';
import '@xinqiao/components/questionnaire/define';
import '@xinqiao/components/questionnaire/trusted';
import type { XqQuestionnaire } from '@xinqiao/components/questionnaire';
import { scorer } from '@xinqiao/instruments';
import { decider, ENOUGH, itemsOf, OPTIONS, textOf, TITLE } from '../form.ts';
import { serve } from './page.ts';

const instrumentOf = (count: number): Instrument => ({
  id: `bench-${count}`,
  version: '1.0.0',
  title: { en: TITLE },
  abbreviation: 'BENCH',
  respondent: 'self',
  administration: 'self',
  age: { min: null, max: null },
  licences: { en: { ship: 'open-text', status: 'Ours, made up.' } },
  responseSets: [{ id: 'often', options: OPTIONS.map((label, value) => ({ value, label: { en: label } })) }],
  items: itemsOf(count).map(item => ({
    type: 'choice',
    id: `i${item}`,
    text: { en: textOf(item) },
    responseSet: 'often',
    ...(decider(item) && { enableWhen: [{ item: `i${decider(item)}`, op: '>=', value: ENOUGH }] }),
  })),
  scales: [
    {
      id: 'total',
      items: itemsOf(count).map(item => `i${item}`),
      method: 'sum',
      min: 0,
      max: count * (OPTIONS.length - 1),
    },
  ],
  missing: { rule: 'all-required', source: 'Ours, made up.' },
  sources: [{ citation: 'Ours, made up.' }],
});

let element: XqQuestionnaire;
let output: HTMLOutputElement;
serve({
  show(count, place) {
    element = document.createElement('xq-questionnaire');
    output = document.createElement('output');
    const instrument = instrumentOf(count);
    const score = scorer(instrument);
    element.addEventListener('xq-answer', () => {
      output.textContent = String(score(element.value).scores.total ?? '');
    });
    element.trusted = true;
    element.layout = 'all';
    element.instrument = instrument;
    place.append(element, output);
    // The person reads the introduction; the bench does not.
    const begin = () => {
      const button = element.shadowRoot?.querySelector<HTMLElement>('.intro .primary');
      if (button) button.click();
      else requestAnimationFrame(begin);
    };
    begin();
  },
  control: (item, option) =>
    element?.shadowRoot?.querySelectorAll<HTMLElement>(`.item[data-id="i${item}"] input`)[option],
  total: () => output?.textContent,
});
