/** What belongs to others: ids, properties that the service sets itself, pages, hidden fields. */
import assert from 'node:assert/strict';
import { type Operation, operations } from '@xinqiao/contract';
import fc from 'fast-check';
import { listOperations, openapi } from '../../contract/lib/document.ts';
import { type Attack, checked, expectProblem, ignored } from '../lib/attack.ts';
import { OTHER_TENANT, type Person, people, type Service } from '../lib/service.ts';
import { valid } from '../../fuzz/openapi/values.ts';

const all = Object.entries(operations).flatMap(([resource, members]) =>
  Object.entries(members as Record<string, Operation>).map(([name, operation]) => ({
    id: `${resource}.${name}`,
    operation,
  })),
);
const everybody = Object.keys(people) as Person[];
const isWanted = ({ operation }: (typeof all)[number]) => operation.authentication === 'session' && !operation.stream;

/** Ids of what lies in the tables, of this school and of the other, by the name of the parameter. */
async function idsOf({ database: { kysely } }: Service): Promise<Record<string, string[]>> {
  const read = async (
    table:
      | 'students'
      | 'units'
      | 'campaigns'
      | 'assignments'
      | 'clinical.alerts'
      | 'clinical.responses'
      | 'clinical.corrections',
  ) => {
    const rows = await kysely.selectFrom(table).select(['tenant_id', 'id']).orderBy('id').execute();
    const theirs = rows.filter(row => row.tenant_id === OTHER_TENANT);
    const ours = rows.filter(row => row.tenant_id !== OTHER_TENANT);
    // The first, the last, one between and one of the neighbour's.
    const some = [ours[0], ours[ours.length >> 1], ours.at(-1), theirs[0]];
    return [...new Set(some.flatMap(row => (row ? [row.id] : [])))];
  };
  return {
    studentId: await read('students'),
    unitId: await read('units'),
    campaignId: await read('campaigns'),
    assignmentId: await read('assignments'),
    alertId: await read('clinical.alerts'),
    responseId: await read('clinical.responses'),
    correctionId: await read('clinical.corrections'),
    instrumentId: ['phq9'],
  };
}

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

