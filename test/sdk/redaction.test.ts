/**
 * Nothing of a data class above C0 is in an error, a report or a console. What is secret is read from the data classes of the
 * document: whoever adds a property adds it here.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { type OperationId, routes } from '@xinqiao/contract/routes';
import { type Unexpected, XinqiaoClient, XinqiaoError } from '@xinqiao/sdk';
import fc from 'fast-check';
import { session } from '../../packages/sdk/src/testing/fixtures.ts';
import { fitting } from '../contract/lib/arbitrary.ts';
import { type JsonSchema, resolve } from '../contract/lib/document.ts';
import { answering } from '../contract/lib/verdicts.ts';

/** No word of a code or a request id, which may be told. */
const SECRET = 'must*not*leave';
const counts: Record<string, number> = {};

/** The document with a secret in place of every text of a person, marked with its class. */
function secretly(given: JsonSchema, value: unknown, inherited = 'C0'): unknown {
  const schema = resolve(given);
  const dataClass = (given['x-data-class'] ?? schema['x-data-class'] ?? inherited) as string;
  if (typeof value === 'string' && dataClass !== 'C0') {
    counts[dataClass] = (counts[dataClass] ?? 0) + 1;
    return `${SECRET}-${dataClass}`;
  }
  if (Array.isArray(value)) return value.map(member => secretly(schema.items ?? {}, member, dataClass));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => {
    const known = schema.properties?.[key] ?? schema.additionalProperties;
    return [key, secretly(typeof known === 'object' ? (known as JsonSchema) : {}, member, dataClass)];
  });
  return Object.fromEntries(entries);
}

/** Answers with that, in ways that end in an error or a report. */
const waysToFail = (document: unknown): (() => Response)[] => {
  const text = JSON.stringify(document);
  const problem = { type: `/problems/${SECRET}`, code: SECRET, title: SECRET, detail: text, requestId: SECRET };
  const errors = [{ pointer: `/answers/${SECRET}`, code: SECRET, detail: text }];
  return [
    () => Response.json(document),
    () => Response.json({ data: document, ...[document] }),
    () => new Response(text.slice(0, -1), { headers: { 'Content-Type': 'application/json' } }),
    () => new Response(`<!doctype html>${text}`, { headers: { 'Content-Type': 'text/html' } }),
    ...[400, 401, 404, 409, 422, 503].map(status => () => Response.json({ ...problem, status, errors }, { status })),
    () => {
      throw new TypeError(`fetch failed: ${text}`);
    },
  ];
};

/** Told by the client: what it threw, reported or printed. */
async function tells(id: OperationId, document: unknown, reply: () => Response, printed: unknown[]): Promise<string[]> {
  const told: Unexpected[] = [];
  const client = new XinqiaoClient({
    baseUrl: 'http://service.invalid',
    fetchSession: async () => session(`token-${SECRET.length}`),
    fetch: () => reply(),
    retry: 0,
    onUnexpected: unexpected => told.push(unexpected),
  });
  const [resource, name] = id.split('.') as [never, never];
  const [, template, input] = routes[id];
  const given = [
    ...(template.match(/\{\}/g) ?? []).map(() => encodeURIComponent(SECRET)),
    ...(input === 'query' ? [{ q: SECRET }] : input === 'body' ? [document] : []),
  ];
  const call = (client[resource] as Record<string, (...given: unknown[]) => unknown>)[name]!(...given);
  const first = 'then' in (call as object) ? call : (call as AsyncIterable<unknown>)[Symbol.asyncIterator]().next();
  const said: string[] = [];
  try {
    await first;
  } catch (error) {
    assert.ok(XinqiaoError.is(error), `${id}: ${String(error)}`);
    said.push(error.message, error.stack!, `${error}`, JSON.stringify(error), inspect(error, { depth: 9 }));
  }
  return [...said, JSON.stringify(told), inspect(printed.splice(0), { depth: 9 }), inspect(client, { depth: 9 })];
}

test('no text of C1 to C8 is in an error, a report or the console, whatever comes', async t => {
  const printed: unknown[] = [];
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
    t.mock.method(console, method, (...what: unknown[]) => void printed.push(...what));
  let prints = 0;
  for (const { id, schema } of answering) {
    // A stream is opened again and again; its events and their errors have rows of the torture table.
    if (routes[id][3] === 'stream') continue;
    for (const sample of fc.sample(fitting(schema), { numRuns: 4, seed: 5 })) {
      const document = secretly(schema, sample);
      for (const reply of waysToFail(document)) {
        for (const print of await tells(id, document, reply, printed)) {
          prints++;
          assert.ok(!print.includes(SECRET) && !print.includes(encodeURIComponent(SECRET)), `${id}: ${print}`);
        }
      }
    }
  }
  assert.ok(prints > 3_000, `${prints}`);
  for (const dataClass of ['C1', 'C2', 'C3', 'C4', 'C5', 'C7'])
    assert.ok(counts[dataClass]! > 10, JSON.stringify(counts));
});
