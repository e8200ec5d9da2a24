/** Students in the middle of a questionnaire, as their pages send for them. */
import assert from 'node:assert/strict';
import type { EmbedSession } from '@xinqiao/contract/types';
import { getInstrument } from '@xinqiao/instruments/library';
import { ORIGIN, type Service } from '../../bad-input/lib/service.ts';
import { type Asked, send } from '../../bad-input/lib/wire.ts';

/** What a student has to do, of a campaign that is open. */
export interface ToDo {
  readonly studentNumber: string;
  readonly campaignId: string;
  readonly consentVersion: string;
  /** The body of the submission, of an attempt of its own; every question answered with the first option. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Everything that is to do, in the order of the assignments. */
export async function toDo({ database: { kysely }, now }: Pick<Service, 'database' | 'now'>): Promise<ToDo[]> {
  const rows = await kysely
    .selectFrom('assignments')
    .innerJoin('campaigns', join =>
      join
        .onRef('campaigns.tenant_id', '=', 'assignments.tenant_id')
        .onRef('campaigns.id', '=', 'assignments.campaign_id'),
    )
    .innerJoin('students', join =>
      join
        .onRef('students.tenant_id', '=', 'assignments.tenant_id')
        .onRef('students.id', '=', 'assignments.student_id'),
    )
    .select([
      'assignments.id',
      'assignments.instrument_id',
      'assignments.instrument_version',
      'assignments.campaign_id',
    ])
    .select(['students.student_number', 'campaigns.consent'])
    .where('assignments.completed_at', 'is', null)
    .where('campaigns.opens_at', '<=', now)
    .where('campaigns.closes_at', '>', now)
    .orderBy('assignments.id')
    .execute();
  return rows.map(row => ({
    studentNumber: row.student_number,
    campaignId: row.campaign_id,
    consentVersion: row.consent.version,
    body: {
      attemptId: crypto.randomUUID(),
      assignmentId: row.id,
      instrumentId: row.instrument_id,
      instrumentVersion: row.instrument_version,
      language: 'zh-CN',
      answers: answersTo(row.instrument_id),
    },
  }));
}

function answersTo(instrumentId: string): Record<string, unknown> {
  const instrument = getInstrument(instrumentId) ?? assert.fail(instrumentId);
  const answers: Record<string, unknown> = {};
  for (const item of instrument.items) {
    if (item.type !== 'choice' || item.required === false) continue;
    const set = instrument.responseSets?.find(one => one.id === item.responseSet);
    answers[item.id] = (item.options ?? set?.options ?? [])[0]?.value;
  }
  return answers;
}

/** The page of a student, signed in and with consent given. */
export interface Page {
  /** The newest. */
  readonly session: EmbedSession;
  /** Asks the portal for a session anew; gives what the service said to it. */
  renew(): Promise<Response>;
  /** The request that submits, under the key of the attempt unless another is named. */
  submission(body?: object, key?: string): Asked;
  submit(body?: object, key?: string): Promise<Response>;
  /** Saves something of the student's: a draft. */
  put(
    method: 'PUT' | 'PATCH',
    path: string,
    body: object,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response>;
}

/** Where the service is, and the key of the portal. */
export type Way = Pick<Service, 'port' | 'secretKey'>;

function post(service: Way, token: string, path: string, body: object): Promise<Response> {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'idempotency-key': crypto.randomUUID(),
  };
  return send(service.port, { method: 'POST', path, headers, body: JSON.stringify(body) });
}
const made = async (response: Response): Promise<void> =>
  assert.equal(response.status, 201, await response.clone().text());

export async function openPage(service: Way, { studentNumber, campaignId, consentVersion, body }: ToDo): Promise<Page> {
  const wanted = {
    userId: studentNumber,
    role: 'student',
    components: ['xq-consent', 'xq-questionnaire'],
    origin: ORIGIN,
  };
  let session!: EmbedSession;
  const renew = async () => {
    const response = await post(service, service.secretKey, '/v1/embed-sessions', wanted);
    if (response.status === 201) session = (await response.clone().json()) as EmbedSession;
    return response;
  };
  await made(await renew());
  const consent = { campaignId, version: consentVersion, decision: 'given' };
  await made(await post(service, session.token, '/v1/consents', consent));
  const submission = (sent: object = body, key = body['attemptId'] as string): Asked => ({
    method: 'POST',
    path: '/v1/responses',
    headers: {
      authorization: `Bearer ${session.token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
      origin: ORIGIN,
    },
    body: JSON.stringify(sent),
  });
  return {
    get session() {
      return session;
    },
    renew,
    submission,
    submit: (sent, key) => send(service.port, submission(sent, key)),
    put: (method, path, sent, more = {}) => {
      const headers = { authorization: `Bearer ${session.token}`, 'content-type': 'application/json', origin: ORIGIN };
      return send(service.port, { method, path, headers: { ...headers, ...more }, body: JSON.stringify(sent) });
    },
  };
}
