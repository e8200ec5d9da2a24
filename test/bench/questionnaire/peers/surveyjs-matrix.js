/** SurveyJS, the items as rows of one matrix. */
import { Model } from 'survey-core';
import 'survey-core/survey-core.min.css';
import { renderSurvey } from 'survey-js-ui';
import { decider, ENOUGH, itemsOf, OPTIONS, textOf, TITLE } from '../form.ts';
import { serve } from '../pages/page.ts';

serve({
  show(count, place) {
    const items = itemsOf(count);
    const survey = new Model({
      title: TITLE,
      elements: [
        {
          type: 'matrix',
          name: 'm',
          titleLocation: 'hidden',
          columns: OPTIONS.map((text, value) => ({ value, text })),
          rows: items.map(item => ({
            value: `i${item}`,
            text: textOf(item),
            ...(decider(item) && { visibleIf: `{m.i${decider(item)}} >= ${ENOUGH}` }),
          })),
        },
      ],
      calculatedValues: [{ name: 'total', expression: `sum(${items.map(item => `{m.i${item}}`).join(', ')})` }],
    });
    const output = document.createElement('output');
    survey.onVariableChanged.add((_, { value }) => (output.textContent = String(value)));
    const form = document.createElement('div');
    place.append(form, output);
    renderSurvey(survey, form);
  },
  control(item, option) {
    // A row carries no name of its own: its text says which it is.
    const name = textOf(item);
    const row = [...document.querySelectorAll('tbody tr')].find(one => one.textContent.includes(name));
    return row?.querySelectorAll('input')[option];
  },
  total: () => document.querySelector('output').textContent,
});
