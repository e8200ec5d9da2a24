/** The commands for keys and sessions, on a database of their own. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sha256Hex } from '../app/digest.ts';
import { keysCommand } from './keys-command.ts';
import { openStorage } from './storage.ts';

const SECRET = 'of thirty-two bytes and some more';
let folder = '';
let dataDir = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xinqiao-keys-'));
  process.env['XINQIAO_DATA_DIR'] = dataDir = join(folder, 'data');
  delete process.env['DATABASE_URL'];
});
after(() => rm(folder, { recursive: true, force: true }));

/** In this process: each start of the program would take a second more. */
async function run(command: string, secret = '') {
  process.env['XINQIAO_SIGNING_SECRET'] = secret;
  const said = { stdout: '', stderr: '' };
  const own = { stdout: process.stdout.write, stderr: process.stderr.write };
  const hear = (name: 'stdout' | 'stderr') => {
    process[name].write = ((text: unknown, ...rest: never[]) => {
      // Bytes are the test runner's own.
      if (typeof text !== 'string') return own[name].call(process[name], text as Uint8Array, ...rest);
      said[name] += text;
      return true;
    }) as typeof process.stdout.write;
  };
  hear('stdout');
  hear('stderr');
  try {
    return { status: await keysCommand(command.split(' ')), ...said };
  } finally {
    process.stdout.write = own.stdout;
    process.stderr.write = own.stderr;
  }
}
async function ok(command: string, secret?: string): Promise<string> {
  const { status, stdout, stderr } = await run(command, secret);
  assert.equal(status, 0, `${command}: ${stderr}`);
  return stdout.trimEnd();
}
const lines = (text: string) => text.split('\n').map(line => JSON.parse(line) as Record<string, unknown>);

/** What is in the database while no command runs. */
async function look<T>(act: (database: Awaited<ReturnType<typeof openStorage>>['database']) => Promise<T>): Promise<T> {
  const { database, lock } = await openStorage({ dataDir });
  try {
    return await act(database);
  } finally {
    await database.close();
    lock?.release();
  }
}

test('a key is made, listed without itself, replaced and ended', async () => {
  const key = await ok('keys create --origin https://portal.example.edu.cn --component xq-assignments --name portal');
  assert.match(key, /^xq_sk_[\w-]{24,}$/);
  const listed = await ok('keys list');
  const [{ id, ...first }] = lines(listed) as [Record<string, unknown>];
  assert.ok(!listed.includes(key) && !listed.includes(await sha256Hex(key)), 'neither the key nor its hash is told');
  assert.deepEqual(
    [first['name'], first['origins'], first['components'], first['lastUsedAt'], first['revokedAt']],
    ['portal', ['https://portal.example.edu.cn'], ['xq-assignments'], null, null],
  );
  const next = await ok(`keys rotate ${id} --overlap 1`);
  assert.notEqual(next, key);
  assert.equal(await ok(`keys revoke ${id}`), `The key ${id} and its sessions have ended.`);
  const [old, made, ...more] = lines(await ok('keys list'));
  assert.deepEqual([old!['id'], more.length], [id, 0]);
  assert.ok(Date.parse(String(old!['expiresAt'])) - Date.now() < 3_600_000);
  assert.ok(old!['revokedAt'] !== null && made!['revokedAt'] === null);

  await look(async ({ kysely }) => {
    const keys = await kysely.selectFrom('secret_keys').select('hash').orderBy('created_at').execute();
    assert.deepEqual(
      keys.map(({ hash }) => hash),
      [await sha256Hex(key), await sha256Hex(next)],
      'only hashes are kept',
    );
    const entries = await kysely
      .selectFrom('audit.entries')
      .select(['operation', 'actor'])
      .where('actor', '=', 'command-line')
      .orderBy('id')
      .execute();
    assert.deepEqual(
      entries.map(({ operation }) => operation),
      ['secretKeys.create', 'secretKeys.rotate', 'secretKeys.revoke'],
    );
  });
});

test('keys that sign are sealed with the secret of the operator, replaced and ended', async () => {
  const stored = () =>
    look(({ kysely }) =>
      kysely.selectFrom('signing_keys').select(['id', 'private_key', 'retired_at', 'revoked_at']).execute(),
    );
  const clear = await ok('signing-keys rotate');
  assert.match((await stored()).find(({ id }) => id === clear)!.private_key!, /^\{/, 'in the clear without a secret');
  const sealed = await ok('signing-keys rotate', SECRET);
  const rows = await stored();
  const kept = rows.find(({ id }) => id === sealed)!.private_key!;
  assert.equal(kept.split('.').length, 5, 'a JWE in compact form');
  assert.deepEqual(JSON.parse(Buffer.from(kept.split('.')[0]!, 'base64url').toString()), {
    alg: 'dir',
    enc: 'A256GCM',
    kid: sealed,
  });
  assert.equal(rows.find(({ id }) => id === clear)!.private_key, null, 'the former has no private half any more');
  assert.equal(await ok(`signing-keys revoke ${sealed}`, SECRET), `What ${sealed} has signed has ended.`);
  const listed = lines(await ok('signing-keys list'));
  assert.deepEqual(
    listed.map(({ revokedAt, retiredAt }) => [retiredAt !== null, revokedAt !== null]),
    [
      [true, false],
      [true, true],
      [false, false],
    ],
  );
  assert.ok(!JSON.stringify(listed).includes('"d"'));
  await assert.rejects(run('signing-keys rotate', 'short'), /less than 32 bytes/);
});

test('what does not exist is 1, what is no command is 2, and each says so in a line', async () => {
  for (const [command, status, says] of [
    ['keys revoke nobody', 1, /^There is no such key\.$/m],
    ['sessions revoke --user nobody', 0, /^$/],
    ['sessions revoke --user a --session b', 2, /one of --session, --user and --key/],
    ['keys create', 2, /--origin/],
    ['keys create --origin https://portal.example.edu.cn/path', 2, /no origin/],
    ['keys rotate', 2, /takes one id/],
    ['keys burn', 2, /keys create/],
  ] as const) {
    const { status: code, stderr } = await run(command);
    assert.equal(code, status, command);
    assert.match(stderr, says, command);
  }
});
