/**
 * Questionnaires shaped like examples that others publish, in words of our own: which elements and extensions stand where,
 * not what is asked. `listed` is what `fromFhir` must name, worked out by hand from README's table of the mapping.
 */
import { formsWithLimits } from './fhir-forms-limits.ts';
import { ask, both, control, extended, form, HL7, SDC, type Form } from './fhir-parts.ts';

const calculated = (expression: string): [string, object] => [
  `${SDC}sdc-questionnaire-calculatedExpression`,
  { valueExpression: { language: 'text/fhirpath', expression } },
];
const variable = (name: string, expression: string): [string, object] => [
  `${HL7}variable`,
  { valueExpression: { name, language: 'text/fhirpath', expression } },
];
const coding = (code: string, display: string, more: object = {}) => ({
  system: 'urn:example:sleep',
  code,
  display,
  ...more,
});
const weight = (url: string, value: number) => extended([`${HL7}${url}`, { valueDecimal: value }]);
const often = ['Never', 'Some days', 'Most days', 'Every day'];

export const forms: readonly Form[] = [
  {
    name: 'booklet',
    like: 'HL7 "bb": the personal health record of a child, groups in groups',
    versions: both,
    resource: form(
      'booklet',
      [
        ask('birth', 'group', {
          item: [
            ask('given', 'group', { item: [ask('name', 'string', { required: true }), ask('called', 'string')] }),
            ask('day', 'date'),
            ask('weight', 'decimal'),
            ask('twin', 'boolean'),
          ],
        }),
        ask('visits', 'group', { repeats: true, item: [ask('visit-day', 'date'), ask('visit-note', 'text')] }),
      ],
      { url: 'http://example.org/booklet', subjectType: ['Patient'], date: '2024-03-01', publisher: 'A town' },
    ),
    listed: [
      'Questionnaire.item[0].item[1].type',
      'Questionnaire.item[1].item[0].type',
      'Questionnaire.item[1].repeats',
      'Questionnaire.subjectType',
      'Questionnaire.date',
    ],
  },
  {
    name: 'cohort',
    like: 'HL7 "f201" (Lifelines): groups with codes of several systems',
    versions: both,
    resource: form(
      'cohort',
      [
        ask('1', 'group', {
          code: [{ system: 'http://loinc.org', code: '29762-2', display: 'Social history' }],
          item: [
            ask('1.1', 'string'),
            ask('1.2', 'string', { code: [{ system: 'http://snomed.info/sct', code: '263495000' }] }),
          ],
        }),
        ask('2', 'group', { item: [ask('2.1', 'date', { required: true })] }),
      ],
      { code: [{ system: 'http://snomed.info/sct', code: '74465-6' }] },
    ),
    listed: ['Questionnaire.item[0].item[1].code', 'Questionnaire.item[1].item[0].type', 'Questionnaire.code'],
  },
  {
    name: 'alertness',
    like: 'HL7 "gcs": contained value sets whose concepts have ordinal values, LOINC codes on items',
    versions: ['R4'],
    resource: form(
      'alertness',
      [
        ask('1.1', 'choice', { code: [{ system: 'http://loinc.org', code: '9270-0' }], answerValueSet: '#morning' }),
        ask('1.2', 'choice', { code: [{ system: 'http://loinc.org', code: '9268-4' }], answerValueSet: '#morning' }),
      ],
      {
        code: [{ system: 'http://loinc.org', code: '9269-2' }],
        contained: [
          {
            resourceType: 'ValueSet',
            id: 'morning',
            name: 'Morning',
            status: 'active',
            compose: {
              include: [
                {
                  system: 'urn:example:sleep',
                  concept: ['Asleep', 'Drowsy', 'Awake'].map((display, at) => ({
                    code: display.toLowerCase(),
                    display,
                    ...weight('valueset-ordinalValue', at + 1),
                    designation: [{ language: 'zh-CN', value: ['睡着', '困', '醒着'][at] }],
                  })),
                },
              ],
            },
          },
        ],
      },
    ),
    listed: [],
  },
  {
    name: 'scored',
    like: 'SDC "PHQ-9" with a score by weights: variable, calculatedExpression, ordinal values on codings',
    versions: ['R4'],
    resource: form(
      'scored',
      [
        ...['a', 'b', 'c'].map(id =>
          ask(id, 'choice', {
            required: true,
            answerOption: often.map((display, at) => ({
              valueCoding: coding(`o${at}`, display, weight('ordinalValue', at)),
            })),
          }),
        ),
        ask('total', 'decimal', { readOnly: true, ...extended(calculated('%weights.sum()')) }),
      ],
      extended(variable('weights', '%resource.item.answer.value.ordinal()')),
    ),
    listed: ['Questionnaire.item[3]', 'Questionnaire.extension[0]'],
  },
  {
    name: 'scored-r5',
    like: 'SDC for R5: itemWeight on codings',
    versions: ['R5'],
    resource: form('scored-r5', [
      ask('a', 'coding', {
        answerConstraint: 'optionsOnly',
        answerOption: often.map((display, at) => ({
          valueCoding: coding(`o${at}`, display, weight('itemWeight', at)),
        })),
      }),
      ask('total', 'decimal', extended(calculated('%resource.item.answer.value.weight().sum()'))),
    ]),
    listed: ['Questionnaire.item[1]'],
  },
  {
    name: 'panel',
    like: 'LHC-Forms: ordinal value on the option itself, prefixes, drop-downs, help as an item, units',
    versions: ['R4'],
    resource: form('panel', [
      ask('/55757-9', 'group', {
        prefix: 'A',
        item: [
          ask('/55757-9/44250-9', 'choice', {
            ...extended(control('drop-down')),
            answerOption: often.map((display, at) => ({
              ...weight('ordinalValue', at),
              valueCoding: coding(`LA${at}`, display),
              ...(at === 1 && { initialSelected: true }),
            })),
            item: [
              {
                linkId: '/55757-9/44250-9-help',
                type: 'display',
                text: 'Think of one week.',
                ...extended(control('help')),
              },
            ],
          }),
          ask('/55757-9/29463-7', 'quantity', {
            ...extended([
              `${HL7}questionnaire-unit`,
              { valueCoding: { system: 'http://unitsofmeasure.org', code: 'kg', display: 'kg' } },
            ]),
          }),
        ],
      }),
    ]),
    listed: [
      'Questionnaire.item[0].prefix',
      'Questionnaire.item[0].item[0].extension[0]',
      'Questionnaire.item[0].item[0].item[0].extension[0]',
    ],
  },
  {
    name: 'intake',
    like: 'US SDC intake form: conditions with any, files, references, external value sets',
    versions: ['R4'],
    resource: form('intake', [
      ask('new', 'boolean', { required: true, initial: [{ valueBoolean: true }] }),
      ask('where', 'open-choice', {
        answerOption: ['North', 'South'].map(code => ({ valueCoding: coding(code, code) })),
      }),
      ask('state', 'choice', { answerValueSet: 'http://example.org/ValueSet/states' }),
      ask('letter', 'attachment', { ...extended([`${HL7}maxSize`, { valueDecimal: 5 }]) }),
      ask('doctor', 'reference', {
        enableWhen: [
          { question: 'new', operator: '=', answerBoolean: true },
          { question: 'where', operator: '=', answerCoding: coding('North', 'North') },
        ],
        enableBehavior: 'any',
      }),
      ask('site', 'url', { enableWhen: [{ question: 'state', operator: 'exists', answerBoolean: true }] }),
    ]),
    listed: [
      'Questionnaire.item[1].type',
      'Questionnaire.item[2].answerValueSet',
      'Questionnaire.item[2]',
      'Questionnaire.item[3].type',
      'Questionnaire.item[4].type',
      'Questionnaire.item[5].type',
      'Questionnaire.item[5].enableWhen[0]',
      'Questionnaire.item[3].extension[0]',
    ],
  },
  {
    name: 'rendered',
    like: 'AU SDC health check: text with mark-up, radio buttons in a row, hidden items, shown by tabs',
    versions: ['R4'],
    resource: form(
      'rendered',
      [
        {
          linkId: 'tabs',
          type: 'group',
          text: 'A check',
          _text: extended([`${HL7}rendering-xhtml`, { valueString: '<b>A check</b>' }]),
          ...extended(control('tab-container')),
          item: [
            ask('smoke', 'choice', {
              ...extended(control('radio-button'), [
                `${HL7}questionnaire-choiceOrientation`,
                { valueCode: 'horizontal' },
              ]),
              answerOption: [{ valueCoding: coding('y', 'Yes') }, { valueCoding: coding('n', 'No') }],
            }),
            ask('age', 'integer', {
              ...extended([`${HL7}questionnaire-hidden`, { valueBoolean: true }]),
              initial: [{ valueInteger: 16 }],
            }),
          ],
        },
      ],
      { meta: { profile: ['http://example.org/profile'] }, version: '2024', experimental: true },
    ),
    listed: [
      'Questionnaire.item[0]._text.extension[0]',
      'Questionnaire.item[0].item[1]',
      'Questionnaire.version',
      'Questionnaire.item[0].extension[0]',
      'Questionnaire.item[0].item[0].extension[0]',
      'Questionnaire.item[0].item[0].extension[1]',
      'Questionnaire.meta',
      'Questionnaire.experimental',
    ],
  },
  ...formsWithLimits,
];
