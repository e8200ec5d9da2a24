/** `npm run mutation -- instruments`: what Stryker alters, and what has to notice. Paths are seen from the root. */
const SRC = 'packages/instruments/src';
const names = [
  'score',
  'scorer',
  'visibility',
  'answers',
  'variants',
  'alert-rules',
  'alert-rules-default',
  'alert-rules-format',
];

export default {
  mutate: names.map(name => `${SRC}/${name}.ts`),
  testRunner: 'command',
  commandRunner: { command: 'node test/mutation/instruments/judge.mjs' },
  buildCommand: 'node test/mutation/instruments/prepare.mjs',
  // Beneath the root, so that packages of npm are found, with the mutated packages before them.
  tempDirName: 'test-results/mutation',
  symlinkNodeModules: false,
  ignorePatterns: [
    '**',
    '!package.json',
    '!packages/{contract,instruments}/**',
    '!test/instruments/**',
    '!test/mutation/instruments/*.{mjs,ts}',
  ],
  checkers: [],
  disableTypeChecks: false,
  concurrency: 2,
  // A mutant that loops for ever is found by this; the tests alone take a few seconds.
  timeoutMS: 20_000,
  reporters: ['clear-text', 'progress-append-only', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: 'test-results/mutation-instruments.json' },
  allowEmpty: false,
};
