/** Responses, scored by the real rules. */
import type { Answers, Instrument, ResponseQuality, ScoreResult } from '@xinqiao/contract/types';
import { type AlertProposal, proposeAlert, score } from '@xinqiao/instruments';
import { getInstrument } from '@xinqiao/instruments/library';
import { createQualityJudge } from '../responses/quality.ts';
import { answersDigest, receiptCode } from '../responses/receipt.ts';
import { answer } from './answers.ts';
import { conductOf, type Pace, paceOf } from './conduct.ts';
import type { Row } from '../database/insert-rows.ts';
import type { Participation } from './participation.ts';
import { randomOf, uuidOf } from './random.ts';

export interface SeedResponse {
  readonly row: Row<'clinical.responses'>;
  readonly participation: Participation;
  readonly proposal: AlertProposal | null;
}

interface Scored {
  readonly result: ScoreResult;
  readonly proposal: AlertProposal | null;
  readonly quality: ResponseQuality;
  readonly digest: string;
}

export function instrumentOf(id: string): Instrument {
  const instrument = getInstrument(id);
  if (!instrument) throw new TypeError(`The library has no ${id}.`);
  return instrument;
}

export const assignmentId = ({ student, campaign }: Participation, instrumentId: string): string =>
  `${student.id}.${campaign.id}.${instrumentId}`;

/**
 * Makes responses. The same answers come often: what follows from them is computed once.
 *
 * @param judgedFrom the academic year since which the school looks at how answers were given
 */
export function createResponder(
  judgedFrom: number,
): (participation: Participation, instrumentId: string) => Promise<SeedResponse | null> {
  const known = new Map<string, Promise<Scored>>();
  const judgeQuality = createQualityJudge();

  async function compute(instrument: Instrument, answers: Answers, pace: Pace): Promise<Scored> {
    const result = score(instrument, answers);
    return {
      result,
      proposal: proposeAlert(instrument, result),
      quality: judgeQuality(instrument, answers, conductOf(answers, pace)),
      digest: await answersDigest(answers),
    };
  }
  function scored(instrument: Instrument, answers: Answers, pace: Pace): Promise<Scored> {
    const key = `${instrument.id} ${pace} ${Object.values(answers).join()}`;
    const before = known.get(key);
    if (before) return before;
    const now = compute(instrument, answers, pace);
    known.set(key, now);
    return now;
  }

  return async (participation, instrumentId) => {
    const { student, campaign, answered } = participation;
    if (!answered) return null;
    const instrument = instrumentOf(instrumentId);
    const assignment = assignmentId(participation, instrumentId);
    const random = randomOf('response', assignment);
    const answers = answer(random, instrumentId, answered.temper);
    const attemptId = uuidOf(random);
    const { result, proposal, quality, digest } = await scored(instrument, answers, paceOf(random));
    return {
      participation,
      proposal,
      row: {
        id: `r.${assignment}`,
        attempt_id: attemptId,
        assignment_id: assignment,
        student_id: student.id,
        instrument_id: instrument.id,
        instrument_version: instrument.version,
        language: 'zh-CN',
        answers,
        digest,
        receipt_code: await receiptCode(attemptId),
        offer_help: result.critical.length > 0 || proposal?.level === 'imminent' || proposal?.level === 'high',
        result,
        quality: campaign.year < judgedFrom ? null : quality,
        received_at: answered.at,
      },
    };
  };
}
