/**
 * `npm test`: everything, in steps.
 *
 *   npm test                            all steps
 *   npm test -- --only lint,types       these
 *   npm test -- --skip stories,postgres all but these
 *
 * Later steps run although an earlier one failed, unless they need it. Exit code 1 when anything failed.
 * Tests never touch a database of yours: DATABASE_URL is removed from their environment.
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from './browser.mjs';
import { root } from './lib/root.mjs';
import { countTests, runSteps, StepError } from './lib/steps.mjs';
import { findPostgres, startPostgres } from './postgres.mjs';

delete process.env.DATABASE_URL;
// Hundreds of test processes load the same modules: types are stripped and code compiled once.
process.env.NODE_COMPILE_CACHE ??= path.join(root, 'node_modules/.cache/compile');
const node = process.execPath;
const local = file => path.join(root, 'node_modules', file);

/** A program that prints nothing to count: it is one test. */
const program =
  (...args) =>
  async tell => ({ ok: (await tell.exec(node, args)).code === 0 });

/** `node --test` over files of ours, straight from TypeScript. */
const nodeTests =
  (patterns, { env = async () => ({}), flags = [] } = {}) =>
  async tell => {
    const files = patterns.flatMap(pattern => globSync(pattern, { cwd: root })).sort();
    if (files.length === 0) throw new StepError(`No test file matches ${patterns.join(', ')}.`);
    const args = ['--conditions=source', '--test', '--test-reporter=spec', '--test-timeout=240000', ...flags, ...files];
    const { code, output } = await tell.exec(node, args, { env: await env(tell) });
    const counts = countTests(output);
    if (counts.passed + counts.failed === 0) throw new StepError('Not one test was executed.');
    return { ok: code === 0, ...counts };
  };

const BROWSER_FAULTS = 'test/faults/browser.test.ts';
const PORTAL_PAGES = 'test/e2e/pages.test.ts';

const every = availableParallelism();
/** Node would leave one core free, which of two is half of them. */
const onEveryCore = [`--test-concurrency=${every}`];

let browser;
/** The environment of a step that needs a browser; finds it once, and installs it where that is possible. */
const withBrowser = async tell => {
  browser ??= findBrowser({ install: true, log: tell.line });
  const found = await browser.catch(error => {
    throw new StepError(error.message);
  });
  return { CHROME_PATH: found };
};

