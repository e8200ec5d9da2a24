/**
 * The bundles of packages/components.
 *
 * - `modules`: one ES module per element with shared chunks; npm packages stay imports. For applications with a bundler.
 * - `pinyin`: the dictionary that `script` imports from beside itself when a pupil switches pinyin on.
 * - `script`: one self-contained, minified file for `<script src="xinqiao.js" defer>`; it leaves the global `Xinqiao`.
 * - `weigh(entry)`: an entry with everything it needs, minified, only to be measured (scripts/size.mjs).
 */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { transform } from 'esbuild';
import { minifyHTMLLiterals } from 'minify-literals';
import esbuild from 'rollup-plugin-esbuild';

const root = fileURLToPath(new URL('.', import.meta.url));
const components = path.join(root, 'packages/components');
const { dependencies, version } = JSON.parse(readFileSync(path.join(components, 'package.json'), 'utf8'));

const banner = `/*! Xinqiao ${version}, Apache-2.0. The scales belong to their owners: see NOTICE. */`;

/** The oldest browser served. `es2020` beside it would turn `#private` into WeakMaps and cost bytes. */
const target = 'chrome86';

/** lightningcss's `Features.LightDark`: lowering it would put two helper variables beside every `color-scheme`. */
const LIGHT_DARK = 1 << 20;

