/** How the answers of one person were given, beside the score and without a word on it. */
import type { Answers, Instrument, ResponseQuality } from '@xinqiao/contract/types';
import { chiSquareAbove, chiSquareCritical, rounded } from '../numbers.ts';
import { score } from '../score.ts';
import { variantOf } from '../variants.ts';
import { answerTo } from '../visibility.ts';
import { type ClosedAnswer, closedAnswers, keyed } from './closed-answers.ts';
import { evenOddConsistency, longestRun, mahalanobisSquared, responseVariability } from './indices.ts';
import { defaultQualityPolicy, parseQualityPolicy, type QualityPolicy } from './policy.ts';
import { type Found, percent, report, seconds, tooFew } from './report.ts';
import { type Covariance, type ItemPair, parseCovariance, parsePairs } from './reference.ts';

export interface QualityOptions {
  /** Milliseconds until each item was answered, by item id. What is no duration of an answered item is left out. */
  timings?: Readonly<Record<string, number>> | undefined;
  /** How often each answer was changed after it was first given, by item id; an item that is not there never was. */
  changes?: Readonly<Record<string, number>> | undefined;
  /** Milliseconds for which the form was in sight. */
  visibleTime?: number | undefined;
  /** Id of the variant that was scored, for its validity rules. */
  variant?: string | undefined;
  /** The thresholds; {@link defaultQualityPolicy} when left out. */
  policy?: QualityPolicy;
  /** Of a reference group, for the Mahalanobis distance. */
  covariance?: Covariance | undefined;
  /** Items that should be answered alike, or the opposite way. */
  pairs?: readonly ItemPair[] | undefined;
}

/** Durations of answered items, in milliseconds. */
function durations(answered: readonly ClosedAnswer[], timings: QualityOptions['timings']): number[] {
  return answered
    .map(({ id }) => answerTo((timings ?? {}) as Answers, id))
    .filter(value => typeof value === 'number' && Number.isFinite(value) && value >= 0) as number[];
}

function speed(times: readonly number[], hasTimings: boolean, policy: QualityPolicy): [item: Found, total: Found] {
  if (!hasTimings) {
    const none: Found = { reason: 'no-timings', text: ['未记录作答时间。', 'No times were recorded.'] };
    return [none, none];
  }
  const { itemSpeed, totalTime } = policy;
  const fast = times.filter(time => time < itemSpeed.below).length;
  const total = times.reduce((sum, time) => sum + time, 0);
  const limit = totalTime.perItem * times.length;
  return [
    times.length < itemSpeed.minItems
      ? tooFew(times.length, itemSpeed.minItems)
      : {
          value: fast / times.length,
          threshold: { op: '>=', value: itemSpeed.share },
          text: [
            `${times.length} 题中有 ${fast} 题作答不足 ${seconds(itemSpeed.below)} 秒。`,
            `${fast} of ${times.length} items were answered in less than ${seconds(itemSpeed.below)} s.`,
          ],
        },
    times.length < totalTime.minItems
      ? tooFew(times.length, totalTime.minItems)
      : {
          value: total,
          threshold: { op: '<', value: limit },
          text: [
            `${times.length} 题共用 ${seconds(total)} 秒，界限为 ${seconds(limit)} 秒。`,
            `${times.length} items took ${seconds(total)} s; the limit is ${seconds(limit)} s.`,
          ],
        },
  ];
}

function sight(count: number, visibleTime: number | undefined, { visibleTime: policy }: QualityPolicy): Found {
  if (visibleTime === undefined || !(visibleTime >= 0 && visibleTime < Infinity)) {
    return {
      reason: 'no-timings',
      text: ['未记录问卷显示的时间。', 'It was not recorded for how long the form was in sight.'],
    };
  }
  if (count < policy.minItems) return tooFew(count, policy.minItems);
  const limit = policy.perItem * count;
  return {
    value: visibleTime,
    threshold: { op: '<', value: limit },
    text: [
      `问卷共显示 ${seconds(visibleTime)} 秒（${count} 题，界限为 ${seconds(limit)} 秒）；切换到别处的时间不计。`,
      `The form was in sight for ${seconds(visibleTime)} s (${count} items; the limit is ${seconds(limit)} s); time elsewhere is not counted.`,
    ],
  };
}

