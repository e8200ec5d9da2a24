/** Questionnaires as others write them, in words of our own. */
const HL7 = 'http://hl7.org/fhir/StructureDefinition/';

const weighted = (code: string, weight: number) => ({
  valueCoding: {
    system: 'http://loinc.org',
    code,
    display: code,
    extension: [{ url: `${HL7}ordinalValue`, valueDecimal: weight }],
  },
});

/** Groups, LOINC answers, conditions with any, an open choice, a pattern, repeats, a hidden item, a first answer. */
export const foreign = {
  resourceType: 'Questionnaire',
  id: 'walk',
  status: 'draft',
  date: '2024-01-01',
  title: 'Walking',
  item: [
    {
      linkId: 'g',
      type: 'group',
      text: 'About walking',
      item: [
        {
          linkId: '/a/1',
          type: 'choice',
          required: true,
          text: 'How often?',
          answerOption: [weighted('LA1', 0), weighted('LA2', 3)],
        },
        {
          linkId: 'b',
          type: 'open-choice',
          text: 'Where?',
          answerOption: [{ valueString: 'Park' }, { valueString: 'Street' }],
          enableWhen: [
            { question: '/a/1', operator: '=', answerCoding: { system: 'http://loinc.org', code: 'LA2' } },
            { question: 'd', operator: '>', answerInteger: 2 },
          ],
          enableBehavior: 'any',
        },
        { linkId: 'c', type: 'string', text: 'Code', extension: [{ url: `${HL7}regex`, valueString: '(a+)+$' }] },
      ],
    },
    { linkId: 'd', type: 'integer', repeats: true, text: 'Days', initial: [{ valueInteger: 7 }] },
    { linkId: 'h', type: 'boolean', extension: [{ url: `${HL7}questionnaire-hidden`, valueBoolean: true }] },
  ],
};

const calculated = (linkId: string, expression: string) => ({
  linkId,
  type: 'decimal',
  extension: [
    {
      url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression',
      valueExpression: { language: 'text/fhirpath', expression },
    },
  ],
});

/** A total by FHIRPath, and an expression that would run a pattern. */
export const phq9Total = {
  resourceType: 'Questionnaire',
  item: [
    calculated('total', '%resource.item.answer.value.aggregate($this + $total, 0)'),
    calculated('bad', "'aaaa'.matches('(a+)+$')"),
  ],
};

/** A group in a group, so many times. */
export function nestedTo(levels: number): object {
  let item: object = { linkId: 'last', type: 'string' };
  for (let level = 0; level < levels; level++) item = { linkId: `g${level}`, type: 'group', item: [item] };
  return item;
}
