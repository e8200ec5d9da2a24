/** For `npm run faults` and `npm run mutation -- faults`: a line of JSON for each fault that was tried. */

export interface Tried {
  readonly number: number;
  readonly outcome: 'kept' | 'lost' | 'left out';
  readonly ms: number;
  /** Why it was lost, or left out. */
  readonly why?: string;
  /** Of a fault that was lost: what did not hold, and where. */
  readonly kind?: Kind;
  /** Of the test's own code: `browser/page.ts:42`. */
  readonly where?: string;
}

/**
 * - `assertion`: what has to stand does not.
 * - `never`: what has to come about did not, in the time there was.
 * - `other`: something broke, which says nothing about the fault.
 */
export type Kind = 'assertion' | 'never' | 'other';

/** As far as it is looked at here. */
interface Told {
  readonly type: string;
  readonly data: { readonly name: string; readonly skip?: string | boolean; readonly details: unknown };
}

const COLOURS = /\u001B\[\d+m/g;

type Details = { readonly error?: Error & { cause?: unknown; failureType?: string }; readonly duration_ms: number };

function failureOf(error: NonNullable<Details['error']>): Pick<Tried, 'why' | 'kind' | 'where'> {
  const cause = (error.cause ?? error) as Error & { code?: string };
  const [first, ...lines] = String(cause).split('\n');
  // What a comparison found instead.
  const found = lines
    .filter(line => / !== /.test(line) || (/^[+-] /.test(line) && !/^[+-] (actual|expected)/.test(line)))
    .slice(0, 4);
  const where = /test\/faults\/((?:browser\/(?!stage)\w+|http\.test|killed\.test|lib\/writing)\.ts:\d+)/.exec(
    cause.stack ?? '',
  );
  const isLate = cause.name === 'TimeoutError' || cause.message?.startsWith('It never came to pass');
  const kind = cause.code === 'ERR_ASSERTION' ? 'assertion' : isLate ? 'never' : 'other';
  const waited = isLate ? lines.find(line => line.includes('waiting for'))?.trim() : undefined;
  // Playwright colours what it says.
  const why = [first, waited, ...found].filter(Boolean).join(' ').replace(COLOURS, '');
  return { why, kind, ...(where && { where: where[1]! }) };
}

export default async function* report(events: AsyncIterable<Told>): AsyncGenerator<string> {
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const number = Number(/^(\d+) /.exec(data.name)?.[1]);
    if (!number) continue;
    const { error, duration_ms: ms } = data.details as Details;
    const isLeftOut = data.skip !== undefined;
    const outcome = isLeftOut ? 'left out' : type === 'test:pass' ? 'kept' : 'lost';
    const more = isLeftOut ? { why: String(data.skip) } : error ? failureOf(error) : {};
    yield `${JSON.stringify({ number, outcome, ms, ...more } satisfies Tried)}\n`;
  }
}
