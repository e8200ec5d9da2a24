/**
 * An application that has installed the packages: their tarballs, as `npm pack` makes them, in a folder far from this
 * repository. Beside them lie only the packages that they declare, so that one they forgot to declare is not found.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const NAMES = ['contract', 'instruments', 'sdk', 'components', 'server'];

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}
export interface Installed {
  readonly manifest: Manifest;
  readonly tarball: string;
  /** Where it lies in the application's `node_modules`. */
  readonly folder: string;
  /** What can be imported of it, as `exports` names it: `.`, `./me`. */
  readonly entries: readonly string[];
  /** Every file of the tarball, from its folder: `./dist/index.js`. */
  readonly files: readonly string[];
}
export interface Application {
  readonly folder: string;
  readonly packages: readonly Installed[];
  remove(): Promise<void>;
}

/** Packs what `npm run build` has left, and installs it without a network. */
export async function install(): Promise<Application> {
  // Not through a link: what Node and TypeScript resolve is told by its real path.
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'xinqiao-packages-')));
  const workspaces = NAMES.flatMap(name => ['--workspace', `packages/${name}`]);
  const { stdout } = await run(
    'npm',
    ['pack', '--ignore-scripts', '--json', '--pack-destination', folder, ...workspaces],
    { cwd: root, maxBuffer: 1 << 26 },
  );
  const packed = JSON.parse(stdout) as { name: string; filename: string }[];
  const packages: Installed[] = [];
  for (const { name, filename } of packed) {
    const tarball = path.join(folder, filename);
    const target = path.join(folder, 'node_modules', name);
    await mkdir(target, { recursive: true });
    await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
    const manifest = JSON.parse(await readFile(path.join(target, 'package.json'), 'utf8')) as Manifest;
    const files = (await readdir(target, { recursive: true })).map(file => `./${file.split(path.sep).join('/')}`);
    packages.push({ manifest, tarball, folder: target, files, entries: entriesOf(manifest, files) });
  }
  const declared = packages.flatMap(({ manifest }) => Object.keys(manifest.dependencies ?? {}));
  for (const name of new Set(declared)) if (!name.startsWith('@xinqiao/')) await link(name, folder);
  return { folder, packages, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Puts a package of this repository beside the tarballs; what it needs itself, it finds where it really lies. */
export async function link(name: string, folder: string): Promise<void> {
  const place = path.join(folder, 'node_modules', name);
  await mkdir(path.dirname(place), { recursive: true });
  await symlink(path.join(root, 'node_modules', name), place, 'dir');
}

/** A pattern stands for every file that fits it; two patterns may name the same entry. */
function entriesOf({ exports }: Manifest, files: readonly string[]): string[] {
  const entries = Object.entries(exports).flatMap(([key, target]) => {
    const file = typeof target === 'string' ? target : target.default!;
    if (!key.includes('*')) return [key];
    const [before, after] = file.split('*') as [string, string];
    return files
      .filter(name => name.startsWith(before) && name.endsWith(after) && name.length > before.length + after.length)
      .map(name => key.replace('*', name.slice(before.length, name.length - after.length)));
  });
  return [...new Set(entries)].sort();
}
