/**
 * A throw-away PostgreSQL for the tests: its own folder, a free port, no password, gone afterwards.
 *
 * Takes the binaries that are on the machine; as root on Debian it installs the package when there are none
 * (not with `XINQIAO_NO_INSTALL=1`). PostgreSQL refuses to run as root, so there it runs as an unprivileged user.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { aptInstall, isDebianRoot } from './browser.mjs';

/** @returns {Promise<string | undefined>} The folder that holds `initdb` and `postgres`, newest version first. */
export async function findPostgres({ install = false, log = line => console.error(line) } = {}) {
  const found = await lookAround();
  if (found || !install || process.env.XINQIAO_NO_INSTALL || !(await isDebianRoot())) return found;
  log('No PostgreSQL found: installing the Debian package postgresql.');
  await aptInstall(['postgresql']);
  return lookAround();
}

/**
 * Starts a fresh server with empty databases.
 * @param {string} bin folder from `findPostgres`
 * @param {string[]} databases their names
 * @param {Record<string, string | number>} [more] further settings of the server
 * @returns {Promise<{ urlOf: (database: string) => string, crash: () => Promise<void>, stop: () => Promise<void> }>}
 * `crash` kills every process of the server as they are, and starts it again on what they left.
 */
export async function startPostgres(bin, databases, more = {}) {
  const owner = unprivilegedUser();
  // Not in os.tmpdir(): on some machines it is private to root.
  const folder = await mkdtemp(
    path.join(process.platform === 'win32' ? (process.env.TEMP ?? '.') : '/tmp', 'xinqiao-pg-'),
  );
  if (owner.uid !== undefined) await chown(folder, owner.uid, owner.gid);
  const data = path.join(folder, 'data');
  const program = name => path.join(bin, process.platform === 'win32' ? `${name}.exe` : name);
  const options = { ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] };

  const init = (...locale) =>
    execFileSync(
      program('initdb'),
      ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--locale=C', ...locale],
      options,
    );
  try {
    // Sorts by the rules of a language wherever a column does not say, as the servers of schools do; the strictest: without punctuation.
    init('--locale-provider=icu', '--icu-locale=en-US-u-ka-shifted');
  } catch {
    // Before version 15, or built without ICU.
    init();
  }
  // In single-user mode, which needs no client program.
  execFileSync(program('postgres'), ['--single', '-D', data, 'postgres'], {
    ...options,
    stdio: ['pipe', 'ignore', 'pipe'],
    input: databases.map(name => `CREATE DATABASE "${name}";\n`).join(''),
  });
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: folder,
    fsync: 'off',
    max_connections: 60,
    // None of these may matter to the service.
    ...{ timezone: 'Pacific/Kiritimati', datestyle: 'SQL, DMY', intervalstyle: 'sql_standard', bytea_output: 'escape' },
    ...{ extra_float_digits: '0', default_transaction_isolation: 'repeatable read' },
    ...more,
  };
  let server;
  let ended;
  const start = async (deadline = Date.now() + 30_000) => {
    server = spawn(
      program('postgres'),
      ['-D', data, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
      // A group of its own, so that all its processes can be killed at once.
      { ...options, detached: true },
    );
    let log = '';
    server.stderr.on('data', chunk => (log += chunk));
    ended = new Promise(resolve => server.once('exit', resolve));
    while (!log.includes('database system is ready')) {
      // After a crash: processes of the server before this one have not noticed yet that it is gone.
      if (server.exitCode !== null && log.includes('shared memory block') && Date.now() < deadline) {
        await new Promise(resolve => setTimeout(resolve, 100));
        return start(deadline);
      }
      if (server.exitCode !== null || server.signalCode !== null || Date.now() > deadline) {
        await stop();
        throw new Error(`PostgreSQL did not start:\n${log}`);
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  };
  const kill = () => {
    try {
      process.kill(process.platform === 'win32' ? server.pid : -server.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  // Also when the run is interrupted: no server and no folder stays behind.
  const abandon = () => {
    kill();
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', abandon);
  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null) server.kill('SIGINT'); // PostgreSQL's "fast" shutdown: does not wait for clients
    await ended;
    process.removeListener('exit', abandon);
    await rm(folder, { recursive: true, force: true });
  };
  const crash = async () => {
    kill();
    await ended;
    await start();
  };
  await start();
  return { urlOf: database => `postgres://postgres@127.0.0.1:${port}/${database}`, crash, stop };
}

async function lookAround() {
  const versions = async (parent, tail) => {
    const names = await readdir(parent).catch(() => []);
    return names.sort((a, b) => Number.parseFloat(b) - Number.parseFloat(a)).map(name => path.join(parent, name, tail));
  };
  const folders = [
    ...(process.env.PATH ?? '').split(path.delimiter),
    ...(await versions('/usr/lib/postgresql', 'bin')),
    ...['/usr/local/opt/postgresql/bin', '/opt/homebrew/opt/postgresql/bin', '/usr/pgsql/bin'],
    ...(await versions('C:\\Program Files\\PostgreSQL', 'bin')),
  ];
  const ending = process.platform === 'win32' ? '.exe' : '';
  return folders.find(
    folder => folder && ['initdb', 'postgres'].every(name => existsSync(path.join(folder, name + ending))),
  );
}

function unprivilegedUser() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = flag =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such user here; try the next.
    }
  }
  throw new Error('PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody.');
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
