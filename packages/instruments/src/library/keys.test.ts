/** The scales that ship as keys with empty slots: rules as published, and not a word of somebody else's. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { checkInstrument, languagesOf, optionsOf } from '../index.ts';
import { catalogue, library } from './index.ts';

interface Rule {
  id: string;
  op: string;
  value: number;
}
interface Reference {
  id: string;
  name_zh: string;
  name_en: string;
  age: { min: number | null; max: number | null };
  items: string[];
  values: number[];
  reverse: string[];
  variants?: { id: string; reverse: string[] }[];
  scales: {
    id: string;
    items?: string[];
    of_scales?: string[];
    method: string;
    range?: [number, number];
    multiplier?: number;
    rounding?: string;
    count_if?: { op: string; value: number };
  }[];
  bands: { scale: string; key: string; ranges: { id: string; min: number; max: number; zh: string; en: string }[] }[];
  cutoffs: (Rule & { scale: string })[];
  critical: (Rule & { item: string })[];
  supplementary?: Record<string, number[]>;
  components?: Record<string, string>;
  validity?: { scale: string; op: string; value: number }[];
  licence: Record<string, { ship: string }>;
}
const all: Reference[] = JSON.parse(
  readFileSync(new URL('../../reference/keys.json', import.meta.url), 'utf8'),
).instruments;
/** Those that are made of items with one set of values; components of times and durations have a test of their own. */
const references = all.filter(({ components }) => !components);
const slots = catalogue.filter(instrument => !library.includes(instrument) && instrument.id !== 'psqi');

/** What the library adds to the reference, by scale, because sources disagree; everything else is compared. */
const named: Readonly<Record<string, readonly string[]>> = {
  phqa: ['screen_positive_richardson'],
  pss14: ['health_risk_cn'],
  rses_zh: ['total_item8_positive'],
  ais: ['cn'],
  scared: ['total_positive_cn'],
};

it('has each scale of the reference', () => {
  assert.deepEqual(slots.map(({ id }) => id).sort(), references.map(({ id }) => id).sort());
});

for (const instrument of slots) {
  const reference = references.find(({ id }) => id === instrument.id)!;
  const isOurs = ({ id }: { id: string }) => !named[instrument.id]?.includes(id);

  describe(instrument.abbreviation, () => {
    it('passes the checker', () => assert.deepEqual(checkInstrument(instrument), []));

    it('ships no wording, and is offered in no language', () => {
      assert.equal(instrument.stem, undefined);
      for (const item of instrument.items) {
        assert.equal(item.text, undefined);
        for (const { label } of optionsOf(instrument, item)) assert.deepEqual(label, {});
      }
      assert.deepEqual(languagesOf(instrument), []);
    });

    it('has the items and values of the reference', () => {
      const extra = Object.entries(reference.supplementary ?? {});
      const expected = [...reference.items.map(id => [id, reference.values] as const), ...extra];
      const values = instrument.items.map(item => [item.id, optionsOf(instrument, item).map(({ value }) => value)]);
      assert.deepEqual(values, expected);
    });

    it('scores with the keys of the reference', () => {
      assert.deepEqual(
        instrument.scales
          .filter(isOurs)
          .map(({ id, items, method, of = [], reverse = [], countIf, transform, min, max }) => ({
            id,
            items,
            of,
            method,
            reverse,
            countIf,
            transform: transform && { multiply: transform.multiply, round: transform.round },
            range: [min, max],
          })),
        reference.scales.map(scale => ({
          id: scale.id,
          items: scale.items ?? [],
          of: scale.of_scales ?? [],
          method: scale.method.replaceAll('_', '-'),
          reverse: reference.reverse.filter(item => scale.items?.includes(item)),
          countIf: scale.count_if,
          transform: scale.multiplier ? { multiply: scale.multiplier, round: scale.rounding } : undefined,
          // The mean of answers that count: the reference names no range.
          range: scale.range ?? [scale.count_if!.value, Math.max(...reference.values)],
        })),
      );
      // The three of the DASS-21 have no total.
      assert.equal(instrument.scales.filter(({ primary }) => primary).length, instrument.id === 'dass21' ? 0 : 1);
    });

    it('has the levels, cut-offs and critical items of the reference', () => {
      assert.deepEqual(
        (instrument.bands ?? []).filter(({ key }) => isOurs({ id: key })).map(({ key, ranges }) => ({ key, ranges })),
        reference.bands.map(({ key, ranges }) => ({
          key,
          ranges: ranges.map(({ id, min, max, zh, en }) => ({ id, min, max, label: { 'zh-CN': zh, en } })),
        })),
      );
      // One rule for "any" scale is one flag for each.
      const factors = reference.scales.slice(-10).map(({ id }) => id);
      const cutoffs = reference.cutoffs.flatMap<Rule & { scale: string; anyOf?: string[] }>(
        ({ id, scale, op, value }) => {
          if (scale === 'any') {
            return reference.scales.map(one => ({
              id: one.id === 'mean' ? id : `${id}_${one.id}`,
              scale: one.id,
              op,
              value,
            }));
          }
          if (scale === 'any_of_10_factors') return [{ id, scale: factors[0]!, anyOf: factors.slice(1), op, value }];
          return [{ id, scale, op, value }];
        },
      );
      assert.deepEqual(
        (instrument.cutoffs ?? [])
          .filter(isOurs)
          .map(({ id, scale, anyOf, op, value }) => ({ id, scale, ...(anyOf && { anyOf }), op, value })),
        cutoffs,
      );
      assert.deepEqual(
        (instrument.critical ?? []).map(({ id, item, op, value }) => ({ id, item, op, value })),
        reference.critical.map(({ id, item, op, value }) => ({ id, item, op: op === '==' ? '=' : op, value })),
      );
    });

    it('has the validity rule of the reference', () => {
      assert.deepEqual(
        (instrument.validity ?? []).map(({ scale, op, value }) => ({ scale, op, value })),
        (reference.validity ?? []).map(({ scale, op, value }) => ({ scale, op, value })),
      );
    });

    it('has the ages and, for each language, the licence of the reference', () => {
      const { min, max } = instrument.age;
      assert.deepEqual({ min, max }, reference.age);
      const ships = Object.entries(reference.licence).map(([language, { ship }]) => [
        language,
        ship === 'none' ? 'keys-only' : ship.replace('_', '-'),
      ]);
      assert.deepEqual(
        Object.fromEntries(Object.entries(instrument.licences).map(([language, { ship }]) => [language, ship])),
        Object.fromEntries(ships),
      );
    });
  });
}

it('keeps the item that readers of the Chinese RSES dispute in a scale of its own', () => {
  const { scales } = slots.find(({ id }) => id === 'rses_zh')!;
  const { variants } = references.find(({ id }) => id === 'rses_zh')!;
  assert.deepEqual(scales[1]!.reverse, variants![0]!.reverse);
});
