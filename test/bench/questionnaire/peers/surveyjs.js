/** SurveyJS, a radio group an item. Registered as a page of the bench by `serve`; so is the matrix beside it. */
import { Model } from 'survey-core';
import 'survey-core/survey-core.min.css';
import { renderSurvey } from 'survey-js-ui';
import { decider, ENOUGH, itemsOf, OPTIONS, textOf, TITLE } from '../form.ts';
import { serve } from '../pages/page.ts';

const choices = OPTIONS.map((text, value) => ({ value, text }));
serve({
  show(count, place) {
    const items = itemsOf(count);
    const survey = new Model({
      title: TITLE,
      elements: items.map(item => ({
        type: 'radiogroup',
        name: `i${item}`,
        title: textOf(item),
        choices,
        ...(decider(item) && { visibleIf: `{i${decider(item)}} >= ${ENOUGH}` }),
      })),
      calculatedValues: [{ name: 'total', expression: `sum(${items.map(item => `{i${item}}`).join(', ')})` }],
      completedHtml: '{total}',
    });
    const output = document.createElement('output');
    survey.onVariableChanged.add((_, { value }) => (output.textContent = String(value)));
    const form = document.createElement('div');
    place.append(form, output);
    renderSurvey(survey, form);
  },
  control: (item, option) => document.querySelectorAll(`[data-name="i${item}"] input`)[option],
  total: () => document.querySelector('output').textContent,
});
