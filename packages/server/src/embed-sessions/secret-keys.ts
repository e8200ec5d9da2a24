/** Secret keys of portals. Only their hash is stored: a lost key is replaced, never looked up. */
import { newId, sha256Hex } from '../app/digest.ts';
import { DEFAULT_TENANT, type Database } from '../database/database.ts';
import { KEY_PREFIX } from './authenticate.ts';

export interface SecretKeyOptions {
  /** Origins of the pages that sessions of this key may serve, e.g. `https://portal.example.edu.cn`. */
  origins: readonly string[];
  tenant?: string;
  /** A key made elsewhere, `xq_sk_` and at least 24 characters; a random one when left out. */
  key?: string;
}

/**
 * Makes a key and registers its origins; a key that is there already gets these origins.
 *
 * @returns the key: the only time anybody sees it.
 * @throws {TypeError} when an origin is no origin, or the key has another form.
 */
export async function createSecretKey(database: Database, options: SecretKeyOptions): Promise<string> {
  const { origins, tenant = DEFAULT_TENANT, key = KEY_PREFIX + newId() + newId() } = options;
  if (!/^xq_sk_[A-Za-z0-9_-]{24,}$/.test(key)) throw new TypeError('A secret key is xq_sk_ and 24 characters or more.');
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      throw new TypeError(`${JSON.stringify(origin)} is no origin: scheme, host and port alone.`);
    }
  }
  await database.kysely
    .insertInto('secret_keys')
    .values({
      tenant_id: tenant,
      id: newId(),
      hash: await sha256Hex(key),
      origins: [...origins],
      created_at: new Date(),
    })
    .onConflict(conflict => conflict.columns(['tenant_id', 'hash']).doUpdateSet({ origins: [...origins] }))
    .execute();
  return key;
}