const NONE = 'there-is-no-such-id';
const told = async (response: Response) => {
  const headers = [...response.headers].filter(([name]) => name !== 'date' && name !== 'x-request-id');
  return JSON.stringify([response.status, headers, (await response.text()).replace(/"requestId":"[^"]*"/, '')]);
};

/** Asks with each id in the place of `name`, as everybody: who gets nothing gets what everybody gets for no id at all. */
const othersIds = ({ id, operation }: (typeof all)[number], name: string): Attack =>
  checked(
    `\`${id}\`: ${name === 'parentId' ? 'the parent' : 'the id'} of another, of another school (\`${name}\`), by everybody`,
    'what the role reaches; else to the byte the answer for what does not exist',
    async service => {
      const ids = await idsOf(service);
      let refusals = 0;
      for (const person of everybody) {
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
  );

/** What the service sets itself, and what decides who sees what. */
const OWNED = [
  ...[
    'id',
    'tenantId',
    'tenant_id',
    'studentId',
    'student_id',
    'userId',
    'actor',
    'role',
    'roles',
    'isAdmin',
    'reach',
    'unitId',
    'classes',
  ],
  ...[
    'status',
    'state',
    'score',
    'scores',
    'result',
    'level',
    'levelStatus',
    'flags',
    'critical',
    'quality',
    'offerHelp',
    'feedback',
    'digest',
  ],
  ...[
    'receiptCode',
    'responseId',
    'receivedAt',
    'createdAt',
    'created_at',
    'updatedAt',
    'decidedAt',
    'by',
    'givenBy',
    'guardianId',
    'dueAt',
  ],
  ...[
    'doneAt',
    'answeredAt',
    'answeredBy',
    'revision',
    'acknowledgedAt',
    'expiresAt',
    'expiresIn',
    'token',
    'keyId',
    'purpose',
    'outcome',
    '$set',
  ],
];

const withBody = listOperations(openapi).filter(({ operation }) => operation.requestBody);
const may: Readonly<Record<string, Person>> = {
  'corrections.answer': 'psychologist',
  'embedSessions.create': 'student',
};

const massAssignment = ({ path, method, operation }: (typeof withBody)[number]): Attack => {
  const { schema } = operation.requestBody!.content['application/json']!;
  return checked(
    `\`${operation.operationId}\`: a body with more than it may have (${OWNED.length} names: id, role, status, score, createdAt …)`,
    '422 `invalid-request`, each by its pointer',
    async service => {
      const [body] = fc.sample(valid(schema), { numRuns: 1, seed: 7 }) as [Record<string, unknown>];
      const names = OWNED.filter(name => !(name in propertiesOf(schema)));
      assert.ok(names.length > OWNED.length - 8);
      const ask = (more: object) => {
        const asked = { method, path: path.replaceAll(/\{\w+\}/g, NONE), body: JSON.stringify({ ...body, ...more }) };
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
  );
};

function propertiesOf(schema: { $ref?: string; properties?: object }): object {
  return schema.$ref
    ? (openapi.components.schemas[schema.$ref.split('/').at(-1)!]?.properties ?? {})
    : (schema.properties ?? {});
}

const lists = all.filter(one => isWanted(one) && one.operation.query && 'cursor' in one.operation.query.shape);
/** Somebody who gets the list, and its address. */
async function listOf(
  service: Service,
  { operation }: (typeof all)[number],
): Promise<{ person: Person; path: string }> {
  const studentId = (await idsOf(service))['studentId']![0];
  const path = `${operation.path}?${'studentId' in operation.query!.shape ? `studentId=${studentId}&` : ''}`;
  for (const person of ['psychologist', 'student', 'operator'] as const) {
    const answer = await service.as(person, { path: `${path}limit=1` });
    if (answer.status === 200) return { person, path };
  }
  throw new Error(`Nobody gets ${operation.path}.`);
}

interface Page {
  readonly data: readonly object[];
  readonly nextCursor: string | null;
}

const HIDDEN = [
  ...[
    'sort=score',
    'sort=-score',
    'order=answers',
    'orderBy=result',
    'filter[score]=20',
    'filter=score>10',
    'where=score%20is%20not%20null',
    'score=20',
    'score[gte]=10',
  ],
  ...[
    'q.score=1',
    'fields=answers,result',
    'select=answers',
    'include=answers',
    'expand=alerts',
    'populate=*',
    'tenantId=neighbour',
    'tenant_id=neighbour',
    'role=psych-staff',
  ],
  ...[
    'classes=C5',
    'offset=100',
    'page=2',
    'pageSize=100000',
    'count=true',
    'debug=1',
    'trace=1',
    'callback=alert',
    'format=xml',
    'studentIds=n-student',
    'asOf=1970-01-01',
  ],
];

/** As the service writes cursors: whoever reads the source can make one. */
function cursorOf(key: unknown): string {
  const bytes = Buffer.from(JSON.stringify(key));
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return `${bytes.toString('base64url')}.${(hash >>> 0).toString(36)}`;
}
const partsOf = (cursor: string) => JSON.parse(Buffer.from(cursor.split('.')[0]!, 'base64url').toString()) as unknown[];

const absurd: readonly unknown[] = [
  8.64e15,
  -8.64e15,
  9e15,
  -1,
  0,
  1e308,
  2 ** 53,
  2 ** 31,
  'x',
  '',
  '\0',
  '\ud800',
  "' or 1=1 --",
  '\u{10FFFF}',
  'x'.repeat(300),
  null,
  true,
  [],
  {},
  [1],
];

const paging = (one: (typeof all)[number]): Attack =>
  checked(
    `\`${one.id}\`: a page that was cut, altered, made up, of another list; a limit of 0, -1, 1e9, NaN`,
    '400 `invalid-request`, or rows within reach',
    async service => {
      const { person, path } = await listOf(service, one);
      const ask = (query: string) => service.as(person, { path: path + query });
      for (const limit of ['0', '-1', '201', '1e9', 'NaN', '1.5', '', '1&limit=2', '00x', '%20', 'null']) {
        await expectProblem(await ask(`limit=${limit}`), 400, 'invalid-request');
      }
      const whole = (await (await ask('limit=200')).json()) as Page;
      const { nextCursor } = (await (await ask('limit=1')).json()) as Page;
      const real = nextCursor ?? cursorOf(['x', 1]);
      const broken = [
        '',
        'null',
        '.',
        '%00',
        real.slice(1),
        real.slice(0, -1),
        `${real}x`,
        `${real}.${real}`,
        'x'.repeat(513),
        '%F0%9F%8C%89',
        real.toUpperCase(),
        `${real}&cursor=${real}`,
      ];
      for (const cursor of broken) await expectProblem(await ask(`cursor=${cursor}`), 400, 'invalid-request');
      const parts = nextCursor === null ? ['x', 0] : partsOf(nextCursor);
      const made = [
        ...parts.flatMap((_, at) => absurd.map(part => parts.with(at, part))),
        ...[[], {}, 'x', null, 7, [...parts, 'x'], parts.slice(1), [...parts].reverse()],
      ];
      const known = new Set(whole.data.map(row => JSON.stringify(row)));
      for (const key of made) {
        const answer = await ask(`limit=200&cursor=${cursorOf(key)}`);
        if (answer.status === 400) await expectProblem(answer, 400, 'invalid-request');
        else {
          assert.equal(answer.status, 200, JSON.stringify(key));
          const { data } = (await answer.json()) as { data: object[] };
          for (const row of data) if (whole.data.length < 200) assert.ok(known.has(JSON.stringify(row)));
        }
      }
    },
  );

export const othersThings: readonly Attack[] = all
  .filter(one => isWanted(one) && one.operation.method === 'GET')
  .flatMap(one => taken(one.operation).map(name => othersIds(one, name)));

export const ownedProperties: readonly Attack[] = withBody.map(massAssignment);

export const pages: readonly Attack[] = [
  ...lists.map(paging),
  ...lists.map(one =>
    ignored(
      `\`${one.id}\`: sorted, filtered or extended by what is hidden (\`sort=score\`, \`fields=answers\` …)`,
      async service => {
        const { person, path: first } = await listOf(service, one);
        // Asking is noted in the audit itself: what lies before a row of it stays as it is.
        const { nextCursor } = (await (await service.as(person, { path: `${first}limit=1` })).json()) as Page;
        const path = one.id === 'audit.list' ? `${first}cursor=${nextCursor}&` : first;
        const plain = await service.as(person, { path });
        const answers: Response[] = [];
        for (const query of HIDDEN) answers.push(await service.as(person, { path: path + query }), plain.clone());
        return answers;
      },
    ),
  ),
];
