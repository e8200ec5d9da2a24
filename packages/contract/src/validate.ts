/**
 * Checks answers against shapes written in a few letters: small enough for a browser, and without `eval`.
 *
 * | shape | fits |
 * | --- | --- |
 * | `s` `n` `i` `b` `z` | a string, a finite number, a whole number, a boolean, null |
 * | `~X` `[X` `*X` | X or null, an array of X, a map of X |
 * | `%a%b` | a string; one that is not listed is reported |
 * | `\|X\|Y` | X or Y |
 * | `12` | the shape at that place of the table |
 * | `key:X,other?:Y` | an object with `key` and perhaps `other`; more properties are fine |
 * | `^type a:3 b:4` | the object whose `type` is `a` or `b`; one with another `type` is reported and passes |
 *
 * An answer is checked for what a program stumbles over. Limits and patterns of values are the service's business:
 * a newer one may widen them.
 */

/** Told of each value that an enumeration does not list, by its JSON pointer. */
export type Report = (path: string) => void;
/** Gives the JSON pointer of the first thing that does not fit; keys of a map read `*`. `undefined` when all fits. */
export type Validate = (operation: string, value: unknown, report?: Report) => string | undefined;

/** @param table shapes by place @param answers place of each operation's answer; without one, anything fits */
export function createValidate(table: readonly string[], answers: Readonly<Record<string, number>>): Validate {
  const split = new Map<string, string[][]>();
  /** `a:b,c:d` → [['a', 'b'], ['c', 'd']], once for each shape. */
  const pairs = (shape: string, separator: string): string[][] => {
    let parts = split.get(shape);
    if (!parts) split.set(shape, (parts = shape.split(separator).map(part => part.split(':'))));
    return parts;
  };

  function each(values: object, shape: string, path: (key: string) => string, report: Report): string | undefined {
    for (const [key, value] of Object.entries(values)) {
      const misfit = check(shape, value, path(key), report);
      if (misfit !== undefined) return misfit;
    }
    return undefined;
  }

  function check(shape: string, value: unknown, path: string, report: Report): string | undefined {
    const fits = (yes: boolean) => (yes ? undefined : path);
    const rest = shape.slice(1);
    switch (shape[0]) {
      case '~':
        return value === null ? undefined : check(rest, value, path, report);
      case '[':
        return Array.isArray(value) ? each(value, rest, key => `${path}/${key}`, report) : path;
      case '*':
        return isObject(value) ? each(value, rest, () => `${path}/*`, report) : path;
      case '|':
        return fits(rest.split('|').some(member => check(member, value, path, () => {}) === undefined));
      case '%':
        if (typeof value === 'string' && !rest.split('%').includes(value)) report(path);
        return fits(typeof value === 'string');
      case '^': {
        if (!isObject(value)) return path;
        const [[tag], ...members] = pairs(rest, ' ') as [[string], ...string[][]];
        const member = members.find(([name]) => name === value[tag]);
        if (member) return check(member[1]!, value, path, report);
        if (typeof value[tag] !== 'string') return `${path}/${tag}`;
        report(`${path}/${tag}`);
        return undefined;
      }
    }
    if (shape.length === 1 && shape > '9') {
      return fits(
        shape === 's'
          ? typeof value === 'string'
          : shape === 'b'
            ? typeof value === 'boolean'
            : shape === 'n'
              ? Number.isFinite(value)
              : shape === 'i'
                ? Number.isInteger(value)
                : value === null,
      );
    }
    if (!shape.includes(':')) return check(table[Number(shape)]!, value, path, report);
    if (!isObject(value)) return path;
    for (const [name, member] of pairs(shape, ',') as [string, string][]) {
      const optional = name.endsWith('?');
      const key = optional ? name.slice(0, -1) : name;
      if (optional && value[key] === undefined) continue;
      const misfit = check(member, value[key], `${path}/${key}`, report);
      if (misfit !== undefined) return misfit;
    }
    return undefined;
  }

  return (operation, value, report = () => {}) => {
    const place = answers[operation];
    return place === undefined ? undefined : check(`${place}`, value, '', report);
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
