/** For `npm run faults` and `npm run mutation -- faults`: a line of JSON for each fault that was tried. */

export interface Tried {
  readonly number: number;
  readonly outcome: 'kept' | 'lost' | 'left out';
  readonly ms: number;
  /** Why it was lost, or left out. */
  readonly why?: string;
}

/** As far as it is looked at here. */
interface Told {
  readonly type: string;
  readonly data: { readonly name: string; readonly skip?: string | boolean; readonly details: unknown };
}

export default async function* report(events: AsyncIterable<Told>): AsyncGenerator<string> {
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const number = Number(/^(\d+) /.exec(data.name)?.[1]);
    if (!number) continue;
    const { error, duration_ms: ms } = data.details as { error?: Error & { cause?: unknown }; duration_ms: number };
    const isLeftOut = data.skip !== undefined;
    const why = isLeftOut ? String(data.skip) : error && String(error.cause ?? error).split('\n')[0];
    const outcome = isLeftOut ? 'left out' : type === 'test:pass' ? 'kept' : 'lost';
    yield `${JSON.stringify({ number, outcome, ms, why })}\n`;
  }
}
