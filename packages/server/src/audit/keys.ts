/**
 * Keys that sign checkpoints: ES256, which every WebCrypto has. The key is made at the first sealing and kept in the
 * database, unless the operator keeps one elsewhere: then nobody who owns the tables alone can sign.
 */
import {
  calculateJwkThumbprint,
  CompactSign,
  compactVerify,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import type { Queries } from '../database/database.ts';
import { json } from '../database/tables/columns.ts';

const ALGORITHM = 'ES256';
const TYPE = 'xinqiao-checkpoint';

/** What a checkpoint says. */
export interface Checkpoint {
  readonly tenant: string;
  /** Number of the batch, from 1. */
  readonly sequence: number;
  /** Entries in it. */
  readonly entries: number;
  /** SHA-256 of the batch, which includes the hash of the one before; lower-case hex. */
  readonly hash: string;
  readonly sealedAt: string;
}

/** A private JWK and its RFC 7638 thumbprint. */
export interface AuditKey {
  readonly id: string;
  readonly jwk: JWK;
}

/** The public half; what is secret is left out by naming what is not. */
const publicOf = ({ kty, crv, x, y }: JWK): JWK => ({ kty, crv, x, y }) as JWK;

/** A new key, for a file that is kept away from the database. */
export async function generateAuditKey(): Promise<AuditKey> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  return readAuditKey(await exportJWK(privateKey));
}

/** @throws {TypeError} when it is no private P-256 key. */
export async function readAuditKey(jwk: JWK): Promise<AuditKey> {
  if (jwk.kty !== 'EC' || jwk.crv !== 'P-256' || typeof jwk.d !== 'string') {
    throw new TypeError('The audit key is a private JWK of the curve P-256.');
  }
  await importJWK(jwk, ALGORITHM);
  return { id: await calculateJwkThumbprint(publicOf(jwk)), jwk: { ...publicOf(jwk), d: jwk.d } };
}

/** The operator's key, or the newest that the database keeps, or one made now. The public half is stored in each case. */
export async function signingKey(db: Queries, tenant: string, own: AuditKey | undefined): Promise<AuditKey> {
  const kept = own
    ? undefined
    : await db
        .selectFrom('audit.keys')
        .select(['id', 'private_key'])
        .where('tenant_id', '=', tenant)
        .where('private_key', 'is not', null)
        .orderBy('created_at', 'desc')
        .limit(1)
        .executeTakeFirst();
  if (kept?.private_key) return { id: kept.id, jwk: kept.private_key as JWK };
  const key = own ?? (await generateAuditKey());
  await db
    .insertInto('audit.keys')
    .values({
      tenant_id: tenant,
      id: key.id,
      public_key: json(publicOf(key.jwk)),
      private_key: own ? null : json(key.jwk),
      created_at: new Date(),
    })
    .onConflict(conflict => conflict.doNothing())
    .execute();
  return key;
}

/** A compact JWS. The public key travels in its header, named by its thumbprint. */
export async function sign(checkpoint: Checkpoint, { id, jwk }: AuditKey): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(checkpoint)))
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: id, jwk: publicOf(jwk) })
    .sign(await importJWK(jwk, ALGORITHM));
}

export interface SignedCheckpoint extends Checkpoint {
  /** Thumbprint of the key. */
  readonly keyId: string;
}

/**
 * What the JWS says, if its signature is that of the key in its header and the key is one of `trusted`; all are when that
 * is left out.
 */
export async function readCheckpoint(
  jws: string,
  trusted?: ReadonlySet<string>,
): Promise<SignedCheckpoint | undefined> {
  try {
    const header = decodeProtectedHeader(jws);
    const jwk = publicOf(header.jwk as JWK);
    const keyId = await calculateJwkThumbprint(jwk);
    if (header.typ !== TYPE || header.kid !== keyId || trusted?.has(keyId) === false) return undefined;
    const { payload } = await compactVerify(jws, await importJWK(jwk, ALGORITHM), { algorithms: [ALGORITHM] });
    return { ...(JSON.parse(new TextDecoder().decode(payload)) as Checkpoint), keyId };
  } catch {
    return undefined;
  }
}
