/** Bundles the pages as they would be shipped, and says what each consists of. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { rollup } from 'rollup';
import { weigh } from '../../../rollup.config.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const peers = path.join(here, 'peers');
const modules = path.join(peers, 'node_modules');

export interface Candidate {
  name: string;
  /** Built as our elements are; else by esbuild, with the peers' own packages. */
  page: string;
  /** Files of a package that its pages load by tags, before the page's own. */
  scripts?: string[];
  styles?: string[];
  /** Folder that those lie in. */
  assets?: string;
}

const lhc = path.join(modules, 'lforms/dist/lforms');
const all: readonly Candidate[] = [
  { name: 'plain DOM', page: 'pages/dom.ts', styles: [path.join(here, 'pages/dom.css')] },
  { name: 'Lit', page: 'pages/lit.ts', styles: [path.join(here, 'pages/ours.css')] },
  { name: 'xq-questionnaire', page: 'pages/ours.ts', styles: [path.join(here, 'pages/ours.css')] },
  { name: 'SurveyJS, radio groups', page: 'peers/surveyjs.js' },
  { name: 'SurveyJS, matrix', page: 'peers/surveyjs-matrix.js' },
  {
    name: 'Form.io',
    page: 'peers/formio.js',
    scripts: [path.join(modules, '@formio/js/dist/formio.form.min.js')],
    styles: [
      path.join(modules, 'bootstrap/dist/css/bootstrap.min.css'),
      path.join(modules, '@formio/js/dist/formio.form.min.css'),
    ],
    assets: path.join(modules, '@formio/js/dist'),
  },
  {
    name: 'LHC-Forms',
    page: 'peers/lhc-forms.js',
    scripts: [
      'webcomponent/assets/lib/zone.min.js',
      'webcomponent/runtime.js',
      'webcomponent/polyfills.js',
      'webcomponent/main.js',
      'fhir/R4/lformsFHIR.min.js',
    ].map(file => path.join(lhc, file)),
    styles: [path.join(lhc, 'webcomponent/styles.css')],
    assets: path.join(lhc, 'webcomponent'),
  },
  { name: 'Smart Forms', page: 'peers/smart-forms.jsx' },
];

/** What is served of a candidate: its page, and every file by its name. */
export interface Site {
  name: string;
  html: string;
  files: ReadonlyMap<string, Buffer>;
  /** A folder of files that are only served when they are asked for. */
  assets: string | undefined;
  /** Why it cannot be measured. */
  missing?: string;
}

/** @param only names, or parts of them; all when left out */
export async function buildSites(only: readonly string[]): Promise<Site[]> {
  const wanted = all.filter(({ name }) => only.length === 0 || only.some(part => name.includes(part)));
  return Promise.all(wanted.map(buildSite));
}

async function buildSite(candidate: Candidate): Promise<Site> {
  const { name, page, scripts = [], styles = [], assets } = candidate;
  const absent = [...scripts, ...styles].find(file => !existsSync(file));
  if (absent)
    return { name, html: '', files: new Map(), assets, missing: `${path.relative(here, absent)} is not there` };
  try {
    const files = page.startsWith('peers/') ? await bundlePeer(page) : await bundleOurs(page);
    const tags: string[] = [];
    for (const file of styles) {
      files.set(path.basename(file), await readFile(file));
      tags.push(`<link rel="stylesheet" href="${path.basename(file)}">`);
    }
    if (files.has('page.css')) tags.push('<link rel="stylesheet" href="page.css">');
    for (const file of scripts) {
      files.set(path.basename(file), await readFile(file));
      tags.push(`<script src="${path.basename(file)}" defer></script>`);
    }
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${name}</title>${tags.join('')}<script src="page.js" type="module"></script></head><body><main></main></body></html>`;
    return { name, html, files, assets };
  } catch (error) {
    const [line] = String(error).split('\n');
    return { name, html: '', files: new Map(), assets, missing: line! };
  }
}

/** With the configuration of `npm run size`: minified, each `import()` a chunk. */
async function bundleOurs(page: string): Promise<Map<string, Buffer>> {
  const { output: format, ...config } = weigh({ page: `import ${JSON.stringify(path.join(here, page))};` });
  const bundle = await rollup(config);
  const { output } = await bundle.generate(format as never);
  await bundle.close();
  return new Map(output.map(file => [file.fileName, Buffer.from(file.type === 'chunk' ? file.code : file.source)]));
}

async function bundlePeer(page: string): Promise<Map<string, Buffer>> {
  const { outputFiles } = await build({
    entryPoints: { page: path.join(here, page) },
    bundle: true,
    minify: true,
    format: 'esm',
    splitting: true,
    write: false,
    outdir: '/',
    target: 'chrome86',
    jsx: 'automatic',
    conditions: ['production'],
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    loader: { '.woff': 'file', '.woff2': 'file', '.svg': 'file', '.ttf': 'file' },
    logLevel: 'silent',
  });
  return new Map(outputFiles.map(file => [path.basename(file.path), Buffer.from(file.contents)]));
}
