/** Reading what the command line is given. Messages never repeat what a file holds: it may be somebody's answers. */
import { existsSync, readFileSync } from 'node:fs';
import type { Instrument } from '@xinqiao/contract/types';
import { getInstrument } from '../library/index.ts';

/** A mistake in how the program was called, in a sentence for who called it. Ends it with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

function readText(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new UsageError(`There is no file "${file}".`);
    if (code === 'EISDIR') throw new UsageError(`"${file}" is a folder.`);
    if (code === 'EACCES' || code === 'EPERM') throw new UsageError(`"${file}" may not be read.`);
    throw new UsageError(`"${file}" can't be read (${code ?? 'unknown reason'}).`);
  }
  try {
    // Takes a byte order mark away, which some editors write.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`"${file}" is no UTF-8 text: save it as UTF-8.`);
  }
}

/** Line and column, from 1, of the place where JSON ends to be JSON; empty where the engine doesn't tell. */
function placeOf(error: unknown, text: string): string {
  const position = /position (\d+)/.exec(String((error as Error).message))?.[1];
  if (position === undefined) return '';
  const before = text.slice(0, Number(position)).split('\n');
  return `: see line ${before.length}, column ${before.at(-1)!.length + 1}`;
}

/** The JSON in a file; `-` is the standard input. */
export function readJson(file: string): unknown {
  const text = readText(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`"${file}" is not valid JSON${placeOf(error, text)}.`);
  }
}

/** The definition in a file, unchecked, or the scale of the library with this id. */
export function readDefinition(name: string): unknown {
  const known = name === '-' || existsSync(name) ? undefined : getInstrument(name);
  if (known) return known;
  if (name === '-' || existsSync(name) || /[./\\]/.test(name)) return readJson(name);
  throw new UsageError(`There is no file "${name}", and the library has no scale with this id: "list" shows all.`);
}

export const isQuestionnaire = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (value as { resourceType?: unknown }).resourceType === 'Questionnaire';

/** The primary name of a definition, for a heading. */
export const nameOf = ({ id, version, abbreviation }: Instrument): string => `${abbreviation} (${id} ${version})`;
