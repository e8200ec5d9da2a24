/** A client of the real service for tests of elements, for a person of the synthetic university, over a line that breaks. */
import { XinqiaoClient } from '@xinqiao/sdk';
import { testService } from './service.ts';

/** The cast of the synthetic university (packages/server/src/seed/cast.ts). */
export const people = {
  student: { userId: '9900010001', role: 'student' },
  seniorStudent: { userId: '9900010002', role: 'student' },
  collegeLeader: { userId: 'L0001', role: 'college-leader' },
  counsellor: { userId: 'F01001', role: 'counsellor' },
  psychologist: { userId: 'X0001', role: 'psych-staff' },
} as const;

export interface Connection {
  /** While true, no request gets through: as when the network is gone. */
  broken: boolean;
  /** Addresses of everything that was asked, whether it got through or not. */
  readonly asked: string[];
}

/** @param name see `testService` */
export async function clientOf(
  name: string,
  person: keyof typeof people,
): Promise<{ client: XinqiaoClient; connection: Connection }> {
  const service = testService(name);
  const connection: Connection = { broken: false, asked: [] };
  const client = new XinqiaoClient({
    baseUrl: service.baseUrl,
    retry: 0,
    fetchSession: () => service.session(people[person]),
    fetch: request => {
      connection.asked.push(request.url);
      return connection.broken ? Promise.reject(new TypeError('Failed to fetch')) : fetch(request);
    },
  });
  // The first request makes the service, which takes a while: an element must not be waiting for that.
  await client.me.get();
  return { client, connection };
}

/** Waits until something holds; fails after `within` milliseconds. */
export async function untilTrue(holds: () => boolean, within = 8000): Promise<void> {
  const end = performance.now() + within;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`Not within ${within} ms: ${holds}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
