/**
 * The torture matrix: a row, a fault, a test against a real server that misbehaves. stories/docs/Torture.mdx is made of the
 * same rows. After each: no promise was rejected unheard, no listener and no timer is left.
 */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Bench, timers } from './torture/bench.ts';
import { matrix } from './torture/faults.ts';

const unheard: unknown[] = [];
process.on('unhandledRejection', reason => unheard.push(reason));

for (const { title, faults } of matrix) {
  for (const { fault, client, run } of faults) {
    test(`${title} · ${fault}: ${client}`, { timeout: 60_000 }, async t => {
      const bench = new Bench();
      const before = timers();
      await run(bench, t);
      t.mock.timers.reset();
      await bench.nothingIsLeft(before);
      await new Promise(resolve => setImmediate(resolve));
      assert.deepEqual(unheard.splice(0), [], 'no promise is rejected unheard');
    });
  }
}

test('no fault stands in the table twice', () => {
  const names = matrix.flatMap(({ faults }) => faults.map(({ fault }) => fault));
  assert.equal(new Set(names).size, names.length);
  assert.ok(names.length > 100, `${names.length}`);
});

after(() => assert.deepEqual(unheard, []));
