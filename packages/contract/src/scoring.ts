/**
 * Scoring: how a definition turns answers into scores, levels and flags, and the result of that. Ids are those of the items and
 * of the definition.
 */
import { z } from 'zod';
import { c0, c4, c5, component, LocalizedText } from './common.ts';
import { COMPARISONS, Condition, LocalId } from './items.ts';

export const Threshold = component(
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

export const Scale = component(
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
export const BandSet = component(
  'BandSet',
  z.object({
    key: c0(LocalId, 'Names the system where several exist (K10: `andrews_slade`, `abs`).'),
    scale: c0(LocalId),
    ranges: z.array(Band).min(1),
    source: c0(z.string()),
  }),
);

export const Cutoff = component(
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

export const Validity = component(
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

export const CriticalItem = component(
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

export const Decision = component(
  'Decision',
  z.object({
    id: c0(LocalId, 'The flag that is set.'),
    all: z.array(z.union([Condition, ScaleCondition])).optional(),
    any: z.array(z.union([Condition, ScaleCondition])).optional(),
    source: c0(z.string()),
  }),
  'A classification from raw answers (ASQ) and scores (UPI): holds when every condition of `all` and one of `any` holds; the first that holds decides.',
);

export const MissingRule = component(
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

export const Variant = component(
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
