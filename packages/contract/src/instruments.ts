/**
 * Instruments (量表): the definition format, the result of scoring, and the operations that serve definitions.
 *
 * Items are a flat list in the order they are asked; an item names the group that encloses it. A flat list keeps
 * checking and skip logic linear and free of recursion whatever a definition nests.
 */
import { z } from 'zod';
import { c0, c4, c5, component, DateOnly, Id, LocalizedText, page, pageQuery } from './common.ts';
import { operation } from './operation.ts';

/** Item, scale, band and option-set ids inside a definition. `__proto__` and its kin are refused by the checker. */
const LocalId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);

/**
 * One answer. Choice: the option's value. Multiple choice: an array of option values without repeats. Number and
 * scale: a number. Text: a string. `null` (or the key left out) is a missing answer.
 */
export const AnswerValue = component(
  'AnswerValue',
  z.union([z.number(), z.string(), z.array(z.union([z.number(), z.string()])), z.null()]),
);

/** Answers by item id. */
export const Answers = component('Answers', z.record(z.string().max(64), AnswerValue), 'Answers by item id.');

const Option = component(
  'Option',
  z.object({
    value: c0(
      z.union([z.number(), z.string().max(64)]),
      'What is stored and scored. A string value counts as not scored unless a rule names it.',
    ),
    label: c0(LocalizedText),
    exclusive: c0(z.boolean().optional(), 'Multiple choice: choosing it clears the others ("none of these").'),
    picture: c0(
      z
        .string()
        .max(100_000)
        .regex(/^(\/(?![/\\])|data:image\/(png|jpeg|webp|gif);base64,)[\x21-\x7e]*$/)
        .optional(),
      'Picture beside the label, which says the same in words: a path on the page’s own host (`/…`) or a `data:image/…;base64,` URL.',
    ),
  }),
);

const ResponseSet = component(
  'ResponseSet',
  z.object({ id: c0(LocalId), options: z.array(Option).min(1).max(200) }),
  'Options shared by several items.',
);

export const COMPARISONS = ['=', '!=', '>', '>=', '<', '<='] as const;

const Condition = component(
  'Condition',
  z.object({
    item: c0(LocalId),
    op: c0(z.enum([...COMPARISONS, 'exists'])),
    value: c0(
      z.union([z.number(), z.string(), z.boolean()]),
      'For `exists`: true or false. For a multiple choice, `=` holds when the value is among those chosen.',
    ),
  }),
  'A condition on another item; one on an unanswered item does not hold (except `exists` = false).',
);

const itemBase = {
  id: c0(LocalId),
  text: c0(LocalizedText.optional(), 'Verbatim wording by language; left out where the licence allows no text.'),
  help: c0(LocalizedText.optional()),
  group: c0(LocalId.optional(), 'Id of the enclosing group, which stands earlier in the list.'),
  enableWhen: z.array(Condition).max(50).optional(),
  enableBehavior: c0(z.enum(['all', 'any']).optional(), 'How several conditions combine; `all` when left out.'),
};
const questionBase = {
  ...itemBase,
  required: c0(z.boolean().optional(), 'True when left out.'),
  control: c0(
    LocalId.optional(),
    'Name of a control that a page may have for this question; the one of its type where it has none.',
  ),
  readingLevel: c0(
    z.int().min(1).max(12).optional(),
    'School grade (年级) from which a pupil reads it unaided, 1 to 12.',
  ),
};

export const Item = component(
  'Item',
  z.discriminatedUnion('type', [
    z.object({
      type: c0(z.literal('choice')),
      ...questionBase,
      responseSet: c0(LocalId.optional(), 'Either this or `options`.'),
      options: z.array(Option).min(1).max(200).optional(),
    }),
    z.object({
      type: c0(z.literal('multiple-choice')),
      ...questionBase,
      responseSet: c0(LocalId.optional()),
      options: z.array(Option).min(1).max(200).optional(),
      minSelected: c0(z.int().min(0).optional()),
      maxSelected: c0(z.int().min(1).optional()),
    }),
    z.object({
      type: c0(z.literal('number')),
      ...questionBase,
      min: c0(z.number().optional()),
      max: c0(z.number().optional()),
      integer: c0(z.boolean().optional()),
      unit: c0(LocalizedText.optional()),
    }),
    z.object({
      type: c0(z.literal('text')),
      ...questionBase,
      multiline: c0(z.boolean().optional()),
      maxLength: c0(z.int().min(1).max(10_000).optional(), 'In UTF-16 code units; 2,000 when left out.'),
      format: c0(z.enum(['time']).optional(), '`time`: a time of day, `HH:MM` from 00:00 to 23:59.'),
    }),
    z.object({
      type: c0(z.literal('scale')),
      ...questionBase,
      min: c0(z.number()),
      max: c0(z.number()),
      step: c0(z.number().positive().optional(), '1 when left out.'),
      minLabel: c0(LocalizedText.optional()),
      maxLabel: c0(LocalizedText.optional()),
    }),
    z.object({ type: c0(z.literal('display')), ...itemBase }),
    z.object({ type: c0(z.literal('group')), ...itemBase }),
  ]),
  'A question, a text to read, or a group.',
);

