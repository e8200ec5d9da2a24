/** What the checker promises for any definition. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Item } from '@xinqiao/contract/types';
import { checkInstrument, InstrumentError, parseInstrument } from './index.ts';
import { library } from './library/index.ts';
import { choice, sample } from './testing/definitions.ts';
import { broken, when, type Untyped } from './testing/faults.ts';

describe('parseInstrument', () => {
  it('returns the very object that it was given', () => {
    const instrument = sample();
    assert.equal(parseInstrument(instrument), instrument);
  });

  it('throws an error that names the first fault and carries all', () => {
    const value = broken(d => {
      d.version = 'x';
      d.id = 5;
    });
    assert.throws(
      () => parseInstrument(value),
      (error: unknown) => {
        assert.ok(error instanceof InstrumentError);
        assert.equal(error.name, 'InstrumentError');
        assert.deepEqual(
          error.findings.map(({ path }) => path),
          ['/id', '/version'],
        );
        assert.match(error.message, /\/id An id is expected\. \(and 1 more\)$/);
        return true;
      },
    );
  });
});

describe('robustness', () => {
  it('takes anything and throws nothing', () => {
    fc.assert(fc.property(fc.anything(), value => assert.ok(checkInstrument(value).length > 0)));
  });

  it('finds nothing but faults in definitions that were tampered with, and never throws', () => {
    const originals = library.map(instrument => JSON.stringify(instrument));
    fc.assert(
      fc.property(fc.constantFrom(...originals), fc.nat(), fc.anything(), (original, seed, replacement) => {
        const definition = JSON.parse(original);
        const places: [Untyped, string][] = [];
        const collect = (value: Untyped): void => {
          for (const key of Object.keys(value)) {
            places.push([value, key]);
            if (value[key] && typeof value[key] === 'object') collect(value[key]);
          }
        };
        collect(definition);
        const [target, key] = places[seed % places.length]!;
        target[key] = replacement;
        for (const finding of checkInstrument(definition)) {
          assert.ok(finding.code && finding.message.endsWith('.'), JSON.stringify(finding));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('checks ten thousand items that depend on each other', () => {
    const items = Array.from({ length: 10_000 }, (_, at): Item => {
      const item = choice(`i${at}`);
      return at === 0 ? item : { ...item, enableWhen: [when(`i${at - 1}`, '=', 1)] };
    });
    assert.deepEqual(checkInstrument(sample({ items, scales: [] })), []);
    items[0] = { ...items[0]!, enableWhen: [when('i9999', '=', 1)] } as Item;
    assert.equal(checkInstrument(sample({ items, scales: [] })).length, 10_000);
  });
});
