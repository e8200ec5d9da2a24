/** Pages of lists, and what a query might sort, filter or show. */
import assert from 'node:assert/strict';
import { type Attack, checked, expectProblem, ignored } from '../lib/attack.ts';
import { all, idsOf, isOfPersons, type Named } from '../lib/operations.ts';
import type { Person, Service } from '../lib/service.ts';

const lists = all.filter(one => isOfPersons(one) && one.operation.query && 'cursor' in one.operation.query.shape);
/** Somebody who gets the list, and its address. */
async function listOf(service: Service, { operation }: Named): Promise<{ person: Person; path: string }> {
  const ids = await idsOf(service);
  const studentId = ids['studentId']![0];
  const address = operation.path.replace('{campaignId}', ids['campaignId']![0]!);
  const path = `${address}?${'studentId' in operation.query!.shape ? `studentId=${studentId}&` : ''}`;
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
  ...[8.64e15, -8.64e15, -1, 1e308, 2 ** 53, 2 ** 31],
  ...['x', '', '\0', '\ud800', "' or 1=1 --", 'x'.repeat(300)],
  ...[null, true, [], {}],
];

const paging = (one: Named): Attack => ({
  operation: one.id,
  ...checked(
    `A page that was cut, altered, made up, of another list; a limit of 0, -1, 1e9, NaN`,
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
        ...[[], {}, null, [...parts, 'x'], parts.slice(1), [...parts].reverse()],
      ];
      // Asking is noted in the audit, which so grows while it is read.
      const isWhole = whole.data.length < 200 && one.id !== 'audit.list';
      const known = new Set(whole.data.map(row => JSON.stringify(row)));
      for (const key of made) {
        const answer = await ask(`limit=5&cursor=${cursorOf(key)}`);
        if (answer.status === 400) await expectProblem(answer, 400, 'invalid-request');
        else {
          assert.equal(answer.status, 200, JSON.stringify(key));
          const { data } = (await answer.json()) as { data: object[] };
          for (const row of data) if (isWhole) assert.ok(known.has(JSON.stringify(row)));
        }
      }
    },
  ),
});

export const pages: readonly Attack[] = [
  ...lists.map(paging),
  ...lists.map(one => ({
    operation: one.id,
    ...ignored(
      `Sorted, filtered or extended by what is hidden (\`sort=score\`, \`fields=answers\` …)`,
      async service => {
        const { person, path: first } = await listOf(service, one);
        // Asking is noted in the audit itself: what lies before a row of it stays as it is.
        const { nextCursor } = (await (await service.as(person, { path: `${first}limit=1` })).json()) as Page;
        const path = one.id === 'audit.list' ? `${first}cursor=${nextCursor}&` : first;
        const plain = await service.as(person, { path });
        const answers: Response[] = [];
        for (const query of [...HIDDEN.slice(0, 4), HIDDEN.join('&')])
          answers.push(await service.as(person, { path: path + query }), plain.clone());
        return answers;
      },
    ),
  })),
];
