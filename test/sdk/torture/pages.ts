import assert from 'node:assert/strict';
import { SessionExpiredError, UnauthenticatedError, UnavailableError, UnexpectedResponseError } from '@xinqiao/sdk';
import { submission } from '../../../packages/sdk/src/testing/fixtures.ts';
import { html, json, type Reply } from '../../../packages/sdk/src/testing/scripted-server.ts';
import { body, type Fault, type Page, until } from './bench.ts';

const PAGE = '<!doctype html><html><title>统一身份认证</title><form action="/cas/login"></form></html>';
const redirect =
  (status: number, location: string): Reply =>
  response =>
    void response.writeHead(status, { Location: location }).end();
const EXPIRED = '`SessionExpiredError`, never data; not repeated';

const page = (fault: string, reply: Reply): Fault => ({
  fault,
  client: EXPIRED,
  run: bench =>
    bench.server([reply], async server => {
      const client = bench.client(server.url);
      await bench.fails(client.me.get(), SessionExpiredError);
      await bench.fails(client.students.list(), SessionExpiredError);
      await bench.fails(client.responses.submit(submission), SessionExpiredError);
      assert.equal(server.received.length, 3);
      // The rest of the page is not read: its connection does not stay behind.
      await until(async () => (await server.connections()) <= 3, 'connections do not pile up');
    }),
});

/** Where the log-in page is, somebody listens who must not be asked. */
const elsewhere = (fault: string, status: number, foreign: boolean): Fault => ({
  fault,
  client: `${EXPIRED}; the page is not asked for, and neither token nor answers go there`,
  run: bench =>
    bench.server([html()], other => {
      let own = '';
      const reply: Reply = (response, request) =>
        redirect(status, foreign ? `${other.url}/cas/login` : `${own}/login`)(response, request);
      return bench.server([reply], async server => {
        own = server.url;
        await bench.fails(bench.client(server.url).me.get(), SessionExpiredError);
        await bench.fails(bench.client(server.url).responses.submit(submission), SessionExpiredError);
        assert.equal(server.received.length, 2, 'nothing but the two calls');
        assert.equal(other.received.length, 0, 'nobody else is asked');
      });
    }),
});

export const pages: Page = {
  title: 'Log-in pages and captive portals',
  faults: [
    page('200 with a log-in page', html()),
    page('200 with a log-in page as XHTML', body(PAGE, 'application/xhtml+xml')),
    page('200 with a log-in page that calls itself JSON', body(`\n  ${PAGE}`)),
    page(
      '200 with a log-in page in GBK that calls itself JSON',
      body(Buffer.from([0x3c, 0x68, 0x31, 0x3e, 0xb5, 0xc7])),
    ),
    page('200 with a log-in page behind a byte order mark', body(`\ufeff${PAGE}`)),
    page('200 with an endless page', response => {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      const timer = setInterval(() => response.write(PAGE), 10);
      response.once('close', () => clearInterval(timer));
    }),
    elsewhere('302 to a log-in page of the same origin', 302, false),
    elsewhere('302 to a log-in page of another origin', 302, true),
    elsewhere('307 to another origin, which would take the answers along', 307, true),
    page('511: the network wants a log-in first (captive portal)', html(511)),
    {
      fault: '401 with a page',
      client: 'Asks for a new session, once; then `UnauthenticatedError`',
      run: bench =>
        bench.server([html(401)], async ({ url, received }) => {
          let sessions = 0;
          const fetchSession = async () => ({ token: `t${++sessions}`, expiresIn: 600 }) as never;
          await bench.fails(bench.client(url, { fetchSession }).me.get(), UnauthenticatedError);
          assert.deepEqual([sessions, received.length], [2, 2]);
        }),
    },
    ...(
      [
        [403, 'a firewall'],
        [502, 'a gateway'],
      ] as const
    ).map(([status, who]): Fault => ({
      fault: `${status} with a page of ${who}`,
      client: '`UnavailableError`: it knows nothing of what was asked for; nothing of the page is kept',
      run: bench =>
        bench.server([html(status)], async ({ url }) => {
          const error = await bench.fails(bench.client(url).me.get(), UnavailableError);
          assert.equal((error as UnavailableError).problem, undefined);
        }),
    })),
    {
      fault: 'An event stream is opened, and a log-in page comes',
      client: '`SessionExpiredError` ends the loop',
      run: bench =>
        bench.server([html()], async ({ url }) => {
          const walk = async () => {
            for await (const event of bench.client(url).alerts.events()) assert.fail(JSON.stringify(event));
          };
          await bench.fails(walk(), SessionExpiredError);
        }),
    },
    {
      fault: 'The captive portal answers everything with 200 and JSON of its own',
      client: '`UnexpectedResponseError`: it does not fit the contract',
      run: bench =>
        bench.server([json({ code: 0, msg: '请先登录', data: null })], async ({ url }) => {
          const client = bench.client(url);
          for (const call of [client.me.get(), client.students.list(), client.alerts.summary()]) {
            await bench.fails(call, UnexpectedResponseError);
          }
        }),
    },
  ],
};
