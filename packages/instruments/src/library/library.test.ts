/** The library keeps its promises: rules as published, wording letter by letter, nothing that may not ship. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { Answers, Instrument, LocalizedText, Scale } from '@xinqiao/contract/types';
import { checkInstrument, languagesOf, optionsOf, score } from '../index.ts';
import { transformed } from '../score.ts';
import { catalogue, getInstrument, library, structures } from './index.ts';

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));

interface GoldenCase {
  name: string;
  variant?: string;
  sheet?: number[];
  /** The answer to every item that `answers` doesn't give. */
  fill?: number;
  answers?: Answers;
  status: string;
  scores: Record<string, number | null>;
  bands: Record<string, string | null>;
  flags: string[];
  critical: { id: string; item: string; value: number }[];
  missing?: string[];
  error?: string;
}

interface Localized {
  en: string;
  zh?: string;
}
interface Reference {
  id: string;
  name_zh: string;
  age: { min: number | null; max: number | null };
  items: string[];
  response: { default: (Localized & { value: number })[]; refused_value?: string };
  reverse: string[];
  scales: { id: string; items: string[]; method: string; range: [number, number] }[];
  bands: { scale: string; key: string; ranges: (Localized & { id: string; min: number; max: number })[] }[];
  cutoffs: { id: string; scale: string; op: string; value: number }[];
  critical: { id: string; item: string; op: string; value: number }[];
  missing: { rule: string; max_missing?: number };
  licence: Record<string, { ship: string }>;
  loinc?: { panel: string; total: string; items?: Record<string, string>; answers?: Record<string, string> };
  texts: Record<string, { stem?: string | null; items: Record<string, string> }>;
  supplementary?: Record<string, { en: string; options: (Localized & { value: number })[] }>;
}
const references: Reference[] = read('../../reference/worded-scales.json').instruments;
const referenceOf = ({ id }: Instrument) => references.find(entry => entry.id === (id === 'rses' ? 'rses_en' : id))!;

/** Every letter of a definition in one language, in a fixed order. */
function wordingOf(instrument: Instrument, language: string): string {
  const lines: string[] = [];
  const add = (name: string, text: LocalizedText | undefined) => {
    if (text && Object.hasOwn(text, language)) lines.push(`${name} ${text[language]}`);
  };
  add('stem', instrument.stem);
  for (const item of instrument.items) add(`item ${item.id}`, item.text);
  for (const set of instrument.responseSets ?? []) for (const o of set.options) add(`option ${o.value}`, o.label);
  for (const item of instrument.items) {
    if (item.type !== 'choice') continue;
    for (const option of item.options ?? []) add(`option ${item.id} ${option.value}`, option.label);
  }
  return lines.join('\n');
}

/** Everything a person could read, with its place. */
function* everyText(value: unknown, path = ''): Generator<[string, string]> {
  if (typeof value === 'string') yield [path, value];
  else if (value && typeof value === 'object') {
    for (const [key, entry] of Object.entries(value)) yield* everyText(entry, `${path}/${key}`);
  }
}

it('has the scales with wording, each found by its id and by nothing else', () => {
  const ids = ['phq9', 'gad7', 'phq4', 'phq15', 'k6', 'k10', 'cesd', 'rses', 'swls', 'asq', 'phq2', 'gad2', 'gses'];
  assert.deepEqual(
    library.map(({ id }) => id),
    ids,
  );
  for (const id of ids) assert.equal(getInstrument(id)?.id, id);
  for (const id of ['', 'PHQ9', '__proto__', 'constructor']) assert.equal(getInstrument(id), undefined);
});

it('has a folder for each scale with definition, golden cases and an explanation', () => {
  const folders = readdirSync(new URL('.', import.meta.url), { withFileTypes: true }).filter(e => e.isDirectory());
  assert.deepEqual(folders.map(({ name }) => name).sort(), [...catalogue, ...structures].map(({ id }) => id).sort());
  for (const { name } of folders) {
    const files = readdirSync(new URL(`./${name}/`, import.meta.url)).sort();
    assert.deepEqual(files, ['README.md', 'definition.ts', 'golden.json']);
  }
});

/** All answers of a golden case. */
function givenBy({ items }: Instrument, { sheet, fill, answers }: Pick<GoldenCase, 'sheet' | 'fill' | 'answers'>) {
  if (sheet) return Object.fromEntries(sheet.map((value, index) => [String(index + 1), value]));
  return { ...(fill !== undefined && Object.fromEntries(items.map(({ id }) => [id, fill]))), ...answers };
}

