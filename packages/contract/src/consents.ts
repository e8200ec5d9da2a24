/**
 * Consents: given, refused or withdrawn for one campaign, with the version of the text that was read.
 *
 * From the 14th birthday the student decides (个人信息保护法 29, 31). Before it both are needed: the consent of a guardian
 * (个人信息保护法 31; 未成年人保护法 72) and the child's own assent.
 */
import { z } from 'zod';
import { c0, c1, component, Id, page, pageQuery, Timestamp } from './common.ts';
import { operation } from './operation.ts';

/** What holds for a student and a campaign now. Nothing is asked and nothing is taken unless it is `given`. */
export const ConsentState = z.enum([
  'required',
  'given',
  'refused',
  'withdrawn',
  'guardian-required',
  'guardian-refused',
]);

export const Consent = component(
  'Consent',
  z.object({
    id: c1(Id),
    campaignId: c0(Id),
    studentId: c1(Id),
    version: c0(z.string(), 'Version of the consent text.'),
    decision: c1(z.enum(['given', 'refused', 'withdrawn'])),
    decidedAt: c1(Timestamp),
    by: c1(z.enum(['student', 'guardian']), 'Whose decision this is.'),
    state: c1(ConsentState, 'What holds now, both decisions and the age taken together.'),
  }),
  'The newest decision of a student, or of a guardian for the student, on a campaign.',
);

const ConsentRequest = component(
  'ConsentRequest',
  z.strictObject({
    campaignId: c0(Id),
    studentId: c1(Id.optional(), 'The child for whom a guardian decides; a student leaves it out.'),
    version: c0(z.string().max(32), 'Version of the text that was shown; an old one answers 409 `state-conflict`.'),
    decision: c1(
      z.enum(['given', 'refused', 'withdrawn']),
      'A refusal can be changed; a withdrawal needs a consent given before, and opens the erasure of what was answered.',
    ),
  }),
);

export const consents = {
  list: operation({
    method: 'GET',
    path: '/v1/consents',
    summary: "List one's own consents and those of guardians, newest decision of each campaign",
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
