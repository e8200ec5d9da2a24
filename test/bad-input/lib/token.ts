/** Tokens as somebody forges them: any header, any claims, any signature. */
import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
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

/** The signature of the key that signs for a tenant now, and its public half. */
async function signerOf(service: Service, tenant: string) {
  const { id, private_key } = await service.database.kysely
    .selectFrom('signing_keys')
    .select(['id', 'private_key'])
    .where('tenant_id', '=', tenant)
    .where('retired_at', 'is', null)
    .executeTakeFirstOrThrow();
  const key = createPrivateKey({ key: JSON.parse(private_key!), format: 'jwk' });
  const signature: Signature = signed => sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return { kid: id, signature, publicKey: createPublicKey(key) };
}

const read = (text: string) => JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>;

/** What a token of the service says, and what it is signed with: to alter one thing at a time. */
export async function genuine(service: Service) {
  const { token } = await service.sessionOf('student');
  const [header, claims] = token.split('.') as [string, string];
  const { signature, publicKey } = await signerOf(service, TENANT);
  return {
    header: read(header),
    claims: { ...read(claims), exp: seconds(service.now) + 300 },
    signature,
    /** What is no secret: the public key that checks the signature. */
    publicKeys: [
      publicKey.export({ format: 'pem', type: 'spki' }),
      JSON.stringify(publicKey.export({ format: 'jwk' })),
      publicKey.export({ format: 'der', type: 'spki' }),
    ],
  };
}

/** What the neighbour's tokens are signed with. */
export const neighbourSigner = (service: Service) => signerOf(service, OTHER_TENANT);