/** The scores from `min` to `max` that whole answers can give, lowest first: a doubled sum is never odd. */
function scoresBetween({ items, method, transform, ...scale }: Scale, min: number, max: number): number[] {
  if (method !== 'sum' || !transform?.multiply) return [min, max];
  const last = scale.max / transform.multiply;
  const all = Array.from({ length: last + 1 }, (_, raw) => transformed(raw, 1, transform));
  return all.filter(score => min <= score && score <= max);
}

for (const instrument of catalogue) {
  describe(`golden cases of ${instrument.abbreviation}`, () => {
    const { cases }: { cases: GoldenCase[] } = read(`./${instrument.id}/golden.json`);
    for (const { name, variant, sheet, fill, answers, error, missing, ...expected } of cases) {
      it(name, () => {
        const given = givenBy(instrument, { sheet, fill, answers });
        const result = score(instrument, given, { variant });
        const { status, scores, bands, flags, critical } = result;
        assert.deepEqual({ status, scores, bands, flags, critical }, expected);
        if (missing) assert.deepEqual(result.missing, missing);
        if (status === 'complete' && !missing) assert.deepEqual(result.missing, []);
        assert.deepEqual(
          result.errors.map(({ code }) => code),
          error ? [error] : [],
        );
      });
    }

    for (const variant of [undefined, ...(instrument.variants ?? [])]) {
      // A variant answers for what it replaces; the rest has its cases without it.
      const { bands = [], cutoffs = [] } = variant ?? instrument;
      const isNew = (one: object) => !variant || !instrument.cutoffs?.some(known => isDeepStrictEqual(known, one));
      const complete = cases.filter(one => one.variant === variant?.id && one.status === 'complete');
      const scoresOf = (id: string) => new Set(complete.map(({ scores }) => scores[id]));
      const scaleOf = (id: string) => instrument.scales.find(scale => scale.id === id)!;

      it(`has golden cases on both sides of every edge of every level${variant ? ` of ${variant.id}` : ''}`, () => {
        assert.ok(complete.length > 0);
        for (const { key, scale: id, ranges } of bands) {
          for (const { min, max } of ranges) {
            const between = scoresBetween(scaleOf(id), min, max);
            for (const edge of [between[0]!, between.at(-1)!]) assert.ok(scoresOf(id).has(edge), `${key}: ${edge}`);
          }
        }
        for (const { scale, anyOf = [], value } of cutoffs.filter(isNew)) {
          for (const id of [scale, ...anyOf]) {
            const { method, items } = scaleOf(id);
            const step = method === 'mean' ? 1 / items.length : 1;
            const near = [...scoresOf(id)].map(one => Math.round((one! - value) / step));
            for (const distance of [-1, 0, 1]) assert.ok(near.includes(distance), `${id}: ${distance} beside ${value}`);
          }
        }
      });
    }
  });
}

