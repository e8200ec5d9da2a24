/** `xinqiao-server keys …`, `signing-keys …`, `sessions …`: what opens the service, and what closes it again. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { writeEntry } from '../audit/record.ts';
import { newId } from '../app/digest.ts';
import { timestamp, timestampOrNull } from '../app/time.ts';
import { DEFAULT_TENANT, type Database } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { announceEnd, type Ended, endSessions } from '../embed-sessions/endings.ts';
import { createSecretKey, listSecretKeys, revokeSecretKey, rotateSecretKey } from '../embed-sessions/secret-keys.ts';
import { revokeSigningKey, rotateSigningKey } from '../embed-sessions/signing-keys.ts';
import { withDatabase } from './with-database.ts';

export const keysUsage = `xinqiao-server keys create         a secret key for a portal; it is shown once
    --origin ORIGIN               of the portal's pages; may be given several times
    [--component TAG]             only sessions for these elements; may be given several times
    [--name TEXT]
xinqiao-server keys list           every key with its scope and its last use, a line of JSON each
xinqiao-server keys rotate ID      a new key in place of this one, which goes on for a while
    [--overlap HOURS]             24; 0 ends it now. Its sessions live on
xinqiao-server keys revoke ID      end the key and all its sessions now
xinqiao-server signing-keys list   the keys that sign sessions, a line of JSON each
xinqiao-server signing-keys rotate sign with a new key from now on; sessions live on
xinqiao-server signing-keys revoke ID   end all that it has signed now
xinqiao-server sessions revoke     end sessions now
    --session ID | --user NUMBER | --key ID
`;

const tenant = DEFAULT_TENANT;

/** Said in one line, with exit code 2. */
class UsageError extends Error {}

type Command = (database: Database, args: Arguments) => Promise<number>;
interface Arguments {
  readonly values: Readonly<Record<string, unknown>>;
  readonly id: string | undefined;
}

interface Definition {
  readonly act: Command;
  readonly takesId?: true;
  readonly options?: NonNullable<ParseArgsConfig['options']>;
}

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;

const commands: Readonly<Record<string, Definition>> = {
  'keys create': { act: createKey, options: { origin: texts, component: texts, name: text } },
  'keys list': { act: listKeys },
  'keys rotate': { act: rotateKey, takesId: true, options: { overlap: text } },
  'keys revoke': { act: revokeKey, takesId: true },
  'signing-keys list': { act: listSigningKeys },
  'signing-keys rotate': { act: rotateSigning },
  'signing-keys revoke': { act: revokeSigning, takesId: true },
  'sessions revoke': { act: revokeSessions, options: { session: text, user: text, key: text } },
};

/** Whether `keysCommand` knows it. */
export const isKeysCommand = (resource: string | undefined): boolean =>
  Object.keys(commands).some(name => name.split(' ')[0] === resource);

