/** Paths and ids that are written in strange ways. */
import { type Attack, alike, ignored, refused } from '../lib/attack.ts';
import type { Service } from '../lib/service.ts';
import { cast } from '@xinqiao/server/seed';

const get = (service: Service, path: string) => service.as('psychologist', { path });
const all = (service: Service, paths: readonly string[]) => Promise.all(paths.map(path => get(service, path)));
const strange = [
  ...[
    '%00',
    'a%00',
    '%2e%2e%2f',
    '..%2f..%2fetc%2fpasswd',
    '%252e%252e%252f',
    '%2F',
    'a%2Fb',
    '%5c..%5c',
    ';',
    ';x=1',
    'a;b',
  ],
  ...[
    "'%20or%201=1--",
    '%22',
    '*',
    '%25',
    '%',
    '%zz',
    '%ff',
    '%c0%af',
    '%e0%80%af',
    '%ed%a0%80',
    '%20',
    '%09',
    '%0d%0ax:y',
    '$%7B7*7%7D',
  ],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'null',
    'undefined',
    'NaN',
    '-1',
    '0',
    '1e9',
    'true',
    '[object%20Object]',
  ],
  ...['%EF%BC%91', '%D0%B0', 'e%CC%81', '%E2%80%8B', '%F0%9F%8C%89', '%E2%80%AE', 'a'.repeat(65), 'a'.repeat(8_000)],
];

