/**
 * The exchange in Node, without a framework: `POST /portal/xinqiao-session` answers with the session of whoever is signed in.
 *
 *   XINQIAO_URL=https://xinqiao.example.edu.cn XINQIAO_SECRET_KEY=xq_sk_… PORTAL_ORIGIN=https://portal.example.edu.cn
 */
import { randomUUID } from 'node:crypto';

/**
 * @param {Request} request of the page
 * @param {{ userId: string, role: string } | undefined} person signed in at the portal, by CAS or OAuth2
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {Promise<Response>}
 */
export async function exchange(request, person, env = process.env) {
  const { XINQIAO_URL: url, XINQIAO_SECRET_KEY: key, PORTAL_ORIGIN: origin } = env;
  if (!url || !key || !origin) throw new Error('Set XINQIAO_URL, XINQIAO_SECRET_KEY and PORTAL_ORIGIN.');
  // Another site's page carries another origin.
  if (request.headers.get('origin') !== origin) return answer(403, { error: 'not a page of this portal' });
  if (!person) return answer(401, { error: 'nobody is signed in' });
  let response;
  try {
    // Also below a path, with or without a slash at its end.
    response = await fetch(`${url.replace(/\/+$/, '')}/v1/embed-sessions`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${key}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': randomUUID(),
      },
      body: JSON.stringify({ ...person, origin, components: ['xq-assignments', 'xq-consent', 'xq-questionnaire'] }),
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    });
    if (response.status === 201) return answer(201, await response.json());
  } catch {
    return answer(503, { error: 'the service cannot be reached' });
  }
  // 403: no such person in this role. Everything else is ours to mend: a wrong key, a wrong origin.
  return response.status === 403
    ? answer(403, { error: 'no session for this person' })
    : answer(502, { error: 'no session', status: response.status });
}

/** @param {number} status @param {unknown} body */
const answer = (status, body) => Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
