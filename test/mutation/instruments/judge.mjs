/**
 * Whether the tests notice an altered line: first the quickest, which notice most, then the tests that stand beside the code.
 * Ends with 1 when something has failed.
 */
import { spawnSync } from 'node:child_process';

const SRC = 'packages/instruments/src';
const tests = (...names) => [
  ...['--test', '--test-isolation=none', '--test-reporter=dot'],
  ...names.map(name => `${SRC}/${name}.test.ts`),
];
const stages = [
  ['test/mutation/instruments/quick.ts'],
  tests('score', 'score-methods', 'score-edges', 'score-times', 'scorer', 'answers', 'visibility'),
  tests('alert-rules', 'alert-rules-further', 'alert-rules-format'),
];
// All mutants stand in the same files: they are compiled once.
const env = { ...process.env, NODE_COMPILE_CACHE: 'test-results/compiled' };
for (const args of stages) {
  const { status } = spawnSync(process.execPath, ['--conditions=source', ...args], { stdio: 'inherit', env });
  if (status !== 0) process.exit(1);
}
