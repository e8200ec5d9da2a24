/** Sends requests made from the document to the real service and looks at every answer. */
import assert from 'node:assert/strict';
import { DATA_CLASS_KEY, type DataClass } from '@xinqiao/contract';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expectProblem } from '../../bad-input/lib/attack.ts';
import { storedIds } from '../../bad-input/lib/operations.ts';
import { type Person, people, type Service, TENANT } from '../../bad-input/lib/service.ts';
import { send } from '../../bad-input/lib/wire.ts';
import {
  components,
  type DocumentOperation,
  type JsonSchema,
  listOperations,
  openapi,
  resolve,
} from '../../contract/lib/document.ts';
import { begun } from './begun.ts';
import { requests, type Sent } from './requests.ts';
import type { Known } from './values.ts';

const operations = new Map(listOperations(openapi).map(one => [one.operation.operationId, one]));

/** DOMAIN: what holding a role gives at most. C1 is in every answer, because a session names its own person and unit with it. */
const ceiling: Readonly<Record<string, readonly DataClass[]>> = {
  student: ['C2', 'C4', 'C7'],
  'dorm-leader': [],
  'class-committee': [],
  counsellor: ['C2', 'C3', 'C8'],
  'homeroom-teacher': ['C2', 'C3', 'C8'],
  'psych-staff': ['C2', 'C3', 'C4', 'C5', 'C6', 'C8'],
  'college-leader': ['C3', 'C8'],
  'school-leader': ['C3', 'C8'],
  guardian: ['C2', 'C4'],
  'district-officer': ['C8'],
  'hospital-partner': ['C6'],
  operator: ['C7'],
  portal: [],
};
/** Whom a path of these is about: a delegation of the case and broken glass give scores (C4) of that student, for their time. */
async function studentOf({ id, path }: Sent, { database: { kysely } }: Service): Promise<string | undefined> {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  const [, , , part = ''] = pathname.split('/').map(decodeURIComponent);
  if (id.startsWith('growthFiles.')) return part;
  if (id === 'responses.list') return searchParams.get('studentId') ?? undefined;
  if (id !== 'responses.get') return undefined;
  const row = await kysely
    .selectFrom('clinical.responses')
    .select('student_id')
    .where('tenant_id', '=', TENANT)
    .where('id', '=', part)
    .executeTakeFirst();
  return row?.student_id;
}

async function isInCase(sent: Sent, service: Service): Promise<boolean> {
  const studentId = await studentOf(sent, service);
  const person = people[sent.by as Person] as (typeof people)[Person] | undefined;
  if (studentId === undefined || !person) return false;
  const { now, database } = service;
  const { userId, role } = person;
  const { rows } = await sql<{ held: boolean }>`select exists (
    select from clinical.break_glass where tenant_id = ${TENANT} and student_id = ${studentId}
      and by_user = ${userId} and by_role = ${role} and opened_at <= ${now} and ends_at > ${now}
      and ended_at is null and verdict is distinct from 'not-justified'
  ) or exists (
    select from clinical.delegations where tenant_id = ${TENANT} and student_id = ${studentId}
      and to_user = ${userId} and to_role = ${role} and starts_at <= ${now} and ends_at > ${now} and revoked_at is null
  ) as held`.execute(database.kysely);
  return rows[0]!.held;
}

/** The copy of the own data holds the own answers, and a draft does, which opens for nobody else; a bundle what was put into it. */
const beside = (id: string): readonly DataClass[] => {
  if (id === 'referrals.bundle') return ['C3', 'C4', 'C5'];
  return id === 'myData.copy' || id.startsWith('drafts.') ? ['C5'] : [];
};

const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: false });
ajv.addSchema({ $id: 'contract', components: { schemas: components } });
const compiled = new Map<JsonSchema, ValidateFunction>();
function fits(schema: JsonSchema, value: unknown): string | undefined {
  let check = compiled.get(schema);
  if (!check) {
    check = ajv.compile(
      JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"contract#/components')) as object,
    );
    compiled.set(schema, check);
  }
  return check(value) ? undefined : ajv.errorsText(check.errors);
}