const Threshold = component(
  'Threshold',
  z.object({ op: c0(z.enum(COMPARISONS)), value: c0(z.number()) }),
  'What a number is compared with.',
);

const Transform = component(
  'Transform',
  z.object({
    multiply: c0(z.number().optional(), 'First; 1 when left out.'),
    add: c0(z.number().optional(), 'Second; 0 when left out.'),
    round: c0(z.enum(['floor', 'half-up']).optional(), 'Last; not rounded when left out.'),
    decimals: c0(z.int().min(0).max(6).optional(), 'Decimals that rounding keeps; 0 when left out.'),
  }),
  'From a raw score to the reported one, exact in decimal numbers: 1.25 × 42 is 52.5, whatever binary fractions say.',
);

const ScoreTable = component(
  'ScoreTable',
  z.array(
    z.object({
      upTo: c0(z.number().optional(), 'The row holds up to this value, inclusive.'),
      below: c0(z.number().optional(), 'The row holds below this value.'),
      score: c0(z.number()),
    }),
  ),
  'Points by value, rows from the lowest value up: the first row that holds gives the score; the last has no limit.',
);

const Scale = component(
  'Scale',
  z.object({
    id: c0(LocalId),
    title: c0(LocalizedText.optional()),
    items: c0(z.array(LocalId), 'Empty only for `sum-of-scales` and `quotient`.'),
    method: c0(
      z.enum(['sum', 'mean', 'count', 'mean-of-counted', 'sum-of-scales', 'duration', 'quotient']),
      '`count`: how many items fulfil `countIf`. `mean-of-counted`: the mean of those, null when there are none. `sum-of-scales`: the scores of `of` and the items. `duration`: minutes from the first time of day to the second, over midnight when it is earlier; two equal times count as a missing answer. `quotient`: the first scale of `of` by the second.',
    ),
    of: c0(
      z.array(LocalId).optional(),
      'Scales to add up or divide, each earlier in the list; null when one of them is.',
    ),
    countIf: Threshold.optional(),
    transform: Transform.optional(),
    table: c0(ScoreTable.optional(), 'Turns the transformed value into points.'),
    reverse: c0(
      z.array(LocalId).optional(),
      "Items scored as min + max − x, with the item's own lowest and highest numeric option.",
    ),
    min: c0(z.number(), 'Lowest possible score.'),
    max: c0(z.number(), 'Highest possible score.'),
    primary: c0(z.boolean().optional(), 'The score that stands for the instrument in a trend; one at most.'),
  }),
);

export const Band = component(
  'Band',
  z.object({
    id: c0(LocalId),
    min: c0(z.number(), 'Inclusive.'),
    max: c0(z.number(), 'Inclusive.'),
    label: c0(LocalizedText, 'A symptom level, never a diagnosis.'),
  }),
);
const BandSet = component(
  'BandSet',
  z.object({
    key: c0(LocalId, 'Names the system where several exist (K10: `andrews_slade`, `abs`).'),
    scale: c0(LocalId),
    ranges: z.array(Band).min(1),
    source: c0(z.string()),
  }),
);

const Cutoff = component(
  'Cutoff',
  z.object({
    id: c0(LocalId),
    scale: c0(LocalId),
    anyOf: c0(z.array(LocalId).optional(), 'More scales with the same cut-off: one that reaches it is enough.'),
    op: c0(z.enum(COMPARISONS)),
    value: c0(z.number()),
    source: c0(z.string()),
  }),
);

const Validity = component(
  'Validity',
  z.object({
    id: c0(LocalId),
    scale: c0(LocalId),
    op: c0(z.enum(COMPARISONS)),
    value: c0(z.number()),
    source: c0(z.string()),
  }),
  'A score that makes the profile untrustworthy (a lie scale): the status becomes `not_valid_profile`, the scores stand.',
);

const CriticalItem = component(
  'CriticalItem',
  z.object({
    id: c0(LocalId, 'e.g. `suicidal_ideation`, `imminent_risk`.'),
    item: c0(LocalId),
    op: c0(z.enum(COMPARISONS)),
    value: c0(z.number()),
    basis: c0(z.string(), 'Where the rule is published.'),
  }),
  'An item whose raw answer alone calls for a person, whatever the score is and even when the form is incomplete.',
);

