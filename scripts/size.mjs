/**
 * `npm run size`: what a browser downloads, in minified, gzip and brotli bytes; fails over budget.
 *
 * Each row counts an entry and all it imports statically, lit and the SDK included: what a page with only that on it loads.
 * Modules loaded later by `import()` do not count. Nothing of ours may bring zod to a browser.
 *
 *   npm run size -- --why "first question"    also lists the modules of that row, heaviest first
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { parseArgs } from 'node:util';
import { transform } from 'esbuild';
import { rollup } from 'rollup';
import { script, weigh } from '../rollup.config.mjs';
import { root } from './lib/root.mjs';

/** gzip bytes. The first question is a promise; the others are what was measured and a tenth more. */
const BUDGETS = {
  'first question': 35_000,
  questionnaire: 29_000,
  provider: 22_000,
  'my-data': 23_500,
  'help-card': 14_500,
  'growth-file': 34_500,
  'course-overview': 21_500,
  'course-credits': 22_500,
  consent: 21_000,
  assignments: 20_000,
  'alert-badge': 23_500,
  'access-log': 19_500,
  'xinqiao.js': 115_000,
};

/** With what is fetched by `import()` on the way there: the checks of the answers that come before the first question. */
const checks = ['assignments', 'instruments', 'me']
  .map(name => path.join(root, 'packages/contract/src/generated/validators', `${name}.ts`))
  .map((file, index) => `export { validate as check${index} } from ${JSON.stringify(file)};`)
  .join('\n');
const FIRST_QUESTION = `
  import '@xinqiao/components/provider/define';
  import '@xinqiao/components/questionnaire/define';
  export { XinqiaoClient } from '@xinqiao/sdk';
  ${checks}
`;

const { values: options } = parseArgs({ options: { why: { type: 'string' } } });
const elements = globSync('packages/components/src/*/define.ts', { cwd: root }).map(file =>
  path.basename(path.dirname(file)),
);
const rows = [
  ...(await measure({ 'first question': FIRST_QUESTION })),
  ...(await measure(
    Object.fromEntries(
      elements.filter(name => name !== 'core').map(name => [name, `import '@xinqiao/components/${name}/define';`]),
    ),
  )),
  measureScript(),
];

const over = rows.filter(row => row.gzip > (BUDGETS[row.name] ?? 0));
const number = value => value.toLocaleString('en').padStart(11);
console.log(`${''.padEnd(24)}   minified       gzip     brotli     budget (gzip)`);
for (const row of rows) {
  const budget = BUDGETS[row.name];
  const verdict = budget === undefined ? '  no budget in scripts/size.mjs' : over.includes(row) ? '  over' : '';
  console.log(
    `${row.name.padEnd(24)}${number(row.minified)}${number(row.gzip)}${number(row.brotli)}${number(budget ?? 0)}${verdict}`,
  );
}
for (const name of Object.keys(BUDGETS)) {
  if (rows.some(row => row.name === name)) continue;
  console.log(`${name}: a budget for something that is not there`);
  process.exitCode = 1;
}
if (over.length > 0) process.exitCode = 1;
if (options.why) {
  const row = rows.find(({ name, chunks }) => name === options.why && chunks);
  if (row) await explain(row);
  else console.log(`There is no bundle called ${options.why}.`);
}

/** Bundles the entries together, so that what they share is one chunk, and weighs each with its chunks. */
async function measure(input) {
  const { output: format, ...config } = weigh(input);
  const build = await rollup(config);
  const { output } = await build.generate(format);
  await build.close();
  const chunks = new Map(output.filter(file => file.type === 'chunk').map(chunk => [chunk.fileName, chunk]));
  return Object.keys(input).map(name => {
    const loaded = new Set();
    const load = fileName => {
      if (loaded.has(fileName)) return;
      loaded.add(fileName);
      chunks.get(fileName)?.imports.forEach(load);
    };
    load(`${name}.js`);
    const parts = [...loaded].map(fileName => chunks.get(fileName));
    const zod = parts
      .flatMap(chunk => Object.entries(chunk.modules))
      .find(([id, { renderedLength }]) => /node_modules\/zod\//.test(id) && renderedLength > 0);
    if (zod) throw new Error(`${name} brings zod to the browser: ${zod[0]}`);
    return { name, chunks: parts, ...parts.map(chunk => weighCode(chunk.code)).reduce(add) };
  });
}

/** The modules of an entry, each minified alone: a little more in sum than the bundle, but it shows where to look. */
async function explain({ chunks }) {
  const modules = chunks.flatMap(chunk => Object.entries(chunk.modules)).filter(([, { code }]) => code);
  const weights = await Promise.all(
    modules.map(async ([id, { code }]) => ({
      id: path.relative(root, id),
      ...weighCode((await transform(code, { minify: true })).code),
    })),
  );
  for (const { id, minified, gzip, brotli } of weights.sort((a, b) => b.gzip - a.gzip)) {
    console.log(`${number(minified)}${number(gzip)}${number(brotli)}  ${id}`);
  }
}

function measureScript() {
  const file = script.output.file;
  if (!existsSync(file)) {
    console.error(`${path.relative(root, file)} is not there: run \`npm run build\` first.`);
    process.exit(1);
  }
  return { name: 'xinqiao.js', ...weighCode(readFileSync(file, 'utf8')) };
}

function weighCode(code) {
  const bytes = Buffer.from(code);
  return {
    minified: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes).length,
  };
}

function add(a, b) {
  return { minified: a.minified + b.minified, gzip: a.gzip + b.gzip, brotli: a.brotli + b.brotli };
}
