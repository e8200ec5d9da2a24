/** What alert rules say when several things come together: which rule speaks, of which scale, of which earlier result. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answers, Instrument } from '@xinqiao/contract/types';
import {
  type AlertCondition,
  type AlertRule,
  checkAlertRules,
  type EarlierResult,
  parseAlertRules,
  proposeAlert,
  score,
} from './index.ts';
import { getInstrument } from './library/index.ts';

const source = 'Invented for this test.';
const NOW = new Date('2026-10-12T02:00:00Z');
const DAY = 24 * 60 * 60 * 1000;
const scale = (id: string): Instrument => getInstrument(id)!;
const setOf = (...rules: Partial<AlertRule>[]) =>
  parseAlertRules({
    id: 'school',
    version: '1.0.0',
    rules: rules.map((rule, at) => ({ id: `rule-${at}`, level: 'watch', source, ...rule })),
  });
const every = (id: string, value: number, others: Answers = {}): Answers => ({
  ...Object.fromEntries(
    scale(id)
      .items.filter(item => item.type === 'choice' && item.required !== false)
      .map(item => [item.id, value]),
  ),
  ...others,
});
const before = (id: string, answers: Answers, days: number): EarlierResult => ({
  instrument: scale(id),
  result: score(scale(id), answers),
  at: new Date(NOW.getTime() - days * DAY),
});
const propose = (rules: ReturnType<typeof setOf>, id: string, answers: Answers, ...earlier: EarlierResult[]) =>
  proposeAlert(scale(id), score(scale(id), answers), { rules, at: NOW, earlier });

describe('of several rules', () => {
  it('that fit one thing, the most urgent speaks, wherever it stands', () => {
    const band = { on: 'band', ids: ['severe'] } as const;
    for (const levels of [['watch', 'high', 'watch'] as const, ['high', 'watch', 'watch'] as const]) {
      const proposal = propose(
        setOf(...levels.map(level => ({ when: band, level }))),
        'phq9',
        every('phq9', 3, { 9: 2 }),
      );
      assert.equal(proposal?.level, 'high');
      assert.equal(proposal.reasons.length, 1);
    }
  });
});

describe('a cut-off', () => {
  const rules = setOf({ when: { on: 'cut-off' } });

  it('is told of the scale that has reached it', () => {
    // Seven items of social anxiety at 2: 14 there, and 14 in total, below 25.
    const social = Object.fromEntries(['3', '10', '26', '32', '39', '40', '41'].map(item => [item, 2]));
    const { reasons } = propose(rules, 'scared', every('scared', 0, social))!;
    assert.equal(reasons.length, 1);
    assert.match(reasons[0]!.detail!.en!, /14/);
    assert.match(reasons[0]!.detail!.en!, /[Ss]ocial/);
  });

  it('of any of several scales is told of the one, not of the first', () => {
    const hostile = Object.fromEntries(['11', '24', '63', '67', '74', '81'].map(item => [item, 4]));
    const { reasons } = propose(rules, 'scl90', every('scl90', 1, hostile))!;
    assert.equal(reasons.length, 1);
    assert.match(reasons[0]!.detail!.en!, /[Hh]ostil/);
  });
});

describe('earlier results', () => {
  const several: AlertCondition = {
    on: 'several',
    withinDays: 30,
    all: [
      { on: 'band', instrument: 'phq9', ids: ['severe'] },
      { on: 'band', instrument: 'gad7', ids: ['severe'] },
    ],
  };
  const both = setOf({ when: several });
  const severe = every('phq9', 3, { 9: 0 });

  it('of another instrument in between hide none', () => {
    const anxious = before('gad7', every('gad7', 3), 9);
    assert.ok(propose(both, 'phq9', severe, before('isi', every('isi', 0), 2), anxious));
    assert.equal(propose(both, 'phq9', severe, before('isi', every('isi', 4), 2)), null);
  });

  it('that were invalid count for nothing', () => {
    const anxious = before('gad7', every('gad7', 3), 9);
    const invalid = { ...anxious, result: { ...anxious.result, status: 'invalid_input' as const } };
    assert.equal(propose(both, 'phq9', severe, invalid), null);
  });

  it('the first of several is the oldest', () => {
    const measurement = {
      instrument: 'phq9',
      scale: 'total',
      worse: 'higher',
      sd: { value: 5, source },
      reliability: { value: 0.8, source },
    } as const;
    const rules = setOf({ when: { on: 'worsening', measurement, withinDays: 180, against: 'first' } });
    const [low, high] = [every('phq9', 0), severe];
    const earlier = [before('phq9', high, 10), before('phq9', high, 20), before('phq9', low, 30)];
    assert.match(propose(rules, 'phq9', high, ...earlier)!.reasons[0]!.detail!.en!, /30 days ago/);
    assert.equal(propose(rules, 'phq9', high, ...earlier.slice(0, 2)), null);
  });
});

it('an invalid result proposes nothing, whatever else it says', () => {
  const result = score(scale('phq9'), every('phq9', 3));
  assert.ok(proposeAlert(scale('phq9'), result));
  assert.equal(proposeAlert(scale('phq9'), { ...result, status: 'invalid_input' }), null);
});

describe('a rule set', () => {
  it('may compare a score in six ways, and in no other', () => {
    const compared = (op: string) => ({ on: 'score', instrument: 'phq9', scale: 'total', op, value: 3 });
    const faults = (op: string) =>
      checkAlertRules({ id: 's', version: '1.0.0', rules: [{ id: 'r', level: 'watch', source, when: compared(op) }] });
    for (const op of ['=', '!=', '>', '>=', '<', '<=']) assert.deepEqual(faults(op), [], op);
    for (const op of ['', '==', 'exists']) assert.notDeepEqual(faults(op), [], op);
  });

  it('may have caveats for some indices, a hundred at most', () => {
    const rules = [{ id: 'r', level: 'watch', source, when: { on: 'critical-item' } }];
    const faults = (caveats: object[]) => checkAlertRules({ id: 's', version: '1.0.0', rules, caveats });
    const caveat = (at: number) => ({ id: `c-${at}`, source, indices: ['longstring'] });
    assert.deepEqual(faults([caveat(0)]), []);
    assert.notDeepEqual(faults([{ ...caveat(0), indices: 'longstring' }]), []);
    const many = Array.from({ length: 101 }, (_, at) => caveat(at));
    assert.deepEqual(faults(many.slice(1)), []);
    assert.notDeepEqual(faults(many), []);
  });

  it('says what can’t be used, and why', () => {
    const rule = { id: 'r', level: 'watch', source, when: { on: 'critical-item' } };
    assert.throws(() => parseAlertRules({ id: 's', version: '1.0.0', rules: [rule, rule] }), {
      message: 'The alert rules can\'t be used: /rules/1/id "r" is there more than once.',
    });
    const one = { on: 'band', instrument: 'phq9', ids: ['severe'] };
    const when = { on: 'several', withinDays: 30, all: [one, one] };
    assert.throws(() => parseAlertRules({ id: 's', version: '1.0.0', rules: [{ ...rule, when }] }), {
      message: "The alert rules can't be used: /rules/0/when/all Several instruments are expected, and this is one.",
    });
  });
});
