import { expect, fixture, html } from '@open-wc/testing';
import { clientOf, untilTrue } from '../testing/client.ts';
import './define.ts';
import type { XqCourseCredits } from './index.ts';

const SERVICE = 'reading';
const words = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim();
const settled = (course: XqCourseCredits) => !course.shadowRoot!.querySelector('.loading');

describe('xq-course-credits with the service', function () {
  this.timeout(60_000);

  it('shows a student the hours that the service counts', async () => {
    const { client } = await clientOf(SERVICE, 'student');
    const { studentId } = await client.me.get();
    const progress = await client.courses.progress(studentId!);
    expect(progress.course, 'the cast is enrolled').not.to.equal(null);
    const course = await fixture<XqCourseCredits>(
      html`<xq-course-credits lang="zh-CN" student-id=${studentId!} .client=${client}></xq-course-credits>`,
    );
    await untilTrue(() => settled(course));
    expect(words(course.shadowRoot!.querySelector('.ring'))).to.equal(
      `${progress.hoursAttended} / ${progress.requirement.minHours} 学时`,
    );
    expect(words(course.shadowRoot!.querySelector('.lead'))).to.have.length.greaterThan(5);
    expect(words(course.shadowRoot!.querySelector('.card'))).to.not.match(/undefined|NaN/);
    await expect(course).to.be.accessible();
  });

  it('shows a counsellor nothing of a student who does not exist, and says how to go on without a network', async () => {
    const { client, connection } = await clientOf(SERVICE, 'counsellor');
    const course = await fixture<XqCourseCredits>(
      html`<xq-course-credits lang="zh-CN" student-id="nobody" .client=${client}></xq-course-credits>`,
    );
    await untilTrue(() => settled(course));
    expect(words(course.shadowRoot!.querySelector('.card'))).to.include('这里没有可以查看的内容');
    connection.broken = true;
    course.studentId = 'somebody';
    await untilTrue(() => words(course.shadowRoot!.querySelector('.card'))!.includes('现在连不上网络'));
    await expect(course).to.be.accessible();
  });
});
