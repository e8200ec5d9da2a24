/** 1,000 requests made from the document; `npm run fuzz -- openapi --requests 100000` sends more. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Service, startService } from '../../bad-input/lib/service.ts';
import { fuzz } from './fuzz.ts';

const count = 1_000;
let service: Service;
before(async () => {
  service = await startService({ now: new Date('2026-10-12T02:00:00Z') });
});
after(() => service?.close());

test(`${count} requests that the document makes possible are answered as it promises`, async () => {
  const seed = Date.now() & 0x7fffffff;
  const { statuses, succeeded } = await fuzz(service, { count, seed });
  console.log(`seed ${seed}: ${[...statuses].map(([status, times]) => `${times} × ${status}`).join(', ')}`);
  // It would say nothing if all were turned away at the door. Most are: by role, or by what is missing.
  // About 100 reads and 16 writes get through; 201 alone comes two to six times, so now and then not at all.
  const times = (status: number) => statuses.get(status) ?? 0;
  assert.ok(times(200) > count / 20 && times(201) + times(204) > 0, JSON.stringify([...statuses]));
  assert.ok(succeeded.size > 15, [...succeeded].join(', '));
});
