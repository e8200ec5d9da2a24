/**
 * Whether the tests notice an altered line: first the quickest, which notice most, then the tests that stand beside the code.
 * Ends with 1 when something has failed.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const SRC = 'packages/instruments/src';
const tests = (...names) => [
  ...['--test', '--test-isolation=none', '--test-reporter=dot'],
  ...names.map(name => `${SRC}/${name}.test.ts`),
];
// Scoring knows nothing of the alert rules: an alteration of them is noticed by their own tests or not at all.
const active = process.env.__STRYKER_ACTIVE_MUTANT__;
const isOfAlerts = ['alert-rules', 'alert-rules-default', 'alert-rules-format'].some(name =>
  new RegExp(`stryMutAct_\\w+\\("${active}"\\)`).test(readFileSync(`${SRC}/${name}.ts`, 'utf8')),
);
const alerts = tests('alert-rules', 'alert-rules-further', 'alert-rules-edges', 'alert-rules-format');
const scoring = [
  ['test/mutation/instruments/quick.ts'],
  tests('score', 'score-methods', 'score-edges', 'score-times', 'scorer', 'answers', 'visibility', 'visibility-order'),
];
const stages = isOfAlerts ? [alerts] : [...scoring, alerts];
// All mutants stand in the same files: they are compiled once.
const env = { ...process.env, NODE_COMPILE_CACHE: 'test-results/compiled' };
for (const args of stages) {
  const { status } = spawnSync(process.execPath, ['--conditions=source', ...args], { stdio: 'inherit', env });
  if (status !== 0) process.exit(1);
}
