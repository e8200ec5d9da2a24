/** The bytes of a spreadsheet as text. Chinese spreadsheet programs write GBK unless they are told otherwise. */

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
}

const marks: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * By its byte order mark, else UTF-8 when every byte fits, else GB 18030 (of which GBK is a part). Text in GBK is
 * practically never valid UTF-8; text in UTF-8 is often valid GBK, so the order matters.
 *
 * @returns undefined when it is none of these.
 */
export function decode(bytes: Uint8Array): Decoded | undefined {
  const marked = marks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0];
  for (const encoding of marked ? [marked] : (['utf-8', 'gb18030'] as const)) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
    } catch {
      // The next one, if there is one.
    }
  }
  return undefined;
}
