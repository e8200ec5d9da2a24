/**
 * Erasures: the student wants answers and what came of them gone, or has withdrawn consent (个人信息保护法 47).
 *
 * Collection stops at once. The erasure happens at `dueAt`; until then consenting again spares what it covers. What an
 * open alert rests on is kept until the alert is closed (`held`): to protect life comes first (个人信息保护法 13 (4)).
 */
import { z } from 'zod';
import { c0, c1, component, Id, page, pageQuery, Timestamp } from './common.ts';
import { operation } from './operation.ts';

export const Erasure = component(
  'Erasure',
  z.object({
    id: c1(Id),
    campaignId: c0(Id.nullable(), 'Null for everything that can be erased.'),
    cause: c1(z.enum(['request', 'withdrawal'])),
    requestedAt: c1(Timestamp),
    dueAt: c1(Timestamp, 'Not before this moment.'),
    state: c1(
      z.enum(['waiting', 'held', 'done', 'cancelled']),
      '`held`: done but for what has to be kept for safety; the rest follows. `cancelled`: consent was given again.',
    ),
    doneAt: c1(Timestamp.nullable()),
  }),
);

export const erasures = {
  list: operation({
    method: 'GET',
    path: '/v1/erasures',
    summary: "List one's own erasures, newest first",
    authentication: 'session',
    query: z.object(pageQuery),
    status: 200,
    response: page('Erasure', Erasure),
  }),
  create: operation({
    method: 'POST',
    path: '/v1/erasures',
    summary: 'Withdraw every consent and have everything erased that can be; an erasure on its way is given again',
    authentication: 'session',
    body: component(
      'ErasureRequest',
      z.strictObject({
        campaignId: c0(Id.nullable(), 'One campaign; null for all of them, and all that staff noted with them.'),
      }),
    ),
    status: 201,
    response: Erasure,
  }),
};
