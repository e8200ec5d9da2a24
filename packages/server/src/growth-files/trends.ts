/** Scores over time: of each instrument the scale that stands for it. */
import type { Instrument, ScoreTrend } from '@xinqiao/contract/types';
import { isOfOneself, requireStudent } from '../access/reach.ts';
import { relateToStudent } from '../access/relations.ts';
import type { Context } from '../app/handlers.ts';
import { localDate } from '../app/time.ts';
import { toldNow } from '../campaigns/select.ts';
import { isToldAsItIs } from '../responses/receipt.ts';
import { selectAnswered } from '../responses/select.ts';

const readResults = (context: Context, studentId: string, instrumentId: string | undefined) =>
  selectAnswered(context)
    .select(['response.id', 'response.received_at', 'response.result', 'instruments.definition'])
    .where('response.student_id', '=', studentId)
    .$if(instrumentId !== undefined, query => query.where('response.instrument_id', '=', instrumentId!))
    // A trend is made of scores: what is released as a level only has no place in the student's.
    .$if(context.principal.role === 'student', query => query.where(toldNow(context.now), '=', 'score'))
    .$if(context.principal.role === 'guardian', query =>
      query.where(toldNow(context.now, 'guardian_feedback'), '=', 'score'),
    )
    .orderBy('response.received_at')
    .orderBy('response.id')
    .execute();
type ResultRow = Awaited<ReturnType<typeof readResults>>[number];

/** A later definition may count otherwise: the bands are the newest one's, each point keeps the band that it was given. */
function toTrend(definition: Instrument, rows: readonly ResultRow[]): ScoreTrend | undefined {
  const scale = definition.scales.find(({ primary }) => primary) ?? definition.scales[0];
  if (!scale) return undefined;
  const set = definition.bands?.find(bands => bands.scale === scale.id);
  const points = rows.flatMap(({ id, received_at, result }) => {
    const value = result.scores[scale.id];
    if (value === undefined || value === null) return [];
    return [{ responseId: id, on: localDate(received_at), value, bandId: (set && result.bands[set.key]) ?? null }];
  });
  if (points.length === 0) return undefined;
  return {
    instrumentId: definition.id,
    title: definition.title,
    abbreviation: definition.abbreviation,
    scaleId: scale.id,
    min: scale.min,
    max: scale.max,
    bands: set?.ranges ?? [],
    points,
  };
}

/** By instrument, in the order of the first answer. */
export async function trends(
  context: Context,
  studentId: string,
  instrumentId: string | undefined,
): Promise<{ data: ScoreTrend[] }> {
  await requireStudent(context, studentId);
  relateToStudent(context, 'growthFiles.trends', studentId);
  const byInstrument = new Map<string, ResultRow[]>();
  const isTold = isOfOneself(context.principal) ? isToldAsItIs : () => true;
  for (const row of await readResults(context, studentId, instrumentId)) {
    if (!isTold(row.result)) continue;
    const rows = byInstrument.get(row.definition.id) ?? [];
    byInstrument.set(row.definition.id, [...rows, row]);
  }
  const found = [...byInstrument.values()].map(rows => toTrend(rows.at(-1)!.definition, rows));
  return { data: found.filter(trend => trend !== undefined) };
}
