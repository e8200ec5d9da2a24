/** Which pages may read an answer: the one that the session was made for, and no other. */
import { sql } from 'kysely';
import type { Queries } from '../database/database.ts';

const ALLOWED_HEADERS =
  'authorization, content-type, idempotency-key, if-match, last-event-id, x-request-id, xinqiao-purpose, xinqiao-purpose-note';
const EXPOSED_HEADERS = 'etag, retry-after, x-request-id';

/** Whether a portal of this tenant is served from the origin. */
async function isRegistered(origin: string, db: Queries, tenant: string): Promise<boolean> {
  const key = await db
    .selectFrom('secret_keys')
    .select('id')
    .where('tenant_id', '=', tenant)
    .where('revoked_at', 'is', null)
    .where(sql<boolean>`${origin} = any(origins)`)
    .executeTakeFirst();
  return key !== undefined;
}

/**
 * Lets the page read the answer. `sessionOrigin` is the session's own; without a session (an expired token, a preflight)
 * any registered origin may read why.
 */
export async function allowOrigin(
  request: Request,
  headers: Headers,
  sessionOrigin: string | undefined,
  db: Queries,
  tenant: string,
): Promise<void> {
  headers.append('vary', 'Origin');
  const origin = request.headers.get('origin');
  if (origin === null) return;
  const isAllowed = sessionOrigin === undefined ? await isRegistered(origin, db, tenant) : origin === sessionOrigin;
  if (!isAllowed) return;
  headers.set('access-control-allow-origin', origin);
  headers.set('access-control-expose-headers', EXPOSED_HEADERS);
}

/**
 * Lets every page read the answer: where the database cannot say which are a portal's, and the answer says no more than
 * that the service is away. A page that could not read it would take it for a broken network, and not know when to ask again.
 */
export function allowEveryOrigin(headers: Headers): void {
  headers.set('access-control-allow-origin', '*');
  headers.set('access-control-expose-headers', EXPOSED_HEADERS);
}

/** Answers a preflight; without the database as if every page were a portal's, because what comes next is a 503. */
export async function preflight(request: Request, methods: string, db: Queries, tenant: string): Promise<Response> {
  const headers = new Headers({ 'cache-control': 'no-store', allow: methods });
  let maxAge = '600';
  try {
    await allowOrigin(request, headers, undefined, db, tenant);
  } catch {
    allowEveryOrigin(headers);
    maxAge = '0';
  }
  if (headers.has('access-control-allow-origin')) {
    headers.set('access-control-allow-methods', methods);
    headers.set('access-control-allow-headers', ALLOWED_HEADERS);
    headers.set('access-control-max-age', maxAge);
  }
  return new Response(null, { status: 204, headers });
}
