import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultAlertRules, proposeAlertUnfinished } from './index.ts';
import { getInstrument } from './library/index.ts';

const [phq9, asq, upi] = [getInstrument('phq9')!, getInstrument('asq')!, getInstrument('upi')!];

describe('an attempt that was not finished', () => {
  it('proposes by its critical items, and by what they have settled', () => {
    assert.equal(proposeAlertUnfinished(phq9, { '9': 1 })?.level, 'high');
    assert.equal(proposeAlertUnfinished(phq9, { '1': 3 }), null);
    const acute = proposeAlertUnfinished(asq, { '1': 1, '5': 1 });
    assert.equal(acute?.level, 'imminent');
    assert.ok(acute.reasons.every(({ code }) => code === 'critical-item' || code === 'decision'));
  });

  it('proposes where a screen was left after a yes, before its critical question', () => {
    for (const item of ['1', '2', '3', '4']) {
      for (const positive of [1, 'refused']) {
        const proposal = proposeAlertUnfinished(asq, { [item]: positive });
        assert.equal(proposal?.level, 'high', `${item}: ${positive}`);
        assert.deepEqual(
          proposal.reasons.map(({ code, rule }) => [code, rule]),
          [['decision', 'xinqiao/positive-acuity-not-determined@1.0.0']],
        );
        assert.match(proposal.reasons[0]!.detail['en']!, /^Not handed in/);
      }
    }
    assert.equal(proposeAlertUnfinished(asq, { '3': 1, '5': 0 })?.level, 'high');
    assert.equal(proposeAlertUnfinished(asq, { '1': 0, '2': 0, '3': 0, '4': 0 }), null);
    // Class 1 by its score, with every question answered: a score speaks when it is handed in.
    const every = Object.fromEntries(upi.items.map(({ id }) => [id, id === '25' ? 0 : 1]));
    assert.equal(proposeAlertUnfinished(upi, every), null);
    assert.equal(proposeAlertUnfinished(upi, { '8': 1 }), null);
  });

  it('makes nothing of scores and levels, also when every question has an answer', () => {
    const severe = Object.fromEntries(phq9.items.map(({ id }) => [id, id === '9' ? 1 : 3]));
    assert.deepEqual(
      proposeAlertUnfinished(phq9, severe)?.reasons.map(({ code }) => code),
      ['critical-item'],
    );
    assert.equal(proposeAlertUnfinished(phq9, { ...severe, '9': 0 }), null);
  });

  it('never throws for what stands in the middle of a form, and reads the critical answer beside it', () => {
    const nonsense = { '1': 'a', '2': 99, constructor: 1, other: [1], '3': null } as never;
    assert.equal(proposeAlertUnfinished(phq9, nonsense), null);
    assert.equal(proposeAlertUnfinished(phq9, { ...(nonsense as object), '9': 2 })?.level, 'high');
    assert.equal(proposeAlertUnfinished(upi, {}), null);
  });

  it('says that it was not handed in, and asks for nobody where the rules name no critical item', () => {
    const [reason] = proposeAlertUnfinished(phq9, { '9': 1 })!.reasons;
    assert.match(reason!.text['zh-CN']!, /没有提交/);
    assert.match(reason!.detail['en']!, /^Not handed in.*item 9/);
    const rules = { ...defaultAlertRules, rules: defaultAlertRules.rules.filter(({ when }) => when.on === 'band') };
    assert.equal(proposeAlertUnfinished(phq9, { '9': 1 }, { rules }), null);
  });
});
