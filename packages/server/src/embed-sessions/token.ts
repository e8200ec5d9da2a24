/** The bearer token of an embed session: a signed reference to the session's row, which holds everything else. */
import { errors, jwtVerify, SignJWT } from 'jose';
import { ProblemError } from '../app/problem.ts';

const ISSUER = 'xinqiao';
const ALGORITHM = 'HS256';

/** How long a session lasts, in seconds. */
export const SESSION_SECONDS = 600;

export interface Signer {
  /** The same session gives the same token. Times are cut to whole seconds. */
  sign(session: { id: string; createdAt: Date; expiresAt: Date }): Promise<string>;
  /**
   * The id of the session.
   *
   * @throws {ProblemError} 401: `session-expired` when its time is over, `session-foreign` when another service or
   * tenant made it, `unauthenticated` for anything else.
   */
  verify(token: string, now: Date): Promise<string>;
}

const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

/** `secret` is at least 32 bytes; every process of a service has the same. */
export function createSigner(secret: Uint8Array, tenant: string): Signer {
  const audience = `${ISSUER}:${tenant}`;
  return {
    sign: ({ id, createdAt, expiresAt }) =>
      new SignJWT()
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
        .setIssuer(ISSUER)
        .setAudience(audience)
        .setJti(id)
        .setIssuedAt(seconds(createdAt))
        .setExpirationTime(seconds(expiresAt))
        .sign(secret),
    async verify(token, now) {
      try {
        const { payload } = await jwtVerify(token, secret, {
          algorithms: [ALGORITHM],
          issuer: ISSUER,
          audience,
          currentDate: now,
          requiredClaims: ['exp', 'jti'],
        });
        // A leaked secret signs anything; ids of sessions are what `newId` makes.
        if (typeof payload.jti !== 'string' || !/^[0-9a-z]{1,64}$/.test(payload.jti)) throw new TypeError('No id.');
        return payload.jti;
      } catch (error) {
        if (error instanceof errors.JWTExpired) throw new ProblemError('session-expired');
        const claim = error instanceof errors.JWTClaimValidationFailed ? error.claim : undefined;
        throw new ProblemError(claim === 'aud' || claim === 'iss' ? 'session-foreign' : 'unauthenticated');
      }
    },
  };
}
