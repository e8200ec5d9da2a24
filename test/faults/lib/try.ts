/** Runs the tests of faults in a process of their own, and tells what became of each. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Tried } from './reporter.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The test file that brings a fault about. */
export const fileOf = (number: number): string =>
  `test/faults/${number <= 13 ? 'http' : number === 51 || number === 52 ? 'killed' : 'browser'}.test.ts`;

interface More {
  /** What is set beside the environment there is. */
  readonly env?: Readonly<Record<string, string>>;
  /** Modules that the tests' process loads first. */
  readonly imports?: readonly string[];
  /** Milliseconds after which it is ended; what did not come to its end by then is not told. */
  readonly limit?: number;
}

/** @param numbers of one file */
export async function tryFaults(
  numbers: readonly number[],
  { env = {}, imports = [], limit }: More = {},
): Promise<Tried[]> {
  const reporter = fileURLToPath(new URL('reporter.ts', import.meta.url));
  const args = [
    '--conditions=source',
    ...imports.flatMap(path => ['--import', path]),
    ...['--test', `--test-reporter=${reporter}`, '--test-reporter-destination=stdout', fileOf(numbers[0]!)],
  ];
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...inherited, XINQIAO_FAULTS: numbers.join(','), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const end = limit === undefined ? undefined : setTimeout(() => child.kill(), limit);
  await new Promise(resolve => child.once('close', resolve));
  clearTimeout(end);
  const lines = text.split('\n').filter(line => line.startsWith('{'));
  return lines.map(line => JSON.parse(line) as Tried);
}
