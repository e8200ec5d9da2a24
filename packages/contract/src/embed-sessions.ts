/**
 * Embed sessions: the portal's back end exchanges its secret key, and the user it has signed in, for a short-lived
 * token that the browser holds in memory.
 */
import { z } from 'zod';
import { c0, c1, component, Id, Role, Timestamp } from './common.ts';
import { operation } from './operation.ts';

const EmbedSessionRequest = component(
  'EmbedSessionRequest',
  z.strictObject({
    userId: c1(Id, "The portal's id of the signed-in person: 学号 of a student, 工号 of staff."),
    role: c1(Role, 'The role in which the person acts now; must be one the person holds.'),
    unitId: c1(Id.optional(), 'Narrows the scope to a node below the one where the role is held. Staff only.'),
    components: c0(
      z
        .array(z.string().regex(/^xq-[a-z-]+$/))
        .min(1)
        .max(50),
      'Elements this session may serve.',
    ),
    origin: c0(
      z.url().max(200),
      'Origin of the page, e.g. `https://portal.example.edu.cn`; must be registered for the key.',
    ),
  }),
);

export const EmbedSession = component(
  'EmbedSession',
  z.object({
    id: c0(Id),
    token: c1(z.string(), 'Bearer token. Keep it in memory; never in a URL or in storage.'),
    expiresAt: c0(Timestamp),
    expiresIn: c0(
      z.int().min(1),
      'Seconds left by the clock of the service: does not depend on the clock of the client.',
    ),
    userId: c1(Id),
    role: c1(Role),
    unitId: c1(Id, 'The node that bounds what this session reaches; for a student, the own class.'),
    components: c0(z.array(z.string())),
    origin: c0(z.string()),
  }),
);

export const embedSessions = {
  create: operation({
    method: 'POST',
    path: '/v1/embed-sessions',
    summary: 'Exchange a secret key and a signed-in user for a short-lived session',
    authentication: 'secret-key',
    body: EmbedSessionRequest,
    status: 201,
    response: EmbedSession,
  }),
  revoke: operation({
    method: 'DELETE',
    path: '/v1/embed-sessions/{sessionId}',
    summary: 'End a session before its time',
    authentication: 'secret-key',
    params: z.object({ sessionId: c0(Id) }),
    status: 204,
  }),
};
