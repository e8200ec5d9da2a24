/**
 * `npm run size`: what a browser downloads, in minified, gzip and brotli bytes; fails over budget.
 *
 * Each row counts an entry and all it imports statically, lit and the SDK included: what a page with only that on it loads.
 * Modules loaded later by `import()` do not count. Nothing of ours may bring zod to a browser.
 *
 *   npm run size -- --modules "first question"    also lists the modules of that row, heaviest first
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { parseArgs } from 'node:util';
import { transform } from 'esbuild';
import { rollup } from 'rollup';
import { pinyin, script, weigh } from '../rollup.config.mjs';
import { root } from './lib/root.mjs';

/**
 * gzip bytes. The first question, the questionnaire alone, one call of the SDK and the validators of all answers are
 * promises; the others are what was measured and a tenth more.
 */
const BUDGETS = {
  'first question': 34_400,
  'one call': 8_900,
  client: 11_000,
  validators: 3_000,
  'questionnaire alone': 22_000,
  questionnaire: 26_500,
  'result-report': 33_500,
  provider: 22_100,
  'my-data': 23_000,
  'help-card': 13_500,
  'growth-file': 33_000,
  'course-overview': 23_000,
  'course-credits': 20_500,
  consent: 21_000,
  'campaign-editor': 29_500,
  'campaign-progress': 27_000,
  assignments: 18_500,
  'alert-badge': 23_500,
  'access-log': 18_000,
  'xinqiao.js': 163_500,
  // Only fetched where a pupil switches pinyin on.
  'xinqiao-pinyin.js': 200_000,
};

const contract = file => JSON.stringify(path.join(root, 'packages/contract/src', file));
/** What is fetched by `import()` beside the first answers, on the way to a first question. */
const FETCHED = [path.join(root, 'packages/contract/src/generated/shapes/first.ts')];
/** Every answer of the contract in one bundle. */
const openapi = JSON.parse(readFileSync(path.join(root, 'packages/contract/openapi.json'), 'utf8'));
/** In the order in which the generated modules stand. */
const modules = readFileSync(path.join(root, 'packages/contract/src/generated/shapes.ts'), 'utf8');
const placeOf = id => modules.indexOf(`/${id.split('.')[0]}.ts`);
const answers = Object.values(openapi.paths)
  .flatMap(methods => Object.values(methods))
  .filter(({ responses }) => Object.entries(responses).some(([status, { content }]) => status < '300' && content))
  .sort((a, b) => placeOf(a.operationId) - placeOf(b.operationId))
  .map(({ operationId }) => operationId.replace(/\.(.)/, (_, letter) => letter.toUpperCase()));
const VALIDATORS = `
  export { misfit } from ${contract('validate.ts')};
  import { ${answers.join(', ')} } from ${contract('generated/shapes.ts')};
  export const answers = [${answers.join(', ')}];
`;
const FIRST_QUESTION = `
  import '@xinqiao/components/provider/define';
  import '@xinqiao/components/questionnaire/define';
  export { XinqiaoClient } from '@xinqiao/sdk';
`;
const ONE_CALL = `
  import { connect } from '@xinqiao/sdk';
  import { get } from '@xinqiao/sdk/me';
  get(connect({ baseUrl: '/xinqiao', fetchSession: async () => (await fetch('/session')).json() })).then(console.log);
`;
const CLIENT = `
  import { XinqiaoClient } from '@xinqiao/sdk';
  new XinqiaoClient({ baseUrl: '/xinqiao', fetchSession: async () => (await fetch('/session')).json() }).me.get();
`;

const { values: options } = parseArgs({ options: { modules: { type: 'string' } } });
const elements = globSync('packages/components/src/*/define.ts', { cwd: root }).map(file =>
  path.basename(path.dirname(file)),
);
const rows = [
  ...(await measure({ 'first question': FIRST_QUESTION }, FETCHED)),
  ...(await measure({ 'questionnaire alone': `import '@xinqiao/components/questionnaire/define';` })),
  ...(await measure({ 'one call': ONE_CALL })),
  ...(await measure({ client: CLIENT }, FETCHED)),
  ...(await measure({ validators: VALIDATORS })),
  ...(await measure(
    Object.fromEntries(
      elements.filter(name => name !== 'core').map(name => [name, `import '@xinqiao/components/${name}/define';`]),
    ),
  )),
  measureScript('xinqiao.js', script.output.file),
  measureScript('xinqiao-pinyin.js', pinyin.output.file),
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
if (options.modules) {
  const row = rows.find(({ name, chunks }) => name === options.modules && chunks);
  if (row) await explain(row);
  else console.log(`There is no bundle called ${options.modules}.`);
}

/**
 * Bundles the entries together, so that what they share is one chunk, and weighs each with its chunks; with modules
 * that it fetches later, where they are named.
 */
async function measure(input, fetched = []) {
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
    for (const { fileName, facadeModuleId } of chunks.values()) if (fetched.includes(facadeModuleId)) load(fileName);
    const parts = [...loaded].map(fileName => chunks.get(fileName));
    const zod = parts
      .flatMap(chunk => Object.entries(chunk.modules))
      .find(([id, { renderedLength }]) => /node_modules\/zod\//.test(id) && renderedLength > 0);
    if (zod) throw new Error(`${name} brings zod to the browser: ${zod[0]}`);
    return { name, chunks: parts, ...parts.map(chunk => weighCode(chunk.code)).reduce(add) };
  });
}

/**
 * The modules of an entry: what each weighs, and how much smaller the whole would be without it. Less than it weighs alone,
 * because what it has in common with others is stored once.
 */
async function explain({ name, chunks }) {
  const modules = await Promise.all(
    chunks
      .flatMap(chunk => Object.entries(chunk.modules))
      .filter(([, { code }]) => code)
      .map(async ([id, { code }]) => ({
        id: path.relative(root, id),
        code: (await transform(code, { minify: true, charset: 'utf8' })).code,
      })),
  );
  const join = list => weighCode(list.map(({ code }) => code).join(''));
  const whole = join(modules);
  const rows = modules.map(one => {
    const { gzip, brotli } = join(modules.filter(other => other !== one));
    const { minified } = weighCode(one.code);
    return { name: one.id, minified, gzip: whole.gzip - gzip, brotli: whole.brotli - brotli };
  });
  console.log(`\n${'what it adds'.padStart(22)}       gzip     brotli     to ${name}`);
  for (const { name, minified, gzip, brotli } of rows.sort((a, b) => b.gzip - a.gzip)) {
    console.log(`${number(minified)}${''.padStart(11)}${number(gzip)}${number(brotli)}     ${name}`);
  }
}

function measureScript(name, file) {
  if (!existsSync(file)) {
    console.error(`${path.relative(root, file)} is not there: run \`npm run build\` first.`);
    process.exit(1);
  }
  return { name, ...weighCode(readFileSync(file, 'utf8')) };
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
