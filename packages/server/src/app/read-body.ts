/** Reads a JSON body that nobody vouches for: its type, size, encoding, depth, keys and strings, before any schema. */
import { type PointedError, ProblemError } from './problem.ts';

/** In bytes. */
const MAX_BODY = 256 * 1024;
const MAX_DEPTH = 32;
/** Errors told at most. */
export const MAX_ERRORS = 100;

/**
 * The body as JSON; `undefined` when there is none.
 *
 * @throws {ProblemError} 400, 413, 415, or 422 with pointers.
 */
export async function readBody(request: Request): Promise<unknown> {
  const bytes = await readBytes(request);
  if (bytes.length === 0) return undefined;
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? '')) throw new ProblemError('unsupported-media-type');
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    throw new ProblemError('malformed-body');
  }
  const errors = inspect(value, text);
  if (errors.length > 0) throw new ProblemError('invalid-request', { errors });
  return value;
}

/** JSON is UTF-8 (RFC 8259, 8.1); whoever says otherwise has sent other bytes than were meant. */
const JSON_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

async function readBytes(request: Request): Promise<Uint8Array> {
  // Nothing is unpacked: a few bytes may hold more than fits into the memory.
  const packed = request.headers.get('content-encoding') ?? 'identity';
  if (packed.trim().toLowerCase() !== 'identity') {
    throw new ProblemError('unsupported-media-type', {
      detail: 'The body must not be compressed.',
      headers: { 'accept-encoding': 'identity' },
    });
  }
  if (Number(request.headers.get('content-length')) > MAX_BODY) throw new ProblemError('body-too-large');
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      // The sender has gone, or what came is no HTTP.
      throw new ProblemError('malformed-body');
    });
    if (done) break;
    size += value.length;
    if (size > MAX_BODY) {
      await reader.cancel().catch(() => {});
      throw new ProblemError('body-too-large');
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

// With the u flag a class of surrogates matches lone ones only.
const LONE_SURROGATE = /[\uD800-\uDFFF]/u;

const escapePointer = (key: string): string =>
  key.slice(0, 64).replaceAll(new RegExp(LONE_SURROGATE, 'gu'), '\uFFFD').replaceAll('~', '~0').replaceAll('/', '~1');

/** A RFC 6901 pointer; long keys are cut. */
export const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map(key => `/${escapePointer(String(key))}`).join('');

/** PostgreSQL stores neither lone surrogates nor U+0000. */
export const isText = (text: string): boolean => !LONE_SURROGATE.test(text) && !text.includes('\0');

/** Members of all objects in a JSON text, counted where they are written: each has one colon outside of strings. */
const countMembers = (text: string): number => text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '').split(':').length - 1;

/** Without recursion: what is nested a hundred thousand deep must not end the process. */
function inspect(root: unknown, text: string): PointedError[] {
  const errors: PointedError[] = [];
  let members = 0;
  const open: { value: unknown; path: readonly string[] }[] = [{ value: root, path: [] }];
  const report = (path: readonly string[], code: string, detail: string) => {
    errors.push({ pointer: pointerOf(path), code, detail });
  };
  for (let next = open.pop(); next && errors.length < MAX_ERRORS; next = open.pop()) {
    const { value, path } = next;
    if (typeof value === 'string') {
      if (!isText(value)) report(path, 'not-well-formed', 'Holds a code unit that is no text.');
    } else if (typeof value === 'object' && value !== null) {
      if (path.length >= MAX_DEPTH) {
        report(path, 'too-deep', `Is nested more than ${MAX_DEPTH} deep.`);
        continue;
      }
      const entries = Object.entries(value);
      if (!Array.isArray(value)) members += entries.length;
      for (const [key, member] of entries) {
        const at = [...path, key];
        // A schema would drop this key in silence.
        if (key === '__proto__') report(at, 'unknown-key', 'This key is never allowed.');
        else if (!isText(key)) report(at, 'not-well-formed', 'The key holds a code unit that is no text.');
        else if (typeof member === 'object' || typeof member === 'string') open.push({ value: member, path: at });
      }
    }
  }
  // Of two members with one key a parser keeps the last, and a wall in front of the service may have looked at the first.
  if (errors.length === 0 && members !== countMembers(text)) {
    report([], 'duplicate', 'Holds the same key twice in one object.');
  }
  return errors;
}
