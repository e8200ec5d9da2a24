import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type AlertRule,
  type AlertRuleSet,
  checkAlertRules,
  daysLookedBack,
  defaultAlertRules,
  explainAlertRule,
  parseAlertRules,
  ShapeError,
} from './index.ts';
import { dass21 } from './library/dass21/definition.ts';
import { isi } from './library/isi/definition.ts';
import { phq9 } from './library/phq9/definition.ts';

const source = 'Invented for this test.';
const rule: AlertRule = { id: 'r', when: { on: 'band', ids: ['severe'] }, level: 'watch', source };
const measurement = {
  instrument: 'phq9',
  scale: 'total',
  sd: { value: 5, source },
  reliability: { value: 0.8, source },
  worse: 'higher',
} as const;
const worsening = { on: 'worsening', measurement, withinDays: 180, against: 'previous' } as const;
const several = {
  on: 'several',
  withinDays: 30,
  all: [
    { on: 'band', instrument: 'phq9', ids: ['moderate'] },
    { on: 'score', instrument: 'isi', scale: 'total', op: '>=', value: 15 },
  ],
} as const;
const set = (...rules: object[]): AlertRuleSet => ({ id: 'school', version: '1.2.0', rules: rules as AlertRule[] });
const faults = (value: unknown) => checkAlertRules(value).map(({ path, code }) => `${path} ${code}`);
const rules = (changes: object) => faults(set({ ...rule, ...changes }));

