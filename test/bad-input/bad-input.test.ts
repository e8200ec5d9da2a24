/**
 * Every attack of the page "Bad input", on the real service over real HTTP: the answer is the right one, nothing is stored,
 * nothing fails on our side, no prototype is touched, and the service goes on answering.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { groups } from './attacks/index.ts';
import { type Person, people, type Service, startService } from './lib/service.ts';

let service: Service;
let stored: Awaited<ReturnType<Service['stored']>>;
let prototypes: string;

const namesOf = (prototype: object) => Reflect.ownKeys(prototype).map(String);
const pollutable = () =>
  JSON.stringify([Object, Array, String, Function, Map, Promise].map(one => namesOf(one.prototype as object)));

before(async () => {
  // Short, so that what is never sent to its end ends while the test waits.
  service = await startService({ limits: { headers: 1_500, request: 2_500, interval: 100 } });
  for (const person of Object.keys(people) as Person[]) await service.tokenOf(person);
  stored = await service.stored();
  prototypes = pollutable();
});
after(() => service?.close());

groups.forEach(({ title, attacks }, index) => {
  describe(`${index + 1} ${title}`, () => {
    attacks.forEach(({ what, answer, operation, prepare, run }, row) => {
      const at = operation === undefined ? '' : `${operation}: `;
      test(`${index + 1}.${row + 1} ${at}${what}: ${answer}`, async () => {
        await prepare?.(service);
        if (prepare) stored = await service.stored();
        service.failures();
        await run(service);
        const before = stored;
        stored = await service.stored();
        assert.deepEqual(stored, before, 'Something was stored.');
        assert.deepEqual(
          service.failures().map(one => `${one.operation} ${one.error}`),
          [],
          'Something failed on our side.',
        );
        assert.equal(pollutable(), prototypes, 'A prototype was changed.');
        const next = await service.as('student', { path: '/v1/me' });
        assert.equal(next.status, 200, 'The service does not answer any more.');
      });
    });
  });
});
