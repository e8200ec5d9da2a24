/** Bodies that are cut, endless, packed, nested, or JSON in name only. */
import { setTimeout as wait } from 'node:timers/promises';
import { deflateSync, gzipSync, brotliCompressSync } from 'node:zlib';
import assert from 'node:assert/strict';
import { type Attack, checked, expectProblem, refused } from '../lib/attack.ts';
import type { Service } from '../lib/service.ts';
import { bytesOf, sendBytes } from '../lib/wire.ts';

const path = '/v1/corrections';
const correction = { about: 'other', wrong: '姓名', right: '林知夏' };
const json = JSON.stringify(correction);
type Headers = Record<string, string | undefined>;

const post = (service: Service, body: string | Uint8Array, headers: Headers = {}) =>
  service.as('student', { method: 'POST', path, body, headers });
const postAll = (service: Service, bodies: readonly (string | Uint8Array)[], headers?: Headers) =>
  Promise.all(bodies.map(body => post(service, body, headers)));
/** A text of the correction with something raw in its place. */
const withRaw = (text: string) => `{"about":"other","right":"x","wrong":${text}}`;

/** The head of a POST, and whatever is to follow it. */
async function pieces(
  service: Service,
  headers: Headers,
  after: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  end = true,
) {
  const head = bytesOf({
    method: 'POST',
    path,
    headers: {
      authorization: `Bearer ${await service.tokenOf('student')}`,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
      ...headers,
    },
  });
  async function* all() {
    yield head;
    yield* after;
  }
  return sendBytes(service.port, all(), { end });
}
const chunk = (text: string) => Buffer.from(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`);
const chunked = { 'transfer-encoding': 'chunked' };
let packed: Buffer | undefined;
const bomb = (): Buffer => (packed ??= gzipSync(Buffer.alloc(100_000_000, 0x20)));
const nested = (open: string, close: string, depth: number) => `${open.repeat(depth)}1${close.repeat(depth)}`;

export const bodies: readonly Attack[] = [
  refused(
    'No JSON: cut, a comment, a comma too many, single quotes, NaN, nothing but blanks',
    400,
    'malformed-body',
    service =>
      postAll(service, [
        ...[
          json.slice(0, -1),
          '{',
          '"',
          '{"a"}',
          `${json}x`,
          `${json}${json}`,
          `// note\n${json}`,
          `${json.slice(0, -1)},}`,
        ],
        ...[
          "{'about':'other'}",
          withRaw('NaN'),
          withRaw('Infinity'),
          withRaw('undefined'),
          withRaw('0x10'),
          withRaw('01'),
          ' ',
          '\n\t',
        ],
        ...[withRaw('"\n"'), withRaw('"\\x41"'), withRaw('"\\u12"'), `(${json})`, `)]}',\n${json}`],
      ]),
  ),
  refused('No UTF-8: a stray byte, an overlong form, a coded surrogate, UTF-16, GBK', 400, 'malformed-body', service =>
    postAll(service, [
      ...[
        [0xff],
        [0xc0, 0xaf],
        [0xe0, 0x80, 0xaf],
        [0xed, 0xa0, 0x80],
        [0xf4, 0x90, 0x80, 0x80],
        [0xc4, 0xe3, 0xba, 0xc3],
        [0xe5, 0xbf],
      ].map(bytes =>
        Buffer.concat([Buffer.from('{"about":"other","right":"x","wrong":"'), Buffer.from(bytes), Buffer.from('"}')]),
      ),
      Buffer.from(`\ufeff${json}`, 'utf16le'),
    ]),
  ),
  refused('No object: null, a number, a text, a list', 422, 'invalid-request', service =>
    postAll(service, ['null', '1', '"x"', '[]', `[${json}]`, 'true', '1e999', '-0']),
  ),
  refused('No body at all', 422, 'invalid-request', async service => [
    await post(service, ''),
    await service.as('student', { method: 'POST', path }),
    await service.as('student', { method: 'POST', path, headers: { 'content-type': 'application/json' } }),
  ]),
  refused(
    'The same key twice, at any depth: one reader would see the first, another the last',
    422,
    'invalid-request',
    service =>
      postAll(service, [
        '{"about":"other","wrong":"a","right":"b","right":"c"}',
        '{"about":"other","about":"other","wrong":"a","right":"b"}',
        '{"about":"other","wrong":"a","right":"b","r\\u0069ght":"c"}',
        '{"about":"other","wrong":"a","right":"b","more":[{"x":{"y":1,"y":2}}]}',
      ]),
    /"code":"duplicate"/,
  ),
  refused(
    '`__proto__`, at any depth',
    422,
    'invalid-request',
    service =>
      postAll(service, [
        '{"about":"other","wrong":"a","right":"b","__proto__":{"isAdmin":true}}',
        '{"about":"other","wrong":"a","right":"b","\\u005f_proto__":1}',
        '{"about":"other","wrong":{"__proto__":{"polluted":true}},"right":"b"}',
        '{"__proto__":{"about":"other","wrong":"a","right":"b"}}',
        '[{"__proto__":[]}]',
      ]),
    /"unknown-key"|"wrong-type"/,
  ),
  refused(
    '`constructor`, `prototype` and the names of methods',
    422,
    'invalid-request',
    service =>
      postAll(service, [
        ...[
          'constructor',
          'prototype',
          'toString',
          'valueOf',
          'hasOwnProperty',
          'toJSON',
          'then',
          '__defineGetter__',
          'length',
        ].map(key => `{"about":"other","wrong":"a","right":"b","${key}":{"prototype":{"polluted":true}}}`),
      ]),
    /unknown-key/,
  ),
  refused('Keys of that kind among the answers and the timings', 422, 'invalid-request', async service => {
    const body = (part: string) =>
      `{"attemptId":"${crypto.randomUUID()}","assignmentId":"x","instrumentId":"phq9","instrumentVersion":"1.0.0","language":"zh-CN",${part}}`;
    return Promise.all(
      ['"answers":{"__proto__":{"1":3}}', '"answers":{},"timings":{"__proto__":1}'].map(part =>
        service.as('student', { method: 'POST', path: '/v1/responses', body: body(part) }),
      ),
    );
  }),
  refused(
    '10,000 levels of lists, of objects, of both',
    422,
    'invalid-request',
    service =>
      postAll(service, [
        withRaw(nested('[', ']', 10_000)),
        withRaw(nested('{"a":', '}', 10_000)),
        withRaw(nested('[{"a":', '}]', 10_000)),
        nested('[', ']', 10_000),
        withRaw(nested('[', ']', 120_000)),
      ]),
    /too-deep/,
  ),
  refused(
    'Half a character (a lone surrogate) and U+0000, in values and keys',
    422,
    'invalid-request',
    service =>
      postAll(service, [
        ...['"\\ud800"', '"a\\udc00b"', '"\\ud83d\\ud83d"', '"\\u0000"', '"a\\u0000b"'].map(withRaw),
        `{"about":"other","wrong":"a","right":"b","\\ud800":1}`,
        `{"about":"other","wrong":"a","right":"b","\\u0000":1}`,
      ]),
    /not-well-formed|unknown-key/,
  ),
  refused(
    'Numbers where text is asked for, of 400 digits, endless, negative nothing',
    422,
    'invalid-request',
    service => postAll(service, ['9'.repeat(400), '1e400', '-1e400', '1e-400', '-0', '9007199254740993'].map(withRaw)),
  ),
  refused('A text of 1,001 characters where 1,000 are allowed; one of blanks', 422, 'invalid-request', service =>
    postAll(service, [withRaw(`"${'字'.repeat(1_001)}"`), withRaw('""'), withRaw('" \\t\\n\u3000"')]),
  ),
  refused('20,000 keys', 422, 'invalid-request', service =>
    post(
      service,
      `{"about":"other","wrong":"a","right":"b"${Array.from({ length: 20_000 }, (_, i) => `,"k${i}":1`).join('')}}`,
    ),
  ),
  refused('A body of 256 KiB and a byte; a text of 10 MB', 413, 'body-too-large', async service => [
    await post(service, withRaw(`"${'x'.repeat(256 * 1024)}"`)),
    await post(service, withRaw(`"${'x'.repeat(10_000_000)}"`)),
    await pieces(service, { 'content-length': '99999999999' }, [Buffer.from('{')], false),
  ]),
  refused('A body without a length that never ends', 413, 'body-too-large', service =>
    pieces(
      service,
      chunked,
      Array.from({ length: 400 }, () => chunk(' '.repeat(4_096))),
      false,
    ),
  ),
  refused(
    'A packed body (gzip, deflate, br, zstd), or one that is said to be',
    415,
    'unsupported-media-type',
    async service => [
      await post(service, gzipSync(json), { 'content-encoding': 'gzip' }),
      await post(service, deflateSync(json), { 'content-encoding': 'deflate' }),
      await post(service, brotliCompressSync(json), { 'content-encoding': 'br' }),
      ...(await Promise.all(
        ['gzip', 'zstd', 'x', 'identity, gzip', 'gzip, gzip', 'aes128gcm'].map(one =>
          post(service, json, { 'content-encoding': one }),
        ),
      )),
    ],
  ),
  refused('A bomb: 100 MB of blanks in 100 KB of gzip', 415, 'unsupported-media-type', async service => [
    await post(service, bomb(), { 'content-encoding': 'gzip' }),
    await post(service, gzipSync(bomb()), { 'content-encoding': 'gzip, gzip' }),
  ]),
  refused('A bomb that does not say what it is', 400, 'malformed-body', service => post(service, bomb())),
  checked(
    'A body that is cut: fewer bytes than it says, a chunk that never ends',
    '400, or no answer where nobody is left',
    async service => {
      const half = Buffer.from(json.slice(0, 20));
      const answers = [
        await pieces(service, { 'content-length': `${json.length * 4}` }, [half]),
        await pieces(service, chunked, [Buffer.from('40\r\n'), half]),
        await pieces(service, chunked, [chunk(json)]),
      ];
      for (const answer of answers) await expectProblem(answer, 400, 'invalid-request');
    },
  ),
  checked('More bytes than it says', '400', async service => {
    const answer = await pieces(service, { 'content-length': '10' }, [Buffer.from(json)]);
    // The first ten are no JSON, the rest is no HTTP: either may be seen first.
    const { code } = (await answer.clone().json()) as { code: 'malformed-body' };
    await expectProblem(answer, 400, code);
  }),
  refused('Chunks that are none', 400, 'invalid-request', async service =>
    Promise.all(
      [
        'xyz\r\n{}\r\n0\r\n\r\n',
        '-1\r\n{}\r\n',
        'ffffffffffffffffffff\r\n{}',
        '2\r\n{}{}\r\n0\r\n\r\n',
        '2;\0\r\n{}\r\n0\r\n\r\n',
      ].map(text => pieces(service, chunked, [Buffer.from(text)], false)),
    ),
  ),
  checked('Chunk extensions without end', '413 `body-too-large`', async service => {
    const extension = `2;${'x'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`;
    await expectProblem(await pieces(service, chunked, [Buffer.from(extension)], false), 413, 'body-too-large');
  }),
  refused('Headers that come a byte at a time (Slowloris)', 408, 'invalid-request', async service => {
    async function* slowly() {
      yield Buffer.from('GET /v1/me HTTP/1.1\r\nHost: localhost\r\n');
      for (let sent = 0; sent < 200; sent++) {
        await wait(50);
        yield Buffer.from(`x-${sent}: x\r\n`);
      }
    }
    return sendBytes(service.port, slowly());
  }),
  refused('A body that comes a byte at a time', 408, 'invalid-request', async service => {
    async function* slowly() {
      for (const byte of Buffer.from(json.repeat(4))) {
        await wait(50);
        yield Buffer.from([byte]);
      }
    }
    return pieces(service, { 'content-length': '100000' }, slowly(), false);
  }),
  checked(
    'A byte-order mark',
    'taken off (RFC 8259, 8.1), and what is behind it is read like anything else',
    async service => {
      const marked = (text: string) => post(service, Buffer.from(`\ufeff${text}`));
      await expectProblem(await marked('{"about":"other"}'), 422, 'invalid-request');
      await expectProblem(await marked('\ufeff{}'), 400, 'malformed-body');
      assert.notEqual((await marked('{"about":"nothing"}')).status, 400);
    },
  ),
];
