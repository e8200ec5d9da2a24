import assert from 'node:assert/strict';
import type { ApiError } from '@xinqiao/sdk';
import { RateLimitedError, UnavailableError } from '@xinqiao/sdk';
import { me } from '../../../packages/sdk/src/testing/fixtures.ts';
import { json, problem, type Reply } from '../../../packages/sdk/src/testing/scripted-server.ts';
import type { Fault, Page } from './bench.ts';

const HOUR = 3_600_000;
const utc = (ms: number) => new Date(ms).toUTCString();
const busy = (status: 429 | 503, retryAfter: string | undefined, date = Date.now()): Reply =>
  problem(
    status,
    status === 429 ? 'too-many-requests' : 'unavailable',
    {},
    {
      ...(retryAfter !== undefined && { 'Retry-After': retryAfter }),
      Date: utc(date),
    },
  );

/** Milliseconds that timers may be early. */
const EARLY = 2;

/**
 * Busy twice, then there. `maxRetryAfter` is 60 ms here; the wait is at least so long, and the answer comes at all.
 */
const asked = (
  form: string,
  does: string,
  retryAfter: () => string | undefined,
  { atLeast = 0, seconds, date }: { atLeast?: number; seconds?: number | undefined; date?: () => number } = {},
): Fault[] =>
  ([429, 503] as const).map(status => ({
    fault: `${status}, \`Retry-After\` ${form}`,
    client: does,
    run: bench =>
      bench.server([(...args) => busy(status, retryAfter(), date?.())(...args)], async server => {
        const type = status === 429 ? RateLimitedError : UnavailableError;
        const times: number[] = [];
        const client = bench.client(server.url, {
          fetch: request => {
            times.push(performance.now());
            return fetch(request);
          },
        });
        const error = (await bench.fails(client.me.get(), type)) as ApiError;
        assert.equal(server.received.length, 3, 'two repeats');
        const [first, second, third] = times as [number, number, number];
        assert.ok(second - first >= atLeast - EARLY && third - second >= atLeast - EARLY, `${times}`);
        if (seconds === undefined) assert.equal(error.retryAfter, undefined);
        else assert.ok(Math.abs(error.retryAfter! - seconds) <= 1 + seconds / 1e6, `${error.retryAfter}`);
      }),
  }));

const FOLLOWED = 'Waits as long, then asks again';
const CAPPED = 'Waits as long as `maxRetryAfter` allows (30 s when not set), then asks again';
const RANDOM = 'Waits a short random time, longer each time, then asks again';

export const waits: Page = {
  title: 'Busy services',
  faults: [
    {
      fault: '429, 503, then an answer',
      client: 'The caller gets the answer',
      run: bench =>
        bench.server([busy(429, undefined), busy(503, '0'), json(me)], async ({ url, received }) => {
          assert.deepEqual(await bench.client(url).me.get(), me);
          assert.equal(received.length, 3);
        }),
    },
    ...asked('in seconds', FOLLOWED, () => '0.05', { atLeast: 50, seconds: 0.05 }),
    ...asked('0', RANDOM, () => '0', { seconds: 0 }),
    ...asked('as a date', CAPPED, () => utc(Date.now() + 10_000), { atLeast: 60, seconds: 10 }),
    ...asked(
      'as a date of a service whose clock is wrong by a year',
      CAPPED,
      () => utc(Date.now() + 8760 * HOUR + 10_000),
      {
        date: () => Date.now() + 8760 * HOUR,
        atLeast: 60,
        seconds: 10,
      },
    ),
    ...asked('as a date that is past', RANDOM, () => utc(Date.now() - HOUR)),
    ...asked('absurd: 31536000', CAPPED, () => '31536000', { atLeast: 60, seconds: 31_536_000 }),
    ...asked('absurd: the year 9999', CAPPED, () => 'Fri, 31 Dec 9999 23:59:59 GMT', {
      atLeast: 60,
      seconds: (Date.UTC(9999, 11, 31, 23, 59, 59) - Date.now()) / 1000,
    }),
    ...asked('negative: -5', RANDOM, () => '-5'),
    ...asked('garbage: soon', RANDOM, () => 'soon'),
    ...asked('garbage: 12 monkeys', RANDOM, () => '12 monkeys'),
    ...asked('empty', RANDOM, () => ''),
    ...asked('that is not there', RANDOM, () => undefined),
    ...[24, -24].map((hours): Fault => ({
      fault: `503 with a date, and the clock of the machine is ${hours > 0 ? 'fast' : 'slow'} by 24 h`,
      client: 'Waits by the service’s own clock (`Date`), capped; the local one is not asked',
      run: (bench, t) => {
        const now = Date.now();
        // The service says "in ten seconds"; the machine believes that this was yesterday, or will be tomorrow.
        return bench.server([busy(503, utc(now + 10_000), now)], async ({ url, received }) => {
          t.mock.timers.enable({ apis: ['Date'], now: now + hours * HOUR });
          const times: number[] = [];
          const client = bench.client(url, {
            fetch: request => {
              times.push(performance.now());
              return fetch(request);
            },
          });
          const error = (await bench.fails(client.me.get(), UnavailableError)) as ApiError;
          assert.equal(received.length, 3);
          assert.ok(times[1]! - times[0]! >= 60 - EARLY, `${times}`);
          assert.equal(error.retryAfter, 10);
        });
      },
    })),
  ],
};
