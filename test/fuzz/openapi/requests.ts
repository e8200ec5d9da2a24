/** Requests of any operation of the document: as it wants them, nearly so, and not at all so; from anybody and nobody. */
import fc from 'fast-check';
import { type DocumentOperation, listOperations, openapi } from '../../contract/lib/document.ts';
import { spoiled } from '../../contract/lib/arbitrary.ts';
import { isText, type Json, type Known, valid } from './values.ts';

export interface Sent {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** Who sends; `nobody` has no credential, `anybody` a made-up one. */
  readonly by: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

const EVIL = [
  ...[
    '',
    ' ',
    '.',
    '..',
    '../..',
    'null',
    'undefined',
    'NaN',
    '-1',
    '0',
    '1e9',
    '9'.repeat(40),
    '__proto__',
    'constructor',
    "' or 1=1 --",
    '%',
    '%00',
    '\0',
    '\r\nx: y',
  ],
  ...[
    '<script>',
    '${7*7}',
    '{{7*7}}',
    '心桥',
    'ａｎｎ',
    'e\u0301',
    '\u202e',
    '\u{1F309}',
    '\ufeff',
    'a'.repeat(65),
    'a'.repeat(600),
    '*',
    '/',
    '\\',
    ';',
    '[]',
    '{}',
    'true',
  ],
];
const evil = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...EVIL) },
  // What PostgreSQL does not store.
  { weight: 2, arbitrary: fc.constantFrom('\0', 'a\0b', '心\0') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }).filter(isText) },
);

/** A part of an address: mostly coded as it should be, now and then as it stands. */
const coded = (value: Json): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return encodeURIComponent(text);
};
const bare = fc.stringMatching(/^[!$&'()*+,;=:@%A-Za-z0-9._~-]{1,12}$/);

const mostly = <T>(good: fc.Arbitrary<T>, bad: fc.Arbitrary<T>, weight = 6): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: good }, { weight: 1, arbitrary: bad });

function pathOf(path: string, known: Known): fc.Arbitrary<string> {
  const parts = path.split(/(\{\w+\})/).map(part => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined) return fc.constant(part);
    const ids = [...(known[name] ?? []), 'there-is-no-such-id'];
    return mostly(fc.constantFrom(...ids).map(coded), fc.oneof(evil.map(coded), bare));
  });
  return fc.tuple(...parts).map(all => all.join(''));
}

function queryOf({ parameters = [] }: DocumentOperation, known: Known): fc.Arbitrary<string> {
  const named = parameters.filter(one => one.in === 'query');
  const members = named.map(({ name, required, schema }) => {
    const pair = mostly(valid(schema, known, name), evil as fc.Arbitrary<Json>, 3).map(
      value => `${name}=${coded(value)}`,
    );
    return mostly(pair, fc.constant(''), required ? 20 : 1);
  });
  const odd = fc.oneof(
    bare,
    evil.map(value => `${coded(value)}=${coded(value)}`),
    fc.constantFrom('sort=score', 'fields=answers', 'tenantId=neighbour', '__proto__[x]=1', 'limit=1&limit=2'),
  );
  return fc.tuple(...members, mostly(fc.constant(''), odd, 9)).map(all => {
    const query = all.filter(part => part !== '').join('&');
    return query === '' ? '' : `?${query}`;
  });
}

/** What may stand in a header: a client cannot send others. */
const headerText = evil.map(value => value.replaceAll(/[^\x20-\x7e\x80-\xff]/g, '?').trim());

function headersOf({
  method,
  operation,
}: {
  method: string;
  operation: DocumentOperation;
}): fc.Arbitrary<Record<string, string>> {
  const rare = (values: readonly string[]) =>
    fc.oneof(
      { weight: 14, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom(...values) },
      { weight: 1, arbitrary: headerText },
    );
  const isPost = method === 'POST';
  const hasBody = operation.requestBody !== undefined;
  const keys = fc.oneof(fc.uuid(), fc.constantFrom('the-same-key-0001', 'the-same-key-0002'));
  return fc
    .record({
      'idempotency-key': isPost
        ? mostly<string | undefined>(keys, fc.oneof(headerText, fc.constant(undefined)), 14)
        : rare(['some-key-0001']),
      'content-type': hasBody
        ? mostly<string | undefined>(
            fc.constantFrom('application/json', 'application/json; charset=utf-8'),
            fc.oneof(headerText, fc.constantFrom('text/plain', 'application/json; charset=gbk', undefined)),
            20,
          )
        : fc.constant(undefined),
      'content-encoding': rare(['identity', 'gzip', 'br']),
      'x-request-id': rare(['portal-0001', '<script>']),
      origin: rare(['https://portal.example.edu.cn', 'https://elsewhere.example', 'null']),
      'if-match': rare(['"1"', '"2"', '*', 'W/"1"']),
      'if-none-match': rare(['"1"', '*']),
      range: rare(['bytes=0-0']),
      'last-event-id': rare(['0', '1', '99999999999999']),
      'xinqiao-purpose': rare(['care', 'follow-up', 'other']),
      'xinqiao-purpose-note': rare(['%E5%BF%83', '%00']),
      'accept-language': rare(['en', 'zh-CN']),
      'x-http-method-override': rare(['DELETE']),
    })
    .map(headers =>
      Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined)),
    );
}

function bodyOf({ requestBody }: DocumentOperation, known: Known): fc.Arbitrary<string | Uint8Array | undefined> {
  const schema = requestBody?.content['application/json']?.schema;
  if (!schema) return mostly<string | undefined>(fc.constant(undefined), fc.constantFrom('{}', 'x', 'null'), 20);
  const document = valid(schema, known);
  return fc.oneof(
    { weight: 6, arbitrary: document.map(value => JSON.stringify(value)) },
    { weight: 5, arbitrary: spoiled(document).map(value => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.json() },
    // Cut, doubled, or with bytes in it that are no text.
    {
      weight: 1,
      arbitrary: fc.tuple(document, fc.nat(400), fc.uint8Array({ maxLength: 4 })).map(([value, at, bytes]) => {
        const whole = Buffer.from(JSON.stringify(value));
        return Buffer.concat([
          whole.subarray(0, at % (whole.length + 1)),
          bytes,
          whole.subarray(at % (whole.length + 1)),
        ]);
      }),
    },
    { weight: 1, arbitrary: fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.constant(undefined)) },
  );
}

const all = listOperations(openapi);
const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'];

/** @param known values that are there; @param people who can send. */
export function requests(known: Known, people: readonly string[]): fc.Arbitrary<Sent> {
  const each = all.map(({ path, method, operation }) => {
    const wants = operation.security.some(scheme => 'secretKey' in scheme) ? ['portal'] : people;
    const senders = fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...wants) },
      // Whom most operations are for.
      { weight: wants === people ? 12 : 1, arbitrary: fc.constantFrom('student', 'psychologist', 'counsellor') },
      { weight: 1, arbitrary: fc.constantFrom('nobody', 'anybody', 'portal', ...people) },
    );
    return fc
      .record({
        id: fc.constant(operation.operationId),
        method: mostly(fc.constant(method), fc.constantFrom(...METHODS), 24),
        path: fc.tuple(pathOf(path, known), queryOf(operation, known)).map(parts => parts.join('')),
        by: senders,
        headers: headersOf({ method, operation }),
        body: bodyOf(operation, known),
      })
      .map(({ body, ...sent }): Sent => (body === undefined ? sent : { ...sent, body }));
  });
  return fc.oneof(...each);
}
