/** Secret keys of portals. Only their hash is stored: a lost key is replaced, never looked up. */
import { newId, sha256Hex } from '../app/digest.ts';
import { DEFAULT_TENANT, type Database } from '../database/database.ts';
import { KEY_PREFIX } from './authenticate.ts';
import { announceEnd } from './endings.ts';

export interface SecretKeyOptions {
  /** Origins of the pages that sessions of this key may serve, e.g. `https://portal.example.edu.cn`. */
  origins: readonly string[];
  /** Elements that its sessions may serve; any when left out. */
  components?: readonly string[];
  /** What the operator calls it. */
  name?: string;
  tenant?: string;
  /** A key made elsewhere, `xq_sk_` and at least 24 characters; a random one when left out. */
  key?: string;
}

/** A key as it is listed: everything but itself. */
export interface SecretKeyRecord {
  readonly id: string;
  readonly name: string | null;
  readonly origins: readonly string[];
  readonly components: readonly string[] | null;
  readonly createdAt: Date;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

const randomKey = () => KEY_PREFIX + newId() + newId();

/**
 * Makes a key and registers its origins; a key that is there already gets these origins and elements.
 *
 * @returns the key: the only time anybody sees it.
 * @throws {TypeError} when an origin is no origin, an element is none, or the key has another form.
 */
export async function createSecretKey(database: Database, options: SecretKeyOptions): Promise<string> {
  const { origins, components, name, tenant = DEFAULT_TENANT, key = randomKey() } = options;
  if (!/^xq_sk_[A-Za-z0-9_-]{24,}$/.test(key)) throw new TypeError('A secret key is xq_sk_ and 24 characters or more.');
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      throw new TypeError(`${JSON.stringify(origin)} is no origin: scheme, host and port alone.`);
    }
  }
  const other = components?.find(tag => !/^xq-[a-z0-9-]{1,36}$/.test(tag));
  if (other !== undefined) throw new TypeError(`${JSON.stringify(other)} is no element.`);
  const id = newId();
  const scope = { origins: [...origins], components: components ? [...components] : null };
  await database.kysely
    .insertInto('secret_keys')
    .values({
      tenant_id: tenant,
      id,
      family: id,
      hash: await sha256Hex(key),
      name: name ?? null,
      ...scope,
      created_at: new Date(),
    })
    .onConflict(conflict => conflict.columns(['tenant_id', 'hash']).doUpdateSet(scope))
    .execute();
  return key;
}

/** Every key, the newest last. */
export async function listSecretKeys(database: Database, tenant: string = DEFAULT_TENANT): Promise<SecretKeyRecord[]> {
  const rows = await database.kysely
    .selectFrom('secret_keys')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(row => ({
    id: row.id,
    name: row.name,
    origins: row.origins,
    components: row.components,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  }));
}

/**
 * Ends a key and every session made with it, at once.
 *
 * @returns whether there is such a key.
 */
export async function revokeSecretKey(
  database: Database,
  id: string,
  { tenant = DEFAULT_TENANT, now = new Date() }: { tenant?: string; now?: Date } = {},
): Promise<boolean> {
  return database.kysely.transaction().execute(async db => {
    const revoked = await db
      .updateTable('secret_keys')
      .set(query => ({ revoked_at: query.fn.coalesce('revoked_at', query.val(now)) }))
      .where('tenant_id', '=', tenant)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst();
    if (revoked) await announceEnd(db, 'all');
    return revoked !== undefined;
  });
}

/**
 * Makes a key of the same scope in place of another, which goes on for `overlap` milliseconds. Sessions that the old one
 * made live on, and the new one can end them.
 *
 * @returns the new key; `undefined` when there is no such key, or it has been revoked.
 */
export async function rotateSecretKey(
  database: Database,
  id: string,
  options: { overlap: number; tenant?: string; now?: Date },
): Promise<{ id: string; key: string } | undefined> {
  const { overlap, tenant = DEFAULT_TENANT, now = new Date() } = options;
  return database.kysely.transaction().execute(async db => {
    const end = new Date(now.getTime() + overlap);
    const old = await db
      .updateTable('secret_keys')
      // A second rotation doesn't lengthen the first.
      .set(query => ({ expires_at: query.fn<Date>('least', ['expires_at', query.val(end)]) }))
      .where('tenant_id', '=', tenant)
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .returning(['name', 'family', 'origins', 'components'])
      .executeTakeFirst();
    if (!old) return undefined;
    const key = randomKey();
    const made = { id: newId(), key };
    await db
      .insertInto('secret_keys')
      .values({ ...old, tenant_id: tenant, id: made.id, hash: await sha256Hex(key), created_at: now })
      .execute();
    return made;
  });
}
