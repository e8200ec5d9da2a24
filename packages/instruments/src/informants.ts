/**
 * What two or three people say about the same young person, side by side. They agree only in part (self and parent or
 * teacher correlate at about 0.2, parent and teacher at about 0.3: Achenbach, McConaughy & Howell 1987), and the difference is
 * information about where a difficulty shows. So nothing is averaged, and nobody's answer is corrected by another's.
 */
import type { Instrument, LocalizedText, ScoreResult } from '@xinqiao/contract/types';
import { answerTo } from './visibility.ts';

/** One person's form and what came out of it. */
export interface InformantResult {
  /** The definition in the version that was scored. */
  instrument: Instrument;
  result: ScoreResult;
}

type Respondent = Instrument['respondent'];

/** One person's view of one scale. */
export interface InformantScore {
  respondent: Respondent;
  /** Null when it could not be scored. */
  score: number | null;
  /** Level by the bands of this person's own form; null without a score. */
  level: { id: string; label: LocalizedText } | null;
}

export interface InformantRow {
  /** Scale id. */
  scale: string;
  title?: LocalizedText;
  min: number;
  max: number;
  /** In the order in which the forms were given. */
  views: InformantScore[];
  /** Highest less lowest score, in points; null when fewer than two have one. A statement about agreement, not a score. */
  difference: number | null;
  /** Whether all levels are the same; null when fewer than two are known. */
  sameLevel: boolean | null;
}

export const informantsSource =
  'Achenbach TM, McConaughy SH, Howell CT. Child/adolescent behavioral and emotional problems: implications of cross-informant correlations for situational specificity. Psychol Bull 1987;101:213–232.';

/**
 * Results of forms of the same scale, one row a scale. Each score keeps the levels of its own form.
 *
 * @param forms two or three, of different respondents: `sdq_self`, `sdq_parent`, `sdq_teacher`.
 * @throws {RangeError} when there are fewer than two or more than three forms, two of the same respondent, forms with different
 * scales, or a result of another form or of invalid answers.
 */
export function compareInformants(forms: readonly InformantResult[]): InformantRow[] {
  if (forms.length < 2 || forms.length > 3) throw new RangeError('Two or three forms are compared.');
  const respondents = new Set(forms.map(({ instrument }) => instrument.respondent));
  if (respondents.size < forms.length) throw new RangeError('Each form must come from another respondent.');
  const shapeOf = ({ scales }: Instrument) => scales.map(({ id, min, max }) => `${id} ${min} ${max}`).join();
  const [first] = forms as [InformantResult, ...InformantResult[]];
  for (const { instrument, result } of forms) {
    if (shapeOf(instrument) !== shapeOf(first.instrument)) {
      throw new RangeError(`"${first.instrument.id}" and "${instrument.id}" have different scales.`);
    }
    if (result.instrumentId !== instrument.id || result.instrumentVersion !== instrument.version) {
      throw new RangeError(`The result is not one of "${instrument.id}" ${instrument.version}.`);
    }
    if (result.status === 'invalid_input') throw new RangeError(`The answers to "${instrument.id}" are invalid.`);
  }
  return first.instrument.scales.map(({ id, title, min, max }) => {
    const views = forms.map(({ instrument, result }): InformantScore => {
      const set = instrument.bands?.find(({ scale }) => scale === id);
      const band = set && set.ranges.find(one => one.id === answerTo(result.bands, set.key));
      return {
        respondent: instrument.respondent,
        score: (answerTo(result.scores, id) as number | null | undefined) ?? null,
        level: band ? { id: band.id, label: band.label } : null,
      };
    });
    const scores = views.flatMap(({ score }) => score ?? []);
    const levels = views.flatMap(({ level }) => level?.id ?? []);
    return {
      scale: id,
      ...(title && { title }),
      min,
      max,
      views,
      difference: scores.length > 1 ? Math.max(...scores) - Math.min(...scores) : null,
      sameLevel: levels.length > 1 ? new Set(levels).size === 1 : null,
    };
  });
}