function answerChanges(
  answered: readonly ClosedAnswer[],
  changes: QualityOptions['changes'],
  { answerChanges: policy }: QualityPolicy,
): Found {
  if (!changes) return { reason: 'no-changes', text: ['未记录答案的更改。', 'No changes were recorded.'] };
  if (answered.length < policy.minItems) return tooFew(answered.length, policy.minItems);
  const counts = answered
    .map(({ id }) => answerTo(changes as Answers, id))
    .filter(count => typeof count === 'number' && Number.isFinite(count) && count > 0) as number[];
  const times = counts.reduce((sum, count) => sum + count, 0);
  return {
    value: counts.length / answered.length,
    threshold: { op: '>=', value: policy.share },
    text: [
      `${answered.length} 题中有 ${counts.length} 题改过答案，共改 ${times} 次。`,
      `The answers to ${counts.length} of ${answered.length} items were changed, ${times} ${times === 1 ? 'time' : 'times'} in all.`,
    ],
  };
}

/** Words for why equal answers aren't flagged, or `false` where they contradict each other. */
const excuse = (answers: readonly ClosedAnswer[], mixedOnly: boolean): [string, string] | false =>
  mixedOnly && new Set(answers.map(({ reversed }) => reversed)).size < 2
    ? [
        '这些题目计分方向相同，相同作答并不矛盾。',
        'These items are scored in one direction, so equal answers do not contradict each other.',
      ]
    : false;

function longstring(closed: readonly (ClosedAnswer | undefined)[], { longstring: policy }: QualityPolicy): Found {
  const count = closed.filter(answer => answer !== undefined).length;
  if (count < policy.minItems) return tooFew(count, policy.minItems);
  const run = longestRun(closed, ({ value, offers }) => `${value} ${offers}`);
  return {
    value: run.length,
    threshold: { op: '>=', value: policy.share * count },
    text: [
      `连续 ${run.length} 题选择相同答案（共 ${count} 题）。`,
      `${run.length} items in a row have the same answer, of ${count}.`,
    ],
    excused: excuse(run, policy.mixedOnly),
  };
}

function variability(answered: readonly ClosedAnswer[], { variability: policy }: QualityPolicy): Found {
  // Points of items with different ranges can't be compared: the range that most items have, the first of equals.
  const groups = new Map<string, ClosedAnswer[]>();
  for (const answer of answered) {
    const key = `${answer.min} ${answer.max}`;
    const group = groups.get(key);
    if (group) group.push(answer);
    else groups.set(key, [answer]);
  }
  let [used]: ClosedAnswer[][] = [[]];
  for (const group of groups.values()) if (group.length > used!.length) used = group;
  if (used!.length < policy.minItems) return tooFew(used!.length, policy.minItems);
  const value = responseVariability(used!.map(answer => answer.value));
  return {
    value,
    threshold: { op: '<=', value: policy.atMost },
    text: [
      `${used!.length} 题原始作答的标准差为 ${rounded(value, 2)}。`,
      `The raw answers to ${used!.length} items have a standard deviation of ${rounded(value, 2)}.`,
    ],
    excused: excuse(used!, policy.mixedOnly),
  };
}

