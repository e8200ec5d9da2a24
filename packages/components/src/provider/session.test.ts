import { expect } from '@open-wc/testing';
import { NetworkError, SessionExpiredError, XinqiaoClient } from '@xinqiao/sdk';
import { people } from '../testing/client.ts';
import { testService } from '../testing/service.ts';
import { requestSession } from './session.ts';

const { baseUrl } = testService('provider-session');
const { userId, role } = people.student;
const url = `/api/provider-session/-/session?userId=${userId}&role=${role}`;

/** What stands before the portal's back end answers in its place, as often as there are answers. */
async function behind<T>(answers: Response[], act: () => Promise<T>): Promise<T> {
  const { fetch } = window;
  window.fetch = (input, init) =>
    input === url && answers.length > 0 ? Promise.resolve(answers.shift()!) : fetch(input, init);
  try {
    return await act();
  } finally {
    window.fetch = fetch;
  }
}

const me = () =>
  new XinqiaoClient({
    baseUrl,
    retry: { delay: 1 },
    fetchSession: ({ signal }) => requestSession(url, signal),
  }).me.get();

describe('a session of the portal’s own address', function () {
  this.timeout(40_000);

  it('is asked for again while the back end cannot give one', async () => {
    const away = [502, 503].map(status => Response.json({ error: 'no session' }, { status }));
    const { userId: whose } = await behind(away, me);
    expect(whose).to.equal(userId);
    expect(away).to.deep.equal([]);
  });

  it('fails as one that is out of reach when it stays so, and not as signed out', async () => {
    const away = Array.from({ length: 9 }, () => new Response('', { status: 502 }));
    const error = await behind(away, () => me().catch((error: unknown) => error));
    expect(NetworkError.is(error)).to.equal(true);
    expect(away).to.have.length(6);
  });

  it('is over, and is not asked for again, when nobody is signed in', async () => {
    for (const answer of [
      Response.json({ error: 'nobody is signed in' }, { status: 401 }),
      new Response('', { status: 403 }),
      new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }),
    ]) {
      const answers = [answer];
      const error = await behind(answers, () => me().catch((error: unknown) => error));
      expect(SessionExpiredError.is(error)).to.equal(true);
    }
  });
});
