/** What a report shows: a line for each scale, with its level, its place in a norm and what changed since last time. */
import type {
  Assignment,
  Campaign,
  Instrument,
  LocalizedText,
  QuestionnaireResponse,
  Receipt,
  ScoreResult,
} from '@xinqiao/contract/types';
import {
  applyNorm,
  type Measurement,
  type Norm,
  type NormedScore,
  reliableChange,
  type ReliableChange,
} from '@xinqiao/instruments';

/** What a student reads of the own result. */
export interface OwnReport {
  assignment: Assignment;
  receipt: Receipt;
  campaign: Campaign;
  /** In the version that was answered. */
  instrument: Instrument;
}

/** What psychology staff read of a response. */
export interface StaffReport {
  response: QuestionnaireResponse;
  /** In the version that was answered. */
  instrument: Instrument;
  /** The newest earlier response to the same version; null when there is none, left out when it could not be read. */
  earlier?: QuestionnaireResponse | null;
}

export type Report = OwnReport | StaffReport;

export const isOwn = (report: Report): report is OwnReport => 'receipt' in report;

/**
 * Why nothing is told yet, or ever; `undefined` when something is.
 * - `closing`: it is told once the campaign has closed
 * - `policy`: this campaign tells nobody's result
 * - `no-levels`: the instrument has no levels to tell
 */
export function silenceOf({ receipt, campaign }: OwnReport): 'closing' | 'policy' | 'no-levels' | undefined {
  if (receipt.feedback === null) {
    return campaign.feedback !== 'none' && campaign.feedbackFrom === 'closing' ? 'closing' : 'policy';
  }
  return receipt.feedback.length === 0 ? 'no-levels' : undefined;
}

export interface ScaleLine {
  id: string;
  /** Undefined where the definition names no scale: the instrument's own title stands for it. */
  title: LocalizedText | undefined;
  /** Null when it could not be scored. */
  score: number | null;
  min: number;
  max: number;
  /** One for each published system of levels. */
  levels: readonly { label: LocalizedText; source: string }[];
  /** Where one level ends and the next begins, between `min` and `max`, of the first system. */
  borders: readonly number[];
  norm?: { norm: Norm; place: NormedScore };
  /** The earlier score, and what the difference is worth where somebody has said how exactly the scale measures. */
  earlier?: { score: number; change: number; reliable?: ReliableChange };
}

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** Scores alone: what a norm and reliable change read of a result. Who sees no answers has none in it. */
const scored = (result: QuestionnaireResponse['result']): ScoreResult => ({
  critical: [],
  missing: [],
  errors: [],
  ...result,
});

/** A line a scale: the one that stands for the instrument first, the others as the definition has them. */
export function scaleLines(
  { response, instrument, earlier }: StaffReport,
  norms: readonly Norm[] = [],
  measurements: readonly Measurement[] = [],
): ScaleLine[] {
  const result = scored(response.result);
  const scales = [...instrument.scales].sort((a, b) => Number(b.primary ?? false) - Number(a.primary ?? false));
  return scales.map((scale): ScaleLine => {
    const score = own(result.scores, scale.id) ?? null;
    const sets = (instrument.bands ?? []).filter(set => set.scale === scale.id);
    const before = earlier ? own(earlier.result.scores, scale.id) : undefined;
    const isOfScale = (one: Norm | Measurement) =>
      one.instrument === instrument.id && one.scale === scale.id && one.variant === result.variant;
    const measurement = measurements.find(isOfScale);
    const compared =
      measurement && earlier && typeof before === 'number'
        ? reliableChange(measurement, scored(earlier.result), result)
        : undefined;
    const norm = norms.find(isOfScale);
    const place = norm && applyNorm(norm, result, { language: response.language });
    return {
      id: scale.id,
      title: scale.title,
      score,
      min: scale.min,
      max: scale.max,
      levels: sets.flatMap(set => {
        const band = set.ranges.find(({ id }) => id === own(result.bands, set.key));
        return band ? [{ label: band.label, source: set.source }] : [];
      }),
      borders: (sets[0]?.ranges ?? []).map(({ min }) => min).filter(min => min > scale.min && min < scale.max),
      ...(norm && place?.computable && { norm: { norm, place } }),
      ...(typeof before === 'number' &&
        score !== null && {
          earlier: {
            score: before,
            change: Math.round((score - before) * 1e6) / 1e6,
            ...(compared?.comparable && { reliable: compared }),
          },
        }),
    };
  });
}

/** Where a value lies between `min` and `max`, 0 to 100; what lies outside stands at the edge. */
export const percentAt = (value: number, { min, max }: { min: number; max: number }): number =>
  max === min ? 0 : Math.round(Math.min(Math.max((value - min) / (max - min), 0), 1) * 1000) / 10;

/** An answer that alone calls for a person, in the words of the form. */
export interface CriticalLine {
  text: LocalizedText | undefined;
  answer: LocalizedText | undefined;
  value: number;
  basis: string | undefined;
  item: string;
}

/** `undefined` for who may not see answers. */
export function criticalLines({ response, instrument }: StaffReport): CriticalLine[] | undefined {
  return response.result.critical?.map(({ id, item: itemId, value }) => {
    const item = instrument.items.find(one => one.id === itemId);
    const options =
      item?.type === 'choice'
        ? (item.options ?? instrument.responseSets?.find(set => set.id === item.responseSet)?.options)
        : undefined;
    return {
      item: itemId,
      text: item?.text,
      answer: options?.find(option => option.value === value)?.label,
      value,
      basis: instrument.critical?.find(rule => rule.id === id)?.basis,
    };
  });
}

/** The newest earlier response to the same version of the instrument. */
export const earlierOf = (
  response: QuestionnaireResponse,
  all: readonly QuestionnaireResponse[],
): QuestionnaireResponse | null =>
  all
    .filter(
      one =>
        one.id !== response.id &&
        one.instrumentId === response.instrumentId &&
        one.instrumentVersion === response.instrumentVersion &&
        Date.parse(one.receivedAt) < Date.parse(response.receivedAt),
    )
    .sort((a, b) => Date.parse(b.receivedAt) - Date.parse(a.receivedAt))[0] ?? null;
