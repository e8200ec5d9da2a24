/** Routes, made from the contract's operations. Every request takes the same way through here. */
import { type Authentication, COMMON_FEATURES, type Operation, operations } from '@xinqiao/contract';
import type { HelpLine } from '@xinqiao/contract/types';
import type { AlertRuleSet } from '@xinqiao/instruments';
import { Hono } from 'hono';
import type { Transaction } from 'kysely';
import { mask } from '../access/mask.ts';
import { classesAt, mayCall, type OperationName, wallOf } from '../access/policy.ts';
import type { settingsOf } from '../access/settings.ts';
import type { PurposePolicy } from '../audit/purposes.ts';
import { type createRecorder, type Recorder, writeEntry } from '../audit/record.ts';
import { type Cases, casesOf, type Held, NO_CASES } from '../access/relations.ts';
import type { AlertHub } from '../alerts/hub.ts';
import type { BreakGlassHub } from '../break-glass/hub.ts';
import type { Database, Queries } from '../database/database.ts';
import { asRole, type roleNames } from '../database/roles.ts';
import type { Schema } from '../database/schema.ts';
import { authenticateCode, authenticateKey, authenticateSession, isAlive } from '../embed-sessions/authenticate.ts';
import type { SessionEnds } from '../embed-sessions/endings.ts';
import type { Signer } from '../embed-sessions/token.ts';
import type { QualityJudge } from '../responses/quality.ts';
import { allowEveryOrigin, allowOrigin, preflight } from './cors.ts';
import { eventStream } from './event-stream.ts';
import type { Context, Handlers, KeyPrincipal, Reading, SessionPrincipal, StreamItem } from './handlers.ts';
import { type Answer, idempotencyKeyOf, once } from './idempotency.ts';
import { newId } from './digest.ts';
import { parseBody, parseParams, parseQuery } from './parse.ts';
import { ProblemError, toProblem } from './problem.ts';
import { readBody } from './read-body.ts';
import { replays } from './replays.ts';

/** What is written when something fails on our side. Holds no message: a database's may quote what was stored. */
export interface FailureReport {
  readonly requestId: string;
  readonly operation: string;
  /** Class of the error, and the SQLSTATE where there is one. */
  readonly error: string;
  /** Where in the code, without the message. */
  readonly stack: string;
}

/** What all requests share. */
export interface Environment {
  readonly database: Database;
  readonly tenant: string;
  readonly clock: () => Date;
  readonly getSigner: (signs: boolean) => Promise<Signer>;
  readonly hub: AlertHub;
  readonly breakGlassHub: BreakGlassHub;
  readonly sessionEnds: SessionEnds;
  readonly helpLines: readonly HelpLine[];
  readonly alertRules: AlertRuleSet;
  readonly judgeQuality: QualityJudge;
  readonly purposes: PurposePolicy;
  /** What writes the audit; the benchmark alone has another. */
  readonly createRecorder: typeof createRecorder;
  /** What handlers run as, and what policies are told; another benchmark has others. */
  readonly roleNames: typeof roleNames;
  readonly settingsOf: typeof settingsOf;
  readonly onFailure: (report: FailureReport) => void;
}

type AnyPrincipal = SessionPrincipal | KeyPrincipal;
type AnyContext = Context<Authentication>;
type AnyHandler = (context: AnyContext, input: object) => Promise<unknown>;

interface Route {
  readonly name: OperationName;
  readonly operation: Operation;
  readonly handler: AnyHandler;
}

/** One request on its way. */
interface Exchange {
  readonly request: Request;
  readonly requestId: string;
  readonly headers: Headers;
  readonly now: Date;
  sessionOrigin?: string;
}

const honoPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

const routesOf = (handlers: Handlers): Route[] =>
  Object.entries(operations).flatMap(([resource, members]) =>
    Object.entries(members as Record<string, Operation>).map(([member, operation]) => ({
      name: `${resource}.${member}` as OperationName,
      operation,
      handler: (handlers as unknown as Record<string, Record<string, AnyHandler>>)[resource]![member]!,
    })),
  );

