/**
 * The order in which a form is asked, drawn by lot from a seed. The seed goes along with the answers, so that the order
 * can be drawn again. Pure.
 *
 * What has a reason to stand where it stands stays there: an item that a condition names or that has one itself, a text,
 * a page whose conditions reach into another. Ordered options keep their order or are turned round as a whole: a rating
 * scale in random order measures something else (Krosnick & Presser 2010, Question and Questionnaire Design).
 */
import type { Instrument, Item, Option } from '@xinqiao/contract/types';
import { indexInstrument, optionsOf } from '@xinqiao/instruments';
import { isQuestion, type Shuffle } from '../pages.ts';
import type { Order } from '../session.ts';

const drawSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0]!;

/** Numbers from 0 (inclusive) to 1 (exclusive), the same for the same seed: mulberry32. Not for secrets. */
function lots(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Fisher and Yates, of those for which `free` holds; the others keep their places. */
function shuffled<T>(values: readonly T[], free: (value: T) => boolean, lot: () => number): T[] {
  const result = [...values];
  const places = result.flatMap((value, place) => (free(value) ? [place] : []));
  for (let last = places.length - 1; last > 0; last--) {
    const other = Math.floor(lot() * (last + 1));
    const [a, b] = [places[last]!, places[other]!];
    [result[a], result[b]] = [result[b]!, result[a]!];
  }
  return result;
}

/** Every item of the form, in the order that the seed draws. */
export function orderItems(instrument: Instrument, seed: number, shuffle: readonly Shuffle[]): readonly Item[] {
  const { items } = instrument;
  const { byId } = indexInstrument(instrument);
  // The outermost group of each item; a group stands before what it encloses.
  const roots = new Map<string, string>();
  for (const { id, group } of items) roots.set(id, roots.get(group!) ?? group ?? id);
  const bound = new Set<string>();
  const tied = new Set<string>();
  for (const { id, enableWhen = [] } of items) {
    for (const { item } of enableWhen) {
      bound.add(id).add(item);
      const [from, to] = [roots.get(id)!, roots.get(item) ?? item];
      if (from !== to) tied.add(from).add(to);
    }
  }
  let ordered: readonly Item[] = items;
  if (shuffle.includes('items')) {
    const inside = new Map<string | undefined, Item[]>();
    const lot = lots(seed);
    for (const item of items) inside.set(item.group, [...(inside.get(item.group) ?? []), item]);
    const drawn = new Map(
      [...inside].map(([group, children]) => [
        group,
        shuffled(children, item => isQuestion(item) && !bound.has(item.id), lot),
      ]),
    );
    ordered = items.map(({ group }) => drawn.get(group)!.shift()!);
  }
  if (!shuffle.includes('pages')) return ordered;
  const blocks = new Map<string, Item[]>();
  for (const item of ordered) {
    const root = roots.get(item.id)!;
    blocks.set(root, [...(blocks.get(root) ?? []), item]);
  }
  const isPage = ([root]: [string, Item[]]) => byId.get(root)?.item.type === 'group' && !tied.has(root);
  // Another start, so that the order of pages does not depend on how many items there are.
  return shuffled([...blocks], isPage, lots(seed ^ 0x9e3779b9)).flatMap(([, block]) => block);
}

/** The options of a question as they are shown. Numbers are an order: all of them are turned round alike, or none. */
export function orderOptions(options: readonly Option[], item: string, seed: number): readonly Option[] {
  if (options.every(({ value }) => typeof value === 'number')) {
    return lots(seed ^ 0x85ebca6b)() < 0.5 ? options : [...options].reverse();
  }
  let mixed = seed;
  for (let index = 0; index < item.length; index++) mixed = Math.imul(mixed ^ item.charCodeAt(index), 0x01000193);
  // "None of these" stays at the end, where it is looked for.
  return shuffled(options, ({ exclusive }) => !exclusive, lots(mixed));
}

/**
 * The order of a form.
 *
 * @param words what is drawn by lot, separated by spaces; words that name nothing are ignored
 * @param seed 32 bits; drawn when left out
 */
export function drawOrder(instrument: Instrument, words: string, seed: number = drawSeed()): Order {
  const shuffle = (['pages', 'items', 'options'] as const).filter(what => words.split(/\s+/).includes(what));
  return {
    seed,
    shuffle,
    items: orderItems(instrument, seed, shuffle),
    optionsOf: item => {
      const options = optionsOf(instrument, item);
      return shuffle.includes('options') ? orderOptions(options, item.id, seed) : options;
    },
  };
}
