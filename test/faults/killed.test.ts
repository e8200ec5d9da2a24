/**
 * What is below a page is killed while many write: nothing that was acknowledged is lost, nothing is stored twice.
 * `npm run faults -- --kills 100` does it as often.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Receipt } from '@xinqiao/contract/types';
import { findPostgres, startPostgres } from '../../scripts/postgres.mjs';
import { type Service, startService } from '../bad-input/lib/service.ts';
import { fault } from './lib/fault.ts';
import { type ToDo, toDo, type Way } from './lib/survey.ts';
import { enrol, type Student } from './lib/writing.ts';

const databaseUrl = process.env['DATABASE_URL'];
const kills = Number(process.env['XINQIAO_KILLS'] ?? 2);
/** What `npm run mutation -- faults` takes away, it takes away from the service that is started here too. */
const altered =
  process.env['XINQIAO_WITHOUT'] === undefined
    ? []
    : ['--import', fileURLToPath(new URL('../mutation/faults/removal.ts', import.meta.url))];
const main = fileURLToPath(new URL('../../packages/server/src/node/main.ts', import.meta.url));

/** How many write at a time; one more submits. */
const WRITERS = 6;

/** What is to do, and what a student is told who has done it. */
interface Done {
  readonly body: ToDo['body'];
  readonly receipt: Receipt;
}

/** All write, and one after the other submits, while it is killed as often as asked for; in the end all have submitted. */
async function killWhileWriting(way: Way, open: ToDo[], kill: () => Promise<void>): Promise<Done[]> {
  assert.ok(open.length > WRITERS + 2, `${open.length} assignments are open`);
  const enough = new AbortController();
  const over = new AbortController();
  const writing: { student: Student; body: ToDo['body'] }[] = [];
  for (const one of open.splice(0, WRITERS))
    writing.push({ student: await enrol(way, one, over.signal), body: one.body });
  const writers = Promise.all(writing.map(({ student }) => student.write(enough.signal)));
  const done: Done[] = [];
  const submitting = (async () => {
    for (const one of open) {
      let student: Student | undefined;
      // Killed before there was anything to lose: once more.
      for (; !student && !enough.signal.aborted; await wait(20))
        student = await enrol(way, one, over.signal).catch(() => undefined);
      if (!student) break;
      done.push({ body: one.body, receipt: await student.submit() });
    }
  })();
  const sum = (of: (student: Student) => number) => writing.reduce((all, { student }) => all + of(student), 0);
  /** Until one more save is acknowledged: a slow machine has nothing to lose for a while. */
  const oneMoreSaved = async () => {
    const saved = () => sum(({ saves }) => saves);
    for (const before = saved(); saved() === before && !over.signal.aborted;) await wait(20);
  };
  const killing = (async () => {
    for (let count = 0; count < kills && !over.signal.aborted; count++) {
      await oneMoreSaved();
      await wait(Math.random() * 400);
      await kill();
    }
    await oneMoreSaved();
    enough.abort();
  })();
  const everybody = [writers, submitting, killing];
  try {
    await Promise.all(everybody);
  } catch (error) {
    // Whoever finds something lost ends it for all: nobody starts a service again that is to be over.
    enough.abort();
    over.abort();
    await Promise.allSettled(everybody);
    throw error;
  }
  for (const { student, body } of writing) done.push({ body, receipt: await student.submit() });
  const [saves, doubts] = [sum(({ saves }) => saves), sum(({ doubts }) => doubts)];
  console.log(`${kills} kills, ${saves} saves, ${doubts} of unknown end, ${done.length} submissions`);
  assert.ok(saves > kills && doubts > 0, 'it was killed while they wrote');
  return done;
}

/** Each is stored once, as its receipt says. */
async function stored({ kysely }: Service['database'], done: readonly Done[]): Promise<void> {
  for (const { body, receipt } of done) {
    const rows = await kysely
      .selectFrom('clinical.responses')
      .select(['id', 'digest', 'answers'])
      .where('attempt_id', '=', body['attemptId'] as string)
      .execute();
    assert.deepEqual(rows, [{ id: receipt.responseId, digest: receipt.digest, answers: body['answers'] }]);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

describe('killed', () => {
  fault(51, async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'xinqiao-killed-'));
    const url = databaseUrl === undefined ? {} : { databaseUrl };
    const prepared = await startService({ dataDir, ...url });
    const [open, { secretKey }] = [await toDo(prepared), prepared];
    await prepared.close();

    const port = await freePort();
    let child: ChildProcess;
    const start = async () => {
      const env = { ...process.env, PORT: String(port), XINQIAO_DATA_DIR: dataDir };
      child = spawn(process.execPath, ['--conditions=source', ...altered, main], {
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let said = '';
      for (const stream of [child.stdout!, child.stderr!]) stream.on('data', chunk => (said += chunk));
      await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')]);
      assert.match(said, /is ready/);
    };
    const kill = async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      await start();
    };
    try {
      await start();
      const done = await killWhileWriting({ port, secretKey }, open, kill);
      const ended = once(child!, 'exit');
      child!.kill('SIGTERM');
      await ended;
      const after = await startService({ dataDir, ...url });
      await stored(after.database, done);
      await after.close();
    } finally {
      child!.kill('SIGKILL');
      await rm(dataDir, { recursive: true, force: true });
    }
  });

  fault(
    52,
    async () => {
      const server = await startPostgres((await findPostgres())!, ['killed']);
      const service = await startService({ databaseUrl: server.urlOf('killed') });
      try {
        const done = await killWhileWriting(service, await toDo(service), server.crash);
        await stored(service.database, done);
      } finally {
        await service.close();
        await server.stop();
      }
    },
    { skip: databaseUrl === undefined ? 'asked where the tests run on PostgreSQL' : false },
  );
});
