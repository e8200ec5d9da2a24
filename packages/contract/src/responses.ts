/** Responses: what a student answered, and what the service made of it. */
import { z } from 'zod';
import { c0, c1, c4, c5, component, Id, LocalizedText, page, pageQuery, Timestamp } from './common.ts';
import { TextLicence } from './instruments.ts';
import { Answers } from './items.ts';
import { operation } from './operation.ts';
import { ResponseQuality } from './response-quality.ts';
import { ScoreResult } from './scoring.ts';
import { StudentReference } from './students.ts';

/** A year, in milliseconds: no form is answered longer. */
const YEAR = 366 * 24 * 60 * 60 * 1000;
/** How a form was filled in: read for the quality of the response, and nothing else about the person. */
export const conduct = {
  timings: c5(
    z.record(z.string().max(64), z.number().min(0).max(YEAR)),
    'Milliseconds until an item was answered, by item id, while the form was in sight.',
  ),
  changes: c5(
    z.record(z.string().max(64), z.int().min(0).max(100_000)).optional(),
    'How often an answer was changed after it was first given, by item id; items never changed may be left out.',
  ),
  visibleTime: c5(z.int().min(0).max(YEAR).optional(), 'Milliseconds for which the form was in sight.'),
};
/** The order in which a form was asked can be drawn again from these. */
const drawn = {
  seed: c5(
    z.int().min(0).max(0xffffffff).optional(),
    'What the order was drawn from; left out when it was that of the definition.',
  ),
  shuffle: c5(
    z
      .array(z.enum(['pages', 'items', 'options']))
      .max(3)
      .optional(),
    'What was drawn by lot.',
  ),
};

const ResponseRequest = component(
  'ResponseRequest',
  z.strictObject({
    attemptId: c1(
      z.uuid(),
      'Made by the client when the form opens. The same attempt with the same body is stored once.',
    ),
    assignmentId: c1(Id),
    instrumentId: c0(Id),
    instrumentVersion: c0(z.string(), 'Version of the definition that was shown.'),
    language: c0(z.string().max(35), 'BCP 47 tag of the wording that was shown.'),
    answers: c5(Answers, 'Answers of the visible items only.'),
    ...conduct,
    timings: conduct.timings.optional(),
    ...drawn,
  }),
  'An attempt. Times and changes are read for the quality of the response, beside which they are not kept; the order is.',
);

/** What the student may be told, by the campaign's feedback policy. */
export const Feedback = component(
  'Feedback',
  z.object({
    scaleId: c4(z.string()),
    level: c4(LocalizedText.nullable(), 'Symptom level in words.'),
    score: c4(z.number().nullable(), 'Null when the policy releases the level only.'),
    min: c4(z.number()),
    max: c4(z.number()),
  }),
);

export const Receipt = component(
  'Receipt',
  z.object({
    responseId: c1(Id),
    attemptId: c1(z.uuid()),
    assignmentId: c1(Id),
    receiptCode: c1(z.string(), 'Short code a person can read out, e.g. `XQ-7F3K-29QD`.'),
    digest: c1(
      z.string().regex(/^[0-9a-f]{64}$/),
      'SHA-256 of the answers in canonical JSON (RFC 8785), lower-case hex.',
    ),
    receivedAt: c1(Timestamp),
    offerHelp: c4(z.boolean(), 'Show the help lines at once.'),
    feedback: z.array(Feedback).nullable(),
  }),
);

/** What of a result is answers to items (C5) is left out for who sees scores alone. */
const SeenScoreResult = component(
  'SeenScoreResult',
  ScoreResult.partial({ critical: true, missing: true, errors: true }),
  'A result as far as it may be seen.',
);

/** Named as in FHIR; `Response` alone would shadow the platform's own type. */
export const QuestionnaireResponse = component(
  'QuestionnaireResponse',
  z.object({
    id: c1(Id),
    student: StudentReference,
    assignmentId: c1(Id),
    instrumentId: c0(Id),
    instrumentVersion: c0(z.string()),
    language: c0(z.string()),
    receivedAt: c1(Timestamp),
    answers: c5(Answers.optional(), 'Left out for who sees scores and no answers.'),
    result: SeenScoreResult,
    textLicence: c0(
      TextLicence.optional(),
      'The licence under which a school filled in the wording that was shown; left out when the wording ships.',
    ),
    quality: ResponseQuality.optional(),
    ...drawn,
  }),
);

export const responses = {
  submit: operation({
    method: 'POST',
    path: '/v1/responses',
    summary: 'Submit the answers to an assignment',
    authentication: 'session',
    body: ResponseRequest,
    status: 201,
    response: Receipt,
  }),
  list: operation({
    method: 'GET',
    path: '/v1/responses',
    summary: 'List the responses of a student, newest first (psychology staff; others by delegation or break-glass)',
    authentication: 'session',
    query: z.object({ ...pageQuery, studentId: c1(Id) }),
    status: 200,
    response: page('QuestionnaireResponse', QuestionnaireResponse),
  }),
  get: operation({
    method: 'GET',
    path: '/v1/responses/{responseId}',
    summary: 'Read a response (psychology staff; others by delegation or break-glass)',
    authentication: 'session',
    params: z.object({ responseId: c1(Id) }),
    status: 200,
    response: QuestionnaireResponse,
  }),
};
