/** Response quality: what the way in which somebody answered says of the answers, beside their score. */
import { z } from 'zod';
import { c0, c5, component, LocalizedText } from './common.ts';
import { LocalId } from './items.ts';
import { Threshold } from './scoring.ts';

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
