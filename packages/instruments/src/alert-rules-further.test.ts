/** Rules that look beyond one result, caveats, and what holds for every rule set. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Answers, Instrument, ResponseQuality } from '@xinqiao/contract/types';
import {
  type AlertCondition,
  type AlertRule,
  type AlertRuleSet,
  assessQuality,
  checkAlertRules,
  defaultAlertRules,
  type EarlierResult,
  holds,
  optionsOf,
  proposeAlert,
  score,
} from './index.ts';
import { catalogue, getInstrument } from './library/index.ts';

const source = 'Invented for this test.';
const [phq9, isi, gad7, rses] = ['phq9', 'isi', 'gad7', 'rses'].map(id => getInstrument(id)!) as [
  Instrument,
  Instrument,
  Instrument,
  Instrument,
];
const NOW = new Date('2026-10-12T02:00:00Z');
const DAY = 24 * 60 * 60 * 1000;
/** Answers of `value`, with the first `count` items one higher. */
const level = (instrument: Instrument, value: number, count = 0): Answers =>
  Object.fromEntries(
    instrument.items
      .filter(item => item.type === 'choice' && item.required !== false)
      .map(({ id }, at) => [id, value + (at < count ? 1 : 0)]),
  );
const before = (instrument: Instrument, answers: Answers, days: number): EarlierResult => ({
  instrument,
  result: score(instrument, answers),
  at: new Date(NOW.getTime() - days * DAY),
});
const set = (...conditions: AlertCondition[]): AlertRuleSet => {
  const rules = {
    id: 'school',
    version: '1.2.0',
    rules: conditions.map((when, at) => ({ id: `rule-${at}`, when, level: 'watch' as const, source })),
  };
  assert.deepEqual(checkAlertRules(rules), []);
  return rules;
};
const propose = (rules: AlertRuleSet, instrument: Instrument, answers: Answers, ...earlier: EarlierResult[]) =>
  proposeAlert(instrument, score(instrument, answers), { rules, at: NOW, earlier });

describe('a score', () => {
  const rules = set({ on: 'score', instrument: 'gad7', scale: 'total', op: '>=', value: 6 });
  it('is compared, whether or not the definition has a cut-off there', () => {
    assert.deepEqual(propose(rules, gad7, level(gad7, 0, 6)), {
      level: 'watch',
      reasons: [
        {
          code: 'score',
          text: {
            'zh-CN': '建议由受过训练的人员进一步了解情况。',
            en: 'A trained person should look into this further.',
          },
          detail: { 'zh-CN': 'GAD-7：6 (0–21)，符合规则 ≥ 6', en: 'GAD-7: 6 (0–21), ≥ 6, as the rule says' },
          rule: 'school/rule-0@1.2.0',
        },
      ],
    });
    assert.equal(propose(rules, gad7, level(gad7, 0, 5)), null);
    assert.equal(propose(rules, phq9, level(phq9, 3)), null, 'another instrument');
    assert.equal(propose(rules, gad7, { '1': 3, '2': 3 }), null, 'an incomplete form has no score');
  });
});

