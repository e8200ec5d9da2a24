import { expect } from '@open-wc/testing';
import {
  changed,
  emptyContent,
  errorsByField,
  fieldOf,
  fromLocal,
  idOf,
  parseYears,
  toLocal,
  withText,
} from './model.ts';

describe('a plan that is edited', () => {
  it('is changed by pointer, and stays as it was where it was shown', () => {
    const content = emptyContent();
    const next = changed(content, '/consent/points/0/title', { 'zh-CN': '收集什么' });
    expect(next.consent.points[0]!.title).to.deep.equal({ 'zh-CN': '收集什么' });
    expect(content.consent.points[0]!.title).to.deep.equal({});
    expect(changed(content, '/reminders/1/days', 3).reminders.map(({ days }) => days)).to.deep.equal([7, 3]);
    expect(changed(content, '/feedback', 'none').feedback).to.equal('none');
  });

  it('shows times by the clock at the school, wherever the device is', () => {
    expect(toLocal('2026-10-12T16:30:00Z')).to.equal('2026-10-13T00:30');
    expect(fromLocal('2026-10-13T00:30')).to.equal('2026-10-13T00:30:00+08:00');
    expect(toLocal(fromLocal('2026-10-13T00:30'))).to.equal('2026-10-13T00:30');
    expect([toLocal(null), fromLocal('')]).to.deep.equal(['', null]);
  });

  it('reads years in any punctuation, and says when something is no year', () => {
    expect(parseYears('2025、2026级 2025')).to.deep.equal([2025, 2026]);
    expect(parseYears('')).to.deep.equal([]);
    expect(parseYears('2025, 26')).to.equal(undefined);
  });

  it('puts errors at fields, the first of each', () => {
    expect(fieldOf('/target/unitIds/3')).to.equal('/target/unitIds');
    expect(fieldOf('/consent/points/0/title/zh-CN')).to.equal('/consent/points/0/title/zh-CN');
    const errors = errorsByField([
      { pointer: '/instruments/1', code: 'no-wording' },
      { pointer: '/instruments/2', code: 'not-self' },
    ]);
    expect([...errors]).to.deep.equal([['/instruments', 'no-wording']]);
    expect(idOf('/consent/title/zh-CN')).to.equal('f-consent-title-zh-CN');
  });

  it('leaves a language out that has no words', () => {
    expect(withText({ 'zh-CN': '测评', en: 'Test' }, 'en', '')).to.deep.equal({ 'zh-CN': '测评' });
  });
});