/** Minifies the markup of html, svg and css template literals, and lowers CSS to the oldest browser. */
const minifyLiterals = {
  name: 'minify-literals',
  async transform(code, id) {
    if (!id.startsWith(path.join(root, 'packages')) || !/(html|svg|css)`/.test(code)) return null;
    const result = await minifyHTMLLiterals(code, {
      fileName: id,
      // A part of an SVG has no `<svg>` around it: without its slash `<rect />` would swallow what comes next.
      html: { keepClosingSlash: true },
      css: { targets: { chrome: 86 << 16 }, exclude: LIGHT_DARK },
    });
    // The minifier ends some expressions with a semicolon, and a browser then drops the rule that comes next.
    if (result && /\}\$\{\w+\};/.test(result.code)) throw new Error(`${id}: put the styles taken in before the rules.`);
    return result ? { code: result.code, map: result.map } : null;
  },
};

// `source` lets the bundler read the workspaces' TypeScript. Third-party packages must not see it: some publish that
// condition without the files it names. (nodeResolve's own `resolveOnly` would make everything else external.)
const bySource = nodeResolve({ exportConditions: ['source', 'browser', 'production'] });
const ours = {
  name: 'resolve-workspaces',
  resolveId(id, ...rest) {
    return id.startsWith('@xinqiao/') ? bySource.resolveId.handler.call(this, id, ...rest) : null;
  },
};
const theirs = nodeResolve({ exportConditions: ['browser', 'production'], browser: true });
const typescript = esbuild({ target: 'es2022', charset: 'utf8', tsconfig: path.join(root, 'tsconfig.base.json') });

/**
 * `static { this.styles = … }`, which esbuild makes of a static property, back to `static styles = …`. Chromium 86 knows no
 * static blocks, and in a class that has one esbuild lowers every `#private` to a WeakMap. Only characters are blanked out,
 * so the source map stays true.
 */
const staticProperties = {
  name: 'static-properties',
  transform(code, id) {
    if (!id.startsWith(path.join(root, 'packages')) || !code.includes('static {')) return null;
    const blank = (from, to) => (code = code.slice(0, from) + ' '.repeat(to - from) + code.slice(to));
    for (const block of nodesOf('StaticBlock', this.parse(code))) {
      const [statement, ...more] = block.body;
      const left = statement?.expression?.type === 'AssignmentExpression' && statement.expression.left;
      if (more.length > 0 || left?.object?.type !== 'ThisExpression' || left.computed) continue;
      blank(block.start + 'static'.length, left.property.start);
      blank(block.end - 1, block.end);
    }
    return { code, map: null };
  },
};

const DECORATE = 'xinqiao:decorate';

/**
 * What applies a decorator, once: esbuild writes its own, which knows more than those of `core/decorators.ts` ask for, into
 * every module that has one. Lines stay lines, for the source map.
 */
const oneDecorate = {
  name: 'one-decorate',
  resolveId: id => (id === DECORATE ? `\0${id}` : null),
  load: id =>
    id === `\0${DECORATE}`
      ? `export const decorate = (decorators, target, key) => {
          for (const decorator of decorators.reverse()) {
            const property = decorator(target, key);
            if (property) Object.defineProperty(target, key, property);
          }
        };`
      : null,
  transform(code) {
    const helper = /^var __defProp = [^]*?^var __decorateClass = [^]*?^};$/m.exec(code)?.[0];
    if (!helper) return null;
    const lines = helper.replace(/[^\n]/g, '');
    return {
      code: code.replace(helper, `import { decorate as __decorateClass } from '${DECORATE}';${lines}`),
      map: null,
    };
  },
};

function nodesOf(type, node) {
  if (Array.isArray(node)) return node.flatMap(child => nodesOf(type, child));
  if (!node || typeof node.type !== 'string') return [];
  const inside = Object.values(node).flatMap(child => nodesOf(type, child));
  return node.type === type ? [node, ...inside] : inside;
}

const plugins = [ours, theirs, typescript, oneDecorate, staticProperties, minifyLiterals];

/**
 * Lowers the syntax of a finished chunk, npm packages included.
 *
 * esbuild lowers every `?.` for Chromium below 91, which gets one kind wrong: `a?.b(...c)`. There is none here, which is
 * checked, and the others save a fiftieth of all bytes.
 */
const lower = options => ({
  name: 'lower',
  renderChunk(code) {
    const wrong = nodesOf('ChainExpression', this.parse(code)).find(chain =>
      nodesOf('CallExpression', chain).some(call => call.arguments.some(argument => argument.type === 'SpreadElement')),
    );
    if (wrong)
      this.error(
        `Chromium 86 gets this wrong, write it without ?. or without ...: ${code.slice(wrong.start, wrong.end)}`,
      );
    const supported = { 'optional-chain': true };
    return transform(code, {
      target,
      supported,
      charset: 'utf8',
      sourcemap: 'external',
      legalComments: 'none',
      ...options,
    });
  },
});

/** A second look at what esbuild has minified: a thirtieth of the bytes. The oldest browser knows ECMAScript 2020. */
const compress = module =>
  terser({ module, ecma: 2020, compress: { passes: 3, pure_getters: true }, format: { comments: /^!/ } });

/**
 * Says that the file is UTF-8. A classic script is otherwise read in the encoding of its page, and portals in GBK still
 * exist. Before the banner, which has a line of its own: the source map stays true.
 */
const byteOrderMark = { name: 'byte-order-mark', renderChunk: code => ({ code: `\ufeff${code}`, map: null }) };

const entries = globSync(
  ['index.ts', 'define.ts', '*/index.ts', '*/define.ts', 'questionnaire/{stand-alone,trusted}.ts'],
  {
    cwd: path.join(components, 'src'),
  },
)
  .filter(file => file !== path.join('core', 'define.ts')) // holds the guarded `define`; a chunk like any other
  .map(file => [file.replace(/\.ts$/, ''), path.join(components, 'src', file)]);

/** @type {import('rollup').RollupOptions} */
export const modules = {
  input: Object.fromEntries(entries),
  external: new RegExp(`^(${Object.keys(dependencies).join('|')})(/|$)`),
  plugins,
  output: {
    dir: path.join(components, 'dist'),
    format: 'es',
    sourcemap: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    plugins: [lower()],
  },
};

/** Too large for who never switches it on: a file of its own beside the script, imported from there when it is wanted. */
const PINYIN = 'xinqiao-pinyin.js';

/** @type {import('rollup').RollupOptions} */
export const script = {
  input: path.join(components, 'src/xinqiao.ts'),
  external: ['pinyin-pro'],
  plugins,
  output: {
    file: path.join(components, 'dist/xinqiao.js'),
    format: 'es',
    sourcemap: true,
    inlineDynamicImports: true,
    paths: { 'pinyin-pro': `./${PINYIN}` },
    // A script only at the very end: minifying what is an IIFE already leaks esbuild's helpers as globals.
    plugins: [lower({ minify: true, format: 'iife', globalName: 'Xinqiao', banner }), compress(false), byteOrderMark],
  },
};

/** @type {import('rollup').RollupOptions} */
export const pinyin = {
  input: 'pinyin-pro',
  plugins: [theirs],
  output: {
    file: path.join(components, 'dist', PINYIN),
    format: 'es',
    plugins: [lower({ minify: true, banner: '/*! pinyin-pro, MIT. */' }), compress(true)],
  },
};

/**
 * @param {Record<string, string>} input name → the source of an entry module
 * @returns {import('rollup').RollupOptions} one build of all of them, with shared chunks
 */
export function weigh(input) {
  const virtual = {
    name: 'virtual-entries',
    resolveId: id => (id in input ? `\0${id}` : null),
    load: id => (id.startsWith('\0') ? (input[id.slice(1)] ?? null) : null),
  };
  return {
    input: Object.fromEntries(Object.keys(input).map(name => [name, name])),
    plugins: [virtual, ...plugins],
    output: { format: 'es', plugins: [lower({ minify: true }), compress(true)] },
  };
}

export default [modules, script, pinyin];
