/** Tokens and keys that are forged, foreign, stale, or in the wrong place. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { EmbedSession } from '@xinqiao/contract/types';
import { type Attack, checked, expectProblem, refused } from '../lib/attack.ts';
import { ORIGIN, OTHER_TENANT, type Service } from '../lib/service.ts';
import { encode, genuine, hmac, neighbourSigner, ownKey, seconds, unsigned } from '../lib/token.ts';
import { send } from '../lib/wire.ts';

type Genuine = Awaited<ReturnType<typeof genuine>>;

const me = (service: Service, authorization: string | readonly string[] | undefined, more: object = {}) =>
  send(service.port, { path: '/v1/me', headers: { authorization, ...more } });
const bearer = (service: Service, token: string, more: object = {}) => me(service, `Bearer ${token}`, more);

/** One request for each token that `forge` makes of a genuine one. */
const forged =
  (forge: (real: Genuine, service: Service) => readonly string[] | Promise<readonly string[]>) =>
  async (service: Service): Promise<Response[]> => {
    const tokens = await forge(await genuine(service), service);
    return Promise.all(tokens.map(token => bearer(service, token)));
  };

const ALIEN = 'https://elsewhere.example';
const DAY = 24 * 60 * 60;

/** Signed as the service signs, with other claims. */
const withClaims = (...claims: readonly object[]) =>
  forged(({ header, claims: real, signature }) => claims.map(one => encode(header, { ...real, ...one }, signature)));

const sessionRequest = JSON.stringify({
  ...{ userId: '9900010001', role: 'student', components: ['xq-provider'], origin: ORIGIN },
});
const create = (service: Service, headers: Record<string, string | undefined>, path = '/v1/embed-sessions') =>
  service.asPortal({ method: 'POST', path, body: sessionRequest, headers });

/** Of the session that {@link ended} makes and ends. */
let endedToken = '';
const ended: Attack = {
  ...refused('A session that was ended', 401, 'session-expired', service => bearer(service, endedToken)),
  async prepare(service) {
    const session = (await (await create(service, {})).json()) as EmbedSession;
    endedToken = session.token;
    const answer = await service.asPortal({ method: 'DELETE', path: `/v1/embed-sessions/${session.id}` });
    assert.equal(answer.status, 204);
  },
};

