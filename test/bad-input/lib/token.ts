/** Tokens as somebody forges them: any header, any claims, any signature. */
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { OTHER_TENANT, type Service, TENANT } from './service.ts';

type Signature = (signed: string) => Buffer | string;

const part = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

export function encode(header: unknown, claims: unknown, signature: Signature): string {
  const signed = `${part(header)}.${part(claims)}`;
  const bytes = signature(signed);
  return `${signed}.${typeof bytes === 'string' ? bytes : bytes.toString('base64url')}`;
}

export const unsigned: Signature = () => '';
export const hmac =
  (secret: Uint8Array | string, hash = 'sha256'): Signature =>
  signed =>
    createHmac(hash, secret).update(signed).digest();

/** A key of the attacker's: its public half, and the signature it makes. */
export function ownKey(kind: 'rsa' | 'ed25519') {
  const { publicKey, privateKey } =
    kind === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ed25519');
  const signature: Signature = signed => sign(kind === 'rsa' ? 'sha256' : null, Buffer.from(signed), privateKey);
  return {
    jwk: publicKey.export({ format: 'jwk' }),
    pem: publicKey.export({ format: 'pem', type: 'spki' }),
    signature,
  };
}

export const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/** What a token of the service says, and what it is signed with: to alter one thing at a time. */
export async function genuine(service: Service) {
  const { id } = await service.sessionOf('student');
  const { signing_secret } = await service.database.kysely
    .selectFrom('tenants')
    .select('signing_secret')
    .where('id', '=', TENANT)
    .executeTakeFirstOrThrow();
  return {
    header: { alg: 'HS256', typ: 'JWT' },
    claims: {
      ...{ iss: 'xinqiao', aud: `xinqiao:${TENANT}`, jti: id },
      ...{ iat: seconds(service.now), exp: seconds(service.now) + 300 },
    },
    secret: Buffer.from(signing_secret, 'base64'),
  };
}

/** What the neighbour's tokens are signed with. */
export async function neighbourSecret(service: Service): Promise<Buffer> {
  const { signing_secret } = await service.database.kysely
    .selectFrom('tenants')
    .select('signing_secret')
    .where('id', '=', OTHER_TENANT)
    .executeTakeFirstOrThrow();
  return Buffer.from(signing_secret, 'base64');
}