export function createRouter(environment: Environment, handlers: Handlers, basePath: string): Hono {
  const { database, tenant } = environment;
  const app = new Hono().basePath(basePath);
  const routes = routesOf(handlers);

  for (const route of routes) {
    const { method, path } = route.operation;
    app.on(method, honoPath(path), context =>
      exchange(environment, context.req.raw, route.name, it => serve(environment, route, it, context.req.param())),
    );
  }
  // Words before ids: `/v1/alerts/summary` is not the alert `summary`.
  const isOfIds = (path: string) => Number(path.includes('{'));
  const paths = [...new Set(routes.map(route => route.operation.path))].sort((a, b) => isOfIds(a) - isOfIds(b));
  for (const path of paths) {
    const methods = routes.filter(route => route.operation.path === path).map(route => route.operation.method);
    const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
    app.options(honoPath(path), context => preflight(context.req.raw, allow, database.kysely, tenant));
    app.all(honoPath(path), context =>
      exchange(environment, context.req.raw, path, () => {
        throw new ProblemError('method-not-allowed', { headers: { allow } });
      }),
    );
  }
  app.notFound(context =>
    exchange(environment, context.req.raw, 'none', () => {
      throw new ProblemError('not-found');
    }),
  );
  return app;
}

const requestIdOf = (request: Request): string => {
  const given = request.headers.get('x-request-id');
  return given !== null && /^[A-Za-z0-9._-]{8,64}$/.test(given) ? given : newId();
};

/** Runs `act` and turns what it throws into a problem; sets the headers that every answer has. */
async function exchange(
  environment: Environment,
  request: Request,
  operation: string,
  act: (exchange: Exchange) => Promise<Response> | Response,
): Promise<Response> {
  const { database, tenant, clock } = environment;
  const requestId = requestIdOf(request);
  const headers = new Headers({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
  });
  const it: Exchange = { request, requestId, headers, now: clock() };
  let response: Response;
  try {
    response = await act(it);
  } catch (error) {
    const problem = asProblem(error);
    if (problem.code === 'internal' || problem.code === 'unavailable') {
      environment.onFailure(report(error, requestId, operation));
    }
    for (const [name, value] of Object.entries(problem.options.headers ?? {})) headers.set(name, value);
    headers.set('content-type', 'application/problem+json');
    response = new Response(JSON.stringify(toProblem(problem, requestId)), { status: problem.status, headers });
  }
  // A database that is away is not asked a second time: its problem is in the answer already.
  if (response.status === 503 && it.sessionOrigin === undefined) allowEveryOrigin(response.headers);
  else await allowOrigin(request, response.headers, it.sessionOrigin, database.kysely, tenant).catch(() => {});
  return response;
}

const sqlState = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** Serialization failure, deadlock, too many connections, shutting down, connection lost. */
const PASSING = /^(40001|40P01|53300|57P0[123]|08\w{3}|ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND)$/;

function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const isPassing =
    PASSING.test(sqlState(error) ?? '') ||
    /closed|terminated|destroyed|not queryable|after calling end/i.test(String(error));
  return isPassing
    ? new ProblemError('unavailable', { headers: { 'retry-after': '1' } })
    : new ProblemError('internal');
}

function report(error: unknown, requestId: string, operation: string): FailureReport {
  const code = sqlState(error);
  const name = error instanceof Error ? error.name : typeof error;
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line)) : [];
  return { requestId, operation, error: code ? `${name} ${code}` : name, stack: frames.slice(0, 20).join('\n') };
}