export const credentials: readonly Attack[] = [
  checked('The control: the same claims, rightly signed', '200', async service => {
    const { header, claims, signature } = await genuine(service);
    assert.equal((await bearer(service, encode(header, claims, signature))).status, 200);
  }),
  refused('No credential, an empty one, another scheme', 401, 'unauthenticated', async service => {
    const token = await service.tokenOf('student');
    const all = [undefined, '', 'Bearer', 'Bearer ', `Basic ${token}`, `Token ${token}`, token, `Bearer: ${token}`];
    return Promise.all(all.map(one => me(service, one)));
  }),
  refused('`alg: none`, however it is spelt', 401, 'unauthenticated', async service =>
    forged(({ claims, header, signature }) =>
      ['none', 'None', 'NONE', 'nOnE', '', null].flatMap(alg => [
        encode({ ...header, alg }, claims, unsigned),
        encode({ ...header, alg }, claims, signature),
      ]),
    )(service),
  ),
  refused('The public key taken for a secret: HS256, HS384, HS512', 401, 'unauthenticated', async service =>
    forged(({ claims, header, publicKeys }) =>
      publicKeys.flatMap(key => [
        encode({ ...header, alg: 'HS256' }, claims, hmac(key)),
        encode({ ...header, alg: 'HS384' }, claims, hmac(key, 'sha384')),
        encode({ ...header, alg: 'HS512' }, claims, hmac(key, 'sha512')),
        encode(header, claims, hmac(key)),
      ]),
    )(service),
  ),
  refused('RS256 and EdDSA, with the attacker’s own key in the header (`jwk`)', 401, 'unauthenticated', async service =>
    forged(({ claims, header }) => {
      const [rsa, ed] = [ownKey('rsa'), ownKey('ed25519')];
      return [
        encode({ ...header, alg: 'RS256', jwk: rsa.jwk }, claims, rsa.signature),
        encode({ ...header, alg: 'EdDSA', jwk: ed.jwk }, claims, ed.signature),
        encode({ ...header, alg: 'HS256', jwk: { kty: 'oct', k: 'AAAA' } }, claims, hmac(Buffer.alloc(3))),
      ];
    })(service),
  ),
  checked(
    'A key to be fetched from the attacker (`jku`, `x5u`)',
    '401 `unauthenticated`, and nothing is fetched',
    async service => {
      let asked = 0;
      const listener = createServer((_, response) => {
        asked++;
        response.end('{"keys":[]}');
      }).listen(0, '127.0.0.1');
      await once(listener, 'listening');
      const url = `http://127.0.0.1:${(listener.address() as { port: number }).port}/keys`;
      const { claims } = await genuine(service);
      const { signature } = ownKey('rsa');
      for (const header of [{ jku: url }, { x5u: url }, { jku: url, x5u: url, x5c: ['AAAA'], kid: url }]) {
        const token = encode({ alg: 'RS256', ...header }, claims, signature);
        await expectProblem(await bearer(service, token), 401, 'unauthenticated');
      }
      listener.close();
      assert.equal(asked, 0);
    },
  ),
  refused('A key id that is a path, a query, a null byte, very long', 401, 'unauthenticated', async service =>
    forged(({ claims, header }) =>
      [
        '../../../../dev/null',
        '/proc/self/environ',
        "' or 1=1 --",
        "x' union select 'AAAA",
        'a\0b',
        '',
        'k'.repeat(2_000),
        '__proto__',
        'constructor',
        7,
        null,
        {},
        ['a'],
      ].map(kid => encode({ ...header, kid }, claims, hmac(''))),
    )(service),
  ),
  refused('A header that demands what nobody knows (`crit`, `b64`, `zip`)', 401, 'unauthenticated', async service =>
    forged(({ claims, header, signature }) => [
      encode({ ...header, crit: ['x'], x: 1 }, claims, signature),
      encode({ ...header, crit: ['b64'], b64: false }, claims, signature),
      encode({ ...header, crit: [] }, claims, signature),
    ])(service),
  ),
  refused('A guessed, an empty, an all-zero secret', 401, 'unauthenticated', async service =>
    forged(({ claims, header }) =>
      ['', 'secret', 'xinqiao', Buffer.alloc(32)].map(secret => encode(header, claims, hmac(secret))),
    )(service),
  ),
  refused('Claims or signature cut, altered, of another token', 401, 'unauthenticated', async service =>
    forged(async ({ claims, header, signature }, target) => {
      const token = await target.tokenOf('student');
      const [head, , tail] = token.split('.');
      const other = (await target.tokenOf('psychologist')).split('.');
      return [
        ...[token.slice(0, -2), token.slice(1), token.slice(0, token.lastIndexOf('.')), `${token}.`, `${token}.a.b`],
        ...[`${head}.${other[1]}.${tail}`, '..', '.', 'a.b.c', `${head}..${tail}`],
        ...['no object', 7, null, [claims]].map(one => encode(header, one, signature)),
        encode('no json', claims, signature),
      ];
    })(service),
  ),
  refused('Another audience', 401, 'session-foreign', async service =>
    withClaims(
      { aud: 'xinqiao:other' },
      { aud: 'xinqiao' },
      { aud: ['other'] },
      { aud: undefined },
      { aud: 7 },
    )(service),
  ),
  refused(
    'Another issuer',
    401,
    'session-foreign',
    withClaims({ iss: 'other' }, { iss: undefined }, { iss: ['xinqiao'] }),
  ),
  checked('A token of another school, signed by its own key', '401, as its forgery', async service => {
    const { claims, header } = await genuine(service);
    const { kid, signature } = await neighbourSigner(service);
    const aud = `xinqiao:${OTHER_TENANT}`;
    for (const token of [
      encode({ ...header, kid }, { ...claims, aud }, signature),
      encode({ ...header, kid }, claims, signature),
      encode(header, { ...claims, aud }, signature),
      encode(header, claims, signature),
    ]) {
      await expectProblem(await bearer(service, token), 401, 'unauthenticated');
    }
  }),
  refused('A page of another origin', 401, 'session-foreign', async service => {
    const token = await service.tokenOf('student');
    const origins = [
      ALIEN,
      'null',
      `${ORIGIN}.elsewhere.example`,
      `${ORIGIN}:444`,
      ORIGIN.replace('https', 'http'),
      `${ORIGIN}/`,
      ORIGIN.toUpperCase(),
      `${ORIGIN}@elsewhere.example`,
    ];
    const answers = await Promise.all(origins.map(origin => bearer(service, token, { origin })));
    for (const answer of answers) assert.equal(answer.headers.get('access-control-allow-origin'), null);
    return answers;
  }),
  refused('An end in the past, or now', 401, 'session-expired', async service => {
    const now = seconds(service.now);
    return withClaims(
      { exp: now - 1 },
      { exp: now },
      { exp: 0 },
      { exp: -1e15 },
      { exp: now - 100 * 365 * DAY },
    )(service);
  }),
  refused('A beginning in the future; dates that are none', 401, 'unauthenticated', async service => {
    const now = seconds(service.now);
    return withClaims(
      ...[{ nbf: now + 60 }, { nbf: 'soon' }, { exp: 'tomorrow' }, { exp: null }, { exp: undefined }],
      ...[{ exp: [now + 60] }, { exp: {} }, { exp: `${now + 60}` }],
    )(service);
  }),
  refused(
    'An id of a session that is missing, none, or no text',
    401,
    'unauthenticated',
    withClaims(
      ...[undefined, null, '', 'none', 7, {}, ['a'], true, 'a\0b', '\ud800', "' or '1'='1", 'x'.repeat(2_000)].map(
        jti => ({ jti }),
      ),
    ),
  ),
  refused('A token in the address, a form or a cookie', 401, 'unauthenticated', async service => {
    const token = await service.tokenOf('student');
    const form = { method: 'POST', path: '/v1/corrections', body: `access_token=${token}` };
    return Promise.all([
      ...['token', 'access_token', 'authorization', 'jwt'].map(name =>
        send(service.port, { path: `/v1/me?${name}=${token}` }),
      ),
      send(service.port, { ...form, headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      send(service.port, { path: '/v1/me', headers: { cookie: `token=${token}; session=${token}` } }),
      send(service.port, {
        path: '/v1/me',
        headers: { 'x-authorization': `Bearer ${token}`, 'x-access-token': token },
      }),
      create(service, { authorization: undefined }, `/v1/embed-sessions?key=${service.secretKey}`),
    ]);
  }),
  refused('A token of more than 6,144 characters', 401, 'unauthenticated', async service => {
    const token = await service.tokenOf('student');
    return [await bearer(service, 'x'.repeat(6_145)), await bearer(service, `${token}${'A'.repeat(8_000)}`)];
  }),
  refused('A token of 100,000 characters', 431, 'invalid-request', async service =>
    bearer(service, 'x'.repeat(100_000)),
  ),
  refused('Several `Authorization` headers, or several tokens in one', 401, 'unauthenticated', async service => {
    const token = await service.tokenOf('student');
    const good = `Bearer ${token}`;
    return Promise.all([
      ...[[good, 'Bearer x'], ['Bearer x', good], [good, good], Array<string>(10).fill(good)].map(all =>
        me(service, all),
      ),
      ...[`${good}, ${good}`, `${good} ${good}`, `${good} x`, `Bearer ${good}`].map(one => me(service, one)),
    ]);
  }),
  refused('A key where a session is asked for, a session where a key is', 401, 'unauthenticated', async service => [
    await bearer(service, service.secretKey),
    await create(service, { authorization: `Bearer ${await service.tokenOf('student')}` }),
    await create(service, { authorization: `Bearer ${await service.tokenOf('operator')}` }),
  ]),
  refused('A key that is made up, cut, longer, in other letters', 401, 'unauthenticated', async service => {
    const { secretKey: key } = service;
    const keys = [
      `xq_sk_${'x'.repeat(50)}`,
      key.slice(0, -1),
      `${key}x`,
      key.toUpperCase(),
      'xq_sk_',
      "xq_sk_' or 1=1",
    ];
    return Promise.all(keys.map(one => create(service, { authorization: `Bearer ${one}` })));
  }),
  refused('The key of another school', 401, 'unauthenticated', service =>
    create(service, { authorization: `Bearer ${service.neighbourKey}` }),
  ),
  ended,
];