describe('worsening', () => {
  // SD 5 and reliability .8: the error of the difference is 3.16 points, so 7 points are reliable and 6 are not.
  const measurement = {
    instrument: 'phq9',
    scale: 'total',
    sd: { value: 5, source },
    reliability: { value: 0.8, source },
    worse: 'higher',
  } as const;
  const rules = (against: 'previous' | 'first' = 'previous') =>
    set({ on: 'worsening', measurement, withinDays: 180, against });
  const four = level(phq9, 0, 4);
  const [ten, eleven] = [level(phq9, 1, 1), level(phq9, 1, 2)];

  it('by more than the error of measurement proposes, and says by how much', () => {
    const proposal = propose(rules(), phq9, eleven, before(phq9, four, 90));
    assert.deepEqual(
      proposal?.reasons.map(({ code, detail }) => [code, detail]),
      [
        [
          'worsening',
          {
            'zh-CN': 'PHQ-9：4（90 天前）→ 11，可靠变化指数 2.21，变差超出测量误差',
            en: 'PHQ-9: 4 (90 days ago) → 11, reliable change index 2.21, worse by more than the error of measurement',
          },
        ],
      ],
    );
    assert.equal(propose(rules(), phq9, ten, before(phq9, four, 90)), null);
    assert.equal(propose(rules(), phq9, four, before(phq9, eleven, 90)), null, 'improvement');
  });

  it('looks back as long as the rule says, and at the result before or the first', () => {
    assert.equal(propose(rules(), phq9, eleven), null);
    assert.equal(propose(rules(), phq9, eleven, before(phq9, four, 181)), null);
    assert.ok(propose(rules(), phq9, eleven, before(phq9, four, 180)));
    assert.ok(propose(rules(), phq9, eleven, before(phq9, four, 0)), 'at the same moment');
    assert.equal(propose(rules(), phq9, eleven, before(phq9, four, -1)), null, 'a later result');
    const history = [before(phq9, four, 100), before(phq9, ten, 30)];
    assert.equal(propose(rules('previous'), phq9, eleven, ...history), null);
    assert.ok(propose(rules('first'), phq9, eleven, ...history.reverse()), 'in any order');
    assert.equal(proposeAlert(phq9, score(phq9, eleven), { rules: rules(), earlier: history }), null, 'no time given');
  });

  it('passes over what can’t be compared', () => {
    const other = { ...phq9, version: '9.0.0' };
    assert.equal(propose(rules(), phq9, eleven, before(other, four, 90)), null);
    assert.ok(propose(rules(), phq9, eleven, before(other, ten, 10), before(phq9, four, 90)));
    assert.ok(propose(rules(), phq9, eleven, before(phq9, { '1': 0 }, 10), before(phq9, four, 90)), 'incomplete');
    assert.equal(propose(rules(), phq9, eleven, before(gad7, level(gad7, 0), 90)), null);
  });

  it('downwards is worse where the scale says so', () => {
    const downwards = set({
      on: 'worsening',
      measurement: { ...measurement, instrument: 'rses', scale: rses.scales[0]!.id, worse: 'lower' },
      withinDays: 30,
      against: 'previous',
    });
    const reversed = new Set(rses.scales[0]!.reverse);
    const points = (value: number) =>
      Object.fromEntries(
        rses.items.map(item => {
          const values = optionsOf(rses, item).map(option => option.value as number);
          return [item.id, reversed.has(item.id) ? Math.min(...values) + Math.max(...values) - value : value];
        }),
      );
    assert.ok(propose(downwards, rses, points(1), before(rses, points(3), 10)));
    assert.equal(propose(downwards, rses, points(3), before(rses, points(1), 10)), null);
  });
});

describe('several instruments together', () => {
  const rules = set({
    on: 'several',
    withinDays: 30,
    all: [
      { on: 'band', instrument: 'phq9', ids: ['moderate'] },
      { on: 'score', instrument: 'isi', scale: 'total', op: '>=', value: 14 },
    ],
  });
  const [moderate, sleepless] = [level(phq9, 1, 1), level(isi, 2)];

  it('propose whichever came last, and say which held when', () => {
    const proposal = propose(rules, phq9, moderate, before(isi, sleepless, 3));
    assert.deepEqual(
      proposal?.reasons.map(({ code, detail }) => [code, detail['en'], detail['zh-CN']]),
      [
        [
          'several',
          'PHQ-9: 10 (0–27), moderate; ISI: 14 (0–28), ≥ 14, as the rule says (3 days ago)',
          'PHQ-9：10 (0–27)，中度；ISI：14 (0–28)，符合规则 ≥ 14（3 天前）',
        ],
      ],
    );
    assert.equal(propose(rules, isi, sleepless, before(phq9, moderate, 1))?.reasons.length, 1);
  });

  it('must all hold, in the time given, the newest of each', () => {
    assert.equal(propose(rules, phq9, moderate), null);
    assert.equal(propose(rules, phq9, moderate, before(isi, sleepless, 31)), null);
    assert.equal(propose(rules, phq9, moderate, before(isi, level(isi, 1), 3)), null);
    assert.equal(propose(rules, phq9, level(phq9, 0), before(isi, sleepless, 3)), null);
    assert.equal(propose(rules, phq9, level(phq9, 0), before(phq9, moderate, 1), before(isi, sleepless, 3)), null);
    assert.equal(propose(rules, phq9, moderate, before(isi, sleepless, 9), before(isi, level(isi, 0), 2)), null);
  });

  it('say nothing when a third instrument comes in', () => {
    assert.equal(propose(rules, gad7, level(gad7, 0), before(isi, sleepless, 3), before(phq9, moderate, 3)), null);
  });
});

