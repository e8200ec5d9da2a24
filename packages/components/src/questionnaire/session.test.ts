import type { Answers } from '@xinqiao/contract/types';
import { checkAnswers } from '@xinqiao/instruments';
import { phq9 } from '@xinqiao/instruments/library/phq9';
import { asq } from '@xinqiao/instruments/library/asq';
import { expect } from '@open-wc/testing';
import { adoptContent } from './later/submission.ts';
import './more/index.ts';
import { paginateSections } from './on-request/sections.ts';
import { everyTypeFixture, likertFixture } from './questionnaire.fixture.ts';
import { QuestionnaireSession, type SessionOptions } from './session.ts';

const open = (instrument = everyTypeFixture(), options: Partial<SessionOptions> = {}) =>
  new QuestionnaireSession(instrument, {
    language: 'zh-CN',
    layout: 'one',
    check: checkAnswers,
    paginate: paginateSections,
    ...options,
  });
const pagesOf = (session: QuestionnaireSession) => session.pages.map(({ questions }) => questions.join(' '));

describe('a questionnaire session', () => {
  it('asks one question a page, each under the heading of its group', () => {
    const session = open();
    expect(pagesOf(session)).to.deep.equal(['hours', 'fresh', 'free-time', 'campus']);
    expect(session.pages[0]!.items.map(({ id }) => id)).to.deep.equal(['rest', 'rest-text', 'hours']);
    expect(session.pages[1]!.items.map(({ id }) => id)).to.deep.equal(['rest', 'fresh']);
  });

  it('pages by group, or in even parts of ten at most where there are no groups', () => {
    expect(pagesOf(open(undefined, { layout: 'section' }))).to.deep.equal(['hours fresh', 'free-time campus']);
    const parts = open(likertFixture(21), { layout: 'section' }).pages.map(({ questions }) => questions.length);
    expect(parts).to.deep.equal([7, 7, 7]);
    expect(open(likertFixture(21), { layout: 'all' }).pages).to.have.length(1);
  });

  it('shows a question when its condition holds and keeps what was said in a hidden one to itself', () => {
    const session = open();
    expect(session.set('campus', 1)).to.deep.include({ changed: true, structure: true });
    expect(session.questions).to.include('joy');
    session.set('joy', '煮面');
    expect(session.answers()).to.deep.equal({ campus: 1, joy: '煮面' });
    session.set('campus', 0);
    expect(session.answers()).to.deep.equal({ campus: 0 });
    expect(session.progress).to.deep.equal({ total: 4, answered: 1, left: 3 });
    session.set('campus', 1);
    expect(session.valueOf('joy')).to.equal('煮面');
    expect(session.progress).to.deep.equal({ total: 5, answered: 2, left: 3 });
  });

  it('says that nothing happened when the answer is the same', () => {
    let now = 0;
    const session = open(undefined, { now: () => now });
    session.set('free-time', ['sport']);
    now = 900;
    expect(session.set('free-time', ['sport']).changed).to.equal(false);
    expect(session.timings.get('free-time')).to.equal(0);
    expect(session.set('nobody', 1).changed).to.equal(false);
  });

  it('stops at a missing answer, goes on when it is skipped, and asks for it before the end', () => {
    const session = open(phq9);
    session.start();
    expect(session.next()).to.deep.equal(['1']);
    expect(session.errors.get('1')).to.equal('required');
    expect(session.pageIndex).to.equal(0);
    expect(session.next({ skip: true })).to.deep.equal([]);
    expect(session.pageIndex).to.equal(1);
    expect(session.check()[0]).to.equal('1');
  });

  it('does not let a faulty answer be skipped', () => {
    const session = open();
    session.start();
    session.set('hours', 30, '30');
    expect(session.next({ skip: true })).to.deep.equal(['hours']);
    session.set('hours', null, 'eight');
    expect(session.next()).to.deep.equal(['hours']);
    expect(session.errors.get('hours')).to.equal('not-a-number');
    session.set('hours', 8, '8');
    expect(session.changes.get('hours'), 'typing on is no change').to.equal(0);
    expect(session.errors.size).to.equal(0);
    expect(session.next()).to.deep.equal([]);
  });

  it('goes straight back to the review after one answer is changed', () => {
    const session = open(phq9);
    session.start();
    for (const id of session.questions) {
      session.set(id, 0);
      session.next();
    }
    expect(session.phase).to.equal('review');
    session.goTo('4');
    expect([session.phase, session.pageIndex, session.returning]).to.deep.equal(['questions', 3, true]);
    session.next();
    expect([session.phase, session.returning]).to.deep.equal(['review', false]);
    session.back();
    expect([session.phase, session.pageIndex]).to.deep.equal(['questions', 3]);
  });

  it('stays at its question when pages come or go before it, and when the layout changes', () => {
    const session = open(asq, { language: 'en' });
    session.start();
    for (const id of ['1', '2', '3', '4']) {
      session.set(id, id === '4' ? 1 : 0);
      session.next();
    }
    expect(session.page.questions).to.deep.equal(['5']);
    session.back();
    session.set('4', 0);
    expect(session.questions).to.not.include('5');
    expect(session.page.questions).to.deep.equal(['4']);
    session.layout = 'all';
    session.follow();
    session.layout = 'one';
    session.follow();
    expect(session.page.questions, 'the one that was answered last').to.deep.equal(['4']);
  });

  it('reports a critical answer once and remembers it when it is changed', () => {
    const session = open(phq9);
    expect(session.set('9', 0).critical).to.deep.equal([]);
    expect(session.set('9', 1).critical.map(({ id }) => id)).to.deep.equal(['suicidal_ideation']);
    expect(session.set('9', 0).critical).to.deep.equal([]);
    expect(session.set('9', 2).critical).to.deep.equal([]);
    expect(session.critical.has('9')).to.equal(true);
  });

  it('does not ask an optional question that the language has no words for', () => {
    const session = open(phq9);
    expect(session.questions).to.not.include('10');
    session.language = 'en';
    session.follow();
    expect(session.questions).to.include('10');
    session.set('10', 2);
    session.language = 'zh-CN';
    session.follow();
    expect(session.answers()).to.deep.equal({});
  });

  it('takes answers to begin with, and reports those that do not fit without their value', () => {
    const given = JSON.parse(
      '{"hours": 30, "fresh": "3", "campus": 1, "nobody": "secret", "__proto__": 4, "joy": 7}',
    ) as Answers;
    const session = open(undefined, { answers: given });
    expect(session.valueOf('hours')).to.equal(30);
    expect(session.errors.get('hours')).to.equal('out-of-range');
    expect(session.answers()).to.deep.equal({ hours: 30, campus: 1 });
    expect(session.refused.map(({ item, code }) => `${item} ${code}`)).to.deep.equal([
      'hours out-of-range',
      'fresh wrong-type',
      'nobody unknown-item',
      '__proto__ unknown-item',
      'joy wrong-type',
    ]);
    expect(JSON.stringify(session.refused)).to.not.include('secret');
    expect(({} as Record<string, unknown>)['4']).to.equal(undefined);
    expect(session.edited).to.equal(false);
  });

  it('opens with whatever a host passes as answers', () => {
    for (const answers of [null, [], 'x', 4, { hours: {} }, { 'free-time': [[1]] }]) {
      const session = open(undefined, { answers: answers as never });
      expect(session.answers()).to.deep.equal({});
    }
  });

  it('marks text that is too long or cannot be stored, and keeps it', () => {
    const session = open();
    session.set('campus', 1);
    session.set('joy', 'x'.repeat(1_000_000));
    expect(session.errors.get('joy')).to.equal('too-long');
    session.set('joy', 'a\uD800b');
    expect(session.errors.get('joy')).to.equal('not-well-formed');
    expect(session.valueOf('joy')).to.equal('a\uD800b');
    session.set('joy', '好');
    expect(session.errors.has('joy')).to.equal(false);
  });

  it('limits how many may be chosen', () => {
    const instrument = everyTypeFixture();
    const item = instrument.items.find(({ id }) => id === 'free-time') as { minSelected?: number };
    item.minSelected = 2;
    const session = open(instrument);
    session.set('free-time', ['sport', 'music', 'friends']);
    expect(session.errors.get('free-time')).to.equal('too-many');
    session.set('free-time', ['sport']);
    expect(session.check(['free-time'])).to.deep.equal(['free-time']);
    expect(session.errors.get('free-time')).to.equal('too-few');
  });

  it('counts how long each answer took, all its times together, from when the question could be answered', () => {
    let now = 1000;
    const session = open(phq9, { now: () => now });
    now = 9000; // the introduction takes its own time
    session.start();
    now = 11_000;
    session.set('1', 0);
    now = 11_500;
    session.set('1', 2);
    now = 20_000; // looking at what was chosen is no time of the next question
    session.next();
    now = 20_750;
    session.set('2', 1);
    expect([...session.timings]).to.deep.equal([
      ['1', 2500],
      ['2', 750],
    ]);
    expect([...session.changes]).to.deep.equal([
      ['1', 1],
      ['2', 0],
    ]);
    expect(session.visibleMilliseconds).to.equal(19_750);
  });

  it('goes on counting where another page or device left off, without that time for the question being read', () => {
    let now = 0;
    const session = open(phq9, { now: () => now });
    session.start();
    now = 2000;
    adoptContent(session, { answers: { 1: 2 }, timings: { 1: 3000 }, changes: { 1: 4 }, visibleTime: 60_000 });
    expect(session.visibleMilliseconds).to.equal(60_000);
    now = 3000;
    session.set('2', 1);
    session.set('1', 0);
    expect([session.timings.get('2'), session.changes.get('1'), session.changes.get('2')]).to.deep.equal([3000, 5, 0]);
    // What comes back from the draft is what was saved from here: it is not counted twice.
    adoptContent(session, { answers: {}, timings: {}, visibleTime: 60_000 });
    expect(session.visibleMilliseconds).to.equal(61_000);
  });

  it('does not count the time in which the page is out of sight', () => {
    let now = 0;
    const session = open(phq9, { now: () => now });
    session.start();
    now = 1000;
    session.inSight = false;
    now = 61_000;
    session.inSight = true;
    now = 61_500;
    session.set('1', 0);
    expect(session.timings.get('1')).to.equal(1500);
  });
});
