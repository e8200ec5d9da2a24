/**
 * The packages as an application gets them: packed, put into a folder of their own without a network, imported, read by
 * TypeScript both ways, and looked at by publint and by "are the types wrong?". After `npm run build`.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { parseAst } from 'rollup/parseAst';
import { type Application, install, type Installed, link } from './installed.ts';
import { newerThanChromium86 } from './syntax.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let application: Application;
const every = <T>(look: (installed: Installed) => readonly T[]): T[] => application.packages.flatMap(look);
const specifiers = () => every(({ manifest, entries }) => entries.map(entry => `${manifest.name}${entry.slice(1)}`));
/** The Node that runs the tests, or the one that `XINQIAO_NODE` names: packages serve older ones than development does. */
const node = process.env.XINQIAO_NODE ?? process.execPath;

before(async () => {
  application = await install();
  await writeFile(path.join(application.folder, 'package.json'), JSON.stringify({ type: 'module' }));
  await link('@types/node', application.folder);
});
after(() => application?.remove());

test('every package is there, with everything that its exports name', () => {
  const count = Object.fromEntries(
    application.packages.map(({ manifest, entries }) => [manifest.name.replace('@xinqiao/', ''), entries.length]),
  );
  assert.deepEqual(Object.keys(count).sort(), ['components', 'contract', 'instruments', 'sdk', 'server']);
  assert.ok(Object.values(count).every(entries => entries > 3) && specifiers().length > 80, JSON.stringify(count));
});

test('nothing is packed that only this repository needs', () => {
  const stray = every(({ files }) => files).filter(file =>
    /\.test\.|\/src\/(.*\/)?testing\/|tsbuildinfo|\.env/.test(file),
  );
  assert.deepEqual(stray, []);
});

test('every entry is imported by Node', async () => {
  const program = specifiers().map(name =>
    name.endsWith('.json')
      ? `await load('${name}', import('${name}', { with: { type: 'json' } }));`
      : `await load('${name}', import('${name}'));`,
  );
  const file = path.join(application.folder, 'import.js');
  await writeFile(
    file,
    `const load = async (name, module) => {
       try { if (Object.keys(await module).length === 0 && !/types$|define$/.test(name)) console.log(name + ' exports nothing'); }
       catch (error) { console.log(name + ': ' + error.message); }
     };
     ${program.join('\n')}
     console.log('all');`,
  );
  const { stdout, stderr } = spawnSync(node, [file], { cwd: application.folder, encoding: 'utf8' });
  assert.equal(stdout.trim(), 'all', stderr);
});

test('every command that a package brings runs', () => {
  const commands = every(({ manifest, folder }) =>
    Object.entries(manifest.bin ?? {}).map(([name, file]) => ({ name, file: path.join(folder, file) })),
  );
  assert.ok(commands.length >= 2);
  for (const { name, file } of commands) {
    const { status, stdout, stderr } = spawnSync(node, [file, '--help'], { encoding: 'utf8', cwd: application.folder });
    assert.ok(status === 0 && `${stdout}${stderr}`.includes(name), `${name}: ${stdout}${stderr}`);
  }
});

for (const [resolution, module] of [
  ['node16', 'node16'],
  ['bundler', 'esnext'],
] as const) {
  test(`TypeScript reads the types of every entry (${resolution}), and notices a wrong use`, async () => {
    const names = specifiers().filter(name => !name.endsWith('.json'));
    await writeFile(
      path.join(application.folder, 'uses.ts'),
      `${names.map((name, index) => `import * as m${index} from '${name}';`).join('\n')}
       import { connect, type List, XinqiaoClient } from '@xinqiao/sdk';
       import { get } from '@xinqiao/sdk/me';
       import { XqQuestionnaire } from '@xinqiao/components/questionnaire';
       export const all: object[] = [${names.map((_, index) => `m${index}`).join(', ')}];
       const options = { baseUrl: '/xinqiao', secretKey: 'key' };
       export const name: string = (await get(connect(options))).userId;
       export const page: List<never> | undefined = undefined;
       export const element: HTMLElement = new XqQuestionnaire();
       // @ts-expect-error -- a text is no number
       export const wrong: number = (await new XinqiaoClient(options).me.get()).userId;
       // @ts-expect-error -- nobody has this level
       new XinqiaoClient(options).alerts.list({ level: 'no-level' });
      `,
    );
    // The types of the packages are checked as well: skipLibCheck stays off.
    const compilerOptions = {
      ...{ strict: true, noEmit: true, target: 'es2022', types: ['node'] },
      ...{ lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'], module, moduleResolution: resolution },
    };
    const config = path.join(application.folder, `tsconfig.${resolution}.json`);
    await writeFile(config, JSON.stringify({ compilerOptions, files: ['uses.ts'] }));
    const compiler = path.join(root, 'node_modules/@local/tsc/bin/tsc');
    const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', config], { encoding: 'utf8' });
    assert.equal(status, 0, stdout);
  });
}

test('publint finds nothing', async () => {
  for (const { manifest, folder } of application.packages) {
    const { messages } = await publint({ pkgDir: folder, strict: true, pack: false });
    assert.deepEqual(
      messages.map(message => formatMessage(message, manifest as never)),
      [],
      manifest.name,
    );
  }
});

/** The packages are ECMAScript modules; these two ways to resolve know none, or only by `require`. */
const WITHOUT_MODULES = ['node10', 'node16-cjs'];

test('the types are not wrong', async () => {
  for (const { manifest, tarball, entries } of application.packages) {
    const packed = createPackageFromTarballData(await readFile(tarball));
    const result = await checkPackage(packed, { entrypoints: [...entries] });
    assert.ok(result.types, manifest.name);
    const problems = result.problems.filter(
      problem => !('resolutionKind' in problem && WITHOUT_MODULES.includes(problem.resolutionKind)),
    );
    assert.deepEqual(problems, [], manifest.name);
  }
});

test('what a browser loads has no syntax that Chromium 86 does not know', async () => {
  const files = application.packages
    .filter(({ manifest }) => ['contract', 'sdk', 'components', 'instruments'].includes(manifest.name.split('/')[1]!))
    .flatMap(({ folder, files }) => files.map(file => path.join(folder, file)))
    .filter(file => /\/dist\/.*\.js$/.test(file) && !/\/dist\/(cli|generate)\//.test(file));
  assert.ok(files.length > 100);
  const found = await Promise.all(
    files.map(async file =>
      newerThanChromium86(parseAst(await readFile(file, 'utf8')) as never).map(
        what => `${path.relative(application.folder, file)}: ${what}`,
      ),
    ),
  );
  assert.deepEqual(found.flat(), []);
});
