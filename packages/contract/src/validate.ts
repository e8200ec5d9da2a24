/**
 * Checks answers against shapes, lines of text that are written from the document: small enough for a browser, and
 * without `eval`.
 *
 * | shape | fits |
 * | --- | --- |
 * | nothing | a string |
 * | `.` `;` `!` | a finite number, a whole number, a boolean |
 * | `?X` | X or null |
 * | `=X` `:X` | an array of X, a map of X |
 * | `{key,other;$third}` | an object with `key`, `other` and perhaps `third`; more properties are fine |
 * | `/XY` | X or Y |
 * | `<type,a{…}b{…}}` | an object as `{…}` says when its `type` is `a`; one of another `type` passes |
 *
 * A comma stands where two names would run together. The signs are those that make the whole smallest when it is compressed.
 *
 * An answer is checked for what a program stumbles over. Limits and patterns of values are the service's business:
 * a newer one may widen them.
 */
export type Shape = string;
/** The shape of a page of a list, from that of its row. */
export const pageOf = (row: Shape): Shape => `{data=${row}nextCursor?}`;
/** Told of each value that is not known, by its JSON pointer. */
export type Report = (path: string) => void;
/** The values that an enumeration lists today, divided by `|`, by its place among the signs of the shape. */
export type Vocabulary = Readonly<Record<number, string>>;

/** Shapes, taken apart once. */
const read: Record<Shape, string[]> = {};

/**
 * The JSON pointer of the first thing in an answer that does not fit its shape; keys of a map read `*`. `undefined` when
 * all fits.
 * @param report told of kinds of a union that are not known, and of values that `vocabulary` does not list
 * @param vocabulary the generated lists of this answer; without them every string is known
 */
export function misfit(shape: Shape, answer: unknown, report?: Report, vocabulary?: Vocabulary): string | undefined {
  const signs = (read[shape] ??= shape.match(/[\w-]+|[^,]/g)!);
  /** The sign to be read next. */
  let at = 0;
  let found: string | undefined;

  /**
   * Reads a shape to its end, and looks whether a value fits.
   * @param path where the value stands, with a space before its pointer; without it nothing is looked at, so that what
   *   is absent, or has not fitted, is read past
   * @param known what a string may be without being told of
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what it is, is looked at before it is used
  function check(value?: any, path?: string | false, known: unknown[] = vocabulary?.[at]?.split('|') ?? [value]): void {
    const must = (fits: boolean) => {
      if (!fits && path) {
        found ||= path;
        path = false;
      }
    };
    const sign = signs[at++]!;
    const start = at;
    if ('=:{<'.includes(sign)) must(value === Object(value) && (sign === '=') === Array.isArray(value));
    if (sign === '.') must(Number.isFinite(value));
    else if (sign === ';') must(Number.isInteger(value));
    else if (sign === '!') must(value === !!value);
    else if (sign === '?') check(value, value !== null && path);
    else if ('=:'.includes(sign)) {
      check();
      for (const key in path && value) {
        at = start;
        check(value[key], `${path}/${sign === ':' ? '*' : key}`);
      }
    } else if (sign === '{') {
      while (signs[at] !== '}') {
        const optional = signs[at] === '$' && at++;
        const name = signs[at++]!;
        const member = path && value[name];
        check(member, (!optional || member !== undefined) && path && `${path}/${name}`);
      }
      at++;
    } else if (sign === '/') {
      const before = found;
      found = '';
      check(value, path);
      const other = found;
      found = before;
      check(value, other && path);
    } else if (sign === '<') {
      const name = signs[at++]!;
      const kind = path && value[name];
      while (signs[at] !== '}') {
        const known = signs[at++] === kind;
        check(value, known && path);
        if (known) path = false;
      }
      // The end of the kinds is no sign of a shape, so that the kind itself is looked at as a string: one that none of them is.
      check(kind, path && `${path}/${name}`, []);
      at++;
    } else {
      at--;
      must(typeof value === 'string');
      if (path && !known.includes(value)) report?.(path.slice(1));
    }
  }
  check(answer, ' ');
  return found?.slice(1);
}
