/**
 * Runs named steps, some beside each other; says what each did and how long it took, and counts tests.
 *
 * A step that passes takes one line; a step that fails shows what failed. Every whole output is kept in test-results/<step>.log.
 * A step never ends in silence: after its time limit it is stopped and counted as failed.
 */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { stripVTControlCharacters } from 'node:util';
import { inPool } from './pool.mjs';
import { root } from './root.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} says what is true when the step passes
 * @property {string[]} [after] steps that come first; when one fails, this one is left out
 * @property {number} [cores] that it keeps busy; 1 when left out
 * @property {boolean} [isAlone] it changes what others read
 * @property {number} [limit] minutes until the step is stopped; 10 when left out
 * @property {(tell: Tell) => Promise<Outcome>} run
 *
 * @typedef {object} Outcome
 * @property {boolean} ok
 * @property {number} [passed] tests; a step that counts none is one test itself
 * @property {number} [failed]
 * @property {string} [leftOut] the reason why nothing was executed
 *
 * @typedef {object} Tell how a step talks to the runner
 * @property {(line: string) => void} line adds a line to the step's output
 * @property {AbortSignal} signal aborted when the time is up
 * @property {(command: string, args: string[], options?: SpawnOptions) => Promise<{ code: number, output: string }>} exec
 *
 * @typedef {{ env?: Record<string, string | undefined> }} SpawnOptions
 */

/** Why a step cannot pass, in a sentence that needs no stack. */
export class StepError extends Error {}

/**
 * @param {Step[]} steps
 * @returns {Promise<{ passed: number, failed: number }>} counted over every step that was executed
 */
export async function runSteps(steps) {
  endWithSignals();
  const results = path.join(root, 'test-results');
  mkdirSync(results, { recursive: true });
  const total = { passed: 0, failed: 0 };
  const broken = new Set();
  const width = Math.max(...steps.map(step => step.name.length));

  const perform = async step => {
    const title = `${step.name.padEnd(width)}  `;
    const missing = (step.after ?? []).find(name => broken.has(name));
    if (missing) {
      broken.add(step.name);
      console.log(`- ${title}left out: it needs ${missing}, which failed`);
      return;
    }
    console.log(`… ${title}${step.says}`);
    const started = performance.now();
    const logFile = path.join(results, `${step.name}.log`);
    const { outcome, output } = await runStep(step, logFile, started);
    const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`;
    if (outcome.leftOut) {
      console.log(`- ${title}left out: ${outcome.leftOut}`);
      return;
    }
    const passed = outcome.passed ?? (outcome.ok ? 1 : 0);
    const failed = outcome.ok ? 0 : Math.max(1, outcome.failed ?? 1);
    total.passed += passed;
    total.failed += failed;
    if (outcome.ok) {
      console.log(`✔ ${title}${passed} passed in ${seconds}`);
    } else {
      broken.add(step.name);
      console.log(
        `${essence(output)}\n✘ ${title}${passed} passed, ${failed} failed in ${seconds} (whole output: ${path.relative(root, logFile)})`,
      );
    }
  };
  // One more than there are: most steps wait for something now and then.
  await inPool(steps, availableParallelism() + 1, perform);
  return total;
}

/** Of `node --test` the tests that failed, which it repeats at its end; of everything else, everything. */
function essence(output) {
  const sections = output.split(/^✖ failing tests:$/m).slice(1);
  return (sections.length > 0 ? sections.join('') : output).trim();
}

async function runStep(step, logFile, started) {
  const limit = (step.limit ?? 10) * 60_000;
  const log = createWriteStream(logFile);
  const abort = new AbortController();
  let output = '';
  const line = text => {
    output += `${text}\n`;
    log.write(`${text}\n`);
  };
  const write = text => {
    output += text;
    log.write(text);
  };
  const heart = setInterval(() => {
    const last = output.trimEnd().split('\n').at(-1)?.trim().slice(0, 100);
    console.log(
      `  … ${step.name} is running for ${Math.round((performance.now() - started) / 1000)} s${last ? `: ${last}` : ''}`,
    );
  }, 30_000);
  const timer = setTimeout(() => {
    line(`Stopped: ${step.name} took longer than ${limit / 60_000} minutes.`);
    abort.abort();
  }, limit);
  try {
    const tell = {
      line,
      signal: abort.signal,
      exec: (command, args, options) => exec(command, args, { ...options, write, signal: abort.signal }),
    };
    const outcome = await step.run(tell);
    return { outcome: abort.signal.aborted ? { ...outcome, ok: false } : outcome, output };
  } catch (error) {
    line(error instanceof StepError ? error.message : (error?.stack ?? String(error)));
    return { outcome: { ok: false }, output };
  } finally {
    clearInterval(heart);
    clearTimeout(timer);
    await new Promise(resolve => log.end(resolve));
  }
}

/** Process groups of this run, so that none survives it. */
const running = new Set();

function exec(command, args, { env = {}, write, signal }) {
  return new Promise(resolve => {
    const ownGroup = process.platform !== 'win32';
    const child = spawn(command, args, {
      cwd: root,
      detached: ownGroup,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...env },
    });
    let output = '';
    const hear = chunk => {
      output += chunk;
      write(chunk);
    };
    const stop = () => {
      try {
        if (ownGroup) process.kill(-child.pid, 'SIGKILL');
        else child.kill('SIGKILL');
      } catch {
        // Already gone, which is what we want.
      }
    };
    let done = false;
    const finish = code => {
      if (done) return;
      done = true;
      running.delete(stop);
      signal.removeEventListener('abort', stop);
      stop();
      resolve({ code: code ?? 1, output });
    };
    running.add(stop);
    signal.addEventListener('abort', stop);
    // Whole characters: a chunk may end in the middle of one.
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8');
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', error => {
      hear(`${command}: ${error.message}\n`);
      finish(1);
    });
    child.on('close', finish);
    // A grandchild that keeps the pipe open must not hold up the run.
    child.on('exit', code => setTimeout(finish, 3_000, code).unref());
  });
}

/** Ctrl-C ends the run and everything it started. */
function endWithSignals() {
  for (const name of ['SIGINT', 'SIGTERM']) {
    process.once(name, () => {
      for (const stop of running) stop();
      process.exit(name === 'SIGINT' ? 130 : 143);
    });
  }
}

/**
 * Reads the counts that `node --test` prints at its end (spec reporter), and the reporter of web-test-runner.config.mjs. A
 * progress bar that was just wiped away leaves control characters before them.
 */
export function countTests(output) {
  const text = stripVTControlCharacters(output);
  const read = word => Number(text.match(new RegExp(`^ℹ ${word} (\\d+)\\r?$`, 'm'))?.[1] ?? 0);
  return { passed: read('pass'), failed: read('fail') + read('cancelled') };
}
