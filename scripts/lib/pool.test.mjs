import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inPool } from './pool.mjs';

/** What begins and ends, in order; each job is as long as it says. */
async function told(jobs, room) {
  const events = [];
  await inPool(jobs, room, async ({ name, long = 1 }) => {
    events.push(`${name}…`);
    for (let turn = 0; turn < long; turn++) await new Promise(setImmediate);
    events.push(name);
  });
  return events.join(' ');
}

test('jobs run beside each other as far as there is room, in their order', async () => {
  const jobs = [{ name: 'a', cores: 2, long: 9 }, { name: 'b' }, { name: 'c' }, { name: 'd', cores: 2 }];
  assert.equal(await told(jobs, 3), 'a… b… b c… c a d… d');
});

test('what comes after another waits for it, and is overtaken meanwhile', async () => {
  const jobs = [
    { name: 'a', long: 5 },
    { name: 'b', after: ['a'] },
    { name: 'c', after: ['left out'] },
  ];
  assert.equal(await told(jobs, 2), 'a… c… c a b… b');
});

test('one that is alone has none beside it; one that wants more than there is gets all', async () => {
  const jobs = [{ name: 'a', isAlone: true }, { name: 'b', cores: 9 }, { name: 'c' }];
  assert.equal(await told(jobs, 3), 'a… a b… b c… c');
});

test('jobs that wait for each other are an error, and so is one that fails', async () => {
  const knot = [
    { name: 'a', after: ['b'] },
    { name: 'b', after: ['a'] },
  ];
  await assert.rejects(told(knot, 2), /a, b wait for each other/);
  await assert.rejects(
    inPool([{ name: 'a' }], 1, async () => {
      throw new Error('broken');
    }),
    /broken/,
  );
});
