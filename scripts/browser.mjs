/**
 * Finds a Chromium-like browser for the tests, and where that is possible brings one.
 *
 * Order: `CHROME_PATH`; Chrome, Chromium and Edge where they usually live; the browsers Playwright has downloaded.
 * With `install`: the Debian package as root (with Chinese fonts), else Playwright's download. Else one sentence.
 * `XINQIAO_NO_INSTALL=1` forbids installing anything.
 */
import { spawn } from 'node:child_process';
import { access, constants, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

/** Arguments that keep the browser quiet where there is no network, no graphics card and only root. */
export const browserArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const SENTENCE =
  'No Chrome, Edge or Chromium found: install one (https://www.google.com/chrome/, or `apt-get install chromium fonts-noto-cjk` on Debian), ' +
  'or set CHROME_PATH to the browser’s executable.';

/**
 * @param {{ install?: boolean, log?: (line: string) => void }} [options] `install`: bring a browser when there is none.
 * @returns {Promise<string>} Path of an executable that has answered `--version`.
 * @throws {Error} One sentence that says what to do.
 */
export async function findBrowser({ install = false, log = line => console.error(line) } = {}) {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (await starts(named)) return named;
    throw new Error(`CHROME_PATH is set to ${named}, which is not a browser that starts: correct it or unset it.`);
  }
  const found = await firstThatStarts([...knownPaths(), ...(await playwrightPaths())]);
  if (found) return found;
  if (!install || process.env.XINQIAO_NO_INSTALL) throw new Error(SENTENCE);

  if (await isDebianRoot()) {
    log('No browser found: installing the Debian packages chromium and fonts-noto-cjk.');
    await aptInstall(['chromium', 'fonts-noto-cjk']);
    const installed = await firstThatStarts(knownPaths());
    if (installed) return installed;
  }
  log('No browser found: downloading Playwright’s Chromium.');
  await run(process.execPath, [playwrightCli(), 'install', 'chromium']);
  const downloaded = await firstThatStarts(await playwrightPaths());
  if (downloaded) return downloaded;
  throw new Error(SENTENCE);
}

/** True where `apt-get install` can work without asking anybody: root on Debian (Ubuntu's chromium is a snap). */
export async function isDebianRoot() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^ID=debian$/m.test(release);
}

let installed = Promise.resolve(true);

/**
 * Installs Debian packages, one call after the other: apt lets nobody in beside itself. The package lists are fetched only
 * when they are missing or too old.
 * @param {string[]} packages
 * @returns {Promise<boolean>} Whether apt reported success.
 */
export function aptInstall(packages) {
  installed = installed.then(() => aptInstallNow(packages));
  return installed;
}

async function aptInstallNow(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const args = ['install', '-y', '--no-install-recommends', ...packages];
  if ((await run('apt-get', args, { env })) === 0) return true;
  return (await run('apt-get', ['update'], { env })) === 0 && (await run('apt-get', args, { env })) === 0;
}

function knownPaths() {
  if (process.platform === 'darwin') {
    const bundles = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return ['', homedir()].flatMap(root =>
      bundles.map(name => `${root}/Applications/${name}.app/Contents/MacOS/${name}`),
    );
  }
  if (process.platform === 'win32') {
    const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter(
      Boolean,
    );
    const tails = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
      'Chromium\\Application\\chrome.exe',
    ];
    return roots.flatMap(root => tails.map(tail => path.join(root, tail)));
  }
  const names = [
    'google-chrome-stable',
    'google-chrome',
    'chromium',
    'chromium-browser',
    'microsoft-edge-stable',
    'microsoft-edge',
  ];
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  return [
    ...new Set(folders.filter(Boolean).flatMap(folder => names.map(name => path.join(folder, name)))),
    '/opt/google/chrome/chrome',
    '/opt/microsoft/msedge/msedge',
  ];
}

/** The browser this playwright-core asks for, then any other revision in its cache, newest first. */
async function playwrightPaths() {
  const { chromium } = await import('playwright-core');
  const wanted = chromium.executablePath();
  if (!wanted) return [];
  const match = wanted.match(/^(.*)([\\/])chromium(?:_headless_shell)?-\d+\2(.*)$/);
  if (!match) return [wanted];
  const [, cache, , inside] = match;
  const folders = (await readdir(cache).catch(() => [])).filter(name => /^chromium-\d+$/.test(name));
  folders.sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)));
  return [wanted, ...folders.map(folder => path.join(cache, folder, inside))];
}

function playwrightCli() {
  return path.join(path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js');
}

async function firstThatStarts(paths) {
  for (const candidate of paths) if (await starts(candidate)) return candidate;
  return undefined;
}

async function starts(executable) {
  const runnable = await access(executable, constants.X_OK).then(
    () => true,
    () => false,
  );
  // Chrome on Windows opens a window instead of answering `--version`.
  if (!runnable || process.platform === 'win32') return runnable;
  const profile = await mkdtemp(path.join(tmpdir(), 'xinqiao-browser-'));
  try {
    return (
      (await run(executable, ['--version', `--user-data-dir=${profile}`], { stdio: 'ignore', timeout: 20_000 })) === 0
    );
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
}

/** Runs a program, its output on stderr; resolves with its exit code, or -1 when it could not run. */
function run(command, args, options = {}) {
  return new Promise(resolve => {
    const child = spawn(command, args, { stdio: ['ignore', 2, 2], ...options });
    child.on('error', () => resolve(-1));
    child.on('exit', code => resolve(code ?? -1));
  });
}

if (import.meta.main) {
  findBrowser({ install: process.argv.includes('--install') }).then(
    found => console.log(found),
    error => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}
