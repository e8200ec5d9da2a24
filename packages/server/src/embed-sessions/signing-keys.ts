/**
 * Keys that sign sessions: ES256, one at a time. The private half is in the database only while the key signs, encrypted
 * where the operator has set a secret; the public half stays, so that what was signed is good to its end.
 */
import {
  calculateJwkThumbprint,
  CompactEncrypt,
  compactDecrypt,
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import { type Database, DEFAULT_TENANT, type Queries } from '../database/database.ts';
import { json } from '../database/tables/columns.ts';

export const ALGORITHM = 'ES256';

/** A key signs for this long, in milliseconds: seven days. Then the next request makes another. */
export const KEY_LIFETIME = 7 * 24 * 60 * 60 * 1000;

export interface SigningKeyOptions {
  tenant?: string;
  now?: Date;
  /** Encrypts the private half at rest, 32 bytes or more. A key that was kept otherwise signs no more. */
  secret?: Uint8Array | undefined;
}

/** What signs. */
export interface ActiveKey {
  /** RFC 7638 thumbprint. */
  readonly id: string;
  readonly key: CryptoKey;
  readonly createdAt: Date;
}

/** The public half; what is secret is left out by naming what is not. */
const publicOf = ({ kty, crv, x, y }: JWK): JWK => ({ kty, crv, x, y }) as JWK;

const importKey = async (jwk: JWK): Promise<CryptoKey> => (await importJWK(jwk, ALGORITHM)) as CryptoKey;

/** 256 bits from a secret of any length. */
const encryptionKey = async (secret: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(secret)));

async function seal(jwk: JWK, id: string, secret: Uint8Array | undefined): Promise<string> {
  const text = JSON.stringify(jwk);
  if (!secret) return text;
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: id })
    .encrypt(await encryptionKey(secret));
}

/** `undefined` when it was kept otherwise: in the clear though there is a secret, or under another one. */
async function unseal(stored: string, id: string, secret: Uint8Array | undefined): Promise<JWK | undefined> {
  const isClear = stored.startsWith('{');
  if (isClear || !secret) return isClear && !secret ? (JSON.parse(stored) as JWK) : undefined;
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(stored, await encryptionKey(secret));
    return protectedHeader.kid === id ? (JSON.parse(new TextDecoder().decode(plaintext)) as JWK) : undefined;
  } catch {
    return undefined;
  }
}

async function readActive(db: Queries, tenant: string, secret: Uint8Array | undefined): Promise<ActiveKey | undefined> {
  const row = await db
    .selectFrom('signing_keys')
    .select(['id', 'private_key', 'created_at'])
    .where('tenant_id', '=', tenant)
    .where('retired_at', 'is', null)
    .executeTakeFirst();
  const jwk = row?.private_key && (await unseal(row.private_key, row.id, secret));
  return jwk ? { id: row.id, key: await importKey(jwk), createdAt: row.created_at } : undefined;
}

/** Nobody else makes or ends a key meanwhile. `act` gets a transaction. */
const locked = <T>({ kysely }: Database, tenant: string, act: (db: Queries) => Promise<T>): Promise<T> =>
  kysely.transaction().execute(async db => {
    await db.selectFrom('tenants').select('id').where('id', '=', tenant).forUpdate().executeTakeFirstOrThrow();
    return act(db);
  });

async function replace(db: Queries, options: SigningKeyOptions): Promise<ActiveKey> {
  const { tenant = DEFAULT_TENANT, now = new Date(), secret } = options;
  await db
    .updateTable('signing_keys')
    .set({ retired_at: now, private_key: null })
    .where('tenant_id', '=', tenant)
    .where('retired_at', 'is', null)
    .execute();
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = await exportJWK(privateKey);
  const id = await calculateJwkThumbprint(publicOf(jwk));
  await db
    .insertInto('signing_keys')
    .values({
      tenant_id: tenant,
      id,
      public_key: json(publicOf(jwk)),
      private_key: await seal(jwk, id, secret),
      created_at: now,
    })
    .execute();
  return { id, key: await importKey(jwk), createdAt: now };
}

/** The key that signs now; made where there is none, or none that this process can use, or its time is over. */
export async function activeKey(database: Database, options: SigningKeyOptions): Promise<ActiveKey> {
  const { tenant = DEFAULT_TENANT, now = new Date(), secret } = options;
  const isGood = (key: ActiveKey | undefined) => key && now.getTime() - key.createdAt.getTime() < KEY_LIFETIME;
  const there = await readActive(database.kysely, tenant, secret);
  if (there && isGood(there)) return there;
  return locked(database, tenant, async db => {
    // Another process may have been faster.
    const now = await readActive(db, tenant, secret);
    return now && isGood(now) ? now : replace(db, options);
  });
}

/** Makes a key that signs from now on; no session breaks. @returns its id. */
export const rotateSigningKey = async (database: Database, options: SigningKeyOptions = {}): Promise<string> =>
  locked(database, options.tenant ?? DEFAULT_TENANT, async db => (await replace(db, options)).id);

/**
 * Ends every token that the key has signed, at once.
 *
 * @returns whether there is such a key.
 */
export async function revokeSigningKey(
  database: Database,
  id: string,
  options: SigningKeyOptions = {},
): Promise<boolean> {
  const { tenant = DEFAULT_TENANT, now = new Date() } = options;
  return locked(database, tenant, async db => {
    const key = await db
      .updateTable('signing_keys')
      .set(query => ({ revoked_at: query.fn.coalesce('revoked_at', query.val(now)) }))
      .where('tenant_id', '=', tenant)
      .where('id', '=', id)
      .returning('retired_at')
      .executeTakeFirst();
    if (key && key.retired_at === null) await replace(db, options);
    return key !== undefined;
  });
}

/** The public half of a key that may have signed; looked up by its id, which is compared and never read. */
export async function verificationKey(db: Queries, tenant: string, id: string): Promise<CryptoKey | undefined> {
  const row = await db
    .selectFrom('signing_keys')
    .select('public_key')
    .where('tenant_id', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && importKey(row.public_key as JWK);
}
