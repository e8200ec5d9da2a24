/**
 * An empty database in memory, for tests. To make a cluster takes PGlite three seconds, to read one a third of a second:
 * in Node the first test that needs one leaves a copy beside the packages' other caches, and all others read it.
 */
import type { Database } from './database.ts';
import { openPGlite } from './pglite.ts';

/** Opens it, with nothing of ours in it yet. */
export async function openEmptyPGlite(): Promise<Database> {
  // Not imported: this file runs in browsers too, where neither files nor the need for them exist.
  const fs = globalThis.process?.getBuiltinModule?.('node:fs/promises');
  if (!fs) return openPGlite();
  const file = await copyOf(fs.readFile);
  const copy = await fs.readFile(file).catch(() => undefined);
  if (copy) return openPGlite({ loadDataDir: new Blob([copy]) });

  const database = await openPGlite();
  const blob = await database.dump!();
  // Whole or not at all: several processes may be writing, and one may be stopped.
  const part = new URL(`${file.href}.${globalThis.process.pid}`);
  await fs
    .mkdir(new URL('.', file), { recursive: true })
    .then(async () => fs.writeFile(part, new Uint8Array(await blob.arrayBuffer())))
    .then(() => fs.rename(part, file))
    .catch(() => {}); // a folder that can't be written costs time and nothing else
  return database;
}

/** Where the copy of this version's cluster lies. */
async function copyOf(readFile: (file: URL, encoding: 'utf8') => Promise<string>): Promise<URL> {
  const manifest = new URL('../package.json', import.meta.resolve('@electric-sql/pglite'));
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  return new URL(`../../.cache/xinqiao/empty-cluster-${version}.tar`, manifest);
}
