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
