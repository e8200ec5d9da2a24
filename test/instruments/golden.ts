/** The golden cases of a scale: answers, and what the published rule makes of them. */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Answers, Instrument } from '@xinqiao/contract/types';
import { score } from '@xinqiao/instruments';

export interface GoldenCase {
  readonly name: string;
  readonly variant?: string;
  /** The answers to items 1, 2, 3 … in order. */
  readonly sheet?: readonly number[];
  /** The answer to every item that `answers` doesn't give. */
  readonly fill?: number;
  readonly answers?: Answers;
  readonly status: string;
  readonly scores: Readonly<Record<string, number | null>>;
  readonly error?: string;
}

export interface Golden {
  readonly provenance: string;
  readonly source: string;
  readonly cases: readonly GoldenCase[];
}

const folder = new URL('../../packages/instruments/src/library/', import.meta.url);
export const goldenOf = ({ id }: Instrument): Golden =>
  JSON.parse(readFileSync(new URL(`${id}/golden.json`, folder), 'utf8'));

/** All answers of a case. */
export function givenBy({ items }: Instrument, { sheet, fill, answers }: GoldenCase): Answers {
  if (sheet) return Object.fromEntries(sheet.map((value, index) => [String(index + 1), value]));
  return { ...(fill !== undefined && Object.fromEntries(items.map(({ id }) => [id, fill]))), ...answers };
}

/** Whether a definition comes to what the case says. */
export function fulfils(instrument: Instrument, golden: GoldenCase, given: Answers): boolean {
  const { status, scores, bands, flags, critical, errors } = score(instrument, given, { variant: golden.variant });
  const { name: _, variant: __, sheet: ___, fill: ____, answers: _____, error, ...expected } = golden;
  const { missing: ______, ...rest } = expected as typeof expected & { missing?: unknown };
  if (error ? errors[0]?.code !== error : errors.length > 0) return false;
  return isDeepStrictEqual({ status, scores, bands, flags, critical }, rest);
}
