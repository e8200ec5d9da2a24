import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AlertReason, Answers, Instrument } from '@xinqiao/contract/types';
import { defaultAlertRules, optionsOf, proposeAlert, score, type AlertProposalReason } from './index.ts';
import { getInstrument } from './library/index.ts';
import { sample } from './testing/definitions.ts';

const named = (id: string): Instrument => getInstrument(id)!;
const [phq9, gad7, phq4, phq15] = [named('phq9'), named('gad7'), named('phq4'), named('phq15')];
const [k6, k10, cesd, rses, swls, asq] = [
  named('k6'),
  named('k10'),
  named('cesd'),
  named('rses'),
  named('swls'),
  named('asq'),
];

const propose = (instrument: Instrument, answers: Answers) => proposeAlert(instrument, score(instrument, answers));
/** The same number for every item. */
const all = (instrument: Instrument, value: number): Answers =>
  Object.fromEntries(instrument.items.map(({ id }) => [id, value]));
const zero = all(phq9, 0);
const codes = (instrument: Instrument, answers: Answers) =>
  propose(instrument, answers)?.reasons.map(({ code }) => code);

describe('levels', () => {
  it('PHQ-9 item 9 = 1 with total 1: high', () => {
    const proposal = propose(phq9, { ...zero, '9': 1 });
    assert.equal(proposal?.level, 'high');
    assert.deepEqual(codes(phq9, { ...zero, '9': 1 }), ['critical-item']);
    const [reason] = propose(phq9, { ...zero, '9': 1 })!.reasons;
    assert.equal(reason!.rule, 'xinqiao/suicidal-ideation@1.0.0', 'of equal rules the first');
  });

  it('PHQ-9 item 9 = 1 and nothing else answered: high all the same', () => {
    assert.equal(propose(phq9, { '9': 1 })?.level, 'high');
  });

  it('ASQ: acute is imminent, non-acute is high, a refusal is positive, negative is nothing', () => {
    assert.equal(propose(asq, { '1': 1, '2': 0, '3': 0, '4': 0, '5': 1 })?.level, 'imminent');
    assert.equal(propose(asq, { '1': 1, '2': 0, '3': 0, '4': 0, '5': 0 })?.level, 'high');
    assert.equal(propose(asq, { '1': 'refused', '2': 0, '3': 0, '4': 0, '5': 0 })?.level, 'high');
    assert.equal(propose(asq, { '1': 0, '2': 0, '3': 0, '4': 0 }), null);
  });

  it('a cut-off alone is to be watched: 10 of the PHQ-9, not 9', () => {
    const nine = { ...zero, '1': 3, '2': 3, '3': 3 };
    assert.equal(propose(phq9, nine), null);
    assert.equal(propose(phq9, { ...nine, '4': 1 })?.level, 'watch');
    assert.deepEqual(codes(phq9, { ...nine, '4': 1 }), ['cut-off']);
  });

  it('a cut-off and a severe level are two reasons', () => {
    const fifteen = { ...zero, '1': 3, '2': 3, '3': 3, '4': 3, '5': 3 };
    assert.deepEqual(codes(phq9, fifteen), ['cut-off', 'band']);
    assert.deepEqual(codes(gad7, all(gad7, 3)), ['cut-off', 'band']);
    assert.deepEqual(codes(k6, all(k6, 4)), ['cut-off', 'band']);
    assert.deepEqual(codes(phq4, all(phq4, 3)), ['cut-off', 'cut-off', 'band']);
  });

  it('levels without a cut-off: K10 in both systems, PHQ-15', () => {
    assert.deepEqual(codes(k10, all(k10, 3)), ['band', 'band']);
    assert.equal(propose(k10, { ...all(k10, 3), '1': 2 }), null, '29 is below both');
    assert.equal(propose(phq15, all(phq15, 1))?.level, 'watch', '15 is the highest level');
    assert.equal(propose(phq15, { ...all(phq15, 1), '1': 0 }), null);
    assert.equal(propose(cesd, all(cesd, 3))?.level, 'watch');
  });

  it('UPI class 1 and the highest total of the SDQ are to be watched; class 2 and a subscale alone are not', () => {
    const upi = named('upi');
    const yes = (...ids: string[]): Answers => ({ ...all(upi, 0), ...Object.fromEntries(ids.map(id => [id, 1])) });
    const scored = upi.scales[0]!.items.filter(id => !['8', '16', '25', '26'].includes(id));
    assert.deepEqual(codes(upi, yes(...scored.slice(0, 25))), ['decision']);
    assert.equal(propose(upi, yes(...scored.slice(0, 25)))?.level, 'watch');
    assert.equal(propose(upi, yes(...scored.slice(0, 24))), null);
    assert.deepEqual(codes(upi, yes('25')), ['critical-item', 'decision']);
    assert.equal(propose(upi, yes('25'))?.level, 'high');
    const sdq = named('sdq_self');
    const points = (share: (scale: string) => boolean): Answers =>
      Object.fromEntries(
        sdq.items
          .filter(item => item.type === 'choice')
          .map(({ id }) => {
            const scale = sdq.scales.find(one => one.id !== 'total' && one.items.includes(id));
            return [id, share(scale?.id ?? '') === !scale?.reverse?.includes(id) ? 2 : 0];
          }),
      );
    assert.deepEqual(
      codes(
        sdq,
        points(scale => scale !== 'prosocial'),
      ),
      ['band'],
    );
    assert.equal(
      propose(
        sdq,
        points(scale => scale === 'emotional' || scale === 'prosocial'),
      ),
      null,
    );
  });

  it('scales of well-being propose nothing', () => {
    assert.equal(propose(swls, all(swls, 1)), null);
    assert.equal(propose(rses, all(rses, 1)), null);
  });

  it('the most urgent reason comes first and gives the level', () => {
    const proposal = propose(phq9, all(phq9, 3));
    assert.equal(proposal?.level, 'high');
    assert.deepEqual(codes(phq9, all(phq9, 3)), ['critical-item', 'cut-off', 'band']);
  });

  it('the most urgent reason comes first whatever it looks at', () => {
    const rules = {
      id: 'school',
      version: '1.0.0',
      rules: [
        { id: 'low', when: { on: 'cut-off' as const }, level: 'watch' as const, source: 'Ours.' },
        { id: 'top', when: { on: 'band' as const }, level: 'imminent' as const, source: 'Ours.' },
        { id: 'mid', when: { on: 'critical-item' as const }, level: 'high' as const, source: 'Ours.' },
      ],
    };
    const proposal = proposeAlert(phq9, score(phq9, all(phq9, 3)), { rules });
    assert.equal(proposal?.level, 'imminent');
    assert.deepEqual(
      proposal.reasons.map(({ code }) => code),
      ['band', 'critical-item', 'cut-off'],
    );
  });

  it('an invalid or an empty form proposes nothing', () => {
    assert.equal(propose(phq9, { ...zero, '9': 7 }), null);
    assert.equal(propose(phq9, {}), null);
    assert.equal(propose(phq9, zero), null);
  });

  it('a result that was scored another way is told by that way', () => {
    const cutoff = (value: number) => ({ id: 'high', scale: 'total', op: '>=' as const, value, source: 'Ours.' });
    const instrument = sample({
      cutoffs: [cutoff(8)],
      variants: [{ id: 'early', source: 'Ours.', cutoffs: [cutoff(3)] }],
    });
    const answers = { a: 2, b: 1, c: 1 };
    assert.equal(propose(instrument, answers), null);
    const early = proposeAlert(instrument, score(instrument, answers, { variant: 'early' }));
    assert.equal(early?.reasons[0]?.detail['en'], 'S: 4 (0–9), cut-off ≥ 3 reached');
  });

  it('a critical item without a rule of its own is never passed over', () => {
    const instrument = sample({ critical: [{ id: 'violence', item: 'a', op: '>=', value: 1, basis: 'Ours.' }] });
    assert.equal(propose(instrument, { a: 1, b: 0, c: 0 })?.level, 'high');
  });

  it('never proposes moderate: that takes an interview', () => {
    assert.ok(defaultAlertRules.rules.every(({ level }) => (level as string) !== 'moderate'));
  });

  it('has a source for every rule', () => {
    for (const { source } of defaultAlertRules.rules) assert.ok(source.length > 20, source);
  });
});

