/** The real service for tests of elements; served by the test runner (web-test-runner.config.mjs). */
import type { EmbedSession, EmbedSessionCode, EmbedSessionRequest } from '@xinqiao/contract/types';

type Person = Pick<EmbedSessionRequest, 'userId' | 'role'> & Partial<EmbedSessionRequest>;

export interface TestService {
  /** For `new XinqiaoClient({ baseUrl })` or `<xq-provider base-url>`. */
  readonly baseUrl: string;
  /** What a portal's back end does for the person it has signed in. */
  session(person: Person): Promise<EmbedSession>;
  /** A one-time code for that session. */
  code(person: Person): Promise<EmbedSessionCode>;
  /** Ends a session before its time, as a portal does when its person signs out. */
  end(sessionId: string): Promise<void>;
}

/** @param name of the test file: each has a university of its own, in which nothing another file does is seen. */
export function testService(name: string): TestService {
  const baseUrl = `${location.origin}/api/${name}`;
  const portal = async (what: 'session' | 'code', person: Person): Promise<unknown> => {
    const response = await fetch(`${baseUrl}/-/${what}`, { method: 'POST', body: JSON.stringify(person) });
    if (!response.ok) throw new Error(`No ${what}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  return {
    baseUrl,
    session: person => portal('session', person) as Promise<EmbedSession>,
    code: person => portal('code', person) as Promise<EmbedSessionCode>,
    async end(sessionId) {
      const { ok, status } = await fetch(`${baseUrl}/-/session/${sessionId}`, { method: 'DELETE' });
      if (!ok) throw new Error(`The session was not ended: ${status}`);
    },
  };
}
