/** The real service for tests of elements; served by the test runner (web-test-runner.config.mjs). */
import type { EmbedSession, EmbedSessionRequest } from '@xinqiao/contract/types';

export interface TestService {
  /** For `new XinqiaoClient({ baseUrl })` or `<xq-provider base-url>`. */
  readonly baseUrl: string;
  /** What a portal's back end does for the person it has signed in. */
  session(request: Pick<EmbedSessionRequest, 'userId' | 'role'> & Partial<EmbedSessionRequest>): Promise<EmbedSession>;
}

/** @param name of the test file: each has a university of its own, in which nothing another file does is seen. */
export function testService(name: string): TestService {
  const baseUrl = `${location.origin}/api/${name}`;
  return {
    baseUrl,
    async session(request) {
      const response = await fetch(`${baseUrl}/-/session`, { method: 'POST', body: JSON.stringify(request) });
      if (!response.ok) throw new Error(`No session: ${response.status} ${await response.text()}`);
      return (await response.json()) as EmbedSession;
    },
  };
}
