/**
 * The portal's back end: signs a person in, exchanges its secret key for that person's embed session, serves its pages.
 * Everything else on the port is the service's.
 */
import { randomBytes } from 'node:crypto';
import { ApiError, XinqiaoClient } from '@xinqiao/sdk';
import { createPages } from './pages.ts';
import { mayOpen, people, type Person } from './people.ts';

/** Answers the portal's own requests; `undefined` leaves a request to the service. */
export type Portal = (request: Request) => Promise<Response | undefined>;

export interface PortalOptions {
  /** Never leaves this process. */
  secretKey: string;
  /** Origins under which people open the pages, as registered for the key. */
  origins: readonly string[];
  service: { url: string; fetch: (request: Request) => Promise<Response> };
}

const COOKIE = 'portal';
/** Seconds that a person stays signed in. */
const SIGNED_IN = 8 * 60 * 60;

export function createPortal({ secretKey, origins, service }: PortalOptions): Portal {
  const xinqiao = new XinqiaoClient({ baseUrl: service.url, secretKey, fetch: service.fetch });
  const pages = createPages();
  // Who is signed in, by the random value of the cookie. A real portal has this already.
  const signedIn = new Map<string, { person: Person; until: number }>();

  const personOf = (request: Request): Person | undefined => {
    const entry = signedIn.get(cookie(request, COOKIE) ?? '');
    return entry && entry.until > Date.now() ? entry.person : undefined;
  };

  /** Only the portal's own pages may make it act: another site's form carries another origin, or none. */
  const fromOwnPage = (request: Request): string | undefined => {
    const origin = request.headers.get('origin');
    return origin !== null && origins.includes(origin) ? origin : undefined;
  };

  async function signIn(request: Request): Promise<Response> {
    if (!fromOwnPage(request)) return plain(403, 'This page may not sign anybody in.');
    if (!(Number(request.headers.get('content-length')) <= 200)) return plain(413, 'A name of a person is enough.');
    const form = new URLSearchParams(await request.text());
    const person = people.find(({ id }) => id === form.get('person'));
    signedIn.delete(cookie(request, COOKIE) ?? '');
    for (const [id, { until }] of signedIn) if (until <= Date.now()) signedIn.delete(id);
    if (!person) return redirect('/', `${COOKIE}=; Max-Age=0`);
    const id = randomBytes(24).toString('base64url');
    signedIn.set(id, { person, until: Date.now() + SIGNED_IN * 1000 });
    return redirect(person.home, `${COOKIE}=${id}; Max-Age=${SIGNED_IN}`);
  }

  async function session(request: Request): Promise<Response> {
    const origin = fromOwnPage(request);
    if (!origin) return plain(403, 'Sessions are for the pages of this portal.');
    const person = personOf(request);
    if (!person) return plain(401, 'Nobody is signed in.');
    const { userId, role, components, features } = person;
    try {
      const answer = await xinqiao.embedSessions.create({ userId, role, components, features, origin });
      return Response.json(answer, { status: 201, headers: { 'cache-control': 'no-store' } });
    } catch (error) {
      // The service knows no such person (any more): for the page that is the same as nobody being signed in.
      if (ApiError.is(error) && error.status < 500) return plain(403, 'There is no session for this person.');
      throw error;
    }
  }

  return async request => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/portal/')) {
      const action = { '/portal/sign-in': signIn, '/portal/session': session }[pathname];
      if (!action) return plain(404, 'No such page.');
      return request.method === 'POST' ? action(request) : plain(405, 'Use POST.', { allow: 'POST' });
    }
    const file = pages.find(pathname);
    if (!file) return undefined;
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Use GET.', { allow: 'GET, HEAD' });
    const person = personOf(request);
    if (!mayOpen(file.name, person)) return redirect(person ? person.home : '/');
    return pages.answer(file, request, { person, lang: cookie(request, 'lang'), theme: cookie(request, 'theme') });
  };
}

function cookie(request: Request, name: string): string | undefined {
  const pairs = (request.headers.get('cookie') ?? '').split(/;\s*/);
  return pairs.find(pair => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

const plain = (status: number, text: string, headers: Record<string, string> = {}) =>
  new Response(`${text}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers },
  });

const redirect = (location: string, setCookie?: string) =>
  new Response(null, {
    status: 303,
    headers: {
      location,
      'cache-control': 'no-store',
      ...(setCookie && { 'set-cookie': `${setCookie}; Path=/; HttpOnly; SameSite=Lax` }),
    },
  });
