/** Properties that the service sets itself (mass assignment). */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { listOperations, openapi } from '../../contract/lib/document.ts';
import { valid } from '../../fuzz/openapi/values.ts';
import { type Attack, checked, expectProblem } from '../lib/attack.ts';
import { NONE } from '../lib/operations.ts';
import type { Person } from '../lib/service.ts';

/** What the service sets itself, and what decides who sees what. */
const OWNED = `
  id tenantId tenant_id studentId student_id userId actor role roles isAdmin reach unitId
  classes status state score scores result level levelStatus flags critical quality offerHelp
  feedback digest receiptCode responseId receivedAt createdAt created_at updatedAt decidedAt by givenBy guardianId
  dueAt doneAt answeredAt answeredBy revision acknowledgedAt expiresAt expiresIn token keyId purpose outcome
  $set
`
  .trim()
  .split(/\s+/);

const withBody = listOperations(openapi).filter(({ operation }) => operation.requestBody);
const may: Readonly<Record<string, Person>> = {
  'campaigns.setReason': 'psychologist',
  'campaignPlans.create': 'psychologist',
  'campaignPlans.update': 'psychologist',
  'corrections.answer': 'psychologist',
  'delegations.create': 'psychologist',
  'referrals.create': 'psychologist',
  'breakGlass.create': 'psychologist',
  'breakGlass.review': 'psychologist',
  'embedSessions.create': 'student',
};

const massAssignment = ({ path, method, operation }: (typeof withBody)[number]): Attack => {
  const { schema } = operation.requestBody!.content['application/json']!;
  return {
    operation: operation.operationId,
    ...checked(
      `A body with more than it may have (${OWNED.length} names: id, role, status, score, createdAt …)`,
      '422 `invalid-request`, each by its pointer',
      async service => {
        const [body] = fc.sample(valid(schema), { numRuns: 1, seed: 7 }) as [Record<string, unknown>];
        const names = OWNED.filter(name => !(name in propertiesOf(schema)));
        assert.ok(names.length > OWNED.length - 8);
        const ask = (more: object) => {
          // An id that the client makes has to look like one.
          const nothing = path.replaceAll('{attemptId}', crypto.randomUUID()).replaceAll(/\{\w+\}/g, NONE);
          const asked = { method, path: nothing, body: JSON.stringify({ ...body, ...more }) };
          const isPortal = operation.security.some(one => 'secretKey' in one);
          return isPortal ? service.asPortal(asked) : service.as(may[operation.operationId] ?? 'student', asked);
        };
        for (const value of ['x', 1, true, null, {}, ['x']]) {
          const more = Object.fromEntries(names.map(name => [name, value]));
          const problem = await expectProblem(await ask(more), 422, 'invalid-request');
          assert.deepEqual(
            problem.errors?.map(({ pointer, code }) => `${pointer} ${code}`).sort(),
            names.map(name => `/${name} unknown-key`).sort(),
          );
        }
        for (const name of ['id', 'role', 'score', 'createdAt'].filter(one => names.includes(one))) {
          const problem = await expectProblem(await ask({ [name]: 'x' }), 422, 'invalid-request');
          assert.deepEqual(
            problem.errors?.map(({ pointer }) => pointer),
            [`/${name}`],
          );
        }
      },
    ),
  };
};

function propertiesOf(schema: { $ref?: string; properties?: object }): object {
  return schema.$ref
    ? (openapi.components.schemas[schema.$ref.split('/').at(-1)!]?.properties ?? {})
    : (schema.properties ?? {});
}

export const ownedProperties: readonly Attack[] = withBody.map(massAssignment);
