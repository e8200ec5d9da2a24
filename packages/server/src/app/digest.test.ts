import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { canonicalJson, newId, readableCode, sha256Hex } from './digest.ts';

test('canonical JSON sorts keys by their UTF-16 code units and writes no white space', () => {
  // The example of RFC 8785, 3.2.3: sorted by code units, not by code points.
  const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
  assert.equal(canonicalJson(keys), '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}');
  assert.equal(
    canonicalJson({ b: [1e21, 0.1, -0, null, true], a: { d: 'x"', c: undefined } }),
    '{"a":{"d":"x\\""},"b":[1e+21,0.1,0,null,true]}',
  );
});

test('the digest is SHA-256 of the text in UTF-8', async () => {
  const text = '心桥';
  assert.equal(await sha256Hex(text), createHash('sha256').update(text).digest('hex'));
});

test('codes can be read out, and are the same for the same text', async () => {
  const code = await readableCode('attempt');
  assert.match(code, /^XQ-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  assert.equal(await readableCode('attempt'), code);
  assert.notEqual(await readableCode('another'), code);
});

test('ids fit the contract and do not repeat', () => {
  const ids = new Set(Array.from({ length: 1000 }, newId));
  assert.equal(ids.size, 1000);
  for (const id of ids) assert.match(id, /^[A-Za-z0-9._-]{1,64}$/);
});