/** Answers of each subscale as a share of the range. A scale that holds all of another one is a total, and left out. */
function subscales(instrument: Instrument, answered: readonly ClosedAnswer[]): number[][] {
  const byId = new Map(answered.map(answer => [answer.id, answer]));
  const scales = instrument.scales
    .filter(({ items, method }) => (method === 'sum' || method === 'mean') && items.length >= 2)
    .map(scale => ({ scale, items: new Set(scale.items) }));
  const isTotal = (one: (typeof scales)[number]) =>
    scales.some(other => other.items.size < one.items.size && [...other.items].every(id => one.items.has(id)));
  const seen = new Set<string>();
  return scales
    .filter(one => !isTotal(one))
    .filter(({ scale }) => {
      // Two scores of the same items (a sum and its percentage) are one subscale.
      const key = [...scale.items].sort().join();
      return !seen.has(key) && seen.add(key);
    })
    .map(({ scale }) =>
      scale.items
        .map(id => byId.get(id))
        .filter(answer => answer !== undefined)
        .map(keyed),
    )
    .filter(values => values.length >= 2);
}

function evenOdd(instrument: Instrument, answered: readonly ClosedAnswer[], { evenOdd: policy }: QualityPolicy): Found {
  const scales = subscales(instrument, answered);
  if (scales.length < policy.minScales) {
    return {
      reason: 'too-few-scales',
      text: [
        `仅 ${scales.length} 个分量表可用，至少需要 ${policy.minScales} 个。`,
        `Only ${scales.length} subscales can be used; ${policy.minScales} are needed.`,
      ],
    };
  }
  const value = evenOddConsistency(scales);
  if (value === undefined) {
    return {
      reason: 'no-variance',
      text: ['各分量表得分没有差异，无法计算相关。', 'The subscales do not differ, so there is no correlation.'],
    };
  }
  return {
    value,
    threshold: { op: '<', value: policy.below },
    text: [
      `${scales.length} 个分量表的奇偶一致性为 ${rounded(value, 2)}。`,
      `Even–odd consistency over ${scales.length} subscales is ${rounded(value, 2)}.`,
    ],
  };
}

function distance(
  answered: readonly ClosedAnswer[],
  covariance: Covariance | undefined,
  { mahalanobis: { alpha } }: QualityPolicy,
): Found {
  if (!covariance) {
    return {
      reason: 'no-reference',
      text: ['没有参照样本的协方差矩阵。', 'No covariance of a reference group is given.'],
    };
  }
  const byId = new Map(answered.map(answer => [answer.id, answer.value]));
  const values = covariance.items.map(id => byId.get(id)).filter(value => value !== undefined);
  if (values.length < covariance.items.length) return tooFew(values.length, covariance.items.length);
  const value = mahalanobisSquared(values, covariance.means, covariance.covariance);
  if (value === undefined || !Number.isFinite(value)) {
    return {
      reason: 'not-positive-definite',
      text: ['参照协方差矩阵不是正定的。', 'The covariance of the reference group is not positive definite.'],
    };
  }
  const above = rounded(chiSquareAbove(value, values.length), 4);
  const p = above > 0 ? `p = ${above}` : 'p < 0.0001';
  return {
    value,
    threshold: { op: '>', value: chiSquareCritical(alpha, values.length) },
    text: [
      `马氏距离平方为 ${rounded(value, 2)}（${values.length} 题，${p}）。`,
      `The squared Mahalanobis distance is ${rounded(value, 2)} (${values.length} items, ${p}).`,
    ],
  };
}

function inconsistentPairs(
  answered: readonly ClosedAnswer[],
  pairs: readonly ItemPair[] | undefined,
  { inconsistentPairs: policy }: QualityPolicy,
): Found {
  if (!pairs) return { reason: 'no-pairs', text: ['没有给出成对题目。', 'No pairs of items are given.'] };
  const part = new Map(answered.map(answer => [answer.id, keyed({ ...answer, reversed: false })]));
  const gaps = pairs.flatMap(({ items: [a, b], relation }) => {
    const [first, second] = [part.get(a), part.get(b)];
    if (first === undefined || second === undefined) return [];
    return Math.abs(first - (relation === 'opposite' ? 1 - second : second));
  });
  if (gaps.length < policy.minPairs) {
    return {
      reason: 'too-few-pairs',
      text: [
        `仅 ${gaps.length} 对题目可用，至少需要 ${policy.minPairs} 对。`,
        `Only ${gaps.length} pairs can be used; ${policy.minPairs} are needed.`,
      ],
    };
  }
  const inconsistent = gaps.filter(gap => rounded(gap, 9) > policy.difference).length;
  return {
    value: inconsistent / gaps.length,
    threshold: { op: '>=', value: policy.share },
    text: [
      `${gaps.length} 对题目中有 ${inconsistent} 对前后不一致（相差超过 ${percent(policy.difference)} 的计分范围）。`,
      `${inconsistent} of ${gaps.length} pairs disagree by more than ${percent(policy.difference)} of the range.`,
    ],
  };
}

