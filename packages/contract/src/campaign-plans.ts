/**
 * Campaign plans (测评方案): a campaign as psychology staff prepare it. A draft may be incomplete and can be changed; published,
 * it is the campaign of the same id and stays as it is. It can be closed early, and copied to the next year.
 */
import { z } from 'zod';
import { c0, c8, component, Id, LocalizedText, page, pageQuery, Timestamp } from './common.ts';
import { operation } from './operation.ts';
import { PersonReference } from './people.ts';

/** Most days that a campaign may be open; our default, not the notice's. */
export const MAX_CAMPAIGN_DAYS = 180;

export const CAMPAIGN_RULES = ['all', 'freshmen', 'yearly', 'grades'] as const;

const CampaignRule = z.enum(CAMPAIGN_RULES);
const unitIds = c0(
  z.array(Id).max(200),
  'Their subtrees, each student once. No dormitories, which cut across classes.',
);
const enrolmentYears = c0(
  z.array(z.int().min(1990).max(2100)).max(12),
  'With `grades` alone: years of enrolment (级).',
);
const rule = c0(
  CampaignRule,
  '`freshmen`: all who enrolled at a university in the year in which it opens; before August, in the year before; `yearly`: all of upper primary, junior, senior and vocational secondary (教思政厅函〔2021〕10号, 5); `grades`: who enrolled in the years named.',
);

const CampaignTargetRule = component(
  'CampaignTargetRule',
  z.strictObject({ unitIds, rule, enrolmentYears }),
  'Who is asked: by rule, so that who joins later is asked as well.',
);

const ConsentDraft = component(
  'ConsentDraft',
  z.strictObject({
    title: c0(LocalizedText),
    summary: c0(LocalizedText),
    points: z.array(z.strictObject({ title: c0(LocalizedText), text: c0(LocalizedText) })).max(20),
    contact: c0(LocalizedText),
  }),
  'Consent text without its version, which the service gives when the text is first published.',
);

const CampaignReminder = component(
  'CampaignReminder',
  z.strictObject({
    when: c0(z.enum(['after-opening', 'before-end'])),
    days: c0(z.int().min(1).max(MAX_CAMPAIGN_DAYS)),
  }),
  'When those who have not submitted are reminded. The service keeps it; the portal sends.',
);

const feedback = c0(z.enum(['none', 'level', 'score']), 'What the student is shown of the own result.');
const feedbackFrom = c0(
  z.enum(['submission', 'closing']),
  'When it is shown: with the submission, or to everybody once the campaign has closed.',
);
const abandonedAttempts = c0(
  z.enum(['propose', 'ignore']),
  'Whether an answer that asks for help opens an alert, as a proposal, also where the student has stopped and not submitted. `propose` unless somebody decides otherwise.',
);

const content = {
  title: c0(LocalizedText),
  purpose: c0(LocalizedText),
  target: CampaignTargetRule,
  instruments: c0(z.array(Id).max(20), 'Ids, in the order in which they are asked.'),
  opensAt: c0(Timestamp.nullable()),
  closesAt: c0(Timestamp.nullable(), `Later than the opening, at most ${MAX_CAMPAIGN_DAYS} days.`),
  consent: ConsentDraft,
  feedback,
  feedbackFrom,
  abandonedAttempts,
  reminders: z.array(CampaignReminder).max(6),
};

const CampaignPlanContent = component(
  'CampaignPlanContent',
  z.strictObject(content),
  'What is edited. Everything may be empty until it is published.',
);

export const CampaignPlan = component(
  'CampaignPlan',
  z.object({
    id: c0(Id, 'Also of the campaign that it becomes.'),
    ...content,
    state: c0(z.enum(['draft', 'planned', 'open', 'closed']), 'By the clock of the service.'),
    consentVersion: c0(
      z.string().nullable(),
      'Null for a draft. The same text has the same version in every campaign.',
    ),
    copiedFrom: c0(Id.nullable()),
    revision: c0(z.int().min(1), 'Also the ETag; send it as If-Match.'),
    savedAt: c0(Timestamp),
    savedBy: PersonReference,
    publishedAt: c0(Timestamp.nullable()),
    closedAt: c0(Timestamp.nullable(), 'When somebody closed it before its end.'),
  }),
);

