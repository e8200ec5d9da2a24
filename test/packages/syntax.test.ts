import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAst } from 'rollup/parseAst';
import { newerThanChromium86 } from './syntax.ts';

test('syntax that is newer than Chromium 86 is named', () => {
  for (const code of [
    'class A { static { this.a = 1; } }',
    'await 1;',
    'for await (const a of b);',
    'class A { #a; has = o => #a in o; }',
    '/a/d.test("a");',
    'import a from "a" with { type: "json" };',
    'a?.b(...c);',
  ])
    assert.equal(newerThanChromium86(parseAst(code) as never).length, 1, code);
});

test('what Chromium 86 knows is left alone', () => {
  const code = `
    class A { static a = 1; #b = 2; #c() { return this.#b ?? a?.b(c); } }
    async function d() { for await (const e of f) await e; }
    g ||= 1n; const { h, ...i } = { ...j }; k(...l); m?.[n]; /(?<=a)\\p{L}/su; import('o');
  `;
  assert.deepEqual(newerThanChromium86(parseAst(code) as never), []);
});