describe('a caveat', () => {
  const times = (milliseconds: number) => Object.fromEntries(phq9.items.map(({ id }) => [id, milliseconds]));
  const answers = { ...level(phq9, 0), '9': 1 };
  const quality = assessQuality(phq9, answers, { timings: times(300) });
  const result = score(phq9, answers);

  it('stands after the reasons, and changes neither the level nor them', () => {
    const [plain, careful] = [proposeAlert(phq9, result)!, proposeAlert(phq9, result, { quality })!];
    assert.equal(careful.level, 'high');
    assert.deepEqual(careful.reasons.slice(0, 1), plain.reasons);
    assert.deepEqual(
      careful.reasons.slice(1).map(({ code, detail, rule }) => [code, detail['en'], rule]),
      [
        ['quality', '9 of 9 items were answered in less than 2 s.', 'xinqiao/quality@1.0.0'],
        ['quality', '9 items took 2.7 s; the limit is 18 s.', 'xinqiao/quality@1.0.0'],
      ],
    );
    assert.doesNotMatch(JSON.stringify(careful.reasons.map(({ text }) => text)), /\d|PHQ|秒|题/);
  });

  it('alone asks for nobody', () => {
    const nothing = score(phq9, level(phq9, 0));
    assert.equal(proposeAlert(phq9, nothing, { quality }), null);
  });

  it('may be of some indices only, or of none', () => {
    const codes = (caveats: AlertRuleSet['caveats']) =>
      proposeAlert(phq9, result, { quality, rules: { ...defaultAlertRules, caveats } })!.reasons.map(
        ({ code }) => code,
      );
    assert.deepEqual(codes([{ id: 'slow', indices: ['total-time'], source }]), ['critical-item', 'quality']);
    assert.deepEqual(codes([]), ['critical-item']);
  });
});

