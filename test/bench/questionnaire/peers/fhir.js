/** The form as a FHIR Questionnaire, for those that show one. */
import { decider, ENOUGH, itemsOf, OPTIONS, textOf, TITLE } from '../form.ts';

const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire';
const ORDINAL = 'http://hl7.org/fhir/StructureDefinition/ordinalValue';
const codes = OPTIONS.map((display, option) => ({ code: `c${option}`, display, system: 'urn:xinqiao:bench' }));

export const questionnaireOf = count => ({
  resourceType: 'Questionnaire',
  status: 'active',
  title: TITLE,
  subjectType: ['Patient'],
  item: [
    ...itemsOf(count).map(item => ({
      linkId: `i${item}`,
      type: 'choice',
      text: textOf(item),
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl',
          valueCodeableConcept: {
            coding: [{ system: 'http://hl7.org/fhir/questionnaire-item-control', code: 'radio-button' }],
          },
        },
        {
          url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-choiceOrientation',
          valueCode: 'vertical',
        },
      ],
      answerOption: codes.map((valueCoding, option) => ({
        valueCoding: { ...valueCoding, extension: [{ url: ORDINAL, valueDecimal: option }] },
        extension: [{ url: ORDINAL, valueDecimal: option }],
      })),
      ...(decider(item) && {
        enableBehavior: 'any',
        enableWhen: codes
          .slice(ENOUGH)
          .map(answerCoding => ({ question: `i${decider(item)}`, operator: '=', answerCoding })),
      }),
    })),
    {
      linkId: 'total',
      type: 'decimal',
      text: 'Total',
      extension: [
        {
          url: `${SDC}-calculatedExpression`,
          valueExpression: {
            language: 'text/fhirpath',
            // The last letter of a code is its value.
            expression:
              '%resource.item.answer.value.code.select(substring(1).toInteger()).aggregate($total + $this, 0)',
          },
        },
      ],
    },
  ],
});