/** Classes of what is really there, and properties that the document does not know. */
function* seen(given: JsonSchema, value: unknown, place = ''): Generator<{ place: string; dataClass: unknown }> {
  if (given[DATA_CLASS_KEY] !== undefined) yield { place, dataClass: given[DATA_CLASS_KEY] };
  const schema = resolve(given);
  if (value === null || typeof value !== 'object') return;
  for (const member of schema.anyOf ?? schema.oneOf ?? []) {
    if (fits(member, value) === undefined) return yield* seen(member, value, place);
  }
  if (Array.isArray(value)) for (const one of value) yield* seen(schema.items ?? {}, one, `${place}/*`);
  else if (schema.properties) {
    for (const [key, one] of Object.entries(value)) {
      const property = Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
      if (!property) yield { place: `${place}/${key}`, dataClass: 'unknown to the document' };
      else yield* seen(property, one, `${place}/${key}`);
    }
  }
}

async function checkSuccess(
  sent: Sent,
  operation: DocumentOperation,
  { status, headers }: Response,
  text: string,
  service: Service,
): Promise<void> {
  const { id, by } = sent;
  const type = headers.get('content-type');
  const listed = operation.responses[`${status}`];
  assert.ok(listed, `${status} is not listed for ${id}.`);
  const [[media, { schema }] = [undefined, { schema: undefined }]] = Object.entries(listed.content ?? {});
  if (!schema || media === undefined) return assert.equal(text, '');
  assert.equal(type, media);
  if (media === 'text/event-stream') return;
  const body: unknown = JSON.parse(text);
  assert.equal(fits(schema, body), undefined);
  const role = by === 'portal' ? by : people[by as Person].role;
  const allowed = new Set<unknown>(['C0', 'C1', ...ceiling[role]!, ...beside(id)]);
  const beyond = [...seen(schema, body)].filter(({ dataClass }) => !allowed.has(dataClass));
  // A question to the database, so not at every answer.
  const inCase = beyond.length > 0 && (await isInCase(sent, service)) ? 'C4' : undefined;
  for (const { place, dataClass } of beyond)
    assert.equal(dataClass, inCase, `${role} sees ${place} (${dataClass as string})`);
}

/** @throws when the answer is not what the document promises. */
async function check(sent: Sent, response: Response, service: Service): Promise<void> {
  const { status } = response;
  assert.ok(status < 500, `${status}`);
  const { method, operation } = operations.get(sent.id)!;
  const type = response.headers.get('content-type');
  if (sent.method === 'HEAD') return assert.ok(status >= 400 === (type === 'application/problem+json'));
  if (sent.method === 'OPTIONS') return assert.ok(status === 204 || status >= 400);
  if (status >= 400) {
    const problem = (await response
      .clone()
      .json()
      .catch(() => assert.fail('No JSON.'))) as { code: 'internal' };
    await expectProblem(response, status, problem.code);
    return;
  }
  // A path that was spoilt may be another operation's.
  const isItself = sent.method === method && matches(sent);
  if (isItself) await checkSuccess(sent, operation, response, await response.text(), service);
}

