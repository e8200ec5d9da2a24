/**
 * What the audit costs: the same writes on two services of their own, one with and one without it, turn by turn. Sealing
 * counts as part of the audit.
 *
 * On the embedded database, and on the PostgreSQL of this machine where there is one.
 */
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
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

const WRITES = Number(process.argv[2] ?? 600);
/** Writes of one service before the other has its turn. */
const TURN = 20;
/** At most this much slower. */
const BUDGET = 0.15;

interface Side {
  readonly school: SmallSchool;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly token: string;
  readonly hasAudit: boolean;
  spent: number;
}

async function createSide(hasAudit: boolean, openDatabase?: () => Promise<Database>): Promise<Side> {
  const school = await createSmallSchool(openDatabase && { openDatabase });
  const { database, clock } = school;
  const silent = { done: async () => undefined, refused: async () => {} };
  const environment = environmentOf({ database, clock: clock.now });
  const router = createRouter(
    hasAudit ? environment : { ...environment, createRecorder: () => silent },
    allHandlers,
    '',
  );
  await school.consent('2026ann', 'open');
  const { token } = await school.sessionFor({ userId: '2026ann', role: 'student' });
  return { school, fetch: async request => router.fetch(request), token, hasAudit, spent: 0 };
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

async function turn(side: Side, write: Write): Promise<void> {
  for (let i = 0; i < TURN; i++) {
    await write.prepare?.(side);
    const start = performance.now();
    await write.run(side);
    side.spent += performance.now() - start;
  }
}

async function measure(where: string, openDatabase?: () => Promise<Database>): Promise<boolean> {
  const sides = [await createSide(false, openDatabase), await createSide(true, openDatabase)];
  let isWithin = true;
  for (const write of writes) {
    for (const side of sides) await turn(side, write);
    const ratios: number[] = [];
    for (const side of sides) side.spent = 0;
    const totals = [0, 0];
    for (let round = 0; round < WRITES / TURN; round++) {
      const order = round % 2 === 0 ? [0, 1] : [1, 0];
      for (const index of order) await turn(sides[index]!, write);
      ratios.push(sides[1]!.spent / sides[0]!.spent);
      for (const [index, side] of sides.entries()) {
        totals[index]! += side.spent;
        side.spent = 0;
      }
    }
    // Under such a load a batch is full before the ten seconds between two sealings are over.
    const { school } = sides[1]!;
    const start = performance.now();
    await sealAll(school.database, { tenant: 'school', clock: school.clock.now });
    const sealing = (performance.now() - start) / WRITES;
    ratios.sort((a, b) => a - b);
    const [without = 0, recorded = 0] = totals.map(total => total / WRITES);
    const median = ratios[ratios.length >> 1]! + sealing / without;
    // Throughput is one over time: it falls by 1 - 1/ratio.
    const loss = 1 - 1 / median;
    isWithin &&= loss <= BUDGET;
    console.log(
      `${where}: ${write.name}: ${without.toFixed(2)} ms without, ${recorded.toFixed(2)} ms with the audit, ` +
        `${sealing.toFixed(2)} ms for its sealing; ` +
        `throughput ${(-100 * loss).toFixed(1)} % (median of ${ratios.length} pairs)`,
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
  isWithin = (await measure('PostgreSQL', async () => openPostgres(server.urlOf(names[next++]!)))) && isWithin;
  await server.stop();
} else console.log('PostgreSQL: there is none on this machine.');
console.log(isWithin ? 'Within 15 %.' : 'More than 15 %.');
process.exit(isWithin ? 0 : 1);
