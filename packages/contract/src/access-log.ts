/** The access log: a student sees who read or changed the own file, and why. */
import { z } from 'zod';
import { Purpose } from './audit.ts';
import { c7, component, Id, page, pageQuery, Role, Timestamp } from './common.ts';
import { operation } from './operation.ts';

/**
 * What kind of data it was about. Who took note of an alert is not in it: the log would say whether there is one (C3, which
 * students do not see).
 */
export const ACCESS_KINDS = ['assessment', 'file', 'roster', 'access-log'] as const;

export const AccessLogEntry = component(
  'AccessLogEntry',
  z.object({
    id: c7(Id),
    at: c7(Timestamp),
    role: c7(Role, 'The role in which the person acted.'),
    name: c7(z.string().nullable(), 'Name of the person; null when the school no longer has the person on its list.'),
    purpose: c7(Purpose),
    action: c7(z.enum(['read', 'write'])),
    kind: c7(
      z.enum(ACCESS_KINDS),
      '`assessment`: results or answers. `file`: growth file or notes, not told apart. `roster`: everything else.',
    ),
  }),
  'Somebody else read or changed something in the own file. Never says what stands there.',
);

export const accessLog = {
  list: operation({
    method: 'GET',
    path: '/v1/access-log',
    summary: 'List who else read or changed the own file, newest first (student)',
    authentication: 'session',
    query: z.object(pageQuery),
    status: 200,
    response: page('AccessLogEntry', AccessLogEntry),
  }),
};
