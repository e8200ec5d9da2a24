import { expect } from '@open-wc/testing';
import { growthFileFixture, longTrendFixture, newGrowthFileFixture, trendsFixture } from './growth-file.fixture.ts';
import { telephone, timeline, trendViews } from './model.ts';

describe('time line', () => {
  it('leaves out terms in which nothing happened, and keeps the order', () => {
    const [university, school] = timeline(growthFileFixture());
    expect(university!.terms.map(({ id }) => id)).to.deep.equal(['2026-2027-1', '2025-2026-1', '2024-2025-1']);
    expect(school!.stage).to.equal('senior-secondary');
  });

  it('keeps a stage without entries, and is empty for a new file', () => {
    const file = growthFileFixture();
    file.stages[1]!.terms = [];
    expect(timeline(file)).to.have.length(2);
    expect(timeline(newGrowthFileFixture())).to.deep.equal([]);
  });
});

describe('trends', () => {
  it('name the band of each value in the language of the interface, newest first in the table', () => {
    const [phq9] = trendViews(trendsFixture(), 'en');
    expect(phq9!.rows.map(({ on, value, band }) => ({ on, value, band }))).to.deep.equal([
      { on: '2026-10-12', value: 7, band: 'mild' },
      { on: '2025-10-15', value: 11, band: 'moderate' },
      { on: '2024-10-16', value: 6, band: 'mild' },
    ]);
    expect(phq9!.latest).to.equal(phq9!.rows[0]);
    expect(phq9!.source.points.map(({ value }) => value)).to.deep.equal([6, 11, 7]);
  });

  it('say a mean of many answers with two decimals, in words, table and chart', () => {
    const [phq9] = trendsFixture();
    const mean = { ...phq9!, points: [{ ...phq9!.points[0]!, value: 136 / 90 }] };
    const [view] = trendViews([mean], 'zh-CN');
    expect([view!.latest.value, view!.source.points[0]!.value]).to.deep.equal([1.51, 1.51]);
  });

  it('put points in the order of time whatever order they come in', () => {
    const [trend] = longTrendFixture();
    const shuffled = { ...trend!, points: [...trend!.points].reverse() };
    expect(trendViews([shuffled], 'zh-CN')[0]!.latest).to.include({ on: '2027-03-15', value: 3, band: '极轻' });
  });

  it('say nothing about a band where the scale has none, and leave out scales without points', () => {
    const [phq9, gad7, rses] = trendsFixture();
    const views = trendViews([{ ...phq9!, points: [] }, gad7!, rses!], 'zh-CN');
    expect(views.map(({ trend }) => trend.abbreviation)).to.deep.equal(['GAD-7', 'RSES']);
    expect(views[1]!.latest.band).to.equal('');
  });
});

it('a contact becomes a link only when it is a telephone number', () => {
  expect(telephone('020-8411 2036')).to.equal('tel:02084112036');
  expect(telephone('+86 20 8411')).to.equal('tel:+86208411');
  expect(telephone('学生活动中心 305 室')).to.equal(undefined);
  expect(telephone('12')).to.equal(undefined);
});
