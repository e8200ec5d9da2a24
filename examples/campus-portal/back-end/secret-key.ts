/** The portal's secret key, made at the first start and kept where only the portal's own user may read it. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** @throws when the folder cannot be written. */
export async function keepSecretKey(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'portal-secret-key');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept) return kept.trim();
  const key = `xq_sk_${randomBytes(32).toString('base64url')}`;
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, `${key}\n`, { mode: 0o600 });
  return key;
}
