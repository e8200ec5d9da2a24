/** The floor: what somebody would write by hand for this form and nothing else, with one listener for all of it. */
import { decider, isAsked, itemsOf, OPTIONS, textOf, TITLE } from '../form.ts';
import { serve } from './page.ts';

serve({
  show(count, place) {
    const answers = new Map<number, number>();
    const items = itemsOf(count);
    const heading = document.createElement('h2');
    heading.textContent = TITLE;
    const left = document.createElement('p');
    const output = document.createElement('output');
    const form = document.createElement('form');
    const fields = new Map<number, HTMLElement>();
    for (const item of items) {
      const field = document.createElement('fieldset');
      const legend = document.createElement('legend');
      legend.textContent = textOf(item);
      field.append(legend);
      OPTIONS.forEach((text, option) => {
        const label = document.createElement('label');
        const input = document.createElement('input');
        input.type = 'radio';
        input.name = `i${item}`;
        input.value = String(option);
        const span = document.createElement('span');
        span.textContent = text;
        label.append(input, span);
        field.append(label);
      });
      field.hidden = !isAsked(item, answers);
      fields.set(item, field);
      form.append(field);
    }
    const follow = () => {
      const asked = items.filter(item => isAsked(item, answers));
      const answered = asked.filter(item => answers.has(item));
      left.textContent = `${asked.length - answered.length} left`;
      output.textContent = String(answered.reduce((sum, item) => sum + answers.get(item)!, 0));
    };
    form.addEventListener('change', event => {
      const { name, value } = event.target as HTMLInputElement;
      const item = Number(name.slice(1));
      answers.set(item, Number(value));
      const next = fields.get(item + 1);
      if (next && decider(item + 1) === item) next.hidden = !isAsked(item + 1, answers);
      follow();
    });
    follow();
    place.append(heading, left, form, output);
  },
  control: (item, option) => document.querySelector<HTMLElement>(`[name="i${item}"][value="${option}"]`),
  total: () => document.querySelector('output')?.textContent,
});
