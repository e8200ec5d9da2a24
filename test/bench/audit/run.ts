/**
 * What the audit costs: the same writes on two services of their own, one with and one without it, in pairs. Sealing counts as
 * part of the audit. Fails where it costs more than 15 % of the throughput beyond doubt; `../pairs.ts` says how far it is known.
 *
 * On the embedded database, and on the PostgreSQL of this machine where there is one.
 *
 *   npm run bench -- audit 2000           two thousand pairs of each write instead of 600
 *   npm run bench -- audit --processor    counts the work of processors, for a machine that others use too; on Linux
 */
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { findPostgres, startPostgres } from '../../../scripts/postgres.mjs';
import { allHandlers } from '../../../packages/server/src/app/all-handlers.ts';
import { environmentOf } from '../../../packages/server/src/app/create-app.ts';
import { createRouter } from '../../../packages/server/src/app/router.ts';
import { sealAll } from '../../../packages/server/src/audit/seal.ts';
import type { Database } from '../../../packages/server/src/database/database.ts';
import { openPostgres } from '../../../packages/server/src/node/postgres.ts';
import {
  answersTo,
  createSmallSchool,
  type SmallSchool,
  submission,
} from '../../../packages/server/src/testing/small-school.ts';
import { byClock, byProcessor, median, type Meter, ratioOf } from '../pairs.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { processor: { type: 'boolean', default: false } },
});
const WRITES = Number(positionals[0] ?? 600);
/** Of each write, for nothing: the code is warm then. */
const WARM = 20;
/** At most this much slower. */
const BUDGET = 0.15;

interface Side {
  readonly school: SmallSchool;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly token: string;
  readonly meter: Meter;
}

async function createSide(hasAudit: boolean, openDatabase?: () => Promise<Database>): Promise<Side> {
  const school = await createSmallSchool(openDatabase && { openDatabase });
  const { database, clock } = school;
  const meter = values.processor ? await byProcessor(database) : byClock;
  const silent = { done: async () => undefined, refused: async () => {} };
  const environment = environmentOf({ database, clock: clock.now });
  const router = createRouter(
    hasAudit ? environment : { ...environment, createRecorder: () => silent },
    allHandlers,
    '',
  );
  await school.consent('2026ann', 'open');
  const { token } = await school.sessionFor({ userId: '2026ann', role: 'student' });
  return { school, fetch: async request => router.fetch(request), token, meter };
}

async function post({ fetch, token }: Side, path: string, body: unknown): Promise<void> {
  const response = await fetch(
    new Request(`http://localhost${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify(body),
    }),
  );
  if (response.status !== 201) throw new Error(await response.text());
  await response.arrayBuffer();
}

interface Write {
  readonly name: string;
  /** Not measured. */
  prepare?(side: Side): Promise<void>;
  run(side: Side): Promise<void>;
}

const answers = answersTo('rses');
const writes: Write[] = [
  {
    name: 'a decision about consent',
    run: side => post(side, '/v1/consents', { campaignId: 'scored', version: '2026-09', decision: 'given' }),
  },
  {
    name: 'a questionnaire of ten items',
    async prepare({ school }) {
      const { kysely } = school.database;
      await kysely.deleteFrom('clinical.responses').where('assignment_id', '=', 'ann.open.rses').execute();
      await kysely.updateTable('assignments').set({ completed_at: null }).where('id', '=', 'ann.open.rses').execute();
    },
    run: side => post(side, '/v1/responses', submission('ann', 'open', 'rses', answers)),
  },
];

/** @returns milliseconds. */
async function time(side: Side, write: Write): Promise<number> {
  await write.prepare?.(side);
  const start = side.meter();
  await write.run(side);
  return side.meter() - start;
}

const percent = (ratio: number) => `${(100 * (1 / ratio - 1)).toFixed(1)} %`;

/** @returns whether no write costs more than the budget beyond doubt. */
async function measure(where: string, openDatabase?: () => Promise<Database>): Promise<boolean> {
  const sides = [await createSide(false, openDatabase), await createSide(true, openDatabase)];
  let isWithin = true;
  for (const write of writes) {
    const pairs: [recorded: number, without: number][] = [];
    for (let pair = -WARM; pair < WRITES; pair++) {
      const spent: number[] = [];
      for (const index of pair % 2 === 0 ? [0, 1] : [1, 0]) spent[index] = await time(sides[index]!, write);
      if (pair >= 0) pairs.push([spent[1]!, spent[0]!]);
    }
    // Under such a load a batch is full before the ten seconds between two sealings are over.
    const { school, meter } = sides[1]!;
    const start = meter();
    await sealAll(school.database, { tenant: 'school', clock: school.clock.now });
    const sealing = (meter() - start) / (WRITES + WARM);
    // Throughput is one over time: it falls by 1 - 1/ratio.
    const { ratio, low, high } = ratioOf(pairs.map(([recorded, without]) => [recorded + sealing, without] as const));
    isWithin &&= 1 - 1 / low <= BUDGET;
    console.log(
      `${where}: ${write.name}: ${median(pairs.map(([, without]) => without)).toFixed(2)} ms without, ` +
        `${median(pairs.map(([recorded]) => recorded)).toFixed(2)} ms with the audit, ${sealing.toFixed(2)} ms for its sealing; ` +
        `throughput ${percent(ratio)} (${percent(low)} to ${percent(high)}, ${pairs.length} pairs)` +
        (1 - 1 / high <= BUDGET ? '' : 1 - 1 / low > BUDGET ? '  TOO MUCH' : '  UNDECIDED'),
    );
  }
  for (const { school } of sides) await school.close();
  return isWithin;
}

let isWithin = await measure('PGlite');
const bin = await findPostgres({ install: false, log: () => {} });
if (bin) {
  const names = ['audit-0', 'audit-1'];
  const server = await startPostgres(bin, names);
  let next = 0;
  isWithin =
    (await measure('PostgreSQL', async () => openPostgres(server.urlOf(names[next++]!), { connections: 1 }))) &&
    isWithin;
  await server.stop();
} else console.log('PostgreSQL: there is none on this machine.');
console.log(isWithin ? 'Nothing costs more than 15 % beyond doubt.' : 'More than 15 %.');
process.exit(isWithin ? 0 : 1);
