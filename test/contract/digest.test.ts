/** The receipt's digest: the page goes by it when it forgets the answers, so both sides have to make the same of the same. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answersDigest } from '@xinqiao/sdk/draft-store';
import fc from 'fast-check';
import { answersDigest as answersDigestOfService } from '../../packages/server/src/responses/receipt.ts';

const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string({ unit: 'grapheme' }),
  fc.constant(null),
);
const answers = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.oneof(value, fc.array(value)));

test('page and service make the same digest of the same answers, with the cryptography of the browser and without', () =>
  fc.assert(
    fc.asyncProperty(answers, async given => {
      const digest = await answersDigestOfService(given);
      assert.equal(await answersDigest(given), digest);
      assert.equal(await answersDigest(given, null as never), digest);
      // Whoever reads it back from JSON, in whatever order it was written.
      const turned = Object.fromEntries(Object.entries(given).reverse());
      assert.equal(await answersDigest(JSON.parse(JSON.stringify(turned)) as object), digest);
    }),
    { numRuns: 300 },
  ));

test('other answers have another digest', async () => {
  const [one, other] = [
    { '1': 2, '2': 0 },
    { '1': 2, '2': 1 },
  ];
  assert.notEqual(await answersDigest(one), await answersDigest(other));
  assert.match(await answersDigest(one), /^[0-9a-f]{64}$/);
});
