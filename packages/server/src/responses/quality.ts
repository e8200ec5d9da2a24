/** What a school sets for the quality of responses. */
import type { Answers, Instrument, ResponseQuality } from '@xinqiao/contract/types';
import { assessQuality, defaultQualityPolicy, type QualityOptions } from '@xinqiao/instruments';

export interface QualitySettings {
  /** The thresholds; the defaults of `@xinqiao/instruments` when left out. */
  policy?: QualityOptions['policy'];
  /** By id of the instrument: what the school knows beyond its definition. */
  references?: Readonly<Record<string, Pick<QualityOptions, 'covariance' | 'pairs'>>>;
}

/** How a form was filled in. */
export type Conduct = Pick<QualityOptions, 'timings' | 'changes' | 'visibleTime'>;

/**
 * Judges one response; what is faulty in the settings is found when this is made, and not when a student submits.
 *
 * @throws {ShapeError} when a policy, a covariance or a list of pairs is unusable.
 */
export function createQualityJudge({ policy = defaultQualityPolicy, references = {} }: QualitySettings = {}) {
  const byInstrument = new Map(Object.entries(references));
  for (const reference of [{}, ...byInstrument.values()]) assessQuality(blank, {}, { policy, ...reference });
  return (instrument: Instrument, answers: Answers, conduct: Conduct): ResponseQuality =>
    assessQuality(instrument, answers, { ...conduct, policy, ...byInstrument.get(instrument.id) });
}

/** An instrument that asks nothing, to try settings on. */
const blank: Instrument = {
  id: 'blank',
  version: '1.0.0',
  title: {},
  abbreviation: '',
  respondent: 'self',
  administration: 'self',
  age: { min: null, max: null },
  licences: {},
  items: [],
  scales: [],
  missing: { rule: 'all-required', source: '' },
  sources: [],
};

export type QualityJudge = ReturnType<typeof createQualityJudge>;
