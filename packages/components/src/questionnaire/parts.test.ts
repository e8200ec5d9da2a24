import { expect } from '@open-wc/testing';
import { render, type TemplateResult } from 'lit';
import type { FormContext } from './kinds.ts';
import type { Question } from './pages.ts';
import { aid, fetchAid, renderHelpCard, renderMessage, renderState } from './parts.ts';
import type { ItemErrorCode } from './session.ts';
import { type QuestionnaireStrings, strings } from './strings.ts';

const s = strings.en;
const school = [
  { id: 'centre', name: { en: 'Counselling centre' }, number: '010-5555 0100', lastChecked: '2026-11-01' },
];
const contextOf = (helpLines?: FormContext['helpLines']) => ({ s, language: 'en', helpLines }) as FormContext;

function drawn(template: TemplateResult): HTMLElement {
  const place = document.createElement('div');
  render(template, place);
  return place;
}
const choice = { id: 'mood', type: 'choice' } as Question;
const message = (fault: ItemErrorCode) => {
  const session = { errors: new Map([[choice.id, fault]]) } as unknown as FormContext['session'];
  return drawn(renderMessage(choice, { ...contextOf(), session }, 'q0') as TemplateResult).querySelector('#q0-fault')!;
};
const numbersIn = (place: HTMLElement) =>
  [...place.querySelectorAll('a')].map(({ href, textContent }) => [decodeURI(href), textContent?.trim()]);

// In this order: what the chunk brings stays.
describe('what is said when the chunk of help lines has not come', () => {
  before(() => expect(aid, 'nothing has fetched it').to.equal(undefined));

  it('names the national line beside a critical answer, with a warm sentence', () => {
    const card = drawn(renderHelpCard(contextOf(), true));
    expect(card.querySelector('[part="help-card"]')!.textContent).to.include(s.helpTitle).and.include(s.helpText);
    expect(numbersIn(card)).to.deep.equal([['tel:12356', '12356']]);
  });

  it('names the lines of the school where they are known', () => {
    expect(numbersIn(drawn(renderHelpCard(contextOf(school), true)))).to.deep.equal([
      ['tel:01055550100', '010-5555 0100'],
    ]);
  });

  it('waits for it while it may still come', () => {
    const waiting = drawn(renderState('offline', { language: 'en', retry: () => {}, rows: 4 }, s, false));
    expect(waiting.querySelectorAll('.loading .line')).to.have.length(4);
    const loading = drawn(renderState('loading', { language: 'en', retry: () => {}, rows: 4 }, s, true));
    expect(loading.querySelector('.loading'), 'nothing has failed yet').to.not.equal(null);
  });

  it('says that something failed, offers to try again, and names a number, when it will not come', () => {
    for (const state of ['offline', 'failed', 'no-access'] as const) {
      let tried = 0;
      const failed = drawn(renderState(state, { language: 'en', retry: () => tried++, rows: 4 }, s, true));
      expect(failed.querySelector('[role="alert"]')!.textContent).to.include('This could not be opened');
      expect(numbersIn(failed)).to.deep.equal([['tel:12356', '12356']]);
      failed.querySelector('button')!.click();
      expect(tried).to.equal(1);
    }
  });

  it('says beside a question that it wants an answer', () => {
    expect(message('required').textContent).to.equal(s.required);
    expect(message('not-an-option').textContent, 'no other words are there').to.equal(s.required);
    expect(message('required').querySelector('svg')).to.equal(null);
  });

  it('has names and hours as soon as it has come', async () => {
    await fetchAid();
    const card = drawn(renderHelpCard(contextOf(), true));
    expect(numbersIn(card).map(([href]) => href)).to.deep.equal(['tel:12356', 'tel:12355', 'tel:120', 'tel:110']);
    expect(card.textContent).to.include('Answered at least 18 hours a day');
    expect(card.textContent).to.include((s as QuestionnaireStrings).helpOn);
    const failed = drawn(renderState('offline', { language: 'en', retry: () => {}, rows: 4 }, s, true));
    expect(failed.textContent).to.include('No connection right now');
    expect(message('required').textContent!.trim()).to.equal(s.required);
    expect(message('required').querySelector('svg'), 'the mark').to.not.equal(null);
    strings.en.refused = 'Not accepted';
    expect(message('not-an-option').textContent!.trim()).to.equal('Not accepted');
  });
});
