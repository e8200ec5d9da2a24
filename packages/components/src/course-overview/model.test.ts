import { expect } from '@open-wc/testing';
import {
  classCoverageFixture,
  collegeCoverageFixture,
  districtCoverageFixture,
  leaderCoverageFixture,
  schoolCoverageFixture,
} from './course-overview.fixture.ts';
import { isExact, percentAtLeast } from '../core/aggregate.ts';
import { follow } from '../core/unit-path.ts';
import { firstDirection, GAPS_FIRST, percent, rowView, sortRows, type SortKey } from './model.ts';

const rows = () => schoolCoverageFixture().children.map(rowView);
const order = (key: SortKey, descending: boolean) => sortRows(rows(), { key, descending }).map(({ unit }) => unit.id);

describe('percent', () => {
  it('is 100 only for all and 0 only for none', () => {
    expect(percent(999, 1000)).to.equal(99);
    expect(percent(1000, 1000)).to.equal(100);
    expect(percent(1, 1000)).to.equal(1);
    expect(percent(0, 1000)).to.equal(0);
    expect(percent(875, 1000)).to.equal(88);
  });

  it('of nobody is not known', () => {
    expect(percent(0, 0)).to.equal(undefined);
  });
});

describe('a row', () => {
  it('counts who is provided for and for whom something can be arranged', () => {
    const row = rowView(schoolCoverageFixture().children[2]!);
    expect(row.covered).to.deep.equal({ low: 260 + 88, high: 260 + 88 });
    expect(row.gap).to.deep.equal({ low: 21 + 14 + 57, high: 21 + 14 + 57 });
    expect(row.hidden).to.equal(0);
    expect(row.parts.map(({ status, count }) => [status, count])).to.deep.equal([
      ['met', 260],
      ['onTrack', 88],
      ['atRisk', 21],
      ['notMet', 14],
      ['notEnrolled', 57],
    ]);
  });

  it('draws every status in a way of its own', () => {
    const { parts } = rowView(schoolCoverageFixture().total);
    expect(new Set(parts.map(({ fill }) => fill)).size).to.equal(5);
  });

  it('says of numbers that are not shown how large and how small they can be', () => {
    const row = (name: string) =>
      leaderCoverageFixture()
        .children.map(rowView)
        .find(({ unit }) => unit.name === name)!;
    // 18 and at most 4; 7, at most 4, and what is veiled; of 40.
    expect(row('土木工程2601班').covered).to.deep.equal({ low: 18, high: 22 });
    expect(row('土木工程2601班').gap).to.deep.equal({ low: 18, high: 22 });
    expect(row('土木工程2601班').hidden).to.equal(40 - 18 - 7);
    // Nearly all of 33; the others are at most 4 each, and together.
    expect(row('交通工程2601班').covered).to.deep.equal({ low: 29, high: 33 });
    expect(row('交通工程2601班').hidden).to.equal(4);
    const small = row('工程管理2301班（复学）');
    expect([small.isSmall, small.isKnown, small.hidden]).to.deep.equal([true, false, 4]);
  });

  it('never says none or all of what is not shown', () => {
    for (const { students, covered, isKnown } of [leaderCoverageFixture(), districtCoverageFixture()].flatMap(
      ({ total, children }) => [total, ...children].map(rowView),
    )) {
      if (!isKnown || isExact(covered)) continue;
      expect(percentAtLeast(covered.low, students)).to.be.within(0, 99);
    }
  });

  it('opens a college and not a class', () => {
    expect(rowView(schoolCoverageFixture().children[0]!).opens).to.equal(true);
    expect(rowView(collegeCoverageFixture().children[0]!).opens).to.equal(false);
  });
});

describe('order of rows', () => {
  it('puts the largest share to arrange first, and a unit without students last', () => {
    expect(sortRows(rows(), GAPS_FIRST).map(({ unit }) => unit.id)).to.deep.equal([
      'c-3',
      'c-6',
      'c-4',
      'c-1',
      'c-5',
      'c-2',
      'c-7',
    ]);
  });

  it('turns around, but a unit without students stays last', () => {
    expect(order('gap', false)).to.deep.equal(['c-2', 'c-5', 'c-1', 'c-4', 'c-6', 'c-3', 'c-7']);
    expect(order('students', true)[0]).to.equal('c-4');
    expect(order('students', false)).to.deep.equal(['c-6', 'c-5', 'c-3', 'c-2', 'c-1', 'c-4', 'c-7']);
    expect(order('covered', false)[0]).to.equal('c-3');
  });

  it('puts a group of which nothing is told last, whichever way', () => {
    for (const descending of [true, false]) {
      for (const key of ['gap', 'covered'] as const) {
        const last = sortRows(leaderCoverageFixture().children.map(rowView), { key, descending }).pop();
        expect(last!.unit.id).to.equal('k-36');
      }
    }
  });

  it('reads numbers in names as numbers', () => {
    const classes = collegeCoverageFixture().children.map(rowView);
    const names = sortRows(classes, firstDirection('name')).map(({ unit }) => unit.id);
    expect(names.indexOf('k-9')).to.equal(names.indexOf('k-10') - 1);
  });
});

describe('the way back', () => {
  const school = schoolCoverageFixture().total.unit;
  const college = collegeCoverageFixture().total.unit;
  const klass = classCoverageFixture().total.unit;

  it('grows downwards, shrinks upwards and begins anew elsewhere', () => {
    const down = follow(follow([school], college, undefined), klass, undefined);
    expect(down).to.deep.equal([school, college, klass]);
    expect(follow(down, school, undefined)).to.deep.equal([school]);
    expect(follow([school, college], { ...klass, parentId: 'elsewhere' }, undefined)).to.have.length(1);
  });

  it('keeps a unit that was opened from here though another level lies between', () => {
    const far = { ...klass, parentId: 'grade-2026' };
    expect(follow([school, college], far, far.id)).to.deep.equal([school, college, far]);
  });
});
