/** Form.io, from its own file for forms alone (a script tag before this one leaves `Formio`). */
/* global Formio */
import { decider, ENOUGH, itemsOf, OPTIONS, textOf, TITLE } from '../form.ts';
import { serve } from '../pages/page.ts';

const values = OPTIONS.map((label, value) => ({ label, value: String(value) }));
serve({
  show(count, place) {
    const items = itemsOf(count);
    return Formio.createForm(place, {
      title: TITLE,
      components: [
        ...items.map(item => ({
          type: 'radio',
          key: `i${item}`,
          label: textOf(item),
          values,
          input: true,
          ...(decider(item) && {
            customConditional: `show = Number(data.i${decider(item)}) >= ${ENOUGH}`,
          }),
        })),
        {
          type: 'textfield',
          key: 'total',
          label: 'Total',
          input: true,
          disabled: true,
          calculateValue: `value = String(${JSON.stringify(items)}.reduce((sum, item) => sum + Number(data['i' + item] || 0), 0))`,
        },
      ],
    });
  },
  control: (item, option) => document.querySelectorAll(`.formio-component-i${item} input[type=radio]`)[option],
  total: () => document.querySelector('[name="data[total]"]')?.value,
});
