import type { CourseProgress } from '@xinqiao/contract/types';
import { expect } from '@open-wc/testing';
import {
  atRiskFixture,
  longPlanFixture,
  metFixture,
  notEnrolledFixture,
  notMetFixture,
  onTrackFixture,
  postgraduateFixture,
  schoolFixture,
  unrecordedFixture,
} from './course-credits.fixture.ts';
import { courseView as viewAt } from './model.ts';

const courseView = (progress: CourseProgress) => viewAt(progress, new Date());

describe('view of a course', () => {
  it('is a course with hours at university, and a list of elements where the notice gives no hours', () => {
    expect(courseView(onTrackFixture()).kind).to.equal('course');
    expect(courseView(schoolFixture()).kind).to.equal('elements');
    expect(courseView(notEnrolledFixture()).kind).to.equal('not-enrolled');
  });

  it('still is a course for hours from before, when none is running now', () => {
    expect(courseView({ ...metFixture(), course: null }).kind).to.equal('course');
    const nothing = { ...notEnrolledFixture(), verdict: { status: 'not-met' as const, reasons: [] } };
    expect(courseView(nothing).kind).to.equal('not-enrolled');
  });

  it('measures attended hours by the minimum, not by the plan', () => {
    expect(courseView(onTrackFixture()).share).to.equal(20 / 32);
    expect(courseView(longPlanFixture()).share).to.equal(20 / 32);
    expect(courseView({ ...metFixture(), hoursAttended: 36 }).share).to.equal(36 / 32);
    expect(courseView(schoolFixture()).share).to.equal(0);
  });

  it('puts the soonest session first and the newest past one first, whatever order they come in', () => {
    const progress = atRiskFixture();
    progress.sessions.reverse();
    const { toCome, past } = courseView(progress);
    expect(toCome.map(({ id }) => id)).to.deep.equal([11, 12, 13, 14, 15, 16].map(index => `session-${index}`));
    expect(past[0]!.id).to.equal('session-10');
    expect(past).to.have.length(10);
  });

  it('tells a plan above the usual as a remark, never among the reasons', () => {
    const { reasons, remarks } = courseView(longPlanFixture());
    expect(remarks).to.deep.equal([{ code: 'plan-above-usual', value: 40 }]);
    expect(reasons.map(({ code }) => code)).to.deep.equal(['credits-pending']);
  });

  it('does not say twice what the line of hours says', () => {
    expect(courseView(metFixture()).reasons.map(({ code }) => code)).to.deep.equal(['credits-earned']);
    expect(courseView(notMetFixture()).reasons.map(({ code }) => code)).to.deep.equal(['credits-short']);
    expect(courseView(atRiskFixture()).reasons[0]).to.deep.equal({ code: 'hours-out-of-reach', value: 4 });
  });

  it('does not call a session to come that has begun, recorded or not', () => {
    const { toCome, past } = courseView(unrecordedFixture());
    expect(toCome).to.have.length(6);
    expect(past[0]).to.include({ id: 'session-10', attendance: 'to-come' });
    const last = new Date(toCome[0]!.startsAt);
    expect(viewAt(unrecordedFixture(), last).toCome).to.have.length(5);
    expect(viewAt(unrecordedFixture(), new Date(last.getTime() - 1)).toCome).to.have.length(6);
  });

  it('asks nothing where nothing is asked', () => {
    expect(courseView(postgraduateFixture()).kind).to.equal('nothing');
  });
});
