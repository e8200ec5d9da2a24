/** The built package's program, as `npx xinqiao-instruments` starts it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = `${root}packages/instruments/bin/xinqiao-instruments.mjs`;
/** Without the conditions of this process: only what was built is found. */
const run = (args: string[], input = '') => {
  const { NODE_OPTIONS, ...env } = process.env;
  return spawnSync(process.execPath, [program, ...args], { cwd: root, encoding: 'utf8', input, env });
};

test('the built command line lists, checks, scores and converts', () => {
  assert.match(run(['list']).stdout, /^phq9 +Patient Health Questionnaire-9 /m);
  assert.equal(run(['check', 'phq9']).status, 0);
  const answers = JSON.stringify(Object.fromEntries(Array.from({ length: 7 }, (_, at) => [at + 1, 3])));
  assert.match(run(['score', 'gad7', '--answers', '-'], answers).stdout, /^total .* 21 +0–21 /m);
  const there = run(['fhir', 'gad7']);
  assert.equal(there.status, 0, there.stderr);
  assert.equal(run(['check', '-'], there.stdout).status, 0);
  assert.equal(run(['score', 'gad7']).status, 2);
});