describe('every result of the library', () => {
  const answersOf = (instrument: Instrument) => {
    const all = Object.fromEntries(
      instrument.items
        .filter(item => optionsOf(instrument, item).length > 0)
        .map(item => [item.id, fc.constantFrom(...optionsOf(instrument, item).map(({ value }) => value))]),
    );
    return fc.oneof(fc.record(all), fc.record(all, { requiredKeys: [] })) as fc.Arbitrary<Answers>;
  };
  const urgency = (instrument: Instrument, answers: Answers, rules?: AlertRuleSet, quality?: ResponseQuality) => {
    const proposal = proposeAlert(instrument, score(instrument, answers), { rules, quality, at: NOW });
    return proposal ? 3 - ['imminent', 'high', 'watch'].indexOf(proposal.level) : 0;
  };

  for (const instrument of catalogue.filter(({ critical }) => critical)) {
    it(`${instrument.abbreviation}: a critical answer never makes the proposal less urgent`, () => {
      fc.assert(
        fc.property(answersOf(instrument), fc.constantFrom(...instrument.critical!), (answers, critical) => {
          const item = instrument.items.find(({ id }) => id === critical.item)!;
          const worse = optionsOf(instrument, item).filter(({ value }) => holds(critical, value));
          for (const { value } of worse) {
            const more = { ...answers, [critical.item]: value };
            assert.ok(urgency(instrument, more) >= urgency(instrument, answers));
            assert.ok(urgency(instrument, more) >= 2, 'high at least');
          }
        }),
      );
    });
  }

  const id = fc.constantFrom(
    'severe',
    'moderate',
    'suicidal_ideation',
    'screen_positive',
    'acute_positive',
    'total',
    'x',
  );
  const name = fc.constantFrom('phq9', 'gad7', 'isi', 'asq', 'nowhere');
  const kind = fc.constantFrom('critical-item', 'decision', 'cut-off', 'band');
  const ids = fc.array(id, { minLength: 1, maxLength: 3 });
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  const scoreIs = fc.record({
    on: fc.constant('score'),
    instrument: name,
    scale: id,
    op: fc.constantFrom('=', '!=', '>', '>=', '<', '<='),
    value: fc.oneof(number, fc.integer({ min: 0, max: 27 })),
  });
  const fact = fc.record({ on: kind, instrument: name, ids }, { requiredKeys: ['on'] });
  const partFact = fc.record({ on: kind, instrument: name, ids }, { requiredKeys: ['on', 'instrument'] });
  const days = fc.integer({ min: 1, max: 3660 });
  const published = (value: fc.Arbitrary<number>) => fc.record({ value, source: fc.constant('x') });
  const worsening = fc.record({
    on: fc.constant('worsening'),
    withinDays: days,
    against: fc.constantFrom('previous', 'first'),
    measurement: fc.record(
      {
        instrument: name,
        scale: id,
        sd: published(fc.double({ min: 1e-9, noNaN: true, noDefaultInfinity: true })),
        reliability: published(fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true })),
        worse: fc.constantFrom('higher', 'lower'),
        criterion: fc.double({ min: 0.1, max: 10, noNaN: true }),
      },
      { requiredKeys: ['instrument', 'scale', 'sd', 'reliability', 'worse'] },
    ),
  });
  const several = fc.record({
    on: fc.constant('several'),
    withinDays: days,
    all: fc.array(fc.oneof(partFact, scoreIs), { minLength: 2, maxLength: 4 }),
  });
  const anyRules = fc
    .array(
      fc.record({
        when: fc.oneof(fact, scoreIs, worsening, several),
        level: fc.constantFrom('imminent', 'high', 'watch'),
      }),
      {
        minLength: 4,
        maxLength: 12,
      },
    )
    .map(list => ({
      id: 'any',
      version: '1.0.0',
      rules: list.map((one, at) => ({ id: `r${at}`, source: 'x', ...one })),
    }))
    .filter(rules => checkAlertRules(rules).length === 0) as unknown as fc.Arbitrary<AlertRuleSet>;
  const anyResult = fc
    .constantFrom(phq9, gad7, isi, getInstrument('asq')!)
    .chain(instrument => fc.tuple(fc.constant(instrument), answersOf(instrument)));
  const history = fc.array(fc.tuple(anyResult, fc.integer({ min: -10, max: 4000 })), { maxLength: 5 });

  it('is judged by any sound rule set without an error, and gives a proposal that is sound', () => {
    let proposals = 0;
    fc.assert(
      fc.property(anyRules, anyResult, history, (rules, [instrument, answers], past) => {
        const earlier = past.map(([[one, its], ago]) => before(one, its, ago));
        const proposal = proposeAlert(instrument, score(instrument, answers), { rules, at: NOW, earlier });
        if (!proposal) return;
        proposals++;
        assert.ok(proposal.reasons.length > 0);
        const levels = proposal.reasons.map(
          ({ rule }) => rules.rules.find(one => rule === `any/${one.id}@1.0.0`)!.level,
        );
        const order = ['imminent', 'high', 'watch'].filter(one => levels.includes(one as never));
        assert.equal(proposal.level, order[0], 'the most urgent of all reasons');
        assert.deepEqual([...new Set(levels)], order, 'the most urgent first');
        assert.doesNotMatch(JSON.stringify(proposal), /NaN|undefined|\[object/);
      }),
      { numRuns: 1000 },
    );
    assert.ok(proposals > 20, `${proposals} proposals`);
  });

  it('gets the same level in any order of the rules, never a lower one from one more rule or from a caveat', () => {
    fc.assert(
      fc.property(anyRules, anyRules, anyResult, (rules, more, [instrument, answers]) => {
        const turned = { ...rules, rules: [...rules.rules].reverse() };
        const both = {
          ...rules,
          rules: [...rules.rules, ...more.rules.map((one: AlertRule) => ({ ...one, id: `m${one.id}` }))],
        };
        const plain = urgency(instrument, answers, rules);
        assert.equal(urgency(instrument, answers, turned), plain);
        assert.ok(urgency(instrument, answers, both) >= plain);
        const quality = assessQuality(instrument, answers, {
          timings: Object.fromEntries(Object.keys(answers).map(item => [item, 1])),
        });
        const careful = { ...rules, caveats: [{ id: 'caveat', source: 'x' }] };
        assert.equal(urgency(instrument, answers, careful, quality), plain);
      }),
    );
  });
});