export const CampaignTarget = component(
  'CampaignTarget',
  z.object({
    students: c8(z.int().min(0), 'Students of the target.'),
    instruments: z.array(
      z.object({
        id: c0(Id),
        version: c0(z.string(), 'The newest.'),
        title: c0(LocalizedText),
        abbreviation: c0(z.string()),
        itemCount: c0(z.int().min(0)),
        age: c0(z.object({ min: c0(z.int().nullable()), max: c0(z.int().nullable()) }), 'In whole years.'),
        fits: c8(z.int().min(0), 'Students of the target who are of its ages when it opens; nobody else is asked it.'),
        hindrance: c0(
          z.enum(['no-wording', 'not-self', 'nobody-of-age']).nullable(),
          'Why it cannot be chosen: a question has no words here, it is not for students to fill in alone, or it fits nobody.',
        ),
      }),
    ),
  }),
  'How many students a target means now, and which instruments can be asked of them.',
);

const params = z.object({ planId: c0(Id) });

export const campaignPlans = {
  list: operation({
    method: 'GET',
    path: '/v1/campaign-plans',
    summary: 'List plans of campaigns, last saved first (psychology staff)',
    authentication: 'session',
    query: z.object(pageQuery),
    status: 200,
    response: page('CampaignPlan', CampaignPlan),
  }),
  target: operation({
    method: 'GET',
    path: '/v1/campaign-plans/target',
    summary: 'Count the students of a target and read which instruments fit them',
    authentication: 'session',
    query: z.object({
      unitIds: c0(
        z.string().max(13_000).optional(),
        "Ids of units, with commas between; the session's own when left out.",
      ),
      rule,
      enrolmentYears: c0(z.string().max(64).optional(), 'Years with commas between.'),
      opensAt: c0(Timestamp.optional(), 'For ages and freshmen; now when left out.'),
    }),
    status: 200,
    response: CampaignTarget,
  }),
  get: operation({
    method: 'GET',
    path: '/v1/campaign-plans/{planId}',
    summary: 'Read the plan of a campaign',
    authentication: 'session',
    params,
    status: 200,
    response: CampaignPlan,
  }),
  create: operation({
    method: 'POST',
    path: '/v1/campaign-plans',
    summary: 'Begin the plan of a campaign, as a draft',
    authentication: 'session',
    body: CampaignPlanContent,
    status: 201,
    response: CampaignPlan,
  }),
  update: operation({
    method: 'PUT',
    path: '/v1/campaign-plans/{planId}',
    summary: 'Save a draft; 412 when it has been saved by somebody else since the revision in If-Match',
    authentication: 'session',
    params,
    body: CampaignPlanContent,
    status: 200,
    response: CampaignPlan,
  }),
  publish: operation({
    method: 'POST',
    path: '/v1/campaign-plans/{planId}/publish',
    summary: 'Publish a draft: its students are asked from the opening on, and it is not changed any more',
    authentication: 'session',
    params,
    status: 200,
    response: CampaignPlan,
  }),
  close: operation({
    method: 'POST',
    path: '/v1/campaign-plans/{planId}/close',
    summary: 'Close a campaign before its end, or call it off before its opening; one that is over stays as it is',
    authentication: 'session',
    params,
    status: 200,
    response: CampaignPlan,
  }),
  copy: operation({
    method: 'POST',
    path: '/v1/campaign-plans/{planId}/copy',
    summary: 'Copy a plan to the next year, as a draft',
    authentication: 'session',
    params,
    status: 201,
    response: CampaignPlan,
  }),
};
