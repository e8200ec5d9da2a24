import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

for (const entry of ['index.ts', 'testing.ts']) {
  test(`${entry} needs nothing of Node: a bundler for browsers finds all it imports`, async () => {
    const { metafile } = await build({
      entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'browser',
      conditions: ['source'],
      // It looks for Node itself, and loads what it needs of it only there.
      external: ['@electric-sql/pglite'],
      logLevel: 'silent',
    });
    const inputs = Object.entries(metafile.inputs);
    assert.ok(inputs.length > 50);
    const outside = inputs.flatMap(([, { imports }]) => imports.filter(one => one.external).map(one => one.path));
    assert.deepEqual([...new Set(outside)], ['@electric-sql/pglite']);
  });
}

test('zod is told not to probe for eval before any schema is built', () => {
  const probe = `
    const probes = [];
    globalThis.Function = new Proxy(Function, { construct(target, args) { probes.push(args); return new target(...args); } });
    const { createApp, openPGlite } = await import('@xinqiao/server');
    const { operations } = await import('@xinqiao/contract');
    operations.embedSessions.create.body.safeParse({});
    if (!createApp || !openPGlite) throw new Error('missing');
    process.stdout.write(String(probes.filter(args => args.length === 1 && args[0] === '').length));
  `;
  const args = ['--conditions=source', '--input-type=module', '-e', probe];
  assert.equal(
    execFileSync(process.execPath, args, { cwd: fileURLToPath(new URL('..', import.meta.url)) }).toString(),
    '0',
  );
});
