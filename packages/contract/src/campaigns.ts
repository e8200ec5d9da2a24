/** Campaigns (测评计划): which instruments a unit's students are asked to answer, when, and under which consent text. */
import { z } from 'zod';
import { c0, component, Id, LocalizedText, page, pageQuery, Timestamp } from './common.ts';
import { operation } from './operation.ts';

export const ConsentText = component(
  'ConsentText',
  z.object({
    version: c0(z.string().max(32), 'A new text is a new version; a consent names the version that was read.'),
    title: c0(LocalizedText),
    summary: c0(LocalizedText, 'What is collected, in two or three sentences.'),
    points: z.array(z.object({ title: c0(LocalizedText), text: c0(LocalizedText) })).max(20),
    contact: c0(LocalizedText, 'Who answers questions about it.'),
  }),
  'Consent text of a campaign, separate from any other consent (个人信息保护法 29).',
);

export const Campaign = component(
  'Campaign',
  z.object({
    id: c0(Id),
    title: c0(LocalizedText),
    purpose: c0(LocalizedText),
    unitId: c0(Id, 'The students of this subtree are asked.'),
    instruments: z.array(z.object({ id: c0(Id), version: c0(z.string()) })).min(1),
    opensAt: c0(Timestamp),
    closesAt: c0(Timestamp),
    status: c0(z.enum(['planned', 'open', 'closed']), 'By the clock of the service.'),
    consent: ConsentText,
    feedback: c0(
      z.enum(['none', 'level', 'score']),
      'What the student is shown of the own result: nothing, the symptom level, or level and score.',
    ),
  }),
);

export const campaigns = {
  list: operation({
    method: 'GET',
    path: '/v1/campaigns',
    summary: 'List the campaigns within reach',
    authentication: 'session',
    query: z.object({ ...pageQuery, status: c0(z.enum(['planned', 'open', 'closed']).optional()) }),
    status: 200,
    response: page('Campaign', Campaign),
  }),
  get: operation({
    method: 'GET',
    path: '/v1/campaigns/{campaignId}',
    summary: 'Read a campaign',
    authentication: 'session',
    params: z.object({ campaignId: c0(Id) }),
    status: 200,
    response: Campaign,
  }),
};
