/** Ids of what belongs to others. */
import assert from 'node:assert/strict';
import type { Operation } from '@xinqiao/contract';
import { type Attack, alike, checked, expectProblem, told } from '../lib/attack.ts';
import { all, idsOf, isOfPersons, type Named, NONE } from '../lib/operations.ts';
import type { Person, Service } from '../lib/service.ts';

/** Who reaches least, own, a class, counts alone, nothing of the kind, and most; `test/access` asks as every role. */
const senders: readonly Person[] = [
  ...(['classCommittee', 'student', 'guardian', 'homeroomTeacher'] as const),
  ...(['districtOfficer', 'operator', 'psychologist'] as const),
];

const ID_NAMES = [
  'studentId',
  'unitId',
  'parentId',
  'campaignId',
  'assignmentId',
  'alertId',
  'responseId',
  'correctionId',
];
/** The names of the ids that an operation takes in its path or query. */
const taken = ({ params, query }: Operation) =>
  [...Object.keys(params?.shape ?? {}), ...Object.keys(query?.shape ?? {})].filter(name => ID_NAMES.includes(name));

/** Asks with each id in the place of `name`, as each of them: who gets nothing gets what comes for no id at all. */
const othersIds = ({ id, operation }: Named, name: string): Attack => ({
  operation: id,
  ...checked(
    `The id of another, of another school, of nobody (\`${name}\`), sent in every kind of role`,
    'what the role reaches; else to the byte the answer for what does not exist',
    async service => {
      const ids = await idsOf(service);
      let refusals = 0;
      for (const person of senders) {
        const ask = (value: string) => {
          const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, key: string) =>
            key === name ? value : (ids[key]?.[0] ?? NONE),
          );
          const needed =
            'studentId' in (operation.query?.shape ?? {}) && name !== 'studentId'
              ? `studentId=${ids['studentId']![0]}&`
              : '';
          const query = name in (operation.query?.shape ?? {}) ? `?${needed}${name}=${value}` : '';
          return service.as(person, { method: operation.method, path: path + query });
        };
        const none = await ask(NONE);
        const nothing = await told(none);
        const all = ids[name === 'parentId' ? 'unitId' : name] ?? [];
        // Whom the operation is not for is refused before anything is looked up: one of ours and one of theirs will do.
        for (const value of none.status === 403 ? [all[0]!, all.at(-1)!] : all) {
          const answer = await ask(value);
          if (answer.status < 300) {
            const isTheirs = value.startsWith('n-') && name !== 'parentId';
            assert.ok(!isTheirs, `${person} got ${value}`);
            continue;
          }
          await expectProblem(answer.clone(), answer.status, answer.status === 403 ? 'forbidden' : 'not-found');
          assert.equal(await told(answer), nothing, `${person} ${value}`);
          refusals++;
        }
      }
      assert.ok(refusals > 0);
    },
  ),
});

/** A body with each of the ids in it, and with one that nobody has. */
const inBody = (
  what: string,
  person: Person,
  path: string,
  bodies: (service: Service) => Promise<{ readonly theirs: readonly object[]; readonly none: object }>,
): Attack =>
  alike(what, async service => {
    const { theirs, none } = await bodies(service);
    const post = (body: object) => service.as(person, { method: 'POST', path, body: JSON.stringify(body) });
    return (await Promise.all(theirs.map(async body => [await post(body), await post(none)]))).flat();
  });

const decision = { version: '2026-09', decision: 'given' };
const response = () => ({
  ...{
    attemptId: crypto.randomUUID(),
    instrumentId: 'phq9',
    instrumentVersion: '1.0.0',
    language: 'zh-CN',
    answers: {},
  },
});
const ownId = async (service: Service) =>
  ((await (await service.as('student', { path: '/v1/me' })).json()) as { studentId: string }).studentId;

export const othersThings: readonly Attack[] = [
  ...all
    .filter(one => isOfPersons(one) && one.operation.method === 'GET')
    .flatMap(one => taken(one.operation).map(name => othersIds(one, name))),
  inBody('Answers to the assignment of another', 'student', '/v1/responses', async service => {
    const { assignmentId } = await idsOf(service);
    const own = await ownId(service);
    const theirs = assignmentId!
      .filter(id => !id.startsWith(`${own}.`))
      .map(id => ({ ...response(), assignmentId: id }));
    return { theirs, none: { ...response(), assignmentId: NONE } };
  }),
  inBody('Consent for another, by a student', 'student', '/v1/consents', async service => {
    const { studentId, campaignId } = await idsOf(service);
    const own = await ownId(service);
    const body = { ...decision, campaignId: campaignId![0] };
    const theirs = studentId!.filter(id => id !== own).map(id => ({ ...body, studentId: id }));
    return { theirs, none: { ...body, studentId: NONE } };
  }),
  inBody('Consent for the child of another, by a guardian', 'guardian', '/v1/consents', async service => {
    const { studentId, campaignId } = await idsOf(service);
    const own = await ownId(service);
    const body = { ...decision, campaignId: campaignId![0] };
    const theirs = studentId!.filter(id => id !== own).map(id => ({ ...body, studentId: id }));
    return { theirs, none: { ...body, studentId: NONE } };
  }),
  alike('The session of another key, ended by a key that did not make it', async service => {
    const { id } = await service.sessionOf('student');
    const end = (sessionId: string) =>
      service.asPortal({
        method: 'DELETE',
        path: `/v1/embed-sessions/${sessionId}`,
        headers: { authorization: `Bearer ${service.otherKey}` },
      });
    return [await end(id), await end(NONE)];
  }),
  alike('An alert out of reach, acknowledged; a correction of another school, answered', async service => {
    const { alertId } = await idsOf(service);
    const acknowledge = (person: Person, id: string) =>
      service.as(person, { method: 'POST', path: `/v1/alerts/${id}/acknowledge` });
    const answer = (id: string) =>
      service.as('psychologist', {
        method: 'POST',
        path: `/v1/corrections/${id}/answer`,
        body: JSON.stringify({ state: 'accepted', answer: '已更正。' }),
      });
    const reached = (await (await service.as('homeroomTeacher', { path: '/v1/alerts?limit=200' })).json()) as {
      data: { id: string }[];
    };
    const beyond =
      alertId!.find(id => !reached.data.some(alert => alert.id === id)) ?? assert.fail('All are in reach.');
    return [
      ...[await acknowledge('homeroomTeacher', beyond), await acknowledge('homeroomTeacher', NONE)],
      ...[await acknowledge('psychologist', 'n-alert'), await acknowledge('psychologist', NONE)],
      ...[await answer('n-correction'), await answer(NONE)],
    ];
  }),
];