async function serve(
  environment: Environment,
  route: Route,
  it: Exchange,
  params: Record<string, string>,
): Promise<Response> {
  const { operation, name } = route;
  const { request, requestId, now } = it;
  const { tenant } = environment;
  // Before any transaction: on PGlite, whoever asks the database beside the transaction waits for it without end.
  const signer = await environment.getSigner(name.startsWith('embedSessions.'));
  const principal = await authenticate(environment, operation.authentication, signer, it);
  const { kysely } = environment.database;
  const classes = classesAt(principal, name);
  const recorder = environment.createRecorder({
    ...{ tenant, now, requestId, request, name, operation, principal, classes },
    policy: environment.purposes,
  });
  try {
    return await perform(environment, route, it, { signer, principal, recorder }, params);
  } catch (error) {
    if (error instanceof ProblemError) {
      const { afterwards } = error.options;
      await afterwards?.(kysely);
      if (afterwards || REFUSALS.has(error.status)) await recorder.refused(kysely, params);
    }
    throw error;
  }
}

const REFUSALS: ReadonlySet<number> = new Set([403, 404]);

interface Admitted {
  readonly signer: Signer;
  readonly principal: AnyPrincipal;
  readonly recorder: Recorder;
}

async function perform(
  environment: Environment,
  route: Route,
  it: Exchange,
  admitted: Admitted,
  params: Record<string, string>,
): Promise<Response> {
  const { operation, name } = route;
  const { request } = it;
  const { principal, recorder } = admitted;
  if (!mayCall(principal, name)) throw new ProblemError('forbidden');
  checkFeature(principal, name);

  const isPost = operation.method === 'POST';
  const key = isPost ? idempotencyKeyOf(request) : '';
  const input = {
    params: parseParams(operation.params, params),
    query: parseQuery(operation.query, new URL(request.url).searchParams),
    body: operation.method === 'GET' ? undefined : parseBody(operation.body, await readBody(request)),
  };
  if (operation.stream) return stream(environment, route, it, admitted, input);

  const after: (() => void)[] = [];
  const bound = await bind(environment, route, principal, it.now, input);
  const act = async (db: Transaction<Schema>): Promise<Answer> => {
    const { cases, asCaller } = await bound(db);
    const context = contextOf(environment, route, admitted, it, { db, cases, after });
    // The handler alone: the records of repeated calls and of the audit are the service's own.
    const run = () => asCaller(() => handle(route, context, input));
    const entryOf = (answer: Answer, isRepeat: boolean) => recorder.done(context, input, answer.body, isRepeat);
    if (isPost) return once(context as Context, name, key, [input.params, input.body], run, entryOf, replays[name]);
    const answer = await run();
    const entry = await entryOf(answer, false);
    if (entry) await writeEntry(db, entry);
    return answer;
  };
  const { kysely } = environment.database;
  const answer = await kysely.transaction().execute(act);
  for (const task of after) task();
  for (const [header, value] of Object.entries(answer.headers)) it.headers.set(header, value);
  if (answer.status === 204) return new Response(null, { status: 204, headers: it.headers });
  it.headers.set('content-type', 'application/json');
  return new Response(JSON.stringify(answer.body), { status: answer.status, headers: it.headers });
}

/** @throws {ProblemError} 403 when the session was made for other elements. The same whatever the data are. */
function checkFeature(principal: AnyPrincipal, name: OperationName): void {
  const feature = name.slice(0, name.indexOf('.'));
  if (principal.kind !== 'session' || COMMON_FEATURES.includes(feature) || principal.features.includes(feature)) return;
  throw new ProblemError('forbidden', {
    detail: `The session does not serve ${feature}: no element that it was made for needs it, and the portal has not named it.`,
  });
}

/** As the contract has read them. */
interface Input {
  readonly params: unknown;
  readonly query: unknown;
}

const studentIn = (part: unknown) => (part as { studentId?: string } | undefined)?.studentId;

/** What relations open to the caller within a transaction, and what runs behind the second wall there. */
async function bind(environment: Environment, { name }: Route, principal: AnyPrincipal, now: Date, input: Input) {
  const { database, tenant, roleNames, settingsOf } = environment;
  const role = (await roleNames(database))[wallOf(principal, name)];
  const about = studentIn(input.params) ?? studentIn(input.query);
  return async (db: Transaction<Schema>) => {
    const cases = await casesOf(db, principal, tenant, name, now, about);
    const settings = settingsOf(principal, tenant, name, cases);
    return { cases, asCaller: <T>(act: () => Promise<T>): Promise<T> => asRole(db, role, settings, act) };
  };
}

