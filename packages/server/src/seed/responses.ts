/** Responses, scored by the real rules. */
import type { Answers, Instrument, ScoreResult } from '@xinqiao/contract/types';
import { type AlertProposal, proposeAlert, score } from '@xinqiao/instruments';
import { getInstrument } from '@xinqiao/instruments/library';
import { answersDigest, receiptCode } from '../responses/receipt.ts';
import { answer } from './answers.ts';
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
  readonly digest: string;
}

export function instrumentOf(id: string): Instrument {
  const instrument = getInstrument(id);
  if (!instrument) throw new TypeError(`The library has no ${id}.`);
  return instrument;
}

export const assignmentId = ({ student, campaign }: Participation, instrumentId: string): string =>
  `${student.id}.${campaign.id}.${instrumentId}`;

/** Makes responses. The same answers come often: what follows from them is computed once. */
export function createResponder(): (
  participation: Participation,
  instrumentId: string,
) => Promise<SeedResponse | null> {
  const known = new Map<string, Promise<Scored>>();

  async function compute(instrument: Instrument, answers: Answers): Promise<Scored> {
    const result = score(instrument, answers);
    return { result, proposal: proposeAlert(instrument, result), digest: await answersDigest(answers) };
  }
  function scored(instrument: Instrument, answers: Answers): Promise<Scored> {
    const key = `${instrument.id} ${Object.values(answers).join()}`;
    const before = known.get(key);
    if (before) return before;
    const now = compute(instrument, answers);
    known.set(key, now);
    return now;
  }

  return async (participation, instrumentId) => {
    const { student, answered } = participation;
    if (!answered) return null;
    const instrument = instrumentOf(instrumentId);
    const assignment = assignmentId(participation, instrumentId);
    const random = randomOf('response', assignment);
    const answers = answer(random, instrumentId, answered.temper);
    const { result, proposal, digest } = await scored(instrument, answers);
    const attemptId = uuidOf(random);
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
        received_at: answered.at,
      },
    };
  };
}