function lieScales(instrument: Instrument, answers: Answers, variant: string | undefined, { lieScale }: QualityPolicy) {
  const rules = (variant === undefined ? instrument : variantOf(instrument, variant))?.validity ?? [];
  if (rules.length === 0) {
    const text: [string, string] = ['该量表没有效度（掩饰）分量表。', 'The instrument has no validity scale.'];
    return [report('lie-scale', lieScale.source, { reason: 'no-validity-scale', text })];
  }
  const { scores } = score(instrument, answers, { variant });
  return rules.map(({ scale, op, value: limit, source }) => {
    const value = answerTo(scores, scale);
    const found: Found =
      typeof value === 'number'
        ? {
            value,
            threshold: { op, value: limit },
            text: [`效度分量表 ${scale} 得 ${value} 分。`, `The validity scale ${scale} has a score of ${value}.`],
          }
        : { reason: 'no-score', text: [`效度分量表 ${scale} 没有得分。`, `The validity scale ${scale} has no score.`] };
    return report('lie-scale', source, found, scale);
  });
}

/**
 * How the answers of one person were given: speed, time in sight, changes, runs of one answer, variability, even–odd consistency, distance from
 * a reference group, inconsistent pairs, validity scales.
 *
 * A reason to read a response with care, never to leave it out and never a word on the person: the score isn't looked
 * at and isn't changed. Whatever can't be computed says why. Each index names its source; its threshold is policy.
 * Items that are scored in reverse are turned round for even–odd consistency; all else looks at answers as given.
 *
 * @param instrument Should have passed `checkInstrument`.
 * @throws {ShapeError} when the policy, the covariance or the pairs are unusable. Never for answers, timings or changes.
 */
export function assessQuality(instrument: Instrument, answers: Answers, options: QualityOptions = {}): ResponseQuality {
  const { timings, changes, visibleTime, variant, policy = defaultQualityPolicy, covariance, pairs } = options;
  if (policy !== defaultQualityPolicy) parseQualityPolicy(policy);
  if (covariance) parseCovariance(covariance);
  if (pairs) parsePairs(pairs);
  const definition = (variant === undefined ? undefined : variantOf(instrument, variant)) ?? instrument;
  const closed = closedAnswers(definition, answers);
  const answered = closed.filter(answer => answer !== undefined);
  const [item, total] = speed(durations(answered, timings), timings !== undefined, policy);
  const indices = [
    report('item-speed', policy.itemSpeed.source, item),
    report('total-time', policy.totalTime.source, total),
    report('visible-time', policy.visibleTime.source, sight(answered.length, visibleTime, policy)),
    report('answer-changes', policy.answerChanges.source, answerChanges(answered, changes, policy)),
    report('longstring', policy.longstring.source, longstring(closed, policy)),
    report('variability', policy.variability.source, variability(answered, policy)),
    report('even-odd', policy.evenOdd.source, evenOdd(definition, answered, policy)),
    report('mahalanobis', policy.mahalanobis.source, distance(answered, covariance, policy)),
    report('inconsistent-pairs', policy.inconsistentPairs.source, inconsistentPairs(answered, pairs, policy)),
    ...lieScales(instrument, answers, variant, policy),
  ];
  return {
    policy: `${policy.id}@${policy.version}`,
    indices,
    flagged: [...new Set(indices.filter(({ status }) => status === 'flagged').map(index => index.id))],
  };
}
