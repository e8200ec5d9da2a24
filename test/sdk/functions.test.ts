/** The functions of `@xinqiao/sdk/<resource>` send what the client's methods send, and check what those check. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type OperationId, routes } from '@xinqiao/contract/routes';
import { connect, UnexpectedResponseError, XinqiaoClient } from '@xinqiao/sdk';
import * as alerts from '@xinqiao/sdk/alerts';
import * as me from '@xinqiao/sdk/me';
import { me as person, session, wire } from '../../packages/sdk/src/testing/fixtures.ts';

const kebab = (name: string) => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly body: string;
}
/** Options of a client whose service writes down what it is asked, and answers with nothing that fits. */
function recorder() {
  const sent: Sent[] = [];
  const options = {
    baseUrl: 'http://service.invalid',
    fetchSession: async () => session(),
    fetch: async (request: Request) => {
      sent.push({ method: request.method, url: request.url, body: await request.text() });
      return Response.json({ nothing: 'that fits' });
    },
  };
  return { sent, options };
}
const settle = (call: unknown) =>
  Symbol.asyncIterator in (call as object) && !('then' in (call as object))
    ? (call as AsyncIterable<unknown>)[Symbol.asyncIterator]().next()
    : call;

for (const [id, [, template, input, output]] of Object.entries(routes)) {
  test(`${id} is the same as a function`, async () => {
    const [resource, name] = id.split('.') as [string, string];
    const functions = (await import(`@xinqiao/sdk/${kebab(resource)}`)) as Record<
      string,
      (...given: unknown[]) => unknown
    >;
    const given = [
      ...(template.match(/\{\}/g) ?? []).map((_, place) => `id-${place}`),
      ...(input === 'query' ? [{ unitId: 'u-1' }] : input === 'body' ? [{ a: 1 }] : []),
      {},
    ];
    const { sent, options } = recorder();
    const client = new XinqiaoClient(options) as unknown as Record<
      string,
      Record<string, (...given: unknown[]) => unknown>
    >;
    const connection = connect(options);
    for (const call of [
      () => client[resource]![name]!(...given),
      () => functions[name]!(connection, ...given),
      () => functions[name]!(client, ...given),
    ]) {
      const answer = Promise.resolve().then(() => settle(call()));
      if (output) await assert.rejects(answer, error => UnexpectedResponseError.is(error));
      else await answer;
    }
    assert.equal(sent.length, 3);
    assert.deepEqual(sent[1], sent[0]);
    assert.deepEqual(sent[2], sent[0]);
  });
}

test('a function takes and gives what its operation says, lists and streams included', async () => {
  const options = {
    baseUrl: 'http://service.invalid',
    fetchSession: async () => session(),
    fetch: ({ url }: Request) =>
      url.endsWith('/v1/me')
        ? Response.json(person)
        : url.includes('/events')
          ? new Response(wire('1'), { headers: { 'Content-Type': 'text/event-stream' } })
          : Response.json({ data: [], nextCursor: null }),
  };
  const connection = connect(options);
  assert.equal((await me.get(connection)).userId, person.userId);
  for await (const alert of alerts.list(connection, { level: 'high' })) assert.fail(alert.id);
  for await (const { id } of alerts.events(connection)) {
    assert.equal(id, '1');
    break;
  }
  assert.throws(() => me.get({} as never), /^TypeError: Pass what connect\(\) gave/);
  assert.equal('alerts.list' satisfies OperationId, 'alerts.list');
});
