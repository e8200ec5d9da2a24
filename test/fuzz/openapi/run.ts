/**
 * Sends requests made from the OpenAPI document to the service on a port; every answer has to be one that the document
 * promises, and none a 5xx.
 *
 *   --requests 100000   how many
 *   --seed 7            repeats a run; without it the seed is new and printed
 *   --path 3:0:1        begins at the request that a failed run has named
 */
import { parseArgs } from 'node:util';
import { startService } from '../../bad-input/lib/service.ts';
import { fuzz, operationIds } from './fuzz.ts';

const { values } = parseArgs({
  options: { requests: { type: 'string' }, seed: { type: 'string' }, path: { type: 'string' } },
});
const count = Number(values.requests ?? 100_000);
const seed = values.seed === undefined ? Date.now() & 0x7fffffff : Number(values.seed);
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
  throw new Error('--requests and --seed are whole numbers');
}
console.log(`${count} requests, seed ${seed}`);
const service = await startService({ now: new Date('2026-10-12T02:00:00Z') });
const started = performance.now();
try {
  const { requests, statuses, succeeded } = await fuzz(service, {
    count,
    seed,
    ...(values.path && { path: values.path }),
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  for (const [status, times] of [...statuses].sort(([a], [b]) => a - b)) console.log(`${status}  ${times}`);
  const never = operationIds.filter(id => !succeeded.has(id));
  if (never.length > 0) console.log(`Never a success: ${never.join(', ')}`);
  console.log(
    `${requests} requests in ${seconds} s, seed ${seed}: no 5xx, no answer beside the document; ${succeeded.size} operations succeeded at least once.`,
  );
} finally {
  await service.close();
}
