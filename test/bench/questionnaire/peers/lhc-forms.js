/** LHC-Forms, its web component (script tags before this one leave `LForms`). */
/* global LForms */
import { serve } from '../pages/page.ts';
import { questionnaireOf } from './fhir.js';

serve({
  show(count, place) {
    place.id = 'lhc-forms';
    return LForms.Util.addFormToPage(questionnaireOf(count), 'lhc-forms', { fhirVersion: 'R4' });
  },
  control: (item, option) => document.querySelectorAll(`[id="item-i${item}/1"] input, [id="i${item}/1"] input`)[option],
  total: () => document.querySelector('[id="total/1"]')?.value,
});
