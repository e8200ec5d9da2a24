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

/** The same for updates that would undo another's without it. @throws {ProblemError} 422 without If-Match. */
export function requireRevision(request: Request, revision: number, what: string): void {
  if (request.headers.get('if-match') === null) {
    throw new ProblemError('invalid-request', { detail: 'If-Match has to name the revision that was changed.' });
  }
  checkRevision(request, revision, what);
}
