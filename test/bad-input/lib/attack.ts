/**
 * An attack as a row: what is sent, what has to come back, and how to send it. The tests run the rows and the page of
 * attacks lists them.
 */
import assert from 'node:assert/strict';
import { Problem } from '@xinqiao/contract';
import type { Problem as ProblemType } from '@xinqiao/contract/types';
import type { Service } from './service.ts';

type Code = ProblemType['code'];

export interface Attack {
  /** In the words of the page. */
  readonly what: string;
  /** The operation it is made at, where it is made at many: `alerts.list`. */
  readonly operation?: string;
  /** What the page says of the answer. */
  readonly answer: string;
  /** What has to be there first; what it stores is not held against the attack. */
  readonly prepare?: (service: Service) => Promise<void>;
  /** Sends it and looks at what comes back. */
  readonly run: (service: Service) => Promise<void>;
}

type Send = (service: Service) => Promise<Response | readonly Response[]>;

/** Words that only a stack, a query or a database says. */
const INSIDE =
  /\bat .+:\d+:\d+|node_modules|\.ts\b|\bselect\b.+\bfrom\b|SQLSTATE|syntax error|postgres|kysely|zod|Error:/i;

/** The answer is this problem by the contract, with every header that a problem has, and shows nothing of the inside. */
export async function expectProblem(response: Response, status: number, code: Code): Promise<ProblemType> {
  const text = await response.text();
  assert.equal(response.status, status, text);
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  const problem = Problem.parse(JSON.parse(text));
  assert.equal(problem.code, code, text);
  assert.equal(problem.status, status);
  assert.equal(problem.requestId, response.headers.get('x-request-id'));
  assert.doesNotMatch(text, INSIDE);
  return problem;
}

/** Each answer is this problem; `says` is looked for in it. */
export const refused = (what: string, status: number, code: Code, send: Send, says?: RegExp): Attack => ({
  what,
  answer: `${status} \`${code}\``,
  async run(service) {
    const answers = [await send(service)].flat();
    assert.ok(answers.length > 0, 'Nothing was sent.');
    for (const response of answers) {
      const problem = await expectProblem(response, status, code);
      if (says) assert.match(JSON.stringify(problem), says);
    }
  },
});

/** Everything that went over the wire, but for what is made anew for every request. */
export async function told(response: Response): Promise<string> {
  const headers = [...response.headers].filter(([name]) => name !== 'date' && name !== 'x-request-id');
  const body = (await response.text()).replace(/"requestId":"[^"]*"/, '');
  return JSON.stringify([response.status, headers, body]);
}

/** What is out of reach answers to the byte like what is not there. `send` gives both, in pairs. */
export const alike = (what: string, send: Send): Attack => ({
  what,
  answer: '404 `not-found`, to the byte the answer for what does not exist',
  async run(service) {
    const answers = [await send(service)].flat();
    assert.ok(answers.length > 0 && answers.length % 2 === 0, 'There are no pairs.');
    for (const response of answers) await expectProblem(response.clone(), 404, 'not-found');
    const all = await Promise.all(answers.map(told));
    for (let pair = 0; pair < all.length; pair += 2) assert.equal(all[pair], all[pair + 1]);
  },
});

/** What was added changes nothing: `send` gives the answer with it and the one without, in pairs. */
export const ignored = (what: string, send: Send): Attack => ({
  what,
  answer: 'as without it',
  async run(service) {
    const answers = [await send(service)].flat();
    assert.ok(answers.length > 0 && answers.length % 2 === 0, 'There are no pairs.');
    for (let pair = 0; pair < answers.length; pair += 2) {
      assert.equal(answers[pair]!.status < 300, true, `${answers[pair]!.status}`);
      assert.equal(await told(answers[pair]!), await told(answers[pair + 1]!));
    }
  },
});

/** What fits none of the others. */
export const checked = (what: string, answer: string, run: Attack['run']): Attack => ({ what, answer, run });
