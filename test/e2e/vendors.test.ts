/** A page as “For vendors” shows it, under the policies it names: ours alone, and beside a Lit of the page's own. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launch, open, settled } from './lib/browser.ts';

const root = new URL('../../', import.meta.url);
const docs = readFileSync(new URL('stories/docs/Vendors.mdx', root), 'utf8');
const policy = /^default-src 'self'.*?(?=\n```)/ms.exec(docs)![0].replaceAll('\n', ' ');

const scripts: Readonly<Record<string, URL>> = {
  '/xinqiao.js': new URL('packages/components/dist/xinqiao.js', root),
  '/lit.js': new URL('node_modules/lit-html/lit-html.js', root),
};
const ours = '<script src="/xinqiao.js" defer></script>';
const own = '<script src="/lit.js" type="module"></script>';

describe('a page under the policy of the docs', { timeout: 120_000 }, () => {
  let browser: Browser;
  let page: { html: string; policy: string };
  const server = http.createServer((request, response) => {
    const script = scripts[request.url!];
    response.setHeader('content-type', `${script ? 'text/javascript' : 'text/html'}; charset=utf-8`);
    if (!script) response.setHeader('content-security-policy', page.policy);
    response.end(script ? readFileSync(script) : request.url === '/' ? page.html : '');
  });

  before(async () => {
    browser = await launch();
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });
  after(async () => {
    await browser?.close();
    server.close();
  });

  const isQuiet = async (html: string, policy: string) => {
    page = {
      html: `<!doctype html><html lang="en"><title>A portal</title>${html}<xq-help-card></xq-help-card>`,
      policy,
    };
    const visit = await open(browser, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await settled(visit.page);
    await visit.page.locator('xq-help-card').getByText('12356', { exact: true }).waitFor();
    visit.assertQuiet();
    await visit.close();
  };

  it('shows the elements', () => isQuiet(ours, policy));

  it('shows them beside a Lit of its own, whichever comes first, with what the docs name for that', async () => {
    const more = /`(trusted-types lit-html [^`]+)`/.exec(docs)?.[1];
    assert.ok(more, 'the docs name a policy for two of Lit');
    const both = policy.replace('trusted-types lit-html', more);
    await isQuiet(ours + own, both);
    await isQuiet(own + ours.replace('defer', 'type="module"'), both);
  });
});
