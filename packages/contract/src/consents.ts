/** Consents: given, refused or withdrawn by the student for one campaign, with the version of the text that was read. */
import { z } from 'zod';
import { c0, c1, component, Id, page, pageQuery, Timestamp } from './common.ts';
import { operation } from './operation.ts';

export const Consent = component(
  'Consent',
  z.object({
    id: c1(Id),
    campaignId: c0(Id),
    studentId: c1(Id),
    version: c0(z.string(), 'Version of the consent text.'),
    decision: c1(z.enum(['given', 'refused', 'withdrawn'])),
    decidedAt: c1(Timestamp),
  }),
  'The newest decision of a student on a campaign.',
);

const ConsentRequest = component(
  'ConsentRequest',
  z.strictObject({
    campaignId: c0(Id),
    version: c0(z.string().max(32), 'Version of the text that was shown; an old one answers 409 `state-conflict`.'),
    decision: c1(
      z.enum(['given', 'refused', 'withdrawn']),
      'A refusal can be changed; a withdrawal needs a consent given before.',
    ),
  }),
);

export const consents = {
  list: operation({
    method: 'GET',
    path: '/v1/consents',
    summary: "List one's own consents, newest decision of each campaign",
    authentication: 'session',
    query: z.object(pageQuery),
    status: 200,
    response: page('Consent', Consent),
  }),
  decide: operation({
    method: 'POST',
    path: '/v1/consents',
    summary: 'Give, refuse or withdraw consent to a campaign',
    authentication: 'session',
    body: ConsentRequest,
    status: 201,
    response: Consent,
  }),
};
