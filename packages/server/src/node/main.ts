#!/usr/bin/env node
/** `xinqiao-server`: the service, set up by environment variables. */
import { parseArgs } from 'node:util';
import { readFile } from 'node:fs/promises';
import { type AlertRuleSet, parseAlertRules } from '@xinqiao/instruments';
import { createSecretKey } from '../index.ts';
import { auditCommand, auditUsage, readAuditKeyFile } from './audit-command.ts';
import { isKeysCommand, keysCommand, keysUsage } from './keys-command.ts';
import { type OperationName, operations } from '../access/policy.ts';
import { seed } from '../seed/index.ts';
import { rosterCommand, rosterUsage } from './roster-command.ts';
import { retention, serve, type ServeOptions } from './serve.ts';

const usage = `xinqiao-server [--students N]     run the service
${keysUsage}${auditUsage}${rosterUsage}xinqiao-server retention apply [--dry-run]

  retention apply           do the erasures that are due, delete what is past its time, say what was done, and end
  --dry-run                 … only count
  --students N              fill an empty database with a synthetic university of N students
  PORT                      8787
  HOST                      127.0.0.1; 0.0.0.0 for every network
  DATABASE_URL              PostgreSQL 15 or newer; the embedded PGlite when not set
  XINQIAO_DATA_DIR          .xinqiao/data; folder of the embedded database
  XINQIAO_SIGNING_SECRET    encrypts the keys that sign sessions in the database, 32 bytes or more
  XINQIAO_ALERT_RULES       JSON file of alert rules; the defaults of @xinqiao/instruments when not set
  XINQIAO_ABANDONED_ATTEMPTS propose, or ignore: critical answers of attempts that were left open a proposal, or none
  XINQIAO_AUDIT_CHECKPOINTS file that gets a line for each sealed batch of the audit
  XINQIAO_AUDIT_KEY         file with the private JWK (P-256) that signs them; a key in the database when not set
  XINQIAO_NAMED_PURPOSES    operations where staff name a purpose for somebody under 18, e.g. growthFiles.get,responses.get
  XINQIAO_LICENSED_TEXTS    folder of wordings that the school holds a licence for
  XINQIAO_SECRET_KEY        registers this secret key, xq_sk_ and 24 characters or more …
  XINQIAO_ORIGINS           … for pages of these origins, separated by commas
`;

async function main(): Promise<void> {
  const [, , command, ...rest] = process.argv;
  if (command === 'audit') {
    process.exitCode = await auditCommand(rest);
    return;
  }
  if (command === 'roster') {
    process.exitCode = await rosterCommand(rest);
    return;
  }
  if (isKeysCommand(command)) {
    process.exitCode = await keysCommand([command!, ...rest]);
    return;
  }
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      students: { type: 'string' },
      'dry-run': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  if (positionals.length > 0) {
    if (positionals.join(' ') !== 'retention apply') throw new Error(`There is no command of this name.\n${usage}`);
    const report = await retention({ ...storageOf(process.env), dryRun: values['dry-run'] ?? false });
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return;
  }
  const students = values.students === undefined ? undefined : Number(values.students);
  if (students !== undefined && !(Number.isInteger(students) && students > 0)) {
    throw new Error('--students takes a whole number above 0.');
  }
  const { env } = process;
  const port = Number(env['PORT'] || 8787);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('PORT is a number from 0 to 65535.');
  const rulesFile = env['XINQIAO_ALERT_RULES'];
  const server = await serve({
    port,
    ...(env['HOST'] && { hostname: env['HOST'] }),
    ...storageOf(env),
    ...(env['XINQIAO_SIGNING_SECRET'] && {
      signingSecret: new TextEncoder().encode(env['XINQIAO_SIGNING_SECRET']),
    }),
    ...(env['XINQIAO_LICENSED_TEXTS'] && { licensedTexts: env['XINQIAO_LICENSED_TEXTS'] }),
    ...(rulesFile && { alertRules: await readRules(rulesFile) }),
    ...abandonedAttempts(env),
    ...(await auditSettings()),
    ...(students !== undefined && {
      populate: async database => {
        await seed(database, { students, today: new Date() });
      },
    }),
  });
  const key = env['XINQIAO_SECRET_KEY'];
  if (key) {
    const origins = (env['XINQIAO_ORIGINS'] ?? '').split(/[\s,]+/).filter(origin => origin !== '');
    await createSecretKey(server.database, { key, origins });
  }
  process.stdout.write(`Xinqiao is ready at ${server.url}\n`);
}

const storageOf = (env: NodeJS.ProcessEnv): Pick<ServeOptions, 'databaseUrl' | 'dataDir'> => ({
  ...(env['DATABASE_URL'] && { databaseUrl: env['DATABASE_URL'] }),
  ...(env['XINQIAO_DATA_DIR'] && { dataDir: env['XINQIAO_DATA_DIR'] }),
});

/** @throws {Error} one line that names the setting. */
function abandonedAttempts(env: NodeJS.ProcessEnv): Pick<ServeOptions, 'abandonedAttempts'> {
  const value = env['XINQIAO_ABANDONED_ATTEMPTS'] || 'propose';
  if (value !== 'propose' && value !== 'ignore') {
    throw new Error('XINQIAO_ABANDONED_ATTEMPTS is propose or ignore.');
  }
  return { abandonedAttempts: value };
}

/** @throws {Error} one line that names the setting. */
async function auditSettings(): Promise<Pick<ServeOptions, 'audit' | 'purposes'>> {
  const { env } = process;
  const checkpoints = env['XINQIAO_AUDIT_CHECKPOINTS'];
  const keyFile = env['XINQIAO_AUDIT_KEY'];
  const named = (env['XINQIAO_NAMED_PURPOSES'] ?? '').split(',').filter(name => name !== '');
  const unknown = named.find(name => !Object.hasOwn(operations, name));
  if (unknown !== undefined)
    throw new Error(`XINQIAO_NAMED_PURPOSES: there is no operation ${JSON.stringify(unknown)}.`);
  return {
    purposes: { named: named as OperationName[] },
    audit: {
      ...(checkpoints && { checkpoints }),
      ...(keyFile && { key: await readAuditKeyFile(keyFile) }),
    },
  };
}

/** @throws {Error} one line that names the setting, and the place of the first fault. */
async function readRules(file: string): Promise<AlertRuleSet> {
  try {
    return parseAlertRules(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new Error(`XINQIAO_ALERT_RULES: ${describe(error)}`);
  }
}

/** One line. A name that resolves to several addresses fails with one error for each and no message of its own. */
function describe(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(describe).join('; ');
  return error instanceof Error ? error.message : String(error);
}

main().catch((error: unknown) => {
  process.stderr.write(`${describe(error)}\n`);
  process.exit(1);
});