for (const instrument of library) {
  const reference = referenceOf(instrument);

  describe(instrument.abbreviation, () => {
    it('passes the checker, as an object and as JSON', () => {
      assert.deepEqual(checkInstrument(instrument), []);
      const copy = JSON.parse(JSON.stringify(instrument));
      assert.deepEqual(checkInstrument(copy), []);
      assert.deepEqual(copy, instrument, 'survives JSON unchanged');
    });

    it('says letter by letter what the reference says', () => {
      const { texts, supplementary = {} } = reference;
      for (const language of ['zh-CN', 'en']) {
        const wording = texts[language];
        assert.equal(instrument.stem?.[language], wording?.stem ?? undefined, `stem in ${language}`);
        for (const item of instrument.items) {
          const expected =
            wording?.items[item.id] ?? (language === 'en' ? supplementary[item.id]?.en : undefined) ?? undefined;
          assert.equal(item.text?.[language], expected, `item ${item.id} in ${language}`);
        }
      }
    });

    it('offers the options of the reference, in Chinese only where the Chinese wording ships', () => {
      const shipsChinese = reference.texts['zh-CN'] !== undefined;
      for (const item of instrument.items) {
        const extra = reference.supplementary?.[item.id];
        const expected = (extra?.options ?? reference.response.default).map(({ value, en, zh }) => ({
          value,
          label: shipsChinese && zh && !extra ? { 'zh-CN': zh, en } : { en },
        }));
        const refused = reference.response.refused_value;
        const all = refused ? [...expected, { value: refused, label: { en: 'Refused' } }] : expected;
        assert.deepEqual(optionsOf(instrument, item), all);
      }
    });

    it('scores with the keys, levels, cut-offs and critical items of the reference', () => {
      assert.deepEqual(
        instrument.items.map(({ id }) => id),
        [...reference.items, ...Object.keys(reference.supplementary ?? {})],
      );
      assert.deepEqual(
        instrument.scales.map(({ id, items, method, reverse = [], min, max }) => ({
          id,
          items,
          method,
          reverse,
          min,
          max,
        })),
        reference.scales.map(({ id, items, method, range: [min, max] }) => ({
          id,
          items,
          method,
          reverse: reference.reverse,
          min,
          max,
        })),
      );
      assert.deepEqual(
        (instrument.bands ?? []).map(({ key, scale, ranges }) => ({ key, scale, ranges })),
        reference.bands.map(({ key, scale, ranges }) => ({
          key,
          scale,
          ranges: ranges.map(({ id, min, max, zh, en }) => ({ id, min, max, label: { 'zh-CN': zh, en } })),
        })),
      );
      assert.deepEqual(
        (instrument.cutoffs ?? []).map(({ id, scale, op, value }) => ({ id, scale, op, value })),
        reference.cutoffs.map(({ id, scale, op, value }) => ({ id, scale, op, value })),
      );
      assert.deepEqual(
        (instrument.critical ?? []).map(({ id, item, op, value }) => ({ id, item, op, value })),
        reference.critical.map(({ id, item, op, value }) => ({ id, item, op: op === '==' ? '=' : op, value })),
      );
      assert.equal(instrument.missing.maxMissing, reference.missing.max_missing);
      assert.deepEqual(
        { min: instrument.age.min, max: instrument.age.max },
        { min: reference.age.min, max: reference.age.max },
      );
    });

    it('carries the codes of the reference', () => {
      const codes = reference.loinc && {
        panel: reference.loinc.panel,
        scales: { total: reference.loinc.total },
        ...(reference.loinc.items ? { items: reference.loinc.items } : {}),
        ...(reference.loinc.answers ? { answers: reference.loinc.answers } : {}),
      };
      assert.deepEqual(instrument.loinc, codes);
    });

    it('has for each language the licence of the reference', () => {
      const ships = (licences: Record<string, { ship: string }>) =>
        Object.fromEntries(Object.entries(licences).map(([language, { ship }]) => [language, ship.replace('_', '-')]));
      assert.deepEqual(ships(instrument.licences), ships(reference.licence));
    });

    it('has the wording whose digest was committed', () => {
      const digests = Object.fromEntries(
        ['zh-CN', 'en']
          .map(language => [language, wordingOf(instrument, language)] as const)
          .filter(([, wording]) => wording !== '')
          .map(([language, wording]) => [language, createHash('sha256').update(wording).digest('hex')]),
      );
      assert.deepEqual(digests, read('./texts.sha256.json')[instrument.id]);
    });

    it('is offered in the languages whose wording is there', () => {
      assert.deepEqual([...languagesOf(instrument)].sort(), Object.keys(reference.texts).sort());
    });

    it('credits the owners wherever wording ships, and says how sure it is', () => {
      for (const language of languagesOf(instrument)) {
        const { credit, textStatus } = instrument.licences[language]!;
        assert.ok(credit, `credit for ${language}`);
        assert.ok(textStatus, `textStatus for ${language}`);
      }
    });

    it('never names a diagnosis', () => {
      for (const [path, text] of everyText(instrument)) {
        assert.doesNotMatch(text, /抑郁症(?!状)|焦虑症(?!状)|确诊|患有|患者(?!健康问卷)|精神病/, path);
        if (!/^\/(sources|notes|licences|age)/.test(path)) assert.doesNotMatch(text, /disorder(?!-7)|diagnos/i, path);
      }
    });
  });
}

it('says that the Chinese GAD-7 is unsure letter by letter', () => {
  assert.match(getInstrument('gad7')!.licences['zh-CN']!.textStatus!, /UNSURE/);
});

it('has the ASQ asked by a trained adult and nothing else', () => {
  const interviews = library.filter(({ administration }) => administration === 'interview');
  assert.deepEqual(
    interviews.map(({ id }) => id),
    ['asq'],
  );
});
