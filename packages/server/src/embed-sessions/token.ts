/**
 * The bearer token of an embed session: what the session serves, signed, and a reference to the session's row, which says
 * whose it is and whether it still lasts. Nothing in it names a person: anybody who has it can read it.
 */
import { type CryptoKey, decodeProtectedHeader, errors, jwtVerify, type JWTPayload, SignJWT } from 'jose';
import { ProblemError } from '../app/problem.ts';
import type { Database } from '../database/database.ts';
import { activeKey, ALGORITHM, verificationKey } from './signing-keys.ts';

const ISSUER = 'xinqiao';
/** No token of another kind is taken for one of these. */
const TYPE = 'xinqiao-session+jwt';

/** How long a session lasts, and how far a renewal reaches, in seconds. */
export const SESSION_SECONDS = 600;

/** How long a retired key may still be met, in milliseconds: the last of its sessions, and a request on its way. */
export const AFTERLIFE = (SESSION_SECONDS + 60) * 1000;

/** Public halves remembered. */
const MAX_KNOWN = 100;

export interface SignedSession {
  readonly id: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly origin: string;
  readonly components: readonly string[];
  readonly features: readonly string[];
}

export type VerifiedToken = Pick<SignedSession, 'id' | 'origin' | 'components' | 'features'> & {
  /** Id of the key that signed it. */
  readonly keyId: string;
};

export interface Signer {
  /** Times are cut to whole seconds. @throws {TypeError} at an operation that was not said to sign. */
  sign(session: SignedSession): Promise<string>;
  /**
   * Asks the database for a key that it doesn't know yet: not inside a transaction.
   *
   * @throws {ProblemError} 401: `session-expired` when its time is over, `session-foreign` when another service or
   * tenant made it, `unauthenticated` for anything else.
   */
  verify(token: string, now: Date): Promise<VerifiedToken>;
}

const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

export interface SignerOptions {
  database: Database;
  tenant: string;
  clock: () => Date;
  /** Encrypts the keys at rest. */
  secret?: Uint8Array | undefined;
}

/**
 * Gives what verifies, and for operations that sign the key of this moment with it: whichever process changes or revokes
 * it, nobody signs with the former. Called before any transaction, because it reads or makes a key.
 */
export function createSigners({ database, tenant, clock, secret }: SignerOptions): (signs: boolean) => Promise<Signer> {
  const audience = `${ISSUER}:${tenant}`;
  const known = new Map<string, CryptoKey>();

  /** The database is asked by the exact id: whatever else `kid` says finds nothing. */
  const keyNamed = async (kid: unknown): Promise<CryptoKey> => {
    const id = typeof kid === 'string' && /^[A-Za-z0-9_-]{43}$/.test(kid) ? kid : undefined;
    const key = id && (known.get(id) ?? (await verificationKey(database.kysely, tenant, id)));
    if (!id || !key) throw new ProblemError('unauthenticated');
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(id, key);
    return key;
  };

  const verify: Signer['verify'] = async (token, now) => {
    try {
      const { kid } = decodeProtectedHeader(token);
      const { payload } = await jwtVerify(token, await keyNamed(kid), {
        algorithms: [ALGORITHM],
        typ: TYPE,
        issuer: ISSUER,
        audience,
        currentDate: now,
        requiredClaims: ['exp', 'iat', 'jti'],
      });
      return { ...claimsOf(payload), keyId: kid! };
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      if (error instanceof errors.JWTExpired) throw new ProblemError('session-expired');
      const claim = error instanceof errors.JWTClaimValidationFailed ? error.claim : undefined;
      if (claim === 'aud' || claim === 'iss') throw new ProblemError('session-foreign');
      if (error instanceof errors.JOSEError || error instanceof TypeError) throw new ProblemError('unauthenticated');
      throw error;
    }
  };

  return async signs => {
    const active = signs ? await activeKey(database, { tenant, now: clock(), secret }) : undefined;
    return {
      verify,
      async sign({ id, createdAt, expiresAt, origin, components, features }) {
        if (!active) throw new TypeError('The operation is none that signs.');
        return new SignJWT({ origin, components: [...components], features: [...features] })
          .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: active.id })
          .setIssuer(ISSUER)
          .setAudience(audience)
          .setJti(id)
          .setIssuedAt(seconds(createdAt))
          .setExpirationTime(seconds(expiresAt))
          .sign(active.key);
      },
    };
  };
}

/** @throws {TypeError} when a claim has another shape than the service gives it. */
function claimsOf({ jti, origin, components, features }: JWTPayload): Omit<VerifiedToken, 'keyId'> {
  const isList = (value: unknown): value is string[] =>
    Array.isArray(value) && value.every(one => typeof one === 'string');
  if (!jti || !/^[0-9a-z]{1,64}$/.test(jti) || typeof origin !== 'string' || !isList(components) || !isList(features)) {
    throw new TypeError('The claims have another shape.');
  }
  return { id: jti, origin, components, features };
}
