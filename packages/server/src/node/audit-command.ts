/** `xinqiao-server audit …`: verifies and gives out what was recorded. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { exportCheckpoints, exportEntries } from '../audit/export.ts';
import { type AuditKey, generateAuditKey, readAuditKey } from '../audit/keys.ts';
import { sealAll } from '../audit/seal.ts';
import { verifyAudit } from '../audit/verify.ts';
import { DEFAULT_TENANT, type Database } from '../database/database.ts';
import { withDatabase } from './with-database.ts';

export const auditUsage = `xinqiao-server audit verify       find what was changed, removed, moved or cut off
    [--checkpoints FILE]          compare with checkpoints exported before
    [--key THUMBPRINT]            trust this key alone; may be given several times
xinqiao-server audit export       every sealed entry, a line of JSON each
    [--checkpoints]               the checkpoints instead, a signed line each
xinqiao-server audit key          a new private key for XINQIAO_AUDIT_KEY; its thumbprint goes to standard error
`;

/** @throws {Error} one line that names the setting. */
export async function readAuditKeyFile(file: string): Promise<AuditKey> {
  try {
    return await readAuditKey(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    // What JSON.parse says quotes the file.
    const reason = error instanceof SyntaxError ? 'is no JSON' : error instanceof Error ? error.message : 'is no key';
    throw new Error(`XINQIAO_AUDIT_KEY: ${reason}`);
  }
}

const tenant = DEFAULT_TENANT;

/** @returns the exit code: 0, or 1 when the chain has a fault. */
export async function auditCommand(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  switch (command) {
    case 'verify':
      return withDatabase(database => verify(database, rest));
    case 'export':
      return withDatabase(database => give(database, rest));
    case 'key': {
      const key = await generateAuditKey();
      process.stdout.write(`${JSON.stringify(key.jwk)}\n`);
      process.stderr.write(`${key.id}\n`);
      return 0;
    }
    default:
      process.stderr.write(auditUsage);
      return 2;
  }
}

async function verify(database: Database, args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { checkpoints: { type: 'string' }, key: { type: 'string', multiple: true } },
  });
  const text = values.checkpoints === undefined ? '' : await readFile(values.checkpoints, 'utf8');
  const checkpoints = text.split('\n').filter(line => line.trim() !== '');
  const report = await verifyAudit(database.kysely, {
    tenant,
    checkpoints,
    ...(values.key && { trustedKeys: values.key }),
  });
  for (const { code, sequence } of report.faults) {
    process.stdout.write(`${code} ${code === 'checkpoint-invalid' ? 'line' : 'batch'} ${sequence}\n`);
  }
  const { batches, entries, unsealed, head, keys, faults } = report;
  process.stdout.write(
    `${batches} batches, ${entries} entries, ${unsealed} not sealed yet, ${checkpoints.length} checkpoints compared\n` +
      `head ${head}\n` +
      keys.map(key => `key ${key}\n`).join('') +
      `${faults.length === 0 ? 'No fault.' : `${faults.length} faults.`}\n`,
  );
  return faults.length === 0 ? 0 : 1;
}

async function give(database: Database, args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { checkpoints: { type: 'boolean' } } });
  await sealAll(database, { tenant, clock: () => new Date(), key: await ownKey() });
  const lines = values.checkpoints
    ? exportCheckpoints(database.kysely, tenant)
    : exportEntries(database.kysely, tenant);
  for await (const line of lines) {
    if (!process.stdout.write(`${line}\n`)) await new Promise(resolve => process.stdout.once('drain', resolve));
  }
  return 0;
}

async function ownKey(): Promise<AuditKey | undefined> {
  const file = process.env['XINQIAO_AUDIT_KEY'];
  return file ? readAuditKeyFile(file) : undefined;
}
