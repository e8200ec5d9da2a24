import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import type { EmbedSession } from '@xinqiao/contract/types';
import { defaultAlertRules } from '@xinqiao/instruments';
import { DEFAULT_TENANT } from '../database/database.ts';
import { json } from '../database/tables/columns.ts';
import { expectProblem } from '../testing/expect.ts';
import { createSecretKey, type RunningServer, serve } from './index.ts';

const ORIGIN = 'https://portal.example.edu.cn';

/** A unit and somebody at it: enough for a session. */
async function populate({ kysely }: RunningServer['database']): Promise<void> {
  const tenant_id = DEFAULT_TENANT;
  await kysely
    .insertInto('units')
    .values({ tenant_id, id: 'school', kind: 'school', name: '测试学校', parent_id: null, path: 'school/' })
    .execute();
  await kysely.insertInto('people').values({ tenant_id, id: 'p', staff_number: 'p', name: '甲老师' }).execute();
  await kysely
    .insertInto('role_assignments')
    .values({ tenant_id, id: 'r', person_id: 'p', role: 'psych-staff', unit_id: 'school' })
    .execute();
}

/** A broken glass that is still where its student was: as an import leaves it that was ended before it came to that. */
async function leaveOutOfPlace({ kysely }: RunningServer['database']) {
  const tenant_id = DEFAULT_TENANT;
  const [at, later] = [new Date(), new Date(Date.now() + 60_000)];
  await kysely
    .insertInto('students')
    .values({
      ...{ tenant_id, id: 's', student_number: 's', name: '乙', gender: 'unspecified', birth_date: '2008-03-01' },
      ...{ stage: 'undergraduate', enrolment_year: 2026, class_id: 'school', college_id: 'school' },
      class_path: 'school/former/',
    })
    .execute();
  await kysely
    .insertInto('clinical.break_glass')
    .values({
      ...{ tenant_id, id: 'b', student_id: 's', by_user: 'p', by_name: '甲老师', by_role: 'psych-staff' as const },
      ...{
        reason: '夜间联系不上学生，需要判断风险。',
        opened_at: at,
        ends_at: later,
        review_due_at: later,
        told: json([]),
      },
    })
    .execute();
  await sql`alter table students disable trigger students_moved`.execute(kysely);
  await kysely.updateTable('students').set({ class_path: 'school/' }).execute();
  await sql`alter table students enable trigger students_moved`.execute(kysely);
  const placeIn = async (database: RunningServer['database']) =>
    (await database.kysely.selectFrom('clinical.break_glass').select('class_path').executeTakeFirstOrThrow())
      .class_path;
  assert.equal(await placeIn({ kysely } as RunningServer['database']), 'school/former/');
  return { placeIn };
}

