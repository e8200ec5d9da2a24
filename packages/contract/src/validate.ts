/**
 * Checks answers against shapes of a few characters: small enough for a browser, and without `eval`.
 *
 * | shape | fits |
 * | --- | --- |
 * | `0` `1` `2` `3` `4` | a string, a finite number, a whole number, a boolean, null |
 * | `5` … `8` | the same four, or null |
 * | `9` | a map of strings |
 * | `10`, `11` … | a string; vocabulary 0, 1 … lists the ones known today |
 * | `{ key: X, $other: Y }` | an object with `key` and perhaps `other`; more properties are fine |
 * | `[X]` `[X, 0]` `[X, 1]` | an array of X, X or null, a map of X |
 * | `[[X, Y], 2]` | X or Y |
 * | `['type', { a: X, b: Y }]` | an object that is X when its `type` is `a`; one of another `type` passes |
 *
 * An answer is checked for what a program stumbles over. Limits and patterns of values are the service's business:
 * a newer one may widen them.
 */
export type Shape =
  | number
  | { readonly [key: string]: Shape }
  | readonly [Shape]
  | readonly [Shape, 0 | 1]
  | readonly [readonly Shape[], 2]
  | readonly [string, { readonly [kind: string]: Shape }];
/** Told of each value that is not known, by its JSON pointer. */
export type Report = (path: string) => void;

/** The number from which on a shape is a vocabulary. */
export const FIRST_VOCABULARY = 10;

const isString = (value: unknown): value is string => typeof value === 'string';
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const PLAIN = [
  isString,
  Number.isFinite,
  Number.isInteger,
  (value: unknown) => typeof value === 'boolean',
  (value: unknown) => value === null,
];

/**
 * The JSON pointer of the first thing in an answer that does not fit its shape; keys of a map read `*`. `undefined` when
 * all fits.
 * @param report told of kinds of a union that are not known, and of values that `vocabulary` does not list
 * @param vocabulary the generated lists; without them every string is known
 */
export function misfit(
  shape: Shape,
  value: unknown,
  report: Report = () => {},
  vocabulary: readonly string[] = [],
): string | undefined {
  /** Where the reading stands; where it stopped, when something does not fit. */
  const path: (string | number)[] = [];
  const pointer = () => path.map(key => `/${key}`).join('');
  let told = report;

  const inside = (key: string | number, shape: Shape, value: unknown): boolean => {
    path.push(key);
    const fits = check(shape, value);
    if (fits) path.pop();
    return fits;
  };
  const every = (shape: Shape, value: unknown) =>
    isObject(value) && Object.keys(value).every(key => inside('*', shape, value[key]));

  function check(shape: Shape, value: unknown): boolean {
    if (typeof shape === 'number') {
      if (shape < 9) return (shape > 4 && value === null) || PLAIN[shape % 5]!(value);
      if (shape === 9) return every(0, value);
      const words = vocabulary[shape - FIRST_VOCABULARY];
      if (words && isString(value) && !words.split('|').includes(value)) told(pointer());
      return isString(value);
    }
    if (!Array.isArray(shape)) {
      if (!isObject(value)) return false;
      for (const name in shape) {
        const key = name[0] === '$' ? name.slice(1) : name;
        const optional = key !== name && value[key] === undefined;
        if (!optional && !inside(key, (shape as Record<string, Shape>)[name]!, value[key])) return false;
      }
      return true;
    }
    const [first, second] = shape as unknown as readonly [never, unknown];
    if (second === undefined)
      return Array.isArray(value) && value.every((member, index) => inside(index, first, member));
    if (second === 0) return value === null || check(first, value);
    if (second === 1) return every(first, value);
    if (second === 2) return union(first, value);
    if (!isObject(value)) return false;
    const kind = value[first];
    const kinds = second as Record<string, Shape>;
    if (isString(kind) && Object.keys(kinds).includes(kind)) return check(kinds[kind]!, value);
    if (isString(kind)) told(`${pointer()}/${first as string}`);
    return inside(first, 0, kind);
  }

  function union(members: readonly Shape[], value: unknown): boolean {
    const { length } = path;
    const before = told;
    told = () => {};
    const fits = members.some(member => {
      path.length = length;
      return check(member, value);
    });
    told = before;
    path.length = length;
    return fits;
  }

  return check(shape, value) ? undefined : pointer();
}
