/** Methods, headers and ways of sending that no page of a portal uses. */
import assert from 'node:assert/strict';
import { type Attack, checked, expectProblem, ignored, refused } from '../lib/attack.ts';
import { ORIGIN, type Service } from '../lib/service.ts';
import { sendBytes } from '../lib/wire.ts';

const correction = JSON.stringify({ about: 'other', wrong: '姓名', right: '林知夏' });
const post = (
  service: Service,
  headers: Record<string, string | readonly string[] | undefined>,
  body: string | Uint8Array = correction,
) => service.as('student', { method: 'POST', path: '/v1/corrections', body, headers });
const get = (service: Service, headers: Record<string, string | readonly string[]>, path = '/v1/me') =>
  service.as('student', { path, headers });
const pairs = async (service: Service, all: readonly Record<string, string | readonly string[]>[], path?: string) =>
  (
    await Promise.all(all.map(async headers => [await get(service, headers, path), await get(service, {}, path)]))
  ).flat();
/** Bytes as they stand, for what is no message. */
const raw = (service: Service, text: string | Uint8Array, end = false) =>
  sendBytes(service.port, [typeof text === 'string' ? Buffer.from(text, 'latin1') : text], { end });

export const messages: readonly Attack[] = [
  refused(
    'Methods that a path does not have: PUT, PATCH, TRACE, PROPFIND, QUERY …',
    405,
    'method-not-allowed',
    async service =>
      Promise.all(
        ['PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'LINK', 'PURGE', 'QUERY', 'M-SEARCH'].map(method =>
          service.as('student', { method, path: '/v1/corrections' }),
        ),
      ),
  ),
  refused('CONNECT, to make a tunnel of the service', 405, 'method-not-allowed', service =>
    raw(service, 'CONNECT 10.0.0.1:5432 HTTP/1.1\r\nHost: localhost\r\n\r\n'),
  ),
  refused(
    'Methods that do not exist, that are in small letters, that are a line of their own',
    400,
    'invalid-request',
    async service =>
      Promise.all(
        ['JUMP', 'get', 'GET\r\nX: y', '<script>', '\x16\x03\x01\x02'].map(method =>
          raw(service, `${method} /v1/me HTTP/1.1\r\nHost: localhost\r\n\r\n`),
        ),
      ),
  ),
  ignored('Another method named in a header (`X-HTTP-Method-Override` and its like)', service =>
    pairs(
      service,
      ['x-http-method-override', 'x-http-method', 'x-method-override', '_method'].map(name => ({ [name]: 'DELETE' })),
      '/v1/corrections',
    ),
  ),
  ignored('Another method named in the query', async service =>
    (
      await Promise.all(
        ['_method', 'method', 'x-http-method-override'].map(async name => [
          await get(service, {}, `/v1/corrections?${name}=POST`),
          await get(service, {}, '/v1/corrections'),
        ]),
      )
    ).flat(),
  ),
  refused(
    'A POST that says it is a GET, or a DELETE, and has no key of its own',
    400,
    'invalid-request',
    async service =>
      Promise.all(
        ['GET', 'DELETE'].map(method =>
          post(service, { 'x-http-method-override': method, 'idempotency-key': undefined }),
        ),
      ),
  ),
  checked('HEAD', 'the headers of GET and nothing else', async service => {
    for (const path of ['/v1/me', '/v1/corrections', '/v1/students/none', '/v1/nothing']) {
      const [head, full] = [
        await service.as('student', { method: 'HEAD', path }),
        await service.as('student', { path }),
      ];
      assert.equal(head.status, full.status, path);
      assert.equal(await head.text(), '');
      assert.equal(head.headers.get('content-type'), full.headers.get('content-type'));
    }
  }),
  checked('A preflight from a page that is not registered', '204, and no page is let in', async service => {
    for (const origin of [
      'https://elsewhere.example',
      'null',
      `${ORIGIN}.elsewhere.example`,
      '*',
      `${ORIGIN}, https://elsewhere.example`,
      "' or true --",
    ]) {
      const headers = { origin, authorization: undefined, 'access-control-request-method': 'POST' };
      const answer = await service.as('student', { method: 'OPTIONS', path: '/v1/responses', headers });
      assert.equal(answer.status, 204);
      assert.deepEqual(
        [...answer.headers.keys()].filter(name => name.startsWith('access-control')),
        [],
      );
    }
  }),
  refused(
    'A simple request of another site (CSRF): `text/plain`, a form, multipart, no type',
    415,
    'unsupported-media-type',
    async service =>
      Promise.all(
        [
          ...[
            'text/plain',
            'text/plain;charset=UTF-8',
            'application/x-www-form-urlencoded',
            'multipart/form-data; boundary=x',
          ],
          ...[
            '',
            undefined,
            'application/jsonp',
            'application/json+x',
            'text/json',
            'application/xml',
            'text/plain, application/json',
          ],
        ].map(type => post(service, { 'content-type': type })),
      ),
  ),
  refused('JSON that is said to be in another encoding', 415, 'unsupported-media-type', async service =>
    Promise.all(
      ['gbk', 'utf-16', 'utf-7', 'latin1', '"gb18030"'].map(one =>
        post(service, { 'content-type': `application/json; charset=${one}` }),
      ),
    ),
  ),
  refused('Two types', 415, 'unsupported-media-type', service =>
    post(service, { 'content-type': ['application/json', 'text/plain'] }),
  ),
  refused('A POST without `Idempotency-Key`, or with one that is none', 400, 'invalid-request', async service =>
    Promise.all(
      [
        undefined,
        '',
        'short',
        'with space in it',
        'x'.repeat(129),
        '心桥心桥心桥',
        'tab\there-and-there',
        ['one-of-them', 'another-one'],
      ].map(key => post(service, { 'idempotency-key': key })),
    ),
  ),
  ignored('A range, a condition, a date of another time', service =>
    pairs(service, [
      ...['bytes=0-0', 'bytes=-1', 'bytes=9-1', 'bytes=0-,0-,0-', 'rows=1', 'x'].map(range => ({ range })),
      ...['*', '"1"', 'W/"x"', '\x22'].map(one => ({ 'if-none-match': one, 'if-match': one })),
      ...['x', 'Thu, 01 Jan 1970 00:00:00 GMT', '-1'].map(one => ({
        'if-modified-since': one,
        'if-unmodified-since': one,
      })),
    ]),
  ),
  ignored('Another host, another address, another path, said by a header for proxies', service =>
    pairs(service, [
      { 'x-forwarded-host': 'elsewhere.example' },
      { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1', forwarded: 'for=127.0.0.1;host=elsewhere.example' },
      { 'x-original-url': '/v1/audit', 'x-rewrite-url': '/v1/audit' },
      { 'x-user': 'X0001', 'x-role': 'psych-staff', 'x-tenant': 'neighbour', 'x-student-id': 'n-student' },
      { upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQCAAAAAAIAAAAA' },
      { expect: 'the-unexpected' },
      { te: 'trailers, deflate;q=0.5', trailer: 'authorization' },
    ]),
  ),
  checked(
    'A request id that is no id, that would break a header or a page',
    'an id of the service’s own',
    async service => {
      for (const id of [
        '<script>alert(1)</script>',
        'a\tb\tc\td\te',
        'x'.repeat(65),
        'short',
        '心桥心桥',
        "' or 1=1 --",
        ['portal-0001', 'portal-0002'],
      ]) {
        const answer = await get(service, { 'x-request-id': id });
        assert.equal(answer.status, 200);
        assert.match(answer.headers.get('x-request-id') ?? '', /^[0-9a-z]{25}$/);
      }
    },
  ),
  refused(
    'Lines put into a header that comes back: request id, key, origin, purpose',
    400,
    'invalid-request',
    async service => {
      const token = await service.tokenOf('student');
      return Promise.all(
        [
          'x-request-id',
          'idempotency-key',
          'origin',
          'xinqiao-purpose',
          'xinqiao-purpose-note',
          'last-event-id',
        ].flatMap(name =>
          ['portal-1\rset-cookie: a=b', 'portal-1\nset-cookie: a=b', 'portal-1\0x', 'portal-1\r\n set-cookie: a=b'].map(
            value =>
              raw(
                service,
                `GET /v1/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\n${name}: ${value}\r\n\r\n`,
              ),
          ),
        ),
      );
    },
  ),
  refused('A purpose that is none, a note that is no line of text', 400, 'invalid-request', async service => {
    const note = (text: string, purpose = 'care') => ({ 'xinqiao-purpose': purpose, 'xinqiao-purpose-note': text });
    const ask = (headers: Record<string, string>) => service.as('psychologist', { path: '/v1/alerts', headers });
    return Promise.all([
      ...['', 'award', 'CARE', 'care, other', '__proto__'].map(purpose => ask({ 'xinqiao-purpose': purpose })),
      ...['', '%', '%ff', '%00', 'a%0d%0aset-cookie:%20a=b', '%ED%A0%80', 'x'.repeat(2_000)].map(one => ask(note(one))),
      ask({ 'xinqiao-purpose-note': 'x' }),
      ask({ 'xinqiao-purpose': 'other' }),
    ]);
  }),
  refused('A place in the event stream that is none', 400, 'invalid-request', async service =>
    Promise.all(
      ['-1', '1e3', 'x', '9'.repeat(16), '1, 2', '0x10', "1' or '1'='1"].map(id =>
        service.as('psychologist', { path: '/v1/alerts/events', headers: { 'last-event-id': id } }),
      ),
    ),
  ),
  refused(
    'What is no HTTP/1.1: another protocol, no host, two hosts, a header without a name',
    400,
    'invalid-request',
    async service =>
      Promise.all([
        raw(service, 'GET /v1/me HTTP/1.1\r\n\r\n'),
        raw(service, 'GET /v1/me HTTP/9.9\r\nHost: localhost\r\n\r\n'),
        raw(service, 'GET /v1/me\r\n\r\n'),
        raw(service, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'.padEnd(200, '\0')),
        raw(service, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
        raw(service, 'GET /v1/me HTTP/1.1\r\nHost: localhost\r\n: nameless\r\n\r\n'),
        raw(service, 'GET /v1/me HTTP/1.1\r\nHost : localhost\r\n\r\n'),
        raw(service, 'GET /v1/me HTTP/1.1\r\nHost: localhost\r\nbad name: x\r\n\r\n'),
      ]),
  ),
  refused('A host that is no host', 400, 'invalid-request', async service =>
    Promise.all(
      ['a b', 'a/b', '<script>', 'localhost:99999999', 'user@elsewhere.example', '\\'].map(host =>
        get(service, { host }),
      ),
    ),
  ),
  refused('Headers of 20,000 characters, a thousand headers', 431, 'invalid-request', async service => [
    await get(service, { 'x-long': 'x'.repeat(20_000) }),
    await get(service, { 'x-many': Array<string>(3_000).fill('xxxxxxxx') }),
  ]),
  checked(
    'Two requests in one, to smuggle the second past a proxy',
    '400 `invalid-request`, and one answer alone',
    async service => {
      const token = await service.tokenOf('student');
      const head = (lines: string) =>
        `POST /v1/corrections HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nIdempotency-Key: smuggled-0001\r\n${lines}\r\n\r\n`;
      const second = `GET /v1/me HTTP/1.1\r\nHost: localhost\r\n\r\n`;
      for (const lines of [
        'Content-Length: 4\r\nTransfer-Encoding: chunked',
        'Transfer-Encoding: chunked\r\nContent-Length: 4',
        'Content-Length: 4\r\nContent-Length: 40',
        'Transfer-Encoding: chunked, identity',
        'Transfer-Encoding: xchunked',
        'Content-Length: +4',
        'Content-Length: 4x',
        'Content-Length: -4',
        'Content-Length: 99999999999999999999999',
      ]) {
        await expectProblem(await raw(service, `${head(lines)}0\r\n\r\n${second}`), 400, 'invalid-request');
      }
    },
  ),
];
