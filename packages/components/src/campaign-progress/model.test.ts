import { expect } from '@open-wc/testing';
import { centreProgressFixture, leaderProgressFixture } from './campaign-progress.fixture.ts';
import { rowView, shareOf, sortRows } from './model.ts';

const rowOf = (name: string) =>
  leaderProgressFixture()
    .children.map(rowView)
    .find(({ unit }) => unit.name === name)!;

describe('the progress of a unit', () => {
  it('counts in each step those who have come farther too', () => {
    const { steps, left, missing } = rowView(centreProgressFixture().total);
    expect(steps).to.deep.equal({
      asked: { low: 383, high: 383 },
      consented: { low: 267, high: 267 },
      begun: { low: 245, high: 245 },
      submitted: { low: 214, high: 214 },
    });
    expect(left).to.deep.equal({ low: 169, high: 169 });
    expect(missing).to.deep.equal({ low: 6, high: 6 });
    expect(shareOf(steps)).to.deep.equal({ percent: 55, isExact: true });
  });

  it('says of what is not shown how much it can be, by what is shown of the others', () => {
    const { steps, left, hidden, isKnown } = rowOf('软件工程2601班');
    // Of 41: 26, at most 4, at most 4, 8, and at most 4 who are not asked.
    expect(steps.asked).to.deep.equal({ low: 37, high: 41 });
    expect(steps.begun).to.deep.equal({ low: 26, high: 30 });
    expect(left).to.deep.equal({ low: 11, high: 15 });
    expect(hidden).to.equal(41 - 26 - 8);
    expect(shareOf(steps)).to.deep.equal({ percent: 63, isExact: false });
    expect(isKnown).to.equal(true);
  });

  it('counts whoever has a reason as one who is asked and has not submitted, however far', () => {
    const { withReason, steps, left, parts } = rowView(centreProgressFixture().children[1]!);
    expect(withReason).to.deep.equal({ low: 11, high: 11 });
    expect([steps.asked.low, steps.consented.low, left.low]).to.deep.equal([106, 62, 68]);
    expect(parts.map(({ stage, count }) => [stage, count])).to.deep.equal([
      ['submitted', 38],
      ['begun', 14],
      ['consented', 10],
      ['reasons', 11],
      ['waiting', 33],
    ]);
    expect(rowOf('软件工程2601班').withReason).to.deep.equal({ low: 0, high: 7 });
  });

  it('does not tell a unit of which hardly anybody is asked from one of which nobody is', () => {
    expect(rowOf('软件工程2501班').isAsked).to.equal(false);
    expect(rowView(centreProgressFixture().children[3]!).isAsked).to.equal(false);
    expect(rowOf('软件工程2601班').isAsked).to.equal(true);
  });

  it('puts first where most is still to come, and last of which nothing is told', () => {
    const names = sortRows(
      leaderProgressFixture()
        .children.map(rowView)
        .filter(({ isAsked }) => isAsked),
    ).map(({ unit }) => unit.id);
    expect(names).to.deep.equal(['k-4', 'k-1', 'k-2', 'k-3', 'k-5']);
  });
});
