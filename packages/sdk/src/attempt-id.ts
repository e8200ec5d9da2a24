/**
 * A new attempt id (UUID version 4): make one when a questionnaire opens, and send it with every try to submit it.
 * `crypto.randomUUID` is missing on plain `http://` pages and in old web views, `getRandomValues` is not.
 */
export function createAttemptId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
