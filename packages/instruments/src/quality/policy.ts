/**
 * From where on a response is read with care. Thresholds are policy, not science alone: a school may set its own, as
 * JSON, and the report names the policy that was used.
 */
import type { Finding } from '../finding.ts';
import { boolean, findingsOf, id, number, object, ShapeError, text, version } from '../shape.ts';

interface Sourced {
  /** Where the index is published, and whose threshold it is. */
  source: string;
}

/** An index that says nothing of a run of equal answers where all items point the same way. */
interface MixedOnly {
  /**
   * Flag only where items that are scored in reverse are among those looked at: "not at all" to every symptom is what a
   * person without symptoms answers, and only the reversed items make the same answers contradict each other.
   */
  mixedOnly: boolean;
}

export interface QualityPolicy {
  id: string;
  version: string;
  /** The share (0 to 1) of timed items answered in less than `below` milliseconds. */
  itemSpeed: Sourced & { below: number; share: number; minItems: number };
  /** All timed items together in less than `perItem` milliseconds each. */
  totalTime: Sourced & { perItem: number; minItems: number };
  /** The form in sight for less than `perItem` milliseconds an answered item, reading it and looking it over included. */
  visibleTime: Sourced & { perItem: number; minItems: number };
  /** The share (0 to 1) of answered items whose answer was changed at least once after it was first given. */
  answerChanges: Sourced & { share: number; minItems: number };
  /** The longest run of one answer, as a share (0 to 1) of the items. */
  longstring: Sourced & MixedOnly & { share: number; minItems: number };
  /** Standard deviation (n − 1) of the raw answers, in points of the items, at most `atMost`. */
  variability: Sourced & MixedOnly & { atMost: number; minItems: number };
  /** Even–odd correlation over the subscales, stepped up by Spearman–Brown, below `below` (−1 to 1). */
  evenOdd: Sourced & { below: number; minScales: number };
  /** D² above the χ² value that this share (0 to 1) of the reference group exceeds. */
  mahalanobis: Sourced & { alpha: number };
  /** The share (0 to 1) of pairs that differ by more than `difference` (0 to 1) of the items' range. */
  inconsistentPairs: Sourced & { difference: number; share: number; minPairs: number };
  /** The threshold stands in the definition of the instrument. */
  lieScale: Sourced;
}

/** Our defaults: published thresholds where there are any, and named as ours where there are none. */
export const defaultQualityPolicy: QualityPolicy = {
  id: 'xinqiao',
  version: '1.1.0',
  itemSpeed: {
    below: 2000,
    share: 0.5,
    minItems: 5,
    source:
      'Huang, Curran, Keeney, Poposki & DeShon (2012), Journal of Business and Psychology 27, 99–114: two seconds an item. Half of the items is our default.',
  },
  totalTime: {
    perItem: 2000,
    minItems: 5,
    source:
      'Huang, Curran, Keeney, Poposki & DeShon (2012), Journal of Business and Psychology 27, 99–114: two seconds an item on average.',
  },
  visibleTime: {
    perItem: 2000,
    minItems: 5,
    source:
      'Only time in which the form is in sight is time for answering: Höhne & Schlosser (2018), Social Science Computer Review 36, 369–378. Two seconds an item: Huang, Curran, Keeney, Poposki & DeShon (2012), Journal of Business and Psychology 27, 99–114.',
  },
  answerChanges: {
    share: 0.5,
    minItems: 5,
    source:
      'Changed answers go with less certain ones: Heerwegh (2003), Social Science Computer Review 21, 360–373; Stern (2008), Field Methods 20, 377–398, neither of whom gives a threshold. Half of the items is our default.',
  },
  longstring: {
    share: 0.5,
    minItems: 10,
    mixedOnly: true,
    source:
      'Johnson (2005), Journal of Research in Personality 39, 103–129; half of the items: Curran (2016), Journal of Experimental Social Psychology 66, 4–19. Only across reversed items: our default.',
  },
  variability: {
    atMost: 0,
    minItems: 10,
    mixedOnly: true,
    source:
      'Dunn, Heggestad, Shanock & Theilgard (2018), Journal of Business and Psychology 33, 105–121, who give no general threshold. No variation at all, across reversed items: our default.',
  },
  evenOdd: {
    below: 0.3,
    minScales: 5,
    source:
      'Jackson’s individual reliability with the threshold .30, as in Johnson (2005), Journal of Research in Personality 39, 103–129. Five subscales at least: our default.',
  },
  mahalanobis: {
    alpha: 0.001,
    source:
      'Mahalanobis (1936); Meade & Craig (2012), Psychological Methods 17, 437–455. The outermost thousandth of the reference group: our default.',
  },
  inconsistentPairs: {
    difference: 0.5,
    share: 0.5,
    minPairs: 3,
    source:
      'Psychometric synonyms and antonyms: Meade & Craig (2012), Psychological Methods 17, 437–455. Half of the pairs, more than half of the range apart: our default.',
  },
  lieScale: { source: 'The validity rule of the instrument, with its own source in the definition.' },
};

const share = number({ min: 0, max: 1 });
const atLeast = (min: number) => number({ min, integer: true, max: 10_000 });
const shape = object({
  id,
  version,
  itemSpeed: object({ below: number({ above: 0 }), share, minItems: atLeast(1), source: text }),
  totalTime: object({ perItem: number({ above: 0 }), minItems: atLeast(1), source: text }),
  visibleTime: object({ perItem: number({ above: 0 }), minItems: atLeast(1), source: text }),
  answerChanges: object({ share, minItems: atLeast(1), source: text }),
  longstring: object({ share, minItems: atLeast(2), mixedOnly: boolean, source: text }),
  variability: object({ atMost: number({ min: 0 }), minItems: atLeast(2), mixedOnly: boolean, source: text }),
  evenOdd: object({ below: number({ min: -1, max: 1 }), minScales: atLeast(3), source: text }),
  mahalanobis: object({ alpha: number({ min: 1e-9, max: 0.5 }), source: text }),
  inconsistentPairs: object({ difference: share, share, minPairs: atLeast(1), source: text }),
  lieScale: object({ source: text }),
});

/** Everything that is wrong with a policy, with JSON pointers. Throws nothing. */
export const checkQualityPolicy = (value: unknown): Finding[] => findingsOf(shape, value);

/**
 * The same object, known to be a policy.
 *
 * @throws {ShapeError} with every finding, when there is one.
 */
export function parseQualityPolicy(value: unknown): QualityPolicy {
  const findings = checkQualityPolicy(value);
  if (findings.length > 0) throw new ShapeError('quality policy', findings);
  return value as QualityPolicy;
}
