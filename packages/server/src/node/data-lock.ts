/** Keeps a second process out of a data folder: PGlite itself would open it twice and ruin it. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Folders that this process holds: its own number in a lock says nothing about them. */
const held = new Set<string>();

export interface DataLock {
  release(): void;
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there and belongs to somebody else.
    return hasCode(error, 'EPERM');
  }
}

/**
 * Takes the folder, which is made when it isn't there. The lock of a process that has died is taken over.
 *
 * @throws {Error} with one sentence for the operator when another process has it.
 */
export function lockData(folder: string): DataLock {
  const path = resolve(folder);
  const file = join(path, 'lock');
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const inUse = (pid: number | string) =>
    new Error(
      `The data folder ${path} is in use by process ${pid}: stop that process, or set XINQIAO_DATA_DIR to another folder.`,
    );
  if (held.has(path)) throw inUse(process.pid);
  for (;;) {
    try {
      writeFileSync(file, `${process.pid}\n`, { flag: 'wx' });
      break;
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
    const owner = readOwner(file);
    if (owner !== undefined && isAlive(owner)) throw inUse(owner);
    setAside(file, owner);
  }
  held.add(path);
  return {
    release() {
      if (held.delete(path)) rmSync(file, { force: true });
    },
  };
}

/** `undefined` when the lock has gone, or holds no number because its process died while writing it. */
function readOwner(file: string): number | undefined {
  try {
    const owner = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return Number.isSafeInteger(owner) ? owner : undefined;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Removes a dead lock, but not one that another process has put in its place in the meantime. */
function setAside(file: string, owner: number | undefined): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  if (readOwner(aside) === owner) rmSync(aside, { force: true });
  else renameSync(aside, file);
}