const ScaleCondition = component(
  'ScaleCondition',
  z.object({ scale: c0(LocalId), op: c0(z.enum(COMPARISONS)), value: c0(z.number()) }),
  'A condition on a score; one on a scale without a score does not hold, and leaves open what comes after it.',
);

const Decision = component(
  'Decision',
  z.object({
    id: c0(LocalId, 'The flag that is set.'),
    all: z.array(z.union([Condition, ScaleCondition])).optional(),
    any: z.array(z.union([Condition, ScaleCondition])).optional(),
    source: c0(z.string()),
  }),
  'A classification from raw answers (ASQ) and scores (UPI): holds when every condition of `all` and one of `any` holds; the first that holds decides.',
);

const MissingRule = component(
  'MissingRule',
  z.object({
    rule: c0(
      z.enum(['all-required', 'prorate', 'prorate-per-scale']),
      '`prorate-per-scale`: a scale with too few answers has no score; the others keep theirs.',
    ),
    maxMissing: c0(z.int().min(0).optional(), 'Prorate: most missing items a scale may have.'),
    minAnswered: c0(z.int().min(1).optional(), 'Prorate per scale: fewest answered items a scale must have.'),
    fixed: c0(
      z.record(LocalId, z.number()).optional(),
      'A value that stands for an item when it is missing (PHQ-15, item 4 for men: 0).',
    ),
    source: c0(z.string()),
  }),
);

const Variant = component(
  'Variant',
  z.object({
    id: c0(LocalId),
    title: c0(LocalizedText.optional()),
    source: c0(z.string()),
    reverse: c0(z.record(LocalId, z.array(LocalId)).optional(), 'By scale id; replaces its list.'),
    transform: c0(z.record(LocalId, Transform).optional(), 'By scale id; replaces its transform.'),
    table: c0(z.record(LocalId, ScoreTable).optional(), 'By scale id; replaces its table.'),
    scales: c0(z.array(Scale).optional(), 'Scales that only this way of scoring has.'),
    bands: c0(z.array(BandSet).optional(), 'Replaces all levels.'),
    cutoffs: c0(z.array(Cutoff).optional(), 'Replaces all cut-offs.'),
    validity: c0(z.array(Validity).optional(), 'Replaces all validity rules.'),
    decisions: c0(z.array(Decision).optional(), 'Replaces all decisions.'),
    missing: MissingRule.optional(),
  }),
  'Another published way of scoring, chosen by name and never by default.',
);

const Source = component('Source', z.object({ citation: c0(z.string()), url: c0(z.string().optional()) }));

export const TextLicence = component(
  'TextLicence',
  z.object({
    holder: c0(z.string().max(500), 'Who holds the licence: the school.'),
    reference: c0(z.string().max(500), 'Number or name under which the owner of the scale knows the licence.'),
    date: c0(DateOnly, 'When the licence was given.'),
    digest: c0(
      z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional(),
      'SHA-256 of the wording in canonical JSON (RFC 8785), lower-case hex; given by the service.',
    ),
  }),
  'The licence under which a school filled in the wording of a scale.',
);

const Licence = component(
  'Licence',
  z.object({
    ship: c0(z.enum(['open-text', 'conditional-text', 'keys-only', 'structure-only'])),
    status: c0(z.string()),
    terms: c0(z.string().optional()),
    credit: c0(z.string().optional(), 'The line that must be shown with the text.'),
    source: c0(z.string().optional()),
    textStatus: c0(z.string().optional(), 'How sure the wording is verbatim, in words.'),
    licensed: c0(TextLicence.optional(), 'There when a school filled in the wording, whatever ships.'),
  }),
);

const Loinc = component(
  'Loinc',
  z.object({
    panel: c0(z.string().optional()),
    scales: c0(z.record(LocalId, z.string()).optional()),
    items: c0(z.record(LocalId, z.string()).optional()),
    answers: c0(z.record(z.string(), z.string()).optional()),
  }),
);

const instrumentHead = {
  id: c0(LocalId),
  version: c0(z.string().regex(/^\d+\.\d+\.\d+$/), 'Semantic version of this definition.'),
  title: c0(LocalizedText),
  abbreviation: c0(z.string()),
  respondent: c0(z.enum(['self', 'parent', 'teacher'])),
  administration: c0(
    z.enum(['self', 'interview']),
    '`interview`: asked by a trained adult, never left to be filled in alone.',
  ),
  age: c0(
    z.object({ min: c0(z.int().nullable()), max: c0(z.int().nullable()), note: c0(z.string().optional()) }),
    'In whole years.',
  ),
  licences: c0(z.record(z.string(), Licence), 'By language of the text.'),
};