/** @returns the exit code: 0; 1 when there is no such thing; 2 when the command is no command. */
export async function keysCommand(args: readonly string[]): Promise<number> {
  const [resource, verb, ...rest] = args;
  const definition = commands[`${resource} ${verb}`];
  try {
    if (!definition) throw new UsageError(keysUsage.trimEnd());
    const parsed = parse(definition, rest);
    return await withDatabase(async database => {
      await migrate(database, { tenant });
      return definition.act(database, parsed);
    });
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof TypeError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

function parse({ options = {}, takesId }: Definition, args: string[]): Arguments {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (positionals.length !== (takesId ? 1 : 0)) {
    throw new UsageError(takesId ? 'The command takes one id.' : 'The command takes no id.');
  }
  return { values, id: positionals[0] };
}

const print = (line: string) => void process.stdout.write(`${line}\n`);

const notThere = (what: string): number => {
  process.stderr.write(`There is no such ${what}.\n`);
  return 1;
};

/** Who holds the command line is no person that the service knows. */
const record = (database: Database, operation: string, resource: string | null) =>
  writeEntry(database.kysely, {
    tenant_id: tenant,
    at: new Date(),
    actor: 'command-line',
    role: null,
    session_id: null,
    operation,
    action: 'write',
    resource_id: resource,
    subjects: [],
    classes: [],
    purpose: 'operation',
    purpose_note: null,
    outcome: 'done',
    request_id: newId(),
  });

async function createKey(database: Database, { values }: Arguments): Promise<number> {
  const origins = (values['origin'] ?? []) as string[];
  if (origins.length === 0) throw new UsageError('keys create needs --origin, of the pages that the key is for.');
  const components = values['component'] as string[] | undefined;
  const name = values['name'] as string | undefined;
  const before = new Set((await listSecretKeys(database, tenant)).map(({ id }) => id));
  const key = await createSecretKey(database, {
    tenant,
    origins,
    ...(components && { components }),
    ...(name !== undefined && { name }),
  });
  const { id } = (await listSecretKeys(database, tenant)).find(one => !before.has(one.id))!;
  await record(database, 'secretKeys.create', id);
  print(key);
  process.stderr.write(`The key ${id} is shown here and never again.\n`);
  return 0;
}

async function listKeys(database: Database): Promise<number> {
  for (const { createdAt, lastUsedAt, expiresAt, revokedAt, ...key } of await listSecretKeys(database, tenant)) {
    const times = {
      createdAt: timestamp(createdAt),
      lastUsedAt: timestampOrNull(lastUsedAt),
      expiresAt: timestampOrNull(expiresAt),
      revokedAt: timestampOrNull(revokedAt),
    };
    print(JSON.stringify({ ...key, ...times }));
  }
  return 0;
}

async function rotateKey(database: Database, { values, id }: Arguments): Promise<number> {
  const hours = Number(values['overlap'] ?? 24);
  if (!(hours >= 0 && hours <= 24 * 90)) throw new UsageError('--overlap takes hours, 0 to 2160.');
  const made = await rotateSecretKey(database, id!, { tenant, overlap: hours * 60 * 60 * 1000 });
  if (!made) return notThere('key');
  await record(database, 'secretKeys.rotate', id!);
  print(made.key);
  process.stderr.write(`The key ${made.id} is shown here and never again; ${id} goes on for ${hours} hours.\n`);
  return 0;
}

async function revokeKey(database: Database, { id }: Arguments): Promise<number> {
  if (!(await revokeSecretKey(database, id!, { tenant }))) return notThere('key');
  await record(database, 'secretKeys.revoke', id!);
  print(`The key ${id} and its sessions have ended.`);
  return 0;
}

/** @throws {Error} as the service does. */
const secretOf = (env: NodeJS.ProcessEnv): { secret?: Uint8Array } => {
  const secret = new TextEncoder().encode(env['XINQIAO_SIGNING_SECRET'] ?? '');
  if (secret.length > 0 && secret.length < 32) throw new RangeError('The signing secret has less than 32 bytes.');
  return secret.length > 0 ? { secret } : {};
};

async function listSigningKeys(database: Database): Promise<number> {
  const rows = await database.kysely
    .selectFrom('signing_keys')
    .select(['id', 'created_at', 'retired_at', 'revoked_at'])
    .where('tenant_id', '=', tenant)
    .orderBy('created_at')
    .execute();
  for (const row of rows) {
    print(
      JSON.stringify({
        id: row.id,
        createdAt: timestamp(row.created_at),
        retiredAt: timestampOrNull(row.retired_at),
        revokedAt: timestampOrNull(row.revoked_at),
      }),
    );
  }
  return 0;
}

async function rotateSigning(database: Database): Promise<number> {
  const id = await rotateSigningKey(database, { tenant, ...secretOf(process.env) });
  await record(database, 'signingKeys.rotate', id);
  print(id);
  return 0;
}

async function revokeSigning(database: Database, { id }: Arguments): Promise<number> {
  if (!(await revokeSigningKey(database, id!, { tenant, ...secretOf(process.env) }))) return notThere('key');
  await announceEnd(database.kysely, 'all');
  await record(database, 'signingKeys.revoke', id!);
  print(`What ${id} has signed has ended.`);
  return 0;
}

async function revokeSessions(database: Database, { values }: Arguments): Promise<number> {
  const { session, user, key } = values as Readonly<Record<string, string | undefined>>;
  const ways: Ended[] = [
    ...(session === undefined ? [] : [{ session }]),
    ...(user === undefined ? [] : [{ user }]),
    ...(key === undefined ? [] : [{ keys: [key] }]),
  ];
  const [ended] = ways;
  if (!ended || ways.length > 1) throw new UsageError('sessions revoke needs one of --session, --user and --key.');
  const count = await endSessions(database.kysely, { tenant, now: new Date(), ended });
  await record(database, 'embedSessions.revoke', session ?? null);
  print(`${count} sessions have ended.`);
  return 0;
}
