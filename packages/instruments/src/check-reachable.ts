/** Items that no answers can ever bring to the screen: a question that is never asked is a fault, not a choice. */
import type { AnswerValue, Condition } from '@xinqiao/contract/types';
import type { Context } from './check-context.ts';
import { holds, type IndexedItem } from './visibility.ts';

type Limits = readonly Condition[];

/** Numbers at, between and beside those that the conditions name: one of them fulfils all conditions, or none does. */
function numbersFor({ item }: IndexedItem, conditions: Limits): number[] {
  if (item.type !== 'number' && item.type !== 'scale') return [];
  const { min = -Infinity, max = Infinity } = item;
  const step = item.type === 'scale' ? (item.step ?? 1) : item.integer ? 1 : undefined;
  const start = item.type === 'scale' ? item.min : 0;
  const named = [min, max, ...conditions.map(({ value }) => value)].filter(
    (value): value is number => typeof value === 'number' && Number.isFinite(value),
  );
  named.sort((a, b) => a - b);
  const near = step
    ? named.flatMap(value => [-1, 0, 1, 2].map(by => start + (Math.floor((value - start) / step + 1e-9) + by) * step))
    : named.flatMap((value, at) => [value - 1, value, ((named[at + 1] ?? value) + value) / 2, value + 1]);
  return near.filter(value => min <= value && value <= max);
}

/** Whether one answer to an item can fulfil all of some conditions on it. */
function possible(target: IndexedItem, conditions: Limits, unreachable: ReadonlySet<string>): boolean {
  const { item, options } = target;
  const absent = conditions.filter(({ op, value }) => op === 'exists' && value === false);
  if (absent.length > 0) return absent.length === conditions.length;
  if (unreachable.has(item.id)) return false;
  const compared = conditions.filter(({ op }) => op !== 'exists');
  if (compared.length === 0) return true;
  const all = (answer: AnswerValue) => compared.every(condition => holds(condition, answer));
  switch (item.type) {
    case 'choice':
      return options.some(({ value }) => all(value));
    case 'multiple-choice': {
      const banned = new Set(compared.filter(({ op }) => op === '!=').map(({ value }) => value));
      const chosen = compared.filter(({ op }) => op === '=').map(({ value }) => value as string | number);
      const allowed = options.map(({ value }) => value).filter(value => !banned.has(value));
      const answer = chosen.length > 0 ? [...new Set(chosen)] : allowed.slice(0, 1);
      return answer.length <= (item.maxSelected ?? options.length) && all(answer);
    }
    case 'text':
      return compared.some(({ op }) => op === '=') ? compared.some(({ value }) => all(value as string)) : true;
    default:
      return numbersFor(target, compared).some(all);
  }
}

/** Reports items whose conditions exclude each other, and those that depend on such an item alone. */
export function checkReachable({ instrument, index, report }: Context, faulty: ReadonlySet<string>): void {
  const unreachable = new Set<string>();
  const place = new Map(instrument.items.map(({ id }, at) => [id, at]));
  for (const { item } of index.ordered) {
    const conditions = item.enableWhen ?? [];
    // What has another fault already is not said twice.
    if (faulty.has(item.id)) continue;
    const isPossible = (some: Limits) => {
      const target = index.byId.get(some[0]!.item);
      return !target || possible(target, some, unreachable);
    };
    const groups = new Map<string, Condition[]>();
    for (const condition of conditions) {
      const group = groups.get(condition.item);
      if (group) group.push(condition);
      else groups.set(condition.item, [condition]);
    }
    const shown =
      conditions.length === 0 ||
      (item.enableBehavior === 'any'
        ? conditions.some(condition => isPossible([condition]))
        : [...groups.values()].every(isPossible));
    const path = `/items/${place.get(item.id)}`;
    if (!shown) {
      unreachable.add(item.id);
      report(`${path}/enableWhen`, 'unreachable', `"${item.id}" is never shown: its conditions can't all hold.`);
    } else if (item.group !== undefined && unreachable.has(item.group)) {
      unreachable.add(item.id);
      report(path, 'unreachable', `"${item.id}" is never shown, because its group "${item.group}" isn't.`);
    }
  }
}
