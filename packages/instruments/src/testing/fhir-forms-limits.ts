/** More forms of `fhir-forms.ts`: types, limits, translations, repeats and conditions. */
import { ask, both, control, extended, form, HL7, type Form } from './fhir-parts.ts';

/** A question of each type of R4. */
export const R4_TYPES = [
  ...['group', 'display', 'boolean', 'decimal', 'integer', 'date', 'dateTime', 'time', 'string', 'text', 'url'],
  ...['choice', 'open-choice', 'attachment', 'reference', 'quantity'],
];
const translated = (language: string, content: string): [string, object] => [
  `${HL7}translation`,
  {
    extension: [
      { url: 'lang', valueCode: language },
      { url: 'content', valueString: content },
    ],
  },
];
const option = (code: string) => ({ valueCoding: { code, display: code.toUpperCase() } });
const at = (number: number, name = '') => `Questionnaire.item[${number}]${name && `.${name}`}`;

export const formsWithLimits: readonly Form[] = [
  {
    name: 'types',
    like: 'the value set item-type of R4, one item each',
    versions: ['R4'],
    resource: form(
      'types',
      R4_TYPES.map(type =>
        ask(type, type, type.endsWith('choice') ? { answerOption: [option('a'), option('b')] } : {}),
      ),
    ),
    listed: [at(5, 'type'), at(6, 'type'), at(10, 'type'), at(12, 'type'), at(13, 'type'), at(14, 'type')],
  },
  {
    name: 'codings',
    like: 'R5: coding with answerConstraint, the abstract type question, disabledDisplay',
    versions: ['R5'],
    resource: form('codings', [
      ask('closed', 'coding', { answerConstraint: 'optionsOnly', answerOption: [option('a'), option('b')] }),
      ask('open', 'coding', { answerConstraint: 'optionsOrString', answerOption: [option('a'), option('b')] }),
      ask('shown', 'string', {
        enableWhen: [{ question: 'closed', operator: '=', answerCoding: { code: 'a' } }],
        disabledDisplay: 'protected',
      }),
    ]),
    listed: [at(1, 'type'), at(2, 'disabledDisplay')],
  },
  {
    name: 'languages',
    like: 'forms of Switzerland and Hong Kong: translations on titles, texts and options',
    versions: both,
    resource: form(
      'languages',
      [
        {
          linkId: '1',
          type: 'string',
          text: 'How did you sleep?',
          _text: extended(translated('zh-CN', '你睡得怎么样？'), translated('fr', 'Comment avez-vous dormi ?')),
        },
        {
          linkId: '2',
          type: 'display',
          text: 'Thank you',
          _text: extended(translated('zh-CN', '谢谢'), [`${HL7}rendering-style`, { valueString: 'color: red' }]),
        },
      ],
      { language: 'en', title: 'Nights', _title: extended(translated('zh-CN', '夜晚')) },
    ),
    listed: [at(1, '_text.extension[1]')],
  },
  {
    name: 'limits',
    like: 'the extensions of R4 for limits, patterns and formats',
    versions: both,
    resource: form('limits', [
      ask(
        'whole',
        'integer',
        extended([`${HL7}minValue`, { valueInteger: 1 }], [`${HL7}maxValue`, { valueInteger: 9 }]),
      ),
      ask(
        'part',
        'decimal',
        extended([`${HL7}minValue`, { valueDecimal: 0.5 }], [`${HL7}maxDecimalPlaces`, { valueInteger: 1 }]),
      ),
      ask('since', 'date', extended([`${HL7}minValue`, { valueDate: '2020-01-01' }])),
      ask('code', 'string', {
        maxLength: 8,
        ...extended(
          [`${HL7}regex`, { valueString: '(a+)+$' }],
          [`${HL7}entryFormat`, { valueString: 'aaa' }],
          [`${HL7}minLength`, { valueInteger: 2 }],
        ),
      }),
      ask(
        'pain',
        'integer',
        extended(
          control('slider'),
          [`${HL7}minValue`, { valueInteger: 0 }],
          [`${HL7}maxValue`, { valueInteger: 100 }],
          [`${HL7}questionnaire-sliderStepValue`, { valueInteger: 5 }],
        ),
      ),
      ask(
        'odd',
        'integer',
        extended([`${HL7}minValue`, { valueString: 'many' }], [`${HL7}entryFormat`, { valueCode: 'x' }]),
      ),
    ]),
    listed: [
      at(2, 'type'),
      at(3, 'extension'),
      at(1, 'extension[1]'),
      at(2, 'extension[0]'),
      at(3, 'extension[2]'),
      at(5, 'extension[0]'),
      at(5, 'extension[1]'),
    ],
  },
  {
    name: 'repeats',
    like: 'R4: several answers, how many of them, and options that exclude the others',
    versions: ['R4'],
    resource: form('repeats', [
      ask('many', 'choice', {
        repeats: true,
        ...extended(
          [`${HL7}questionnaire-minOccurs`, { valueInteger: 1 }],
          [`${HL7}questionnaire-maxOccurs`, { valueInteger: 2 }],
        ),
        answerOption: [
          option('a'),
          option('b'),
          { ...option('none'), ...extended([`${HL7}questionnaire-optionExclusive`, { valueBoolean: true }]) },
        ],
        initial: [{ valueCoding: { code: 'a' } }, { valueCoding: { code: 'b' } }],
      }),
      ask('days', 'integer', { repeats: true, initial: [{ valueInteger: 1 }, { valueInteger: 2 }] }),
    ]),
    listed: [at(1, 'initial'), at(1, 'repeats')],
  },
  {
    name: 'conditions',
    like: 'R4: every comparison, questions in questions, conditions that can’t be decided here',
    versions: ['R4'],
    resource: form('conditions', [
      ask('n', 'integer'),
      ask('c', 'choice', {
        answerOption: [option('a'), option('b')],
        item: [
          ask('c.1', 'string', { enableWhen: [{ question: 'c', operator: '!=', answerCoding: { code: 'a' } }] }),
          ask('c.2', 'group', { item: [ask('c.2.1', 'text')] }),
        ],
      }),
      ask('all', 'string', {
        enableWhen: ['>', '<='].map((operator, index) => ({ question: 'n', operator, answerInteger: 2 + index * 3 })),
        enableBehavior: 'all',
      }),
      ask('any', 'string', {
        enableWhen: [
          { question: 'n', operator: '<', answerInteger: 1 },
          { question: 'n', operator: '>=', answerDecimal: 8.5 },
          { question: 'all', operator: '=', answerString: 'x' },
        ],
        enableBehavior: 'any',
      }),
      ask('day', 'date'),
      ask('late', 'string', { enableWhen: [{ question: 'day', operator: '>', answerDate: '2024-01-01' }] }),
      ask('gone', 'string', { enableWhen: [{ question: 'group', operator: 'exists', answerBoolean: true }] }),
      ask('group', 'group', { required: true, item: [ask('last', 'string')] }),
      ask('bed', 'time', { initial: [{ valueTime: '22:30:00' }] }),
      ask('midnight', 'string', { enableWhen: [{ question: 'bed', operator: '=', answerTime: '00:00:00' }] }),
      ask('second', 'string', { enableWhen: [{ question: 'bed', operator: '=', answerTime: '00:00:07' }] }),
    ]),
    listed: [at(4, 'type'), at(7, 'required'), at(5, 'enableWhen[0]'), at(6, 'enableWhen[0]'), at(10, 'enableWhen[0]')],
  },
  {
    name: 'expanded',
    like: 'terminology servers: an expanded value set with a hierarchy, options of equal weight',
    versions: ['R4'],
    resource: form(
      'expanded',
      [
        ask('x', 'choice', { answerValueSet: '#set' }),
        ask('y', 'choice', {
          answerOption: ['a', 'b'].map(code => ({
            valueCoding: { ...option(code).valueCoding, ...extended([`${HL7}ordinalValue`, { valueDecimal: 1 }]) },
          })),
        }),
      ],
      {
        contained: [
          {
            resourceType: 'ValueSet',
            id: 'set',
            status: 'active',
            url: 'http://example.org/set',
            expansion: {
              timestamp: '2024-01-01T00:00:00Z',
              contains: [
                { system: 'urn:example', code: 'a', display: 'A', contains: [{ code: 'a1', display: 'A1' }] },
                {
                  system: 'urn:example',
                  code: 'b',
                  display: 'B',
                  designation: [{ language: 'de', use: { code: 'x' }, value: 'Be' }],
                },
              ],
            },
          },
        ],
      },
    ),
    listed: [
      'Questionnaire.contained[0].url',
      'Questionnaire.contained[0].expansion.timestamp',
      'Questionnaire.contained[0].expansion.contains[0].contains',
      'Questionnaire.contained[0].expansion.contains[1].designation[0].use',
      at(1, 'answerOption'),
    ],
  },
  {
    name: 'plain options',
    like: 'R4: options that are numbers, texts, dates and times',
    versions: ['R4'],
    resource: form(
      'plain-options',
      [
        [{ valueInteger: 1 }, { valueInteger: 5 }],
        [{ valueString: 'Tea' }, { valueString: 'Coffee' }],
        [{ valueDate: '2024-01-01' }, { valueDate: '2024-02-01' }],
        [{ valueTime: '08:00:00' }, { valueTime: '09:00:00' }],
      ].map((answerOption, index) => ask(`o${index}`, 'choice', { answerOption })),
    ),
    listed: [],
  },
];