async function authenticate(
  environment: Environment,
  authentication: Authentication,
  signer: Signer,
  it: Exchange,
): Promise<AnyPrincipal> {
  const { database, tenant } = environment;
  if (authentication === 'secret-key') return authenticateKey(it.request, database.kysely, tenant, it.now);
  if (authentication === 'code') {
    const principal = await authenticateCode(it.request, database.kysely, tenant, it.now);
    it.sessionOrigin = principal.origin;
    return principal;
  }
  const principal = await authenticateSession(it.request, database.kysely, tenant, signer, it.now);
  it.sessionOrigin = principal.origin;
  return principal;
}

function contextOf(
  environment: Environment,
  { name }: Route,
  { signer, principal }: Pick<Admitted, 'signer' | 'principal'>,
  it: Exchange,
  { db, cases, after }: { db: Queries; cases: Cases; after: (() => void)[] },
): AnyContext {
  const { tenant, hub, breakGlassHub, helpLines, alertRules, judgeQuality } = environment;
  const classes = new Set(classesAt(principal, name));
  const relations: Held[] = [];
  return {
    db,
    tenant,
    now: it.now,
    principal: principal as AnyContext['principal'],
    classes,
    cases,
    relations,
    relate: relation => {
      relations.push(relation);
      for (const one of relation.classes) classes.add(one);
    },
    request: it.request,
    headers: new Headers(),
    helpLines,
    alertRules,
    judgeQuality,
    signer,
    hub,
    breakGlassHub,
    afterCommit: task => after.push(task),
    reading: act => act(db),
  };
}

async function handle({ operation, handler }: Route, context: AnyContext, input: object): Promise<Answer> {
  const output = await handler(context, input);
  const body = operation.response ? mask(operation.response, output, context.classes) : undefined;
  return { status: operation.status, body, headers: Object.fromEntries(context.headers) };
}

type Opener = (signal: AbortSignal) => AsyncIterable<StreamItem<unknown>>;

async function stream(
  environment: Environment,
  route: Route,
  it: Exchange,
  admitted: Admitted,
  input: Input,
): Promise<Response> {
  const { operation, handler } = route;
  const principal = admitted.principal as SessionPrincipal;
  const { kysely } = environment.database;
  const bound = await bind(environment, route, principal, it.now, input);
  // Read in transactions of its own: none may last as long as a stream.
  const reading: Reading = act => kysely.transaction().execute(async db => (await bound(db)).asCaller(() => act(db)));
  const { open, classes } = await reading(async db => {
    const context = { ...contextOf(environment, route, admitted, it, { db, cases: NO_CASES, after: [] }), reading };
    return { open: (await handler(context, input)) as Opener, classes: context.classes };
  });
  const entry = await admitted.recorder.done({ db: kysely, relations: [] }, input, undefined, false);
  if (entry) await writeEntry(kysely, entry);
  it.headers.set('content-type', 'text/event-stream');
  it.headers.set('x-accel-buffering', 'no');
  if (it.request.method === 'HEAD') return new Response(null, { headers: it.headers });
  const masked = async function* (signal: AbortSignal) {
    for await (const { id, data } of open(signal)) {
      yield data === undefined ? { id } : { id, data: mask(operation.response!, data, classes) };
    }
  };
  // A stream never outlives the session that opened it.
  const lifetime = principal.expiresAt.getTime() - it.now.getTime();
  const body = eventStream({
    open: masked,
    closing: environment.hub.closing,
    lifetime,
    isValid: () => isAlive(principal, kysely, environment.tenant),
    watch: onDoubt => environment.sessionEnds.watch(principal.sessionId, onDoubt),
  });
  return new Response(body, { headers: it.headers });
}
