import { expect } from '@open-wc/testing';
import { entryFixture, logFixture } from './access-log.fixture.ts';
import { byDay, wordFor } from './model.ts';

describe('the access log by day', () => {
  it('keeps the order and ends a day at midnight of the school', () => {
    expect(byDay(logFixture).map(({ day, entries }) => [day, entries.map(({ id }) => id)])).to.deep.equal([
      ['2026-11-25', ['9', '8']],
      ['2026-11-20', ['7']],
      ['2026-11-19', ['6']],
    ]);
  });
  it('shows an entry once that two pages hold', () => {
    expect(byDay([entryFixture(), entryFixture()])[0]!.entries).to.have.length(1);
  });
  it('has a word for what only a newer service knows', () => {
    expect(wordFor({ care: 'everyday care' }, 'care', 'other')).to.equal('everyday care');
    expect(wordFor({ care: 'everyday care' }, 'toString', 'other')).to.equal('other');
  });
});
