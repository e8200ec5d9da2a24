/**
 * What `npm run mutation -- faults` takes away from the code that a test runs, without touching a file: `--import` of this
 * file does it for Node, and who bundles for a browser asks {@link withoutGuard}.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

export interface Removal {
  /** From the root of the repository. */
  readonly file: string;
  /** The text that guards; once in the file. */
  readonly guard: string;
  /** What stands there without it. */
  readonly without: string;
}

const root = new URL('../../../', import.meta.url);
const removals = JSON.parse(process.env['XINQIAO_WITHOUT'] ?? '[]') as Removal[];

/** What keeps these from being taken away: words for people, one for each. */
export const problemsOf = (some: readonly Removal[]): string[] =>
  some.flatMap(({ file, guard }) => {
    const times = readFileSync(new URL(file, root), 'utf8').split(guard).length - 1;
    return times === 1 ? [] : [`${file} has this ${times} times: ${guard}`];
  });

/** The code of a file without its guard; `undefined` for a file that keeps all it has. */
export function withoutGuard(path: string): string | undefined {
  const concerned = removals.filter(({ file }) => fileURLToPath(new URL(file, root)) === path);
  if (concerned.length === 0) return undefined;
  let code = readFileSync(path, 'utf8');
  for (const { file, guard, without } of concerned) {
    if (code.split(guard).length !== 2) throw new Error(`${file} does not have this text once: ${guard}`);
    code = code.replace(guard, () => without);
  }
  return code;
}

if (removals.length > 0) {
  registerHooks({
    load(url, context, nextLoad) {
      const source = url.startsWith('file:') ? withoutGuard(fileURLToPath(url)) : undefined;
      return source === undefined
        ? nextLoad(url, context)
        : { format: 'module-typescript', source, shortCircuit: true };
    },
  });
}
