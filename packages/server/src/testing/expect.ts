/** What tests of the service say again and again. */
import assert from 'node:assert/strict';
import type { Problem as ProblemType } from '@xinqiao/contract/types';
import { Problem } from '@xinqiao/contract';

/** The answer is this problem, in the form of the contract, and quotes nothing of `never`. */
export async function expectProblem(
  response: Response,
  status: number,
  code: ProblemType['code'],
  pointers?: readonly string[],
): Promise<ProblemType> {
  const text = await response.text();
  assert.equal(response.status, status, text);
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  const problem = Problem.parse(JSON.parse(text));
  assert.equal(problem.code, code, text);
  assert.equal(problem.status, status);
  assert.equal(problem.requestId, response.headers.get('x-request-id'));
  if (pointers) assert.deepEqual((problem.errors ?? []).map(error => error.pointer).sort(), [...pointers].sort());
  return problem;
}

/** The body of a success, checked against the operation's schema; every key of it is one of the contract's. */
export async function expectBody<T>(
  response: Response,
  schema: { parse(value: unknown): T },
  status = 200,
): Promise<T> {
  const text = await response.text();
  assert.equal(response.status, status, text);
  assert.equal(response.headers.get('content-type'), 'application/json');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  const body: unknown = JSON.parse(text);
  const parsed = schema.parse(body);
  assert.deepEqual(body, parsed);
  return parsed;
}
