import { expect } from '@open-wc/testing';
import type { Consent } from '@xinqiao/contract/types';
import { campaignFixture } from './consent.fixture.ts';
import { consentView, decisionOn, isRenewed } from './model.ts';

const consent = ({ decision = 'given', ...changes }: Partial<Consent> = {}): Consent => ({
  id: 'co-1',
  campaignId: campaignFixture.id,
  studentId: 'st-1',
  version: campaignFixture.consent.version,
  decision,
  by: 'student',
  state: decision,
  decidedAt: '2026-11-01T10:00:00+08:00',
  ...changes,
});

describe('the decision that counts', () => {
  it('is none before the person has decided', () => {
    expect(decisionOn(campaignFixture, undefined)).to.equal('required');
  });
  it('is the newest one on this text', () => {
    for (const decision of ['given', 'refused', 'withdrawn'] as const) {
      expect(decisionOn(campaignFixture, consent({ decision }))).to.equal(decision);
    }
  });
  it('is not a consent to an earlier text, nor to another campaign', () => {
    const earlier = consent({ version: '2025.2' });
    expect(decisionOn(campaignFixture, earlier)).to.equal('required');
    expect(isRenewed(campaignFixture, earlier)).to.equal(true);
    expect(decisionOn(campaignFixture, consent({ campaignId: 'other' }))).to.equal('required');
    expect(isRenewed(campaignFixture, consent({ campaignId: 'other', version: '0' }))).to.equal(false);
  });
  it('is not yet one while a guardian has not agreed', () => {
    for (const state of ['guardian-required', 'guardian-refused'] as const) {
      expect(decisionOn(campaignFixture, consent({ state }))).to.equal(state);
      expect(consentView(campaignFixture, state, undefined)).to.equal('waiting');
      expect(consentView(campaignFixture, state, 'withdrawing')).to.equal('waiting');
    }
  });
  it('stays a refusal when the text changes', () => {
    expect(decisionOn(campaignFixture, consent({ version: '2025.2', decision: 'refused' }))).to.equal('refused');
  });
});

describe('what the gate shows', () => {
  it('is what is inside only while consent is given', () => {
    expect(consentView(campaignFixture, 'given', undefined)).to.equal('open');
    expect(consentView(campaignFixture, 'given', 'withdrawing')).to.equal('withdrawing');
    for (const decision of ['required', 'refused', 'withdrawn'] as const) {
      expect(consentView(campaignFixture, decision, undefined)).not.to.equal('open');
      expect(consentView(campaignFixture, decision, 'withdrawing')).not.to.equal('withdrawing');
    }
  });
  it('is the text again when who declined wants to read it', () => {
    expect(consentView(campaignFixture, 'refused', undefined)).to.equal('declined');
    expect(consentView(campaignFixture, 'refused', 'reading')).to.equal('ask');
  });
  it('asks nothing when the campaign is not open, and still lets a consent be withdrawn', () => {
    const closed = { ...campaignFixture, status: 'closed' as const };
    expect(consentView(closed, 'required', undefined)).to.equal('over');
    expect(consentView({ ...closed, status: 'planned' }, 'required', undefined)).to.equal('over');
    expect(consentView(closed, 'given', 'withdrawing')).to.equal('withdrawing');
  });
});
