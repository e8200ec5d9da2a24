/** Other published ways of scoring the same answers: chosen by name, recorded with the result, never a silent default. */
import type { Instrument, Scale } from '@xinqiao/contract/types';

const made = new WeakMap<Instrument, Map<string, Instrument>>();

/** The definition that a variant amounts to, or `undefined` when there is no variant of this name. */
export function variantOf(instrument: Instrument, id: string): Instrument | undefined {
  let variants = made.get(instrument);
  if (!variants) made.set(instrument, (variants = new Map()));
  let definition = variants.get(id);
  const variant = instrument.variants?.find(candidate => candidate.id === id);
  if (definition || !variant) return definition;
  const reverse = new Map(Object.entries(variant.reverse ?? {}));
  const transform = new Map(Object.entries(variant.transform ?? {}));
  const table = new Map(Object.entries(variant.table ?? {}));
  const change = (scale: Scale): Scale => ({
    ...scale,
    ...(reverse.has(scale.id) && { reverse: reverse.get(scale.id)! }),
    ...(transform.has(scale.id) && { transform: transform.get(scale.id)! }),
    ...(table.has(scale.id) && { table: table.get(scale.id)! }),
  });
  const { bands = instrument.bands, cutoffs = instrument.cutoffs, validity = instrument.validity } = variant;
  const { decisions = instrument.decisions } = variant;
  definition = {
    ...instrument,
    scales: [...instrument.scales.map(change), ...(variant.scales ?? [])],
    ...(bands && { bands }),
    ...(cutoffs && { cutoffs }),
    ...(validity && { validity }),
    ...(decisions && { decisions }),
    missing: variant.missing ?? instrument.missing,
  };
  variants.set(id, definition);
  return definition;
}
