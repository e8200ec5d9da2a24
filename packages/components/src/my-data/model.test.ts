import { expect } from '@open-wc/testing';
import { correctionFixture, erasureFixture, myDataFixture } from './my-data.fixture.ts';
import { erasureUnderWay, heldKinds, period, requestsOf, usualRetention } from './model.ts';
import { escapeHtml } from './page.ts';

describe('what my data shows', () => {
  it('is the kinds of which there is something, in the order in which one would ask', () => {
    expect(heldKinds(myDataFixture().held).map(({ kind }) => kind)).to.deep.equal([
      'roster',
      'assignments',
      'answers',
      'consents',
      'courses',
      'growth-file',
      'staff-notes',
      'technical',
    ]);
  });
  it('puts a kind that only a newer service knows last', () => {
    const { held } = myDataFixture();
    const kinds = [{ ...held.kinds[1]!, kind: 'to-come' as 'answers' }, ...held.kinds];
    expect(heldKinds({ ...held, kinds }).at(-1)!.kind).to.equal('to-come');
  });
  it('is every request, newest first', () => {
    const view = myDataFixture({ corrections: [correctionFixture()], erasures: [erasureFixture()] });
    expect(requestsOf(view).map(({ kind }) => kind)).to.deep.equal(['erasure', 'correction']);
  });
  it('knows an erasure of everything that is on its way, and no other', () => {
    expect(erasureUnderWay(myDataFixture({ erasures: [erasureFixture()] }))?.id).to.equal('e-1');
    expect(erasureUnderWay(myDataFixture({ erasures: [erasureFixture({ state: 'held' })] }))?.id).to.equal('e-1');
    for (const changes of [{ state: 'done' }, { state: 'cancelled' }, { campaignId: 'c' }] as const) {
      expect(erasureUnderWay(myDataFixture({ erasures: [erasureFixture(changes)] }))).to.equal(undefined);
    }
  });
  it('says the rule of most kinds once', () => {
    expect(usualRetention(heldKinds(myDataFixture().held))).to.deep.equal({ rule: 'after-leaving', days: 1095 });
    expect(usualRetention([])).to.equal(undefined);
  });
  it('says whole years as years', () => {
    expect(period(1095)).to.deep.equal({ unit: 'years', count: 3 });
    expect(period(1)).to.deep.equal({ unit: 'days', count: 1 });
    expect(period(400)).to.deep.equal({ unit: 'days', count: 400 });
  });
  it('never lets a name or an answer become markup', () => {
    expect(escapeHtml(`<img src=x onerror='a("b")'>&`)).to.equal(
      '&#60;img src=x onerror=&#39;a(&#34;b&#34;)&#39;&#62;&#38;',
    );
  });
});