export const addresses: readonly Attack[] = [
  refused(
    'Paths that are not there: doubled, trailing and coded slashes, other letters, an older version',
    404,
    'not-found',
    service =>
      all(service, [
        ...[
          '/',
          '//',
          '/v1',
          '/v1/',
          '//v1/me',
          '/v1//me',
          '/v1/me/',
          '/v1/me//',
          '/V1/me',
          '/v1/ME',
          '/v1%2fme',
          '/v1/me%2f',
          '/v1/me%00',
          '/v1/me.json',
        ],
        ...[
          '/v0/me',
          '/v2/me',
          '/api/v1/me',
          '/v1/me;x=1',
          '/v1/nothing',
          '/%2e',
          '/.env',
          '/.git/config',
          '/v1/__proto__',
          '/constructor',
          '/admin',
          '/metrics',
        ],
      ]),
  ),
  ignored(
    'Dots in a path, as they are or coded: the path that the URL standard makes of it, with the same guards',
    async service => [
      ...(await all(service, ['/v1/students/../me', '/v1/me'])),
      ...(await all(service, ['/v1/students/%2e%2e/me', '/v1/me'])),
      ...(await all(service, ['/../../v1/./me', '/v1/me'])),
    ],
  ),
  refused('Dots that lead out of what there is', 404, 'not-found', service =>
    all(service, [
      '/v1/../../../etc/passwd',
      '/v1/%2e%2e/%2e%2e/etc/passwd',
      '/v1/..%2f..%2fetc/passwd',
      '/v1/%252e%252e/me',
    ]),
  ),
  refused('A backslash, another site, no path at all', 400, 'invalid-request', service =>
    all(service, ['/v1\\me', '/\\elsewhere.example', 'v1/me', '*']),
  ),
  alike(
    'An id that no id can be: coded, doubly coded, with a null byte, a query, a script, of 8,000 characters',
    async service => {
      const paths = [
        '/v1/students/',
        '/v1/alerts/',
        '/v1/responses/',
        '/v1/campaigns/',
        '/v1/instruments/',
        '/v1/organisation-units/',
        '/v1/growth-files/',
      ];
      const answers: Response[] = [];
      for (const [index, id] of strange.entries()) {
        // Every id at two operations: all of them at all would be minutes.
        for (const path of [paths[index % paths.length]!, paths[(index + 3) % paths.length]!]) {
          answers.push(await get(service, `${path}${id}`), await get(service, `${path}none`));
        }
      }
      return answers;
    },
  ),
  alike('The id of a student in other forms: full-width, other letters, blanks, composed otherwise', async service => {
    const { studentId } = (await (await service.as('student', { path: '/v1/me' })).json()) as { studentId: string };
    const wide = [...studentId].map(one => String.fromCodePoint(one.codePointAt(0)! + 0xfee0)).join('');
    const forms = [
      wide,
      ` ${studentId}`,
      `${studentId} `,
      `${studentId}\u200b`,
      `${studentId}\u0301`,
      studentId.toUpperCase() === studentId ? `${studentId}.` : studentId.toUpperCase(),
    ];
    const paths = [...forms.map(encodeURIComponent), `${studentId}%00`, `${studentId}%20--`];
    return (
      await Promise.all(
        paths.map(async id => [await get(service, `/v1/students/${id}`), await get(service, '/v1/students/none')]),
      )
    ).flat();
  }),
  refused('An address of 100,000 characters', 431, 'invalid-request', service =>
    get(service, `/v1/me?${'x'.repeat(100_000)}`),
  ),
  refused(
    'A query that is broken: out of range, of another type, twice, with a null byte',
    400,
    'invalid-request',
    service =>
      all(service, [
        ...[
          'limit=0',
          'limit=-1',
          'limit=201',
          'limit=1e9',
          'limit=NaN',
          'limit=Infinity',
          'limit=1.5',
          'limit=',
          'limit=%00',
          'limit=1&limit=2',
          'limit[]=1&limit=x',
          'limit=x',
          'limit=null',
        ].map(query => `/v1/students?${query}`),
        ...[
          'q=%00',
          'q=a&q=b',
          `q=${'x'.repeat(1_000)}`,
          'unitId=',
          'unitId=a&unitId=b',
          'unitId=%00',
          "unitId='",
          'unitId=%EF%BC%91',
        ].map(query => `/v1/students?${query}`),
        ...['level=red', 'level=imminent&level=high', 'acknowledged=maybe', 'acknowledged=1e0'].map(
          query => `/v1/alerts?${query}`,
        ),
        ...['', 'studentId=', 'studentId=%00', 'studentId=a&studentId=b'].map(query => `/v1/responses?${query}`),
      ]),
  ),
  refused('Times that are none, before the calendar, after it', 400, 'invalid-request', service =>
    Promise.all(
      [
        'x',
        '2026-13-01T00:00:00Z',
        '2026-02-30T00:00:00Z',
        '2026-01-01',
        '0000-01-01T00:00:00Z',
        '-0001-01-01T00:00:00Z',
        '+275760-09-13T00:00:00Z',
        '9999-12-31T23:59:60Z',
        '2026-01-01T00:00:00',
        '1e9',
        '2026-01-01T24:00:00Z',
        '2026-01-01T00:00:00%2B99:99',
      ].map(at => service.as('operator', { path: `/v1/audit?from=${at}` })),
    ),
  ),
  ignored('A query that names `__proto__` or a method', async service =>
    (
      await Promise.all(
        [
          '__proto__=x',
          '__proto__[limit]=1',
          'constructor=x',
          'constructor[prototype][limit]=1',
          'toString=x',
          'hasOwnProperty=1',
          '=1',
          '&&&',
          '%ff=%ff',
          '%',
          '%00=1',
        ].map(async query => [await get(service, `/v1/students?${query}`), await get(service, '/v1/students')]),
      )
    ).flat(),
  ),
  refused('The other school’s number of a person as one’s own', 403, 'forbidden', async service => {
    const body = (more: object) =>
      JSON.stringify({
        userId: cast.student.userId,
        role: 'student',
        components: ['xq-provider'],
        origin: 'https://portal.example.edu.cn',
        ...more,
      });
    return Promise.all(
      [
        { userId: 'n-student' },
        { userId: 'T-nobody' },
        { role: 'psych-staff' },
        { unitId: 'n-class' },
        { role: 'class-committee', unitId: 'n-school' },
        { role: 'class-committee', unitId: 'school' },
      ].map(more => service.asPortal({ method: 'POST', path: '/v1/embed-sessions', body: body(more) })),
    );
  }),
];
