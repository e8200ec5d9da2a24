/**
 * Drafts: an attempt that is not submitted yet, for its student alone. The service stores what it gets and reads nothing in it.
 *
 * One attempt for an assignment at a time, whatever the number of devices; it ends with its submission. Every save names the
 * revision it was made from (`If-Match`).
 */
import { z } from 'zod';
import { c0, c1, c5, component, Id, Timestamp } from './common.ts';
import { Answers } from './items.ts';
import { operation } from './operation.ts';
import { conduct } from './responses.ts';

const content = {
  answers: c5(Answers, 'As far as there are any; answers of items hidden meanwhile included.'),
  ...conduct,
  position: c5(z.string().max(64).nullable(), 'The item at which to go on; null at the beginning.'),
};

const DraftContent = component('DraftContent', z.strictObject(content), 'What changes while a form is filled in.');

const DraftRequest = component(
  'DraftRequest',
  z.strictObject({
    assignmentId: c1(Id),
    language: c0(z.string().max(35), 'BCP 47 tag of the wording that is shown.'),
    seed: c5(z.int().min(0).max(0xffffffff), 'Of the order in which items and options are shown.'),
  }),
);

const draft = {
  attemptId: c1(z.uuid(), 'Of the submission that it becomes.'),
  assignmentId: c1(Id),
  instrumentId: c0(Id),
  instrumentVersion: c0(z.string(), 'Version of the definition that it is made with, whatever comes later.'),
  language: c0(z.string()),
  seed: c5(z.int()),
  ...content,
  revision: c1(z.int().min(0), 'Rises with every save; 0 before the first. Send it as If-Match.'),
  savedAt: c1(Timestamp, "By the service's clock."),
};

export const Draft = component('Draft', z.object(draft));

export const OpenDraft = component(
  'OpenDraft',
  z.object({
    ...draft,
    key: c5(
      z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
      'Base64 of 256 bits for a copy on the device. Kept in memory only. It is gone with the draft, and the copy cannot be read then.',
    ),
    boundTo: c1(
      z.string().regex(/^[0-9a-f]{64}$/),
      'Digest of school, student, attempt and form: what the copy is authenticated with.',
    ),
  }),
);

const params = z.object({ attemptId: c1(z.uuid()) });

export const drafts = {
  open: operation({
    method: 'PUT',
    path: '/v1/drafts/{attemptId}',
    summary: 'Begin an attempt, or go on with the one there is for the assignment, which then has another id',
    authentication: 'session',
    params,
    body: DraftRequest,
    status: 200,
    response: OpenDraft,
  }),
  get: operation({
    method: 'GET',
    path: '/v1/drafts/{attemptId}',
    summary: "Read one's own draft",
    authentication: 'session',
    params,
    status: 200,
    response: Draft,
  }),
  save: operation({
    method: 'PATCH',
    path: '/v1/drafts/{attemptId}',
    summary: 'Save a draft; 412 when it has been saved from elsewhere since the revision in If-Match',
    authentication: 'session',
    params,
    body: DraftContent,
    status: 200,
    response: Draft,
  }),
};
