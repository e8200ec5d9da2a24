/**
 * Which items are shown: conditions (`enableWhen`) and groups, decided in an order in which everything that an item
 * depends on comes before it. Nothing here recurses, so a chain of ten thousand conditions is only long.
 */
import type { Answers, AnswerValue, Condition, Instrument, Item, Option } from '@xinqiao/contract/types';

/** An item and what is worked out about it once for each instrument. */
export interface IndexedItem {
  item: Item;
  /** What may be chosen; empty for items that aren't a choice. */
  options: readonly Option[];
  /** Ids of the items that decide whether this one is shown. */
  dependsOn: readonly string[];
  /** Place in the order of deciding. */
  rank: number;
}

/** What is worked out once for each instrument. */
export interface InstrumentIndex {
  byId: ReadonlyMap<string, IndexedItem>;
  /** All items, each after those it depends on. */
  ordered: readonly IndexedItem[];
  /** Items that depend on themselves, or on such an item; empty in a definition that was checked. */
  cyclic: readonly IndexedItem[];
}

const indexes = new WeakMap<Instrument, InstrumentIndex>();

/** The index of an instrument, made once and kept as long as the object lives: don't change a definition in use. */
export function indexInstrument(instrument: Instrument): InstrumentIndex {
  let index = indexes.get(instrument);
  if (!index) indexes.set(instrument, (index = makeIndex(instrument)));
  return index;
}

/** The same without keeping it, for a definition that may still change. */
export function makeIndex(instrument: Instrument): InstrumentIndex {
  const sets = new Map((instrument.responseSets ?? []).map(set => [set.id, set.options]));
  const byId = new Map<string, IndexedItem>();
  for (const item of instrument.items) {
    const choice = item.type === 'choice' || item.type === 'multiple-choice';
    byId.set(item.id, {
      item,
      options: (choice && (item.options ?? sets.get(item.responseSet ?? ''))) || [],
      dependsOn: [...(item.enableWhen ?? []).map(condition => condition.item), ...(item.group ? [item.group] : [])],
      rank: 0,
    });
  }
  // Kahn's order. What stands in a cycle (the checker refuses it) comes last, in the order of the definition.
  const waiting = new Map<IndexedItem, number>();
  const followers = new Map<string, IndexedItem[]>();
  const ordered = new Set<IndexedItem>();
  for (const entry of byId.values()) {
    const known = entry.dependsOn.filter(id => byId.has(id));
    waiting.set(entry, known.length);
    for (const id of known) {
      const others = followers.get(id);
      if (others) others.push(entry);
      else followers.set(id, [entry]);
    }
    if (known.length === 0) ordered.add(entry);
  }
  // A Set takes what is added while it is walked.
  for (const { item } of ordered) {
    for (const follower of followers.get(item.id) ?? []) {
      const left = waiting.get(follower)! - 1;
      waiting.set(follower, left);
      if (left === 0) ordered.add(follower);
    }
  }
  const cyclic = [...byId.values()].filter(entry => !ordered.has(entry));
  for (const entry of cyclic) ordered.add(entry);
  let rank = 0;
  for (const entry of ordered) entry.rank = rank++;
  return { byId, ordered: [...ordered], cyclic };
}

/** What may be chosen in an item; empty for an item that isn't a choice. */
export function optionsOf(instrument: Instrument, item: Item): readonly Option[] {
  return indexInstrument(instrument).byId.get(item.id)?.options ?? [];
}

/** The answer to an item, or `undefined`. Safe against names such as `__proto__`. */
export function answerTo(answers: Answers, id: string): AnswerValue | undefined {
  // Chromium 86 has no Object.hasOwn.
  return Object.prototype.hasOwnProperty.call(answers, id) ? answers[id] : undefined;
}

/** Whether a value is an answer at all: `null`, nothing chosen and blank text are not. */
export function isAnswered(value: AnswerValue | undefined): value is Exclude<AnswerValue, null> {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return value.trim() !== '';
  return !Array.isArray(value) || value.length > 0;
}

/**
 * Whether a comparison (of `enableWhen`, a critical item, a cut-off) holds for an answer. Numbers compare by size, texts
 * only for equality; with several chosen values `=` means that one of them is the value. A missing answer fulfils
 * nothing but `exists` = false.
 */
export function holds(condition: Pick<Condition, 'op' | 'value'>, answer: AnswerValue | undefined): boolean {
  const { op, value } = condition;
  if (op === 'exists') return isAnswered(answer) === value;
  if (!isAnswered(answer)) return false;
  const equal = Array.isArray(answer) ? answer.some(one => one === value) : answer === value;
  if (op === '=') return equal;
  if (op === '!=') return !equal;
  if (typeof answer !== 'number' || typeof value !== 'number') return false;
  if (op === '>') return answer > value;
  if (op === '>=') return answer >= value;
  if (op === '<') return answer < value;
  return op === '<=' && answer <= value;
}

function decide(
  { item }: IndexedItem,
  answers: Answers,
  enabled: ReadonlySet<string>,
  index: InstrumentIndex,
): boolean {
  // A group that doesn't exist hides nothing: an unchecked definition loses no question.
  if (item.group && index.byId.has(item.group) && !enabled.has(item.group)) return false;
  const conditions = item.enableWhen ?? [];
  if (conditions.length === 0) return true;
  const test = (condition: Condition) =>
    holds(condition, enabled.has(condition.item) ? answerTo(answers, condition.item) : undefined);
  return item.enableBehavior === 'any' ? conditions.some(test) : conditions.every(test);
}

/** Ids of the items that are shown. The answer to a hidden item counts as missing. */
export function enabledIds(instrument: Instrument, answers: Answers): ReadonlySet<string> {
  const index = indexInstrument(instrument);
  const enabled = new Set<string>();
  for (const entry of index.ordered) if (decide(entry, answers, enabled, index)) enabled.add(entry.item.id);
  return enabled;
}

/** The items that are shown, in the order of the definition: questions, texts and groups. */
export function visibleItems(instrument: Instrument, answers: Answers): Item[] {
  const enabled = enabledIds(instrument, answers);
  return instrument.items.filter(item => enabled.has(item.id));
}

/** Whether one item is shown; false for an unknown id. Looks only at what the item depends on. */
export function isEnabled(instrument: Instrument, itemId: string, answers: Answers): boolean {
  const index = indexInstrument(instrument);
  // A Set takes what is added while it is walked.
  const needed = new Set([itemId]);
  const entries: IndexedItem[] = [];
  for (const id of needed) {
    const entry = index.byId.get(id);
    if (!entry) continue;
    entries.push(entry);
    for (const other of entry.dependsOn) needed.add(other);
  }
  entries.sort((a, b) => a.rank - b.rank);
  const enabled = new Set<string>();
  for (const entry of entries) if (decide(entry, answers, enabled, index)) enabled.add(entry.item.id);
  return enabled.has(itemId);
}
