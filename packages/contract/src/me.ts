/** Who the session is, and the configuration that every element needs. */
import { z } from 'zod';
import { c0, c1, component, Id, Role, Timestamp } from './common.ts';
import { HelpLine } from './help-lines.ts';
import { operation } from './operation.ts';
import { OrganisationUnit } from './organisation-units.ts';

export const Me = component(
  'Me',
  z.object({
    userId: c1(Id),
    name: c1(z.string()),
    role: c1(Role),
    unit: OrganisationUnit,
    studentId: c1(Id.nullable(), 'The own student record; null for staff.'),
    components: c0(z.array(z.string())),
    helpLines: z.array(HelpLine),
    serverTime: c0(Timestamp),
  }),
);

export const me = {
  get: operation({
    method: 'GET',
    path: '/v1/me',
    summary: 'Read who this session is',
    authentication: 'session',
    status: 200,
    response: Me,
  }),
};
