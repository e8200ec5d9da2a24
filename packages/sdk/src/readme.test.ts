/** The README's example runs, as it stands there. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

test('the example of the README runs', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [, code] = /```ts runnable\n([\s\S]*?)```/.exec(readme)!;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--conditions=source', '--input-type=module-typescript', '-e', code!],
    { cwd: new URL('..', import.meta.url), encoding: 'utf8', timeout: 120_000 },
  );
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^open alerts: \{/);
  assert.match(stdout, /true alerts\.get: 404 not-found/);
});