describe('the service on a port', () => {
  const root = mkdtempSync(join(tmpdir(), 'xinqiao-serve-'));
  const dataDir = join(root, 'data');
  let filled = 0;
  const start = () =>
    serve({
      port: 0,
      dataDir,
      signals: false,
      populate: async database => {
        filled++;
        await populate(database);
      },
      routes: async request =>
        new URL(request.url).pathname === '/portal' ? new Response('the host’s own page') : undefined,
    });
  let server: RunningServer;
  before(async () => {
    server = await start();
  });
  after(async () => {
    await server.close();
    rmSync(root, { recursive: true });
  });

  const sessionOf = async (): Promise<EmbedSession> => {
    const key = await createSecretKey(server.database, { origins: [ORIGIN] });
    const response = await fetch(`${server.url}/v1/embed-sessions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': key.slice(-20),
      },
      body: JSON.stringify({ userId: 'p', role: 'psych-staff', components: ['xq-alert-badge'], origin: ORIGIN }),
    });
    assert.equal(response.status, 201);
    return (await response.json()) as EmbedSession;
  };

  test('serves the API, the document and the host’s own pages', async () => {
    const document = (await (await fetch(`${server.url}/openapi.json`)).json()) as { openapi: string };
    assert.equal(document.openapi, '3.1.0');
    assert.equal(await (await fetch(`${server.url}/portal`)).text(), 'the host’s own page');
    await expectProblem(await fetch(`${server.url}/v1/me`), 401, 'unauthenticated');
    const { token } = await sessionOf();
    const me = await fetch(`${server.url}/v1/me`, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(me.status, 200);
  });

  test('refuses a body of a megabyte over the wire, and goes on', async () => {
    const response = await fetch(`${server.url}/v1/embed-sessions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await createSecretKey(server.database, { origins: [ORIGIN] })}`,
        'content-type': 'application/json',
        'idempotency-key': 'a-megabyte',
      },
      body: JSON.stringify({ userId: 'x'.repeat(1_000_000) }),
    });
    await expectProblem(response, 413, 'body-too-large');
    assert.equal((await fetch(`${server.url}/openapi.json`)).status, 200);
  });

  test('refuses a second start on the same folder', async () => {
    await assert.rejects(start(), /is in use by process/);
    assert.equal((await fetch(`${server.url}/openapi.json`)).status, 200);
  });

  test('says so when the port is taken, and gives the folder back', async () => {
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const folder = join(root, 'unused');
    await assert.rejects(serve({ port, dataDir: folder, signals: false }), /EADDRINUSE/);
    assert.equal(existsSync(join(folder, 'lock')), false);
    other.close();
  });

  test('does not start with a licensed text that cannot be used, and says where the fault is', async () => {
    const texts = mkdtempSync(join(root, 'texts-'));
    writeFileSync(join(texts, 'sds.zh-CN.json'), '\uFEFF{"instrument": "sds", "version": "1.0.0", "items": {}}');
    writeFileSync(join(texts, 'notes.txt'), 'not read');
    const folder = join(root, 'with-texts');
    const open = (licensedTexts: string) => serve({ port: 0, dataDir: folder, signals: false, licensedTexts });
    await assert.rejects(open(texts), /sds\.zh-CN\.json: \/licence /);
    await assert.rejects(open(join(texts, 'nowhere')), /ENOENT/);
    rmSync(join(texts, 'sds.zh-CN.json'));
    await (await open(texts)).close();
  });

  test('ends event streams when it stops, and the next start finds the data', async () => {
    const { token } = await sessionOf();
    const stream = await fetch(`${server.url}/v1/alerts/events`, { headers: { authorization: `Bearer ${token}` } });
    const reader = stream.body!.getReader();
    await reader.read();
    const ended = (async () => {
      while (!(await reader.read()).done);
    })();
    const out = await leaveOutOfPlace(server.database);
    await server.close();
    await ended;
    assert.equal(existsSync(join(dataDir, 'lock')), false);
    server = await start();
    assert.equal(filled, 1);
    while ((await out.placeIn(server.database)) !== 'school/') await setTimeout(20);
    // The session outlives the process: its secret is kept with the data.
    const me = await fetch(`${server.url}/v1/me`, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(me.status, 200);
  });

  test('as a program it does not start with faulty alert rules, and says where the fault is', async () => {
    const main = fileURLToPath(new URL('./main.ts', import.meta.url));
    const file = join(root, 'rules.json');
    writeFileSync(
      file,
      JSON.stringify({ id: 'school', version: '1.0.0', rules: [{ ...defaultAlertRules.rules[0], level: 'red' }] }),
    );
    const child = spawn(process.execPath, ['--conditions=source', main], {
      env: {
        ...process.env,
        PORT: '0',
        XINQIAO_DATA_DIR: join(root, 'refused'),
        XINQIAO_ALERT_RULES: file,
        DATABASE_URL: '',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const lines: string[] = [];
    createInterface(child.stderr).on('line', line => lines.push(line));
    const [code] = (await once(child, 'close')) as [number];
    assert.equal(code, 1);
    assert.deepEqual(lines, [
      "XINQIAO_ALERT_RULES: The alert rules can't be used: /rules/0/level One of imminent, high, watch is expected.",
    ]);
    assert.equal(existsSync(join(root, 'refused')), false);
  });

  test('as a program it says where it is, and ends with 0 on SIGTERM with a stream open', async () => {
    const main = fileURLToPath(new URL('./main.ts', import.meta.url));
    const folder = join(root, 'program');
    const key = `xq_sk_${'k'.repeat(24)}`;
    const child = spawn(process.execPath, ['--conditions=source', main, '--students', '30'], {
      env: {
        ...process.env,
        PORT: '0',
        XINQIAO_DATA_DIR: folder,
        XINQIAO_SECRET_KEY: key,
        XINQIAO_ORIGINS: `https://other.example.edu.cn, ${ORIGIN}`,
        DATABASE_URL: '',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
      const [, url] = /^Xinqiao is ready at (http:\/\/localhost:\d+)$/.exec(line) ?? [];
      assert.ok(url, line);
      const response = await fetch(`${url}/v1/embed-sessions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': 'program-1' },
        body: JSON.stringify({ userId: 'X0001', role: 'psych-staff', components: ['xq-alert-badge'], origin: ORIGIN }),
      });
      assert.equal(response.status, 201, await response.clone().text());
      const { token } = (await response.json()) as EmbedSession;
      const stream = await fetch(`${url}/v1/alerts/events`, { headers: { authorization: `Bearer ${token}` } });
      assert.equal(stream.status, 200);
      child.kill('SIGTERM');
      const [code] = (await once(child, 'exit')) as [number];
      assert.equal(code, 0);
      await stream.text();
      assert.equal(existsSync(join(folder, 'lock')), false);
    } finally {
      child.kill('SIGKILL');
    }
  });
});