/** @type {import('./lib/steps.mjs').Step[]} */
const steps = [
  { name: 'generated', says: 'generated files are fresh', isAlone: true, run: generatedFilesAreFresh },
  // What keeps every core busy comes first, and what takes long: the others fit in beside it.
  {
    name: 'unit-node',
    says: 'contract, instruments, sdk, server and scripts',
    cores: every,
    // Three to four minutes on two idle cores; a busy machine may take its time.
    limit: 15,
    run: nodeTests(
      [
        ...['contract', 'instruments', 'sdk', 'server'].map(name => `packages/${name}/{src,generate}/**/*.test.ts`),
        'scripts/**/*.test.mjs',
      ],
      { flags: onEveryCore },
    ),
  },
  {
    name: 'unit-browser',
    says: 'elements, in a real browser',
    cores: every,
    limit: 12,
    run: async tell => {
      const env = await withBrowser(tell);
      const { code, output } = await tell.exec(node, ['--conditions=source', local('@web/test-runner/dist/bin.js')], {
        env,
      });
      const counts = countTests(output);
      if (counts.passed + counts.failed === 0) throw new StepError('Not one test was executed.');
      return { ok: code === 0, ...counts };
    },
  },
  {
    name: 'contract',
    says: 'what is promised across packages',
    cores: every,
    run: nodeTests(['test/{access,contract,instruments}/**/*.test.ts'], { flags: onEveryCore }),
  },
  {
    name: 'bad-input',
    says: 'attacks, faults and fuzzed requests: refused or taken once, nothing stored by accident',
    cores: every,
    run: nodeTests(['test/{bad-input,fuzz}/**/*.test.ts', 'test/faults/{http,killed}.test.ts'], { flags: onEveryCore }),
  },
  {
    name: 'format',
    says: 'every file is formatted (prettier)',
    run: program(local('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'),
  },
  {
    name: 'lint',
    says: 'rules and arrows between packages hold (eslint)',
    run: program(local('eslint/bin/eslint.js'), '--max-warnings', '0', '.'),
  },
  {
    name: 'types',
    says: 'everything type-checks (tsc)',
    run: program(local('@local/tsc/bin/tsc'), '-p', 'tsconfig.json'),
  },
  {
    name: 'knip',
    says: 'no unused file, export or dependency',
    run: program(local('knip/bin/knip.js')),
  },
  { name: 'build', says: 'modules, the self-contained file and types are built', run: program('scripts/build.mjs') },
  {
    name: 'stories',
    says: 'every story renders and axe finds nothing',
    run: async tell => {
      const built = await tell.exec(node, ['scripts/storybook.mjs', 'build']);
      // One file, hundreds of stories: the time limit of a test file is too short for it, each story has its own.
      const flags = ['--test-timeout=420000'];
      return built.code === 0
        ? nodeTests(['test/a11y/**/*.test.ts'], { env: withBrowser, flags })(tell)
        : { ok: false };
    },
  },
  {
    name: 'faults',
    says: 'what was shown as saved survives, in a browser, and nobody else sees it',
    run: nodeTests([BROWSER_FAULTS], { env: withBrowser }),
  },
  {
    name: 'e2e',
    says: 'the demo portal in a browser, on the embedded database',
    after: ['build'],
    run: nodeTests(['test/e2e/**/*.test.ts'], { env: withBrowser, flags: ['--test-concurrency=1'] }),
  },
  {
    name: 'postgres',
    says: 'the small school of the service, the demo portal and the faults again, on a real PostgreSQL',
    after: ['build'],
    run: onPostgres,
  },
  {
    name: 'sdk',
    says: 'the client never lies: every fault of the torture table, on a real server',
    run: nodeTests(['test/sdk/**/*.test.ts'], { env: withBrowser }),
  },
  {
    name: 'packages',
    says: 'the packed packages install, import and type-check in an application (publint, are the types wrong?)',
    after: ['build'],
    run: nodeTests(['test/packages/**/*.test.ts']),
  },
  {
    name: 'size',
    says: 'bundles are within their budgets',
    after: ['build'],
    run: program('scripts/size.mjs'),
  },
];

/** Runs the generators in place and compares every generated file with what it held before. */
async function generatedFilesAreFresh(tell) {
  const before = generatedFiles();
  if ((await tell.exec(node, ['scripts/generate.mjs'])).code !== 0) return { ok: false };
  const after = generatedFiles();
  const stale = [...new Set([...before.keys(), ...after.keys()])].filter(file => before.get(file) !== after.get(file));
  for (const file of stale) tell.line(`Stale: ${file}. It has been written anew; commit it.`);
  return { ok: stale.length === 0 };
}

/** Path → digest of the files that .gitattributes marks as generated. The lock file is npm's, not ours. */
function generatedFiles() {
  const patterns = readFileSync(path.join(root, '.gitattributes'), 'utf8')
    .split('\n')
    .filter(line => line.includes('linguist-generated') && !line.startsWith('package-lock.json'))
    .map(line => line.split(' ')[0]);
  const files = globSync(patterns, { cwd: root }).filter(file => statSync(path.join(root, file)).isFile());
  const digest = file =>
    createHash('sha256')
      .update(readFileSync(path.join(root, file)))
      .digest('hex');
  return new Map(files.map(file => [file, digest(file)]));
}

/** Each file gets a database of its own, as each gets a folder of its own on the embedded one. */
async function onPostgres(tell) {
  const bin = await findPostgres({ install: true, log: tell.line });
  if (!bin) {
    const leftOut = 'there is no PostgreSQL on this machine (initdb and postgres on the PATH would be used)';
    return { ok: true, leftOut };
  }
  // What a browser does, and how a page looks, is the same on both; and the service of the faults is on the embedded database.
  const files = globSync('test/{e2e,faults}/**/*.test.ts', {
    cwd: root,
    exclude: [BROWSER_FAULTS, PORTAL_PAGES],
  }).sort();
  const ofService = globSync('packages/server/src/**/*.test.ts', { cwd: root }).filter(file =>
    readFileSync(path.join(root, file), 'utf8').includes('createSmallSchool('),
  );
  const server = await startPostgres(
    bin,
    files.map(file => path.basename(file)),
  );
  const sum = { ok: true, passed: 0, failed: 0 };
  const run = async (chosen, env) => {
    const { ok, passed, failed } = await nodeTests(chosen, { env })(tell);
    sum.ok &&= ok;
    sum.passed += passed;
    sum.failed += failed;
  };
  try {
    await run(ofService, async () => ({ XINQIAO_TEST_DATABASE_URL: server.urlOf('postgres') }));
    for (const file of files) {
      await run([file], async () => ({
        ...(await withBrowser(tell)),
        DATABASE_URL: server.urlOf(path.basename(file)),
      }));
    }
    return sum;
  } finally {
    await server.stop();
  }
}

const { values } = parseArgs({ options: { only: { type: 'string' }, skip: { type: 'string' } } });
const named = list => (list === undefined ? undefined : list.split(',').map(name => name.trim()));
const only = named(values.only);
const skip = named(values.skip) ?? [];
const unknown = [...(only ?? []), ...skip].filter(name => !steps.some(step => step.name === name));
if (unknown.length > 0) {
  console.error(`No step is called ${unknown.join(', ')}. Steps: ${steps.map(step => step.name).join(', ')}.`);
  process.exit(1);
}
const { passed, failed } = await runSteps(
  steps.filter(step => (only?.includes(step.name) ?? true) && !skip.includes(step.name)),
);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
