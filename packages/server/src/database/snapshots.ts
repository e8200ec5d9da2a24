/**
 * Snapshots of databases in memory, for tests. To make a cluster takes PGlite three seconds and to fill it one to three more,
 * to read one a fifth of a second: in Node the first test that needs one leaves a copy beside the packages' other caches, and
 * the tests of all processes read it.
 */
import type { Database } from './database.ts';
import { sql } from 'kysely';
import { openPGlite } from './pglite.ts';

/** Milliseconds after which a copy is thrown away. */
const KEPT = 24 * 60 * 60 * 1000;

const PACKAGES = ['@xinqiao/contract', '@xinqiao/instruments'];
const SOURCE = /(?<!\.test)\.(ts|js|json|sql)$/;

/** Opens what {@link dumpOf} gave. */
export const openSnapshot = (snapshot: Blob): Promise<Database> => openPGlite({ loadDataDir: snapshot, isSmall: true });

/** Opens an empty cluster, with nothing of ours in it yet. */
export const openEmptyPGlite = async (): Promise<Database> => openSnapshot(await copied('empty', makeEmpty));

async function makeEmpty(): Promise<Blob> {
  const database = await openPGlite({ isSmall: true });
  // Nothing is made of the templates, and they would be read again by every test.
  await sql`update pg_database set datistemplate = false where datistemplate`.execute(database.kysely);
  for (const name of ['template0', 'template1']) await sql`drop database ${sql.id(name)}`.execute(database.kysely);
  return dumpOf(database);
}

/**
 * A snapshot by its name, of this version of PGlite and of the service's sources.
 *
 * @param make is asked when there is no copy
 */
export async function copied(name: string, make: () => Promise<Blob>): Promise<Blob> {
  // Not imported: this file runs in browsers too, where neither files nor the need for them exist.
  const fs = globalThis.process?.getBuiltinModule?.('node:fs/promises');
  if (!fs) return make();
  const folder = new URL('../../.cache/xinqiao/', manifestUrl());
  const file = new URL(`${await digestOf(name)}.tar`, folder);
  const copy = await fs.readFile(file).catch(() => undefined);
  if (copy) return new Blob([copy]);

  const blob = await make();
  // Whole or not at all: several processes may be writing, and one may be stopped.
  const part = new URL(`${file.href}.${globalThis.process.pid}`);
  await fs
    .mkdir(folder, { recursive: true })
    .then(async () => fs.writeFile(part, new Uint8Array(await blob.arrayBuffer())))
    .then(() => fs.rename(part, file))
    .then(() => removeOld(folder))
    .catch(() => {}); // a folder that can't be written costs time and nothing else
  return blob;
}

/** Takes the snapshot and closes. @throws {TypeError} on PostgreSQL, which gives none */
export async function dumpOf(database: Database): Promise<Blob> {
  await sql`checkpoint`.execute(database.kysely);
  const blob = await database.dump?.();
  await database.close();
  if (!blob) throw new TypeError('Only PGlite gives snapshots.');
  return blob;
}

/** Of PGlite. */
const manifestUrl = (): URL => new URL('../package.json', import.meta.resolve('@electric-sql/pglite'));

let sources: Promise<Uint8Array[]> | undefined;

/** Changes with the name, with PGlite and with every file that a database is made from. */
async function digestOf(name: string): Promise<string> {
  const { createHash } = globalThis.process.getBuiltinModule('node:crypto');
  const hash = createHash('sha256').update(name);
  for (const bytes of await (sources ??= readSources())) hash.update(bytes);
  return hash.digest('hex').slice(0, 32);
}

async function readSources(): Promise<Uint8Array[]> {
  const { readdir, readFile } = globalThis.process.getBuiltinModule('node:fs/promises');
  const { join } = globalThis.process.getBuiltinModule('node:path');
  const { fileURLToPath } = globalThis.process.getBuiltinModule('node:url');
  const files = [fileURLToPath(manifestUrl())];
  for (const entry of [new URL('../index.ts', import.meta.url).href, ...PACKAGES.map(import.meta.resolve)]) {
    const folder = fileURLToPath(new URL('.', entry));
    const names = await readdir(folder, { recursive: true });
    files.push(...names.filter(name => SOURCE.test(name)).map(name => join(folder, name)));
  }
  return Promise.all(files.sort().map(file => readFile(file)));
}

async function removeOld(folder: URL): Promise<void> {
  const { readdir, rm, stat } = globalThis.process.getBuiltinModule('node:fs/promises');
  for (const name of await readdir(folder)) {
    const file = new URL(name, folder);
    if (Date.now() - (await stat(file)).mtimeMs > KEPT) await rm(file);
  }
}
