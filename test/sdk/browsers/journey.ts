/** What the client promises, asked of it where it runs: a page, a worker, an old browser, Node. */
import {
  AbortedError,
  type ClientOptions,
  connect,
  createAttemptId,
  NotFoundError,
  TimeoutError,
  XinqiaoClient,
} from '@xinqiao/sdk';
import { list } from '@xinqiao/sdk/assignments';
import { get } from '@xinqiao/sdk/me';

/** Steps by name: `ok`, or what went wrong. */
export type Outcome = Record<string, string>;

/** Notes how a step went; the next ones are tried all the same. */
export async function step(outcome: Outcome, name: string, take: () => Promise<unknown>): Promise<void> {
  try {
    await take();
    outcome[name] = 'ok';
  } catch (error) {
    outcome[name] = String((error as Error)?.stack ?? error);
  }
}
export function holds(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`It does not hold that ${what}`);
}

/** @param api a service of its own, with a university in it; see `site.ts` */
export async function journey(api: string): Promise<Outcome> {
  const outcome: Outcome = {};
  const sessionOf = (person: string) => async () => (await fetch(`${api}/-/session?${person}`)).json();
  const client = (person: string, options: Partial<ClientOptions> = {}) =>
    new XinqiaoClient({ baseUrl: api, fetchSession: sessionOf(person), ...options });
  const student = client('student');
  const counsellor = client('counsellor');

  await step(outcome, 'a function with a connection', async () => {
    const connection = connect({ baseUrl: api, fetchSession: sessionOf('student') });
    const me = await get(connection);
    holds(me.role === 'student' && me.name.length > 1, 'the person is known');
    let count = 0;
    for await (const { title } of list(connection, { status: 'to-do', limit: 1 })) {
      holds(title['zh-CN'], 'each has a title');
      count++;
    }
    holds(count > 1, 'a list is walked over more than one page');
  });

  await step(outcome, 'an answer travels to the stream of the counsellor', async () => {
    const { eventId } = await counsellor.alerts.summary();
    const ended = new AbortController();
    const told = (async () => {
      for await (const event of counsellor.alerts.events({}, { lastEventId: eventId, signal: ended.signal }))
        if (event.type === 'alert.opened') return event;
      return undefined;
    })();
    const { data } = await student.assignments.list({ status: 'to-do' });
    const assignment = data.filter(({ instrumentId }) => instrumentId === 'phq9')[0]!;
    const { id: assignmentId, campaignId, instrumentId, instrumentVersion } = assignment;
    const { consent } = await student.campaigns.get(campaignId);
    await student.consents.decide({ campaignId, version: consent.version, decision: 'given' });
    const { items } = await student.instruments.get(instrumentId, { version: instrumentVersion });
    const answers = Object.fromEntries(
      items.filter(({ type }) => type === 'choice').map(({ id }, index) => [id, index === 8 ? 1 : 0]),
    );
    const attemptId = createAttemptId();
    const body = { attemptId, assignmentId, instrumentId, instrumentVersion, language: 'zh-CN', answers };
    const receipt = await student.responses.submit(body);
    holds(receipt.attemptId === attemptId && receipt.offerHelp, 'there is a receipt, and help is offered');
    const again = await student.responses.submit(body);
    holds(again.responseId === receipt.responseId, 'the same attempt is stored once');
    holds((await told)?.alertId, 'the counsellor is told');
    ended.abort();
  });

  const never: Partial<ClientOptions> = { fetch: () => new Promise(() => {}) };
  await step(outcome, 'what does not exist is an error with a guard', () =>
    student.campaigns.get('nothing').then(
      () => holds(false, 'it fails'),
      error => holds(NotFoundError.is(error), `it is not found: ${error}`),
    ),
  );
  await step(outcome, 'what never comes ends in time', () =>
    client('student', never)
      .me.get({ timeout: 50 })
      .then(
        () => holds(false, 'it fails'),
        error => holds(TimeoutError.is(error), `it is out of time: ${error}`),
      ),
  );
  await step(outcome, 'a call is aborted', () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    return client('student', never)
      .me.get({ signal: controller.signal })
      .then(
        () => holds(false, 'it fails'),
        error => holds(AbortedError.is(error), `it is aborted: ${error}`),
      );
  });
  return outcome;
}
