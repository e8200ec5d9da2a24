/** The README's example runs, as it stands there. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { NetworkError, SessionExpiredError } from './index.ts';
import type { ClientOptions } from './options.ts';
import { client, me, session } from './testing/fixtures.ts';
import { json, withServer } from './testing/scripted-server.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test('the example of the README runs', () => {
  const [, code] = /```ts runnable\n([\s\S]*?)```/.exec(readme)!;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--conditions=source', '--input-type=module-typescript', '-e', code!],
    { cwd: new URL('..', import.meta.url), encoding: 'utf8', timeout: 120_000 },
  );
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^open alerts: \{/);
  assert.match(stdout, /true alerts\.get: 404 not-found/);
});

test('the session of the README, by an exchange as the docs show it: signed out is told from a back end that is away', () =>
  withServer([json(me)], async ({ url }) => {
    const [, code] = /fetchSession: (async .*?),\n\}\);/s.exec(readme)!;
    let answer: () => Response;
    const module = `export const make = (fetch, SessionExpiredError, NetworkError) => ${code}`;
    const { make } = (await import(`data:text/javascript,${encodeURIComponent(module)}`)) as {
      make: (...given: unknown[]) => NonNullable<ClientOptions['fetchSession']>;
    };
    const fetchSession = make(async () => answer(), SessionExpiredError, NetworkError);
    const xinqiao = client(url, { fetchSession, retry: { delay: 1 } });
    for (const status of [401, 403]) {
      answer = () => Response.json({ error: 'nobody is signed in' }, { status });
      await assert.rejects(xinqiao.me.get(), error => SessionExpiredError.is(error));
    }
    answer = () => Response.json({ error: 'no session' }, { status: 502 });
    await assert.rejects(xinqiao.me.get(), error => NetworkError.is(error));
    answer = () => Response.json(session(), { status: 201 });
    assert.equal((await xinqiao.me.get()).userId, 'u-1');
  }));
