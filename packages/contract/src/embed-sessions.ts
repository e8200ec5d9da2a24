/**
 * Embed sessions: the portal's back end exchanges its secret key, and the user it has signed in, for a short-lived
 * token that the browser holds in memory; or for a code, which the browser exchanges for the token, once.
 */
import { z } from 'zod';
import { c0, c1, component, Id, Role, Timestamp } from './common.ts';
import { operation } from './operation.ts';

/** Longest time for which a session can be renewed, in seconds: twelve hours. */
export const MAX_RENEWABLE = 43_200;

const EmbedSessionRequest = component(
  'EmbedSessionRequest',
  z.strictObject({
    userId: c1(Id, "The portal's id of the signed-in person: 学号 of a student, 工号 of staff."),
    role: c1(Role, 'The role in which the person acts now; must be one the person holds.'),
    unitId: c1(Id.optional(), 'Narrows the scope to a node below the one where the role is held. Staff only.'),
    components: c0(
      z
        .array(z.string().regex(/^xq-[a-z0-9-]{1,36}$/))
        .min(1)
        .max(50),
      'Elements this session may serve; it may call what these need.',
    ),
    features: c0(
      z
        .array(z.string().regex(/^[A-Za-z]{1,40}$/))
        .max(50)
        .optional(),
      'Resources that the page asks for by itself, beside what its elements need: `students`, `growthFiles` …',
    ),
    renewableFor: c0(
      z.int().min(0).max(MAX_RENEWABLE).optional(),
      'Seconds for which the page may renew the session without the portal: at most as long as its own sign-in lasts. 0 when left out.',
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
    features: c0(z.array(z.string()), 'Resources that it may call, beside `me`.'),
    renewableFor: c0(z.int().min(0), 'Seconds left in which the page may renew it; 0 when it may not.'),
    origin: c0(z.string()),
  }),
);

export const EmbedSessionCode = component(
  'EmbedSessionCode',
  z.object({
    id: c0(Id, 'Of the session that it stands for: to end that, whether or not the code has been used.'),
    code: c1(z.string(), 'To be exchanged once, by the page. A second exchange ends the session.'),
    expiresAt: c0(Timestamp),
    expiresIn: c0(z.int().min(1), 'Seconds left by the clock of the service.'),
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
  revokeAll: operation({
    method: 'POST',
    path: '/v1/embed-sessions/revocations',
    summary: 'End every session of a person, for example when the person signs out of the portal',
    authentication: 'secret-key',
    body: component(
      'EmbedSessionRevocation',
      z.strictObject({ userId: c1(Id, 'As the sessions were made for: 学号 or 工号.') }),
    ),
    status: 204,
  }),
  renew: operation({
    method: 'POST',
    path: '/v1/embed-sessions/{sessionId}/renewal',
    summary: 'Renew the own session before it ends, as far as the portal allowed it',
    authentication: 'session',
    params: z.object({ sessionId: c0(Id) }),
    status: 200,
    response: EmbedSession,
  }),
  createCode: operation({
    method: 'POST',
    path: '/v1/embed-sessions/codes',
    summary: 'Get a code that the page exchanges for a session, once and within a minute',
    authentication: 'secret-key',
    body: EmbedSessionRequest,
    status: 201,
    response: EmbedSessionCode,
  }),
  exchange: operation({
    method: 'POST',
    path: '/v1/embed-sessions/codes/exchange',
    summary: 'Exchange a code, sent as the bearer, for its session',
    authentication: 'code',
    status: 201,
    response: EmbedSession,
  }),
};
