/**
 * The bundles of packages/components.
 *
 * - `modules`: one ES module per element with shared chunks; npm packages stay imports. For applications with a bundler.
 * - `script`: one self-contained, minified file for `<script src="xinqiao.js" defer>`; it leaves the global `Xinqiao`.
 * - `weigh(entry)`: an entry with everything it needs, minified, only to be measured (scripts/size.mjs).
 */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { transform } from 'esbuild';
import { minifyHTMLLiterals } from 'minify-literals';
import esbuild, { minify } from 'rollup-plugin-esbuild';

const root = fileURLToPath(new URL('.', import.meta.url));
const components = path.join(root, 'packages/components');
const { dependencies } = JSON.parse(readFileSync(path.join(components, 'package.json'), 'utf8'));

/** The oldest browser served. `es2020` beside it would turn `#private` into WeakMaps and cost bytes. */
const target = 'chrome86';

/** Minifies the markup of html, svg and css template literals, and lowers CSS to the oldest browser. */
const minifyLiterals = {
  name: 'minify-literals',
  async transform(code, id) {
    if (!id.startsWith(path.join(root, 'packages')) || !/(html|svg|css)`/.test(code)) return null;
    const result = await minifyHTMLLiterals(code, { fileName: id, css: { targets: { chrome: 86 << 16 } } });
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
const typescript = esbuild({ target, tsconfig: path.join(root, 'tsconfig.base.json') });
const plugins = [ours, theirs, typescript, minifyLiterals];

/** Turns the finished ES bundle into one script. esbuild does it last: minifying an IIFE leaks its helpers as globals. */
const asScript = {
  name: 'as-script',
  renderChunk: code =>
    transform(code, {
      format: 'iife',
      globalName: 'Xinqiao',
      target,
      minify: true,
      sourcemap: 'external',
      legalComments: 'none',
    }),
};

const entries = globSync(['index.ts', 'define.ts', '*/index.ts', '*/define.ts'], { cwd: path.join(components, 'src') })
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
  },
};

/** @type {import('rollup').RollupOptions} */
export const script = {
  input: path.join(components, 'src/xinqiao.ts'),
  plugins,
  output: {
    file: path.join(components, 'dist/xinqiao.js'),
    format: 'es',
    sourcemap: true,
    inlineDynamicImports: true,
    plugins: [asScript],
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
    output: { format: 'es', plugins: [minify({ target })] },
  };
}

export default [modules, script];
