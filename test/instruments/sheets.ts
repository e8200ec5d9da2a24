/** Sheets as people and programs fill them in, drawn by a seed: whole, with gaps, aimed at every edge, and wrong. */
import { valuesOf, type Rules } from './reference.ts';
import type { Sheet } from './second-opinion.ts';

export type Kind = 'whole' | 'edge' | 'gaps' | 'wrong';
export interface Drawn {
  readonly kind: Kind;
  readonly sheet: Sheet;
}

/** Mulberry32: small, seeded, the same everywhere. */
function numbersFrom(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const oneOf = <T>(list: readonly T[]): T => list[below(list.length)]!;
  return { next, below, oneOf };
}
type Numbers = ReturnType<typeof numbersFrom>;

const clock = (minutes: number): string => {
  const inDay = ((minutes % 1440) + 1440) % 1440;
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
};

/** A night: asleep for a part of the time in bed that is often near an edge of the efficiency. */
function night({ below, oneOf, next }: Numbers): Sheet {
  const bedtime = below(1440);
  const inBed = oneOf([240, 300, 360, 400, 480, 500, 600, 1 + below(1439)]);
  const percent = oneOf([64, 65, 65.5, 74, 75, 75.5, 84, 85, 85.5, 100, 1 + below(110)]);
  const exact = (percent * inBed) / 6000;
  const hours = next() < 0.5 ? Number(exact.toFixed(4)) : oneOf([4.5, 4.9, 5, 5.1, 5.9, 6, 6.1, 6.9, 7, 7.1, 8, 9.25]);
  return {
    bedtime: clock(bedtime),
    waketime: clock(bedtime + inBed),
    latency_min: oneOf([0, 15, 16, 30, 31, 60, 61, below(200)]),
    hours_slept: Math.min(24, Math.max(0.1, hours)),
  };
}

function whole(rules: Rules, numbers: Numbers): Record<string, unknown> {
  const { below, oneOf, next } = numbers;
  // Somebody who leans to one side reaches the ends that chance alone never does.
  const lean = next();
  const sheet: Record<string, unknown> = {};
  const times = rules.components ? night(numbers) : {};
  for (const item of rules.items) {
    const values = valuesOf(rules, item);
    if (!values) sheet[item] = times[item];
    else if (lean < 0.25) sheet[item] = next() < 0.9 ? values[0] : oneOf(values);
    else if (lean > 0.75) sheet[item] = next() < 0.9 ? values.at(-1) : oneOf(values);
    else sheet[item] = oneOf(values);
    if (rules.response?.refused_value && next() < 0.15) sheet[item] = rules.response.refused_value;
  }
  for (const item of Object.keys(rules.supplementary ?? {}))
    if (below(4) === 0) sheet[item] = oneOf(valuesOf(rules, item)!);
  return sheet;
}

/** Every number of a scale at which something begins or ends, as the sum of what its items count. */
function edgesOf(rules: Rules): { items: readonly string[]; sum: number; count?: number }[] {
  const scaleOf = (id: string) => rules.scales.find(scale => scale.id === id)!;
  const edges = [
    ...rules.bands.flatMap(({ scale, ranges }) =>
      ranges.flatMap(
        ({ min, max }) =>
          [
            [scale, min],
            [scale, max],
          ] as const,
      ),
    ),
    ...[...rules.cutoffs, ...(rules.validity ?? [])].flatMap(({ scale, value }) =>
      (scale.startsWith('any') ? rules.scales : [scaleOf(scale)]).map(({ id }) => [id, value] as const),
    ),
    ...(rules.decision && rules.scales.length > 0
      ? ([
          ['total', 20],
          ['total', 25],
        ] as const)
      : []),
  ];
  return edges.flatMap(([id, value]) => {
    const scale = scaleOf(id);
    if (scale.method.startsWith('psqi')) return [];
    const items = scale.items ?? scale.of_scales!.flatMap(part => scaleOf(part).items!);
    if (scale.method === 'count') return [{ items, sum: 0, count: value }];
    return [
      {
        items,
        sum: Math.round((value * (scale.method.startsWith('mean') ? items.length : 1)) / (scale.multiplier ?? 1)),
      },
    ];
  });
}

/** A whole sheet that comes out at the edge, or one step beside it. */
function atEdge(rules: Rules, edges: ReturnType<typeof edgesOf>, numbers: Numbers): Record<string, unknown> {
  const { below, oneOf } = numbers;
  const sheet = whole(rules, numbers);
  const { items, sum, count } = oneOf(edges);
  const beside = below(3) - 1;
  const counted = new Map(items.map(item => [item, valuesOf(rules, item)![0]!]));
  if (count !== undefined) {
    for (const item of [...items].sort(() => below(3) - 1).slice(0, count + beside)) counted.set(item, 2 + below(4));
  } else {
    let rest = sum + beside - [...counted.values()].reduce((a, b) => a + b, 0);
    while (rest > 0) {
      const open = items.filter(item => counted.get(item)! < valuesOf(rules, item)!.at(-1)!);
      if (open.length === 0) break;
      const item = oneOf(open);
      counted.set(item, counted.get(item)! + 1);
      rest--;
    }
  }
  for (const [item, value] of counted) {
    const values = valuesOf(rules, item)!;
    sheet[item] = rules.reverse?.includes(item) ? values[0]! + values.at(-1)! - value : value;
  }
  return sheet;
}

/** One of the many ways to be wrong: no option, another type, an item that there isn't. */
function spoil(rules: Rules, sheet: Record<string, unknown>, { below, oneOf }: Numbers): Record<string, unknown> {
  const item = oneOf(rules.items);
  const values = valuesOf(rules, item) ?? [0];
  const wrong = [
    ...(valuesOf(rules, item) ? [Math.max(...values) + 1] : []),
    Math.min(...values) - 1,
    NaN,
    Infinity,
    String(values[0]),
    true,
    [values[0]],
    {},
    '',
    ...(valuesOf(rules, item) ? [values[0]! + 0.5, '08:00'] : ['25:00', -5]),
  ];
  if (below(4) > 0) return { ...sheet, [item]: oneOf(wrong) };
  return { ...sheet, [oneOf(['0', '999', 'total', 'constructor', 'toString', ` ${item}`])]: values[0] };
}

/** `count` sheets for a scale. */
export function* sheetsFor(rules: Rules, count: number, seed: number): Generator<Drawn> {
  const numbers = numbersFrom(seed);
  const { below, next, oneOf } = numbers;
  const edges = edgesOf(rules);
  for (let at = 0; at < count; at++) {
    const chance = next();
    if (chance < 0.3) {
      yield { kind: 'whole', sheet: whole(rules, numbers) };
    } else if (chance < 0.7) {
      yield edges.length > 0
        ? { kind: 'edge', sheet: atEdge(rules, edges, numbers) }
        : { kind: 'whole', sheet: whole(rules, numbers) };
    } else if (chance < 0.9) {
      const sheet = edges.length > 0 && next() < 0.5 ? atEdge(rules, edges, numbers) : whole(rules, numbers);
      const gaps = next() < 0.8 ? 1 + below(4) : 1 + below(rules.items.length);
      for (let gap = 0; gap < gaps; gap++) {
        const item = oneOf(rules.items);
        if (next() < 0.5) sheet[item] = null;
        else delete sheet[item];
      }
      yield { kind: 'gaps', sheet };
    } else {
      yield { kind: 'wrong', sheet: spoil(rules, whole(rules, numbers), numbers) };
    }
  }
}
