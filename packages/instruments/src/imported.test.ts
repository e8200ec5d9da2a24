/** Results that are scored elsewhere: what is taken in, and which faults are named. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { checkImportedResult, ImportedResultError, parseImportedResult } from './index.ts';
import { catalogue, structures } from './library/index.ts';

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const references: { id: string; n_items: number; age?: object; structure?: { indicators: number }; licence: object }[] =
  read('../reference/keys.json').structures;

interface Case {
  name: string;
  /** New values by JSON pointer; null takes away. */
  change: Record<string, unknown>;
  faults: string[];
}

function changed(result: object, change: Case['change']): unknown {
  const copy = structuredClone(result);
  for (const [pointer, value] of Object.entries(change)) {
    const keys = pointer.slice(1).split('/');
    const last = keys.pop()!;
    const at = keys.reduce((one: any, key) => one[key], copy);
    if (value === null) delete at[last];
    else at[last] = value;
  }
  return copy;
}

it('has every structure of the reference', () => {
  assert.deepEqual(structures.map(({ id }) => id).sort(), references.map(({ id }) => id).sort());
});

for (const structure of structures) {
  describe(structure.abbreviation, () => {
    const reference = references.find(({ id }) => id === structure.id)!;
    const golden: { result: object; cases: Case[] } = read(`./library/${structure.id}/golden.json`);

    it('ships in no language, and has neither items nor keys', () => {
      assert.deepEqual(Object.keys(structure.licences).sort(), Object.keys(reference.licence).sort());
      for (const { ship } of Object.values(structure.licences)) assert.equal(ship, 'structure-only');
      assert.ok(!('items' in structure));
      assert.ok(!catalogue.some(({ id }) => id === structure.id));
    });

    it('has the form and the indicators of the reference', () => {
      assert.ok(structure.forms.some(({ itemCount }) => itemCount === reference.n_items));
      assert.equal(structure.indicators?.length, reference.structure?.indicators);
    });

    for (const { name, change, faults } of golden.cases) {
      it(name, () => {
        const value = changed(golden.result, change);
        assert.deepEqual(
          checkImportedResult(structure, value).map(({ path, code }) => `${path} ${code}`),
          faults,
        );
        if (faults.length === 0) assert.equal(parseImportedResult(structure, value), value);
        else assert.throws(() => parseImportedResult(structure, value), ImportedResultError);
      });
    }

    it('takes nothing else for a result', () => {
      for (const value of [undefined, null, 1, 'x', [], {}, JSON.parse('{"__proto__": 1}')]) {
        assert.ok(checkImportedResult(structure, value).length > 0);
      }
    });
  });
}
