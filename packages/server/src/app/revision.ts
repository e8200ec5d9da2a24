/** Updates name the revision that they saw. */
import { ProblemError } from './problem.ts';

/** @throws {ProblemError} 412 when the caller has seen another revision. Without If-Match nothing is asked. */
export function checkRevision(request: Request, revision: number, what: string): void {
  const expected = request.headers.get('if-match');
  if (expected === null) return;
  const tags = expected.split(',').map(tag => tag.trim());
  if (tags.includes('*') || tags.includes(`"${revision}"`)) return;
  throw new ProblemError('state-conflict', { status: 412, detail: `${what} has changed since it was read.` });
}
