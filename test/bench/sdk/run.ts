/**
 * What a call costs the processor, beside a bare `fetch`, openapi-fetch and openai-node, against the same server.
 *
 *   npm run bench -- sdk 3000    calls of each in a round, 1,000 when left out
 *
 * Rounds alternate between them, so that a machine that slows down slows all of them; medians are printed. The time is that
 * which the processor gave this process, so that waiting for the server does not count. Ours alone checks the answer.
 */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { connect, XinqiaoClient } from '@xinqiao/sdk';
import * as me from '@xinqiao/sdk/me';
import { session } from '../../../packages/sdk/src/testing/fixtures.ts';

const AIM = 1.9;
const ROUNDS = 11;
const CALLS = Number(process.argv[2] ?? 1_000);
if (!(CALLS > 0)) throw new Error('Say how many calls of each in a round');

/* eslint-disable @typescript-eslint/no-explicit-any -- the peers are installed on demand and have no types here. */
const peers = createRequire(new URL('./peers/package.json', import.meta.url));
const { default: createClient }: any = peers('openapi-fetch');
const { default: OpenAI }: any = peers('openai');

const server = fork(new URL('./server.ts', import.meta.url), { execArgv: ['--conditions=source'] });
const [port] = (await once(server, 'message')) as [number];
const baseUrl = `http://127.0.0.1:${port}`;

const { token } = session();
const headers = { Authorization: `Bearer ${token}` };
const options = { baseUrl, fetchSession: async () => session() };
const client = new XinqiaoClient(options);
const connection = connect(options);
const { signal } = new AbortController();
const openapiFetch = createClient({ baseUrl, headers });
const openai = new OpenAI({ apiKey: token, baseURL: `${baseUrl}/v1` });

const candidates: { name: string; call: () => Promise<{ userId: string }> }[] = [
  { name: 'fetch', call: async () => (await fetch(`${baseUrl}/v1/me`, { headers })).json() as never },
  { name: 'client.me.get()', call: () => client.me.get() },
  { name: 'client.me.get({ signal })', call: () => client.me.get({ signal }) },
  { name: 'me.get(connection)', call: () => me.get(connection) },
  { name: 'openapi-fetch', call: async () => (await openapiFetch.GET('/v1/me')).data },
  { name: 'openai-node', call: () => openai.get('/me') },
];
for (const { name, call } of candidates) assert.equal((await call()).userId, 'u-1', name);

const times = candidates.map((): number[] => []);
for (let round = 0; round <= ROUNDS; round++) {
  for (const [index, { call }] of candidates.entries()) {
    const start = process.cpuUsage();
    for (let n = 0; n < CALLS; n++) await call();
    const { user, system } = process.cpuUsage(start);
    // The first round warms up.
    if (round > 0) times[index]!.push((user + system) / CALLS);
  }
}
server.disconnect();

const median = (list: number[]) => [...list].sort((a, b) => a - b)[list.length >> 1]!;
const medians = times.map(median);
console.log(`Processor time a call, median of ${ROUNDS} alternating rounds of ${CALLS} calls, Node ${process.version}`);
candidates.forEach(({ name }, index) => {
  const ratio = (medians[index]! / medians[0]!).toFixed(2);
  console.log(`  ${name.padEnd(28)}${medians[index]!.toFixed(0).padStart(6)} µs   ${ratio} × fetch`);
});
console.log(`Aim: at most ${AIM} × fetch.`);