describe('a rule set', () => {
  it('of every kind of condition can be used, and survives JSON', () => {
    const all = set(
      rule,
      { ...rule, id: 'w', when: worsening },
      { ...rule, id: 's', when: several },
      { ...rule, id: 'n', when: several.all[1] },
    );
    assert.deepEqual(faults(all), []);
    assert.deepEqual(parseAlertRules(JSON.parse(JSON.stringify(all))), all);
    for (const one of all.rules) assert.doesNotMatch(JSON.stringify(explainAlertRule(one)), /undefined|\[object/);
  });

  it('of ours can be used as it stands', () => {
    assert.deepEqual(faults(JSON.parse(JSON.stringify(defaultAlertRules))), []);
  });

  it('of the README can be used', async () => {
    const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
    const [, example] = /```json\n([^`]+)```/.exec(readme)!;
    assert.equal(parseAlertRules(JSON.parse(example!)).rules.length, 2);
  });

  it('tells how far back it looks', () => {
    assert.equal(daysLookedBack(defaultAlertRules), 0);
    assert.equal(daysLookedBack(set({ ...rule, when: several }, { ...rule, id: 'w', when: worsening })), 180);
  });

  for (const [name, value, expected] of [
    ['nothing', null, [' wrong-type']],
    ['a list', [], [' wrong-type']],
    ['no rules', set(), ['/rules empty']],
    ['a hole among the rules', { ...set(), rules: [rule, , rule] }, ['/rules/1 wrong-type']],
    ['no version', { ...set(rule), version: undefined }, ['/version missing']],
    ['a version that is none', { ...set(rule), version: '1' }, ['/version wrong-format']],
    ['a rule twice', set(rule, rule), ['/rules/1/id duplicate-id']],
    ['a caveat named like a rule', { ...set(rule), caveats: [{ id: 'r', source }] }, ['/caveats/0/id duplicate-id']],
  ] as const) {
    it(`is refused with ${name}`, () => assert.deepEqual(faults(value), expected));
  }

  for (const [name, changes, expected] of [
    ['the level that takes an interview', { level: 'moderate' }, ['/rules/0/level unknown-value']],
    ['no source', { source: '' }, ['/rules/0/source empty']],
    ['a misspelt property', { when: { on: 'band', id: ['severe'] } }, ['/rules/0/when/id unknown-property']],
    [
      'systems of levels where there are none',
      { when: { on: 'cut-off', keys: ['abs'] } },
      ['/rules/0/when/keys unknown-property'],
    ],
    ['no ids in its list', { when: { on: 'band', ids: [] } }, ['/rules/0/when/ids empty']],
    ['an unknown condition', { when: { on: 'mood' } }, ['/rules/0/when/on unknown-value']],
    ['no condition', { when: undefined }, ['/rules/0/when missing']],
    ['a condition that is a name of every object', { when: { on: 'constructor' } }, ['/rules/0/when/on unknown-value']],
    ['an id that is a name of every object', { id: 'toString' }, ['/rules/0/id reserved-id']],
    ['a label without a language', { label: {} }, ['/rules/0/label no-language']],
    ['half a day to look back', { when: { ...worsening, withinDays: 1.5 } }, ['/rules/0/when/withinDays wrong-type']],
    ['no time to look back', { when: { ...worsening, withinDays: 0 } }, ['/rules/0/when/withinDays out-of-range']],
    [
      'a perfect reliability',
      { when: { ...worsening, measurement: { ...measurement, reliability: { value: 1, source } } } },
      ['/rules/0/when/measurement/reliability/value out-of-range'],
    ],
    ['one part', { when: { ...several, all: [several.all[0]] } }, ['/rules/0/when/all empty']],
    [
      'parts of one instrument',
      { when: { ...several, all: [several.all[0], several.all[0]] } },
      ['/rules/0/when/all one-instrument'],
    ],
    [
      'a part of any instrument',
      { when: { ...several, all: [several.all[1], { on: 'band' }] } },
      ['/rules/0/when/all/1/instrument missing'],
    ],
    [
      'several in several',
      { when: { ...several, all: [several.all[0], several] } },
      ['/rules/0/when/all/1/on unknown-value'],
    ],
    ['a comparison with text', { when: { ...several.all[1], value: '15' } }, ['/rules/0/when/value wrong-type']],
  ] as const) {
    it(`is refused with a rule with ${name}`, () => assert.deepEqual(rules(changes), expected));
  }

  it('is refused with `__proto__`, and nothing is inherited from it', () => {
    const text = JSON.stringify(set(rule)).replace('"level":"watch"', '"__proto__":{"level":"watch"}');
    assert.deepEqual(faults(JSON.parse(text)), ['/rules/0/level missing', '/rules/0/__proto__ unknown-property']);
    assert.equal(({} as { level?: string }).level, undefined);
    assert.deepEqual(faults(Object.create(set(rule))), ['/id missing', '/version missing', '/rules missing']);
  });

  it('is refused with every fault at once', () => {
    assert.throws(
      () => parseAlertRules({ ...set({ ...rule, level: 'x' }), id: '' }),
      (error: unknown) => error instanceof ShapeError && error.findings.length === 2,
    );
  });

  it('is looked at without throwing, whatever it is', () => {
    fc.assert(fc.property(fc.anything(), value => assert.ok(checkAlertRules(value).length > 0)));
    fc.assert(fc.property(fc.jsonValue(), value => assert.ok(rules({ when: value }).length > 0)));
  });
});

describe('an explanation', () => {
  const say = (changes: object) => explainAlertRule({ ...rule, ...changes });
  it('says what is looked for and that a person decides', () => {
    assert.deepEqual(say({}), {
      'zh-CN': '当任一量表出现等级 severe 时，建议等级“留意”，由受过训练的人员决定。',
      en: 'When any instrument has the level severe, the level “watch” is proposed; a trained person decides.',
    });
    assert.equal(
      say({ when: worsening, level: 'high' })['en'],
      'When the score total of phq9 became reliably worse (higher; |RCI| above 1.96; SD 5, reliability 0.8) than the previous result within 180 days, the level “high” is proposed; a trained person decides.',
    );
    assert.equal(
      say({ when: several })['en'],
      'When within 30 days all of this holds: phq9 has the level moderate; the score total of isi is >= 15, the level “watch” is proposed; a trained person decides.',
    );
  });
  it('takes its names from the instruments where it has them', () => {
    const instruments = [phq9, isi];
    assert.equal(
      explainAlertRule({ ...rule, when: several }, instruments)['en'],
      'When within 30 days all of this holds: PHQ-9 has the level moderate; the score of ISI is >= 15, the level “watch” is proposed; a trained person decides.',
    );
    assert.equal(
      explainAlertRule({ ...rule, when: { on: 'band', instrument: 'phq9', ids: ['severe'] } }, instruments)['zh-CN'],
      '当 PHQ-9 出现等级 重度 时，建议等级“留意”，由受过训练的人员决定。',
    );
  });
  it('names the scale of an instrument that has several, the way it is scored and which way is worse', () => {
    const dass = { ...measurement, instrument: 'dass21', scale: 'stress', variant: 'v', criterion: 1.645 };
    const first = {
      ...rule,
      when: { ...worsening, measurement: { ...dass, worse: 'lower' as const }, against: 'first' as const },
    };
    assert.deepEqual(explainAlertRule(first, [dass21]), {
      'zh-CN':
        '当 DASS-21（计分方式 v） 压力水平 得分较 180 天内首次结果变差且超出测量误差（降低，可靠变化指数绝对值大于 1.645；标准差 5，信度 0.8）时，建议等级“留意”，由受过训练的人员决定。',
      en: 'When the score Stress level of DASS-21 (scored as v) became reliably worse (lower; |RCI| above 1.645; SD 5, reliability 0.8) than the first result within 180 days, the level “watch” is proposed; a trained person decides.',
    });
    assert.match(say({ when: worsening })['zh-CN']!, /phq9 total 得分较 180 天内上一次结果.*（升高，/);
    const moderate = { on: 'band', instrument: 'phq9', keys: ['total'] } as const;
    assert.equal(
      explainAlertRule({ ...rule, when: moderate }, [phq9])['en'],
      'When PHQ-9 has any level (total), the level “watch” is proposed; a trained person decides.',
    );
    assert.match(
      say({ when: { on: 'cut-off', instrument: 'gad7', ids: ['a', 'b'] } })['zh-CN']!,
      /^当 gad7 出现界值 a、b 时，/,
    );
  });
  it('is there for every rule of ours in both languages', () => {
    const sentences = defaultAlertRules.rules.map(one => explainAlertRule(one));
    assert.equal(new Set(sentences.map(({ en }) => en)).size, defaultAlertRules.rules.length);
    assert.equal(new Set(sentences.map(one => one['zh-CN'])).size, defaultAlertRules.rules.length);
  });
});
