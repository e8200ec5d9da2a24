import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Operation, operations } from '@xinqiao/contract';
import type { EmbedSession, Role } from '@xinqiao/contract/types';
import { type OperationName, operations as policy } from '../access/policy.ts';
import { cast } from '../seed/index.ts';
import { createTestService, type TestService } from '../testing.ts';
import { expectBody, expectProblem } from '../testing/expect.ts';
import type { FailureReport } from './router.ts';

const reads = Object.entries(operations).flatMap(([resource, members]) =>
  Object.entries(members as Record<string, Operation>)
    .filter(([, operation]) => operation.method === 'GET' && !operation.stream)
    .map(([name, operation]) => ({ id: `${resource}.${name}` as OperationName, operation })),
);

describe('every operation that reads, for everybody of the cast', () => {
  let service: TestService;
  const failures: FailureReport[] = [];
  const sessions = new Map<string, EmbedSession>();
  /** Parameters that exist, by name. */
  const known: Record<string, string> = { instrumentId: 'phq9' };
  /** What an operation answers about where that is something else. */
  const special: Partial<Record<OperationName, Record<string, string>>> = {};
  before(async () => {
    service = await createTestService({ onFailure: report => failures.push(report) });
    for (const [name, person] of Object.entries(cast)) sessions.set(name, await service.sessionFor(person));
    const first = async (who: string, path: string) => {
      const body = (await (await service.call(sessions.get(who), 'GET', path)).json()) as { data: { id: string }[] };
      return body.data[0]?.id ?? assert.fail(`${path} is empty.`);
    };
    const { studentId, unit } = (await (await service.call(sessions.get('student'), 'GET', '/v1/me')).json()) as {
      studentId: string;
      unit: { id: string };
    };
    Object.assign(known, { studentId, unitId: unit.id });
    known['assignmentId'] = await first('student', '/v1/assignments');
    known['campaignId'] = await first('student', '/v1/campaigns');
    known['planId'] = await first('psychologist', '/v1/campaign-plans');
    known['alertId'] = await first('psychologist', '/v1/alerts');
    // Of whoever has answered something.
    const { student_id } = await service.database.kysely
      .selectFrom('clinical.responses')
      .select('student_id')
      .executeTakeFirstOrThrow();
    const { version } = (
      (await (await service.call(sessions.get('student'), 'GET', `/v1/campaigns/${known['campaignId']}`)).json()) as {
        consent: { version: string };
      }
    ).consent;
    const consent = { campaignId: known['campaignId'], version, decision: 'given' };
    await service.call(sessions.get('student'), 'POST', '/v1/consents', { body: consent });
    known['attemptId'] = crypto.randomUUID();
    const draft = { assignmentId: known['assignmentId'], language: 'zh-CN', seed: 7 };
    await service.call(sessions.get('student'), 'PUT', `/v1/drafts/${known['attemptId']}`, { body: draft });
    special['assignments.receipt'] = { assignmentId: await first('seniorStudent', '/v1/assignments?status=done') };
    known['responseId'] = await first('psychologist', `/v1/responses?studentId=${student_id}`);
    await relate(student_id, known['responseId']);
  });
  after(() => service.close());

  /** A partner of a hospital, and one relation of each kind. */
  async function relate(studentId: string, responseId: string): Promise<void> {
    const { kysely } = service.database;
    const partner = { userId: 'H0001', role: 'hospital-partner' } as const;
    const { id: unit_id } = await kysely
      .selectFrom('units')
      .select('id')
      .where('kind', '=', 'school')
      .executeTakeFirstOrThrow();
    const tenant_id = 'school';
    await kysely.insertInto('people').values({ tenant_id, id: 'h', staff_number: 'H0001', name: '林清和' }).execute();
    await kysely
      .insertInto('role_assignments')
      .values({ tenant_id, id: 'h', person_id: 'h', role: partner.role, unit_id })
      .execute();
    sessions.set('partner', await service.sessionFor(partner));
    const make = async (who: string, path: string, body: object) => {
      const response = await service.call(sessions.get(who), 'POST', path, { body });
      return ((await response.json()) as { id: string }).id ?? assert.fail(path);
    };
    const until = new Date(service.clock.now().getTime() + 60 * 60 * 1000).toISOString();
    const to = { userId: cast.counsellor.userId, role: cast.counsellor.role };
    known['delegationId'] = await make('psychologist', '/v1/delegations', {
      ...{ studentId: known['studentId'], to, classes: ['C4'], purpose: 'care', note: '多留意。', until },
    });
    known['referralId'] = await make('psychologist', '/v1/referrals', {
      ...{ studentId, to: { userId: 'H0001' }, note: '请评估。', basis: 'protection-of-life', basisNote: '见记录。' },
      ...{ basisOn: '2026-09-01', documents: [{ kind: 'response', id: responseId }], until },
    });
    known['breakGlassId'] = await make('counsellor', '/v1/break-glass', {
      ...{ studentId: known['studentId'], reason: '学生失联，需要马上联系。' },
    });
  }

  const people: [string, { role: Role }][] = [
    ...Object.entries<{ role: Role }>(cast),
    ['partner', { role: 'hospital-partner' }],
  ];

  for (const { id, operation } of reads) {
    test(`${id} answers by the contract, or refuses by the table of roles`, async () => {
      let answered = 0;
      for (const [name, person] of people) {
        const ids = { ...known, ...special[id] };
        const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, key: string) => ids[key] ?? assert.fail(key));
        const queries: Partial<Record<string, string>> = {
          'responses.list': `?studentId=${known['studentId']}`,
          'campaignPlans.target': '?unitIds=school&rule=freshmen',
        };
        const query = queries[id] ?? '';
        const response = await service.call(sessions.get(name), 'GET', path + query);
        if (!policy[id][person.role]) await expectProblem(response, 403, 'forbidden');
        else if (response.status === 404) await expectProblem(response, 404, 'not-found');
        else {
          await expectBody(response, operation.response!);
          answered++;
        }
      }
      assert.ok(answered > 0, 'Nobody got an answer.');
    });
  }

  test('none of it is a failure of ours', () => {
    assert.deepEqual(failures, []);
  });
});
