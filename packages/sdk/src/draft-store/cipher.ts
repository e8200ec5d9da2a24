/**
 * AES-256-GCM by the platform, or on plain http, where pages have no `crypto.subtle`, by @noble/ciphers: the same bytes, so that
 * each reads what the other has sealed.
 */

/** Bytes of the number used once, which come first. */
const NONCE = 12;

export interface Cipher {
  seal(value: unknown): Promise<Uint8Array<ArrayBuffer>>;
  /** @throws {Error} when it was sealed with another key or for something else, or was altered */
  open(sealed: Uint8Array<ArrayBuffer>): Promise<unknown>;
}

const encoder = /* @__PURE__ */ new TextEncoder();
const decoder = /* @__PURE__ */ new TextDecoder();
const bytesOf = (base64: string) => Uint8Array.from(atob(base64), character => character.charCodeAt(0));

interface Engine {
  encrypt(nonce: Uint8Array<ArrayBuffer>, text: Uint8Array<ArrayBuffer>): Promise<Uint8Array> | Uint8Array;
  decrypt(nonce: Uint8Array<ArrayBuffer>, sealed: Uint8Array<ArrayBuffer>): Promise<Uint8Array> | Uint8Array;
}

/**
 * @param key base64 of 256 bits
 * @param boundTo what is authenticated beside the text: a copy of another person or form cannot be put in its place
 * @param subtle the platform's; `undefined` where a page has none
 */
export async function createCipher(
  key: string,
  boundTo: string,
  subtle: SubtleCrypto | undefined = globalThis.crypto.subtle,
): Promise<Cipher> {
  const bound = encoder.encode(boundTo);
  const engine = subtle ? await platform(bytesOf(key), bound, subtle) : await library(bytesOf(key), bound);
  return {
    async seal(value) {
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
      const sealed = await engine.encrypt(nonce, encoder.encode(JSON.stringify(value)));
      const record = new Uint8Array(NONCE + sealed.length);
      record.set(nonce);
      record.set(sealed, NONCE);
      return record;
    },
    async open(record) {
      const text = await engine.decrypt(record.slice(0, NONCE), record.slice(NONCE));
      return JSON.parse(decoder.decode(text));
    },
  };
}

async function platform(
  key: Uint8Array<ArrayBuffer>,
  additionalData: Uint8Array<ArrayBuffer>,
  subtle: SubtleCrypto,
): Promise<Engine> {
  const imported = await subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']);
  const how = (iv: Uint8Array<ArrayBuffer>) => ({ name: 'AES-GCM', iv, additionalData });
  return {
    encrypt: async (nonce, text) => new Uint8Array(await subtle.encrypt(how(nonce), imported, text)),
    decrypt: async (nonce, sealed) => new Uint8Array(await subtle.decrypt(how(nonce), imported, sealed)),
  };
}

async function library(key: Uint8Array, additionalData: Uint8Array): Promise<Engine> {
  const { gcm } = await import('@noble/ciphers/aes.js');
  return {
    encrypt: (nonce, text) => gcm(key, nonce, additionalData).encrypt(text),
    decrypt: (nonce, sealed) => gcm(key, nonce, additionalData).decrypt(sealed),
  };
}
