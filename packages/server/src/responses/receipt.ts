/** What the student gets for a response. Made from the stored row each time, so that a repeat gives the same. */
import type { Campaign, Instrument, Receipt, ScoreResult } from '@xinqiao/contract/types';
import { canonicalJson, readableCode, sha256Hex } from '../app/digest.ts';
import { timestamp } from '../app/time.ts';

/** SHA-256 of the answers in canonical JSON (RFC 8785), lower-case hex. */
export const answersDigest = (answers: unknown): Promise<string> => sha256Hex(canonicalJson(answers));

/** Short enough to read out over the telephone; the same for the same attempt. */
export const receiptCode = (attemptId: string): Promise<string> => readableCode(attemptId);

interface ReceiptRow {
  id: string;
  attempt_id: string;
  assignment_id: string;
  receipt_code: string;
  digest: string;
  received_at: Date;
  offer_help: boolean;
  result: ScoreResult;
}

export function toReceipt(row: ReceiptRow, instrument: Instrument, feedback: Campaign['feedback']): Receipt {
  return {
    responseId: row.id,
    attemptId: row.attempt_id,
    assignmentId: row.assignment_id,
    receiptCode: row.receipt_code,
    digest: row.digest,
    receivedAt: timestamp(row.received_at),
    offerHelp: row.offer_help,
    feedback: feedbackOf(instrument, row.result, feedback),
  };
}

/** Whether it may be told as it stands: one that a validity scale doubts is for a trained person to judge, as its manual says (MHT: 周步成 1991). */
export const isToldAsItIs = ({ status }: ScoreResult): boolean => status !== 'not_valid_profile';

/** Scales that judge the answers, also in a variant alone. Whoever knows them answers to them the next time (International Test Commission, Guidelines on Test Use, 2001, 1.4). */
const judging = ({ validity = [], variants = [] }: Instrument): ReadonlySet<string> =>
  new Set([...validity, ...variants.flatMap(variant => variant.validity ?? [])].map(({ scale }) => scale));

/**
 * What the campaign's policy lets the student know: for each scale that was scored the symptom level in words, and with
 * `score` the number too. Never a diagnosis: the words are the bands' labels. Nothing of a profile that is not to be trusted,
 * and of no scale that tells so.
 */
export function feedbackOf(
  instrument: Instrument,
  result: ScoreResult,
  policy: Campaign['feedback'],
): Receipt['feedback'] {
  if (policy === 'none') return null;
  if (!isToldAsItIs(result)) return [];
  const hidden = judging(instrument);
  return instrument.scales.flatMap(scale => {
    if (hidden.has(scale.id)) return [];
    const score = Object.hasOwn(result.scores, scale.id) ? result.scores[scale.id] : undefined;
    if (score === undefined || score === null) return [];
    const set = instrument.bands?.find(bands => bands.scale === scale.id);
    const band = set?.ranges.find(range => range.id === result.bands[set.key]);
    // Without bands there is no level to tell; the policy `level` then has nothing to say about this scale.
    if (!band && policy === 'level') return [];
    return [
      {
        scaleId: scale.id,
        level: band?.label ?? null,
        score: policy === 'score' ? score : null,
        min: scale.min,
        max: scale.max,
      },
    ];
  });
}