export const Instrument = component(
  'Instrument',
  z.object({
    ...instrumentHead,
    recall: c0(LocalizedText.optional(), 'The period asked about.'),
    stem: c0(LocalizedText.optional(), 'The question that the items complete, verbatim.'),
    items: z.array(Item).min(1),
    responseSets: z.array(ResponseSet).optional(),
    scales: z.array(Scale),
    bands: z.array(BandSet).optional(),
    cutoffs: z.array(Cutoff).optional(),
    critical: z.array(CriticalItem).optional(),
    decisions: z.array(Decision).optional(),
    validity: z.array(Validity).optional(),
    variants: z.array(Variant).optional(),
    missing: MissingRule,
    sources: z.array(Source).min(1),
    loinc: Loinc.optional(),
    notes: c0(z.array(z.string()).optional()),
    fhir: c0(
      z.string().optional(),
      'What a FHIR questionnaire had beyond this format, to write it again. Made by `fromFhir`; nothing else reads it.',
    ),
  }),
  'A psychological scale: what is asked, how it is scored, where that is published and what may be shown.',
);

export const InstrumentSummary = component(
  'InstrumentSummary',
  z.object({
    ...instrumentHead,
    itemCount: c0(z.int().min(0)),
    languages: c0(z.array(z.string()), 'Languages that have text.'),
  }),
);

/** Result of scoring. The ids and conventions are those of the definition. */
export const ScoreResult = component(
  'ScoreResult',
  z.object({
    instrumentId: c4(LocalId),
    instrumentVersion: c4(z.string()),
    variant: c4(LocalId.optional(), 'The variant that was scored; the definition itself when left out.'),
    status: c4(
      z.enum(['complete', 'prorated', 'incomplete', 'invalid_input', 'not_valid_profile']),
      '`incomplete` and `invalid_input` have no scores and no bands; `incomplete` still has its critical items and, under `prorate-per-scale`, the scales that could be scored.',
    ),
    scores: c4(z.record(LocalId, z.number().nullable()), 'By scale id; null when it could not be scored.'),
    bands: c4(
      z.record(z.string(), z.string().nullable()),
      'Band id by band-set key; null when its scale could not be scored.',
    ),
    flags: c4(z.array(LocalId), 'Cut-offs reached and decisions that hold.'),
    critical: c5(
      z.array(z.object({ id: c5(LocalId), item: c5(LocalId), value: c5(z.number()) })),
      'Critical items from raw answers.',
    ),
    missing: c5(z.array(LocalId), 'Enabled, scored items without an answer.'),
    errors: c5(
      z.array(z.object({ item: c5(z.string()), code: c5(z.string()), detail: c5(z.string()) })),
      'Why the input is invalid; empty otherwise. Details never repeat the answer.',
    ),
  }),
);

const QualityIndex = component(
  'QualityIndex',
  z.object({
    id: c5(
      LocalId,
      '`item-speed`, `total-time`, `visible-time`, `answer-changes`, `longstring`, `variability`, `even-odd`, `mahalanobis`, `inconsistent-pairs` or `lie-scale`.',
    ),
    scale: c5(LocalId.optional(), 'The scale, where there may be several: `lie-scale`.'),
    status: c5(z.enum(['unremarkable', 'flagged', 'not-computable'])),
    value: c5(z.number().nullable(), 'Four decimals; null when it could not be computed.'),
    threshold: Threshold.nullable().describe('Flagged when the value fulfils it and nothing in `text` says otherwise.'),
    reason: c5(
      z.string().optional(),
      'Why it could not be computed, e.g. `too-few-items`, `no-timings`, `no-changes`.',
    ),
    text: c5(LocalizedText, 'What was found, in words.'),
    source: c0(z.string(), 'Where the index is published, and whose threshold it is.'),
  }),
);

/** Beside the score: nothing here changes one. */
export const ResponseQuality = component(
  'ResponseQuality',
  z.object({
    policy: c5(z.string(), 'Id and version of the policy whose thresholds these are, e.g. `xinqiao@1.1.0`.'),
    indices: z.array(QualityIndex),
    flagged: c5(z.array(LocalId), 'Ids of the indices that are flagged.'),
  }),
  'How the answers were given: a reason to read them with care, never to leave them out.',
);

const InstrumentParams = z.object({ instrumentId: c0(Id) });

export const instruments = {
  list: operation({
    method: 'GET',
    path: '/v1/instruments',
    summary: 'List the instruments that this service offers',
    authentication: 'session',
    query: z.object(pageQuery),
    status: 200,
    response: page('InstrumentSummary', InstrumentSummary),
  }),
  get: operation({
    method: 'GET',
    path: '/v1/instruments/{instrumentId}',
    summary: 'Read the definition of an instrument',
    authentication: 'session',
    params: InstrumentParams,
    query: z.object({ version: c0(z.string().optional(), 'The newest when left out.') }),
    status: 200,
    response: Instrument,
  }),
};
