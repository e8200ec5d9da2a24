/** Digests, secrets and ids. */

/**
 * JSON in the canonical form of RFC 8785: no white space, keys in the order of their UTF-16 code units. Numbers and
 * strings are written by ECMAScript's own rules, which are those of the RFC.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

/** SHA-256 of the text in UTF-8, 64 digits of lower-case hex. */
export async function sha256Hex(text: string): Promise<string> {
  return Array.from(await sha256(text), byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Crockford's alphabet: nothing that is mistaken for something else when read out. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const inAlphabet = (bytes: Iterable<number>): string => Array.from(bytes, byte => ALPHABET[byte % 32]).join('');

/** An id nobody can guess: 125 random bits. */
export function newId(): string {
  return inAlphabet(crypto.getRandomValues(new Uint8Array(25))).toLowerCase();
}

/** A short code a person can read out, e.g. `XQ-7F3K-29QD`; the same for the same text. */
export async function readableCode(text: string): Promise<string> {
  const code = inAlphabet((await sha256(text)).slice(0, 8));
  return `XQ-${code.slice(0, 4)}-${code.slice(4)}`;
}