const patterns = new Map(
  [...operations].map(([id, { path }]) => [id, new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/?]+')}(\\?|$)`)]),
);
const matches = ({ id, path }: Sent) =>
  patterns.get(id)!.test(path) &&
  [...patterns].every(
    ([other, pattern]) =>
      other === id ||
      !pattern.test(path) ||
      operations.get(other)!.path.includes('{') ||
      operations.get(other)!.path === operations.get(id)!.path,
  );

/** Ids and words that are there, so that requests get beyond the door. */
export async function knownTo(service: Service): Promise<Known> {
  const { kysely } = service.database;
  const stored = await storedIds(service);
  const some = (parameter: keyof typeof stored): string[] => {
    const { ours, theirs } = stored[parameter];
    return [...ours.slice(0, 59), ...theirs.slice(0, 1)];
  };
  const { studentId } = (await (await service.as('student', { path: '/v1/me' })).json()) as { studentId: string };
  const to = await kysely
    .selectFrom('assignments')
    .select(['id', 'instrument_id', 'instrument_version'])
    .where('student_id', '=', studentId)
    .orderBy('id')
    .execute();
  const campaigns = await kysely.selectFrom('campaigns').select('consent').orderBy('id').execute();
  const page = (await (await service.as('psychologist', { path: '/v1/students?limit=1' })).json()) as {
    nextCursor: string;
  };
  const units = some('unitId');
  const open = (await (await service.as('student', { path: '/v1/assignments?status=to-do&limit=1' })).json()) as {
    data: { id: string }[];
  };
  return {
    ...(await begun(service, studentId, open.data[0]!.id)),
    studentId: [studentId, studentId, ...some('studentId')],
    unitId: units,
    parentId: units,
    userId: [...Object.values(people).map(one => one.userId)],
    campaignId: some('campaignId'),
    assignmentId: [...to.map(one => one.id), ...to.map(one => one.id), ...some('assignmentId')],
    instrumentId: [...new Set(to.map(one => one.instrument_id))],
    instrumentVersion: [...new Set(to.map(one => one.instrument_version))],
    version: [...new Set(campaigns.map(one => one.consent.version)), ...new Set(to.map(one => one.instrument_version))],
    alertId: some('alertId'),
    responseId: some('responseId'),
    correctionId: [...some('correctionId'), 'none'],
    language: ['zh-CN', 'en'],
    origin: ['https://portal.example.edu.cn'],
    cursor: [page.nextCursor],
    answers: [0, 1, 2, 3].flatMap(value =>
      [2, 4, 7, 9].map(items =>
        Object.fromEntries(Array.from({ length: items }, (_, index) => [`${index + 1}`, value])),
      ),
    ),
  };
}

/** Operations of the document, by id. */
export const operationIds: readonly string[] = [...operations.keys()];

export interface Outcome {
  readonly requests: number;
  readonly seed: number;
  /** How often each status came. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Operations that answered with a success at least once. */
  readonly succeeded: ReadonlySet<string>;
}

/**
 * Sends `count` requests; the first that is answered wrongly is made as small as it gets and thrown with what repeats it.
 * The database goes on from request to request, as it does in life: the same seed on a fresh service sends the same.
 */
export async function fuzz(
  service: Service,
  { count, seed, path }: { count: number; seed: number; path?: string },
): Promise<Outcome> {
  const statuses = new Map<number, number>();
  const succeeded = new Set<string>();
  const senders = Object.keys(people) as Person[];
  for (const person of senders) await service.tokenOf(person);
  const prototypes = Reflect.ownKeys(Object.prototype).length;
  let sentSoFar = 0;
  const property = fc.asyncProperty(requests(await knownTo(service), senders), async sent => {
    const credential =
      sent.by === 'nobody'
        ? undefined
        : sent.by === 'anybody'
          ? 'made.up.token'
          : sent.by === 'portal'
            ? service.secretKey
            : await service.tokenOf(sent.by as Person);
    const response = await send(
      service.port,
      {
        ...sent,
        headers: { ...(credential !== undefined && { authorization: `Bearer ${credential}` }), ...sent.headers },
      },
      { streams: false },
    );
    sentSoFar++;
    if (sentSoFar % 10_000 === 0) console.log(`${sentSoFar} requests`);
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    if (response.status < 300) succeeded.add(sent.id);
    // The portal may have ended it, or the person: others have to get beyond the door as well.
    if (response.status === 401 && sent.by in people) service.forget(sent.by as Person);
    await check(sent, response, service);
    const failures = service.failures();
    assert.deepEqual(failures, [], JSON.stringify(failures));
    assert.equal(Reflect.ownKeys(Object.prototype).length, prototypes);
  });
  await fc.assert(property, { numRuns: count, seed, ...(path !== undefined && { path }), endOnFailure: false });
  return { requests: sentSoFar, seed, statuses, succeeded };
}
