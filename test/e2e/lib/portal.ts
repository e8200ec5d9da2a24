/** Runs the demo portal as a process of its own, as `npm start` does, on a free port. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** Milliseconds that a first start may take on a busy machine. */
const PATIENCE = 120_000;

export interface Portal {
  readonly url: string;
  /** Lines of standard output so far. */
  readonly lines: readonly string[];
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** A folder for the data of one test file; `DATABASE_URL` is honoured by the portal itself. */
export async function dataFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'xinqiao-e2e-'));
  return { path: folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

export async function startPortal(dataDir: string): Promise<Portal> {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--conditions=source', 'examples/campus-portal/serve.ts', '--students', '300'],
    {
      cwd: root,
      env: { ...process.env, PORT: '0', XINQIAO_DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const exited = once(child, 'exit') as Promise<[number | null]>;
  let out = '';
  let said = '';
  child.stdout!.on('data', chunk => (out += chunk));
  child.stderr!.on('data', chunk => (said += chunk));
  const lines = () => out.split('\n').filter(line => line !== '');

  const end = Date.now() + PATIENCE;
  while (lines().length === 0) {
    const over = await Promise.race([exited, new Promise<undefined>(resolve => setTimeout(resolve, 50))]);
    if (over || Date.now() > end) {
      child.kill('SIGKILL');
      throw new Error(`The portal did not start.\n${said}`);
    }
  }
  const url = lines()[0]!.match(/https?:\/\/\S+/)?.[0];
  assert.ok(url, `the line names the address: ${lines()[0]}`);
  return {
    url,
    get lines() {
      return lines();
    },
    async stop() {
      child.kill('SIGTERM');
      const [code] = await exited;
      if (said.includes('"code":"internal"')) throw new Error(`The service failed:\n${said}`);
      return code;
    },
  };
}
