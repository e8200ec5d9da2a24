import { expect } from '@open-wc/testing';
import { formatDate, formatTerm } from './format.ts';

describe('dates', () => {
  it('of a day stay that day in every time zone', () => {
    expect(formatDate('zh-CN', '2026-09-12')).to.equal('2026年9月12日');
    expect(formatDate('en', '2026-09-12')).to.contain('12').and.to.contain('2026');
  });

  it('name a term as schools do', () => {
    expect(formatTerm('zh-CN', '2026-2027-1')).to.equal('2026–2027 学年第一学期');
    expect(formatTerm('en', '2026-2027-2')).to.equal('2026–2027, term 2');
  });
});
