/** Reads the folder of licensed texts. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LicensedTextFile } from '../index.ts';

/**
 * The `.json` files of a folder, in the order of their names; what else lies there is left alone.
 *
 * @throws when the folder or a file can't be read.
 */
export async function readLicensedTexts(folder: string): Promise<LicensedTextFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter(entry => !entry.isDirectory() && entry.name.endsWith('.json')).map(({ name }) => name);
  // A byte order mark is what some editors put before the first brace.
  const read = async (name: string) => (await readFile(join(folder, name), 'utf8')).replace(/^\uFEFF/, '');
  return Promise.all(names.sort().map(async name => ({ name, content: await read(name) })));
}