describe('reasons', () => {
  const scales = [phq9, gad7, phq4, phq15, k6, k10, cesd];
  const proposals = [
    ...scales.map(instrument => {
      const highest = (id: string) => {
        const item = instrument.items.find(candidate => candidate.id === id)!;
        const values = optionsOf(instrument, item).map(({ value }) => value as number);
        const reversed = instrument.scales[0]?.reverse?.includes(id);
        return reversed ? Math.min(...values) : Math.max(...values);
      };
      return propose(instrument, Object.fromEntries(instrument.items.map(({ id }) => [id, highest(id)])));
    }),
    propose(asq, { '1': 1, '2': 0, '3': 0, '4': 0, '5': 1 }),
    propose(asq, { '1': 1, '2': 0, '3': 0, '4': 0, '5': 0 }),
  ];
  const reasons = proposals.flatMap(proposal => proposal!.reasons);

  it('say in their text only that somebody should follow up', () => {
    const texts = new Set(reasons.map(({ text }) => JSON.stringify(text)));
    assert.equal(texts.size, 3, 'one sentence for each level');
    for (const { text, code } of reasons) {
      for (const sentence of [...Object.values(text), code]) {
        assert.doesNotMatch(sentence, /\d|PHQ|GAD|ASQ|suicid|dead|kill|hurt|自杀|自伤|抑郁|焦虑|depress|anxi/i);
      }
      assert.deepEqual(Object.keys(text), ['zh-CN', 'en']);
    }
  });

  it('name scale, item and answer in their detail, in both languages', () => {
    const [reason] = propose(phq9, { ...zero, '9': 1 })!.reasons;
    assert.deepEqual(reason!.detail, {
      'zh-CN': 'PHQ-9 第 9 题：“有不如死掉或用某种方式伤害自己的念头” → 好几天 (1)',
      en: 'PHQ-9 item 9: “Thoughts that you would be better off dead or of hurting yourself in some way” → Several days (1)',
    });
    const [cutoff, band] = propose(gad7, all(gad7, 3))!.reasons;
    assert.equal(cutoff!.detail['en'], 'GAD-7: 21 (0–21), cut-off ≥ 10 reached');
    assert.equal(band!.detail['zh-CN'], 'GAD-7：21 (0–21)，重度');
    const screen = propose(asq, { '1': 1, '2': 0, '3': 0, '4': 0, '5': 0 })!.reasons[0]!;
    assert.deepEqual(screen.detail, { 'zh-CN': 'ASQ：筛查阳性（非急性）', en: 'ASQ: non-acute positive screen' });
    const [anxiety] = propose(phq4, all(phq4, 3))!.reasons;
    assert.equal(anxiety!.detail['en'], 'PHQ-4 Anxiety symptoms: 6 (0–6), cut-off ≥ 3 reached');
  });

  it('do without wording where a definition ships none', () => {
    const bare = sample({
      items: sample().items.map(item => ({ ...item, text: undefined })),
      critical: [{ id: 'x', item: 'a', op: '>=', value: 1, basis: 'Ours.' }],
    });
    assert.equal(propose(bare, { a: 2, b: 0, c: 0 })!.reasons[0]!.detail['en'], 'S item a: Option 2 (2)');
  });

  it('are, with the time that the service adds, reasons of the contract', () => {
    // The compiler is the test; the assertion keeps it from being empty.
    const withTime = (reason: AlertProposalReason): AlertReason => ({ ...reason, at: '2026-09-12T08:30:00+08:00' });
    assert.deepEqual(Object.keys(withTime(reasons[0]!)), ['code', 'text', 'detail', 'rule', 'at']);
  });

  it('never name a diagnosis', () => {
    for (const { text, detail } of reasons) {
      for (const sentence of [...Object.values(text), ...Object.values(detail)]) {
        assert.doesNotMatch(sentence, /确诊|患有|抑郁症(?!状)|焦虑症(?!状)|患者|disorder|diagnos/i);
      }
    }
  });
});
