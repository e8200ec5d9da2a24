/** Checks parameters, query and body against the contract and says what is wrong by pointer, never by value. */
import type { z } from 'zod';
import { notFound, type PointedError, ProblemError } from './problem.ts';
import { isText, MAX_ERRORS, pointerOf } from './read-body.ts';

type Issue = z.core.$ZodIssue;

/** zod's own messages may name what was sent; ours don't. */
function explain(issue: Issue): Pick<PointedError, 'code' | 'detail'> {
  if (issue.code !== 'unrecognized_keys' && issue.input === undefined) {
    return { code: 'required', detail: 'Is missing.' };
  }
  switch (issue.code) {
    case 'invalid_type':
      return { code: 'wrong-type', detail: `Must be of type ${issue.expected}.` };
    case 'too_big':
      return issue.origin === 'string'
        ? { code: 'too-long', detail: `Has more than ${issue.maximum} characters.` }
        : { code: 'out-of-range', detail: `Is more than ${issue.maximum}.` };
    case 'too_small':
      return { code: 'out-of-range', detail: `Is less than ${issue.minimum}.` };
    case 'invalid_value':
      return { code: 'not-an-option', detail: 'Is not among the values of the contract.' };
    case 'invalid_format':
      return { code: 'wrong-format', detail: `Is not a well-formed ${issue.format}.` };
    case 'invalid_union':
      return { code: 'wrong-type', detail: 'Has none of the types of the contract.' };
    case 'unrecognized_keys':
      return { code: 'unknown-key', detail: 'The contract has no such key.' };
    default:
      return { code: 'invalid', detail: 'Does not fit the contract.' };
  }
}

function toErrors(issues: readonly Issue[]): PointedError[] {
  return issues
    .flatMap(issue => {
      const explained = explain(issue);
      const paths = issue.code === 'unrecognized_keys' ? issue.keys.map(key => [...issue.path, key]) : [issue.path];
      return paths.map(path => ({ pointer: pointerOf(path), ...explained }));
    })
    .slice(0, MAX_ERRORS);
}

/** An id that can't exist answers like one that doesn't. */
export function parseParams(schema: z.ZodObject | undefined, params: Record<string, string>): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(params);
  if (!parsed.success) throw notFound();
  return parsed.data;
}

/** @throws {ProblemError} 400 with `?name` of each parameter at fault. */
export function parseQuery(schema: z.ZodObject | undefined, search: URLSearchParams): unknown {
  if (!schema) return undefined;
  const known = [...search.keys()].filter(key => Object.hasOwn(schema.shape, key));
  const twice = known.find((key, index) => known.indexOf(key) !== index);
  const parsed = schema.safeParse(Object.fromEntries(known.map(key => [key, search.get(key)])), { reportInput: true });
  const errors = [
    ...(twice ? [{ pointer: `?${twice}`, code: 'duplicate', detail: 'Is given more than once.' }] : []),
    ...(parsed.success ? [] : toErrors(parsed.error.issues).map(e => ({ ...e, pointer: `?${e.pointer.slice(1)}` }))),
    ...known
      .filter(key => !isText(search.get(key) ?? ''))
      .map(key => ({ pointer: `?${key}`, code: 'not-well-formed', detail: 'Holds a code unit that is no text.' })),
  ];
  if (errors.length > 0) throw new ProblemError('invalid-request', { status: 400, errors });
  return parsed.data;
}

/** @throws {ProblemError} 422; `invalid-answers` when nothing but answers is at fault. */
export function parseBody(schema: z.ZodType | undefined, body: unknown): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(body, { reportInput: true });
  if (parsed.success) return parsed.data;
  const errors = toErrors(parsed.error.issues);
  const onlyAnswers = errors.every(error => error.pointer.startsWith('/answers/'));
  throw new ProblemError(onlyAnswers ? 'invalid-answers' : 'invalid-request', { errors });
}
