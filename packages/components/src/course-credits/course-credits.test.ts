import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import './define.ts';
import {
  atRiskFixture,
  longPlanFixture,
  metFixture,
  notEnrolledFixture,
  notMetFixture,
  onTrackFixture,
  postgraduateFixture,
  schoolFixture,
  shortPlanFixture,
  unrecordedFixture,
} from './course-credits.fixture.ts';
import type { XqCourseCredits } from './index.ts';

const words = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim();
const one = (course: XqCourseCredits, selector: string) => course.shadowRoot!.querySelector<HTMLElement>(selector);
const all = (course: XqCourseCredits, selector: string) => [...course.shadowRoot!.querySelectorAll(selector)];

const withData = (data = onTrackFixture(), lang = 'zh-CN') =>
  fixture<XqCourseCredits>(html`<xq-course-credits lang=${lang} .data=${data}></xq-course-credits>`);

describe('xq-course-credits', () => {
  afterEach(() => setViewport({ width: 1200, height: 800 }));

  it('says how many hours are attended and left, the credits, and the verdict in one sentence', async () => {
    const course = await withData();
    expect(words(one(course, '.verdict'))).to.equal(
      '进度正常，接着按时上课就好。 已上 20 学时，还需 12 学时（要求 32） 学分 0 / 2 2 学分将在结课后登记',
    );
    expect(words(one(course, '.ring'))).to.equal('20 / 32 学时');
    await expect(course).to.be.accessible();
  });

  it('names the document it goes by', async () => {
    const course = await withData();
    expect(words(one(course, '.card'))).to.include('依据：教思政厅函〔2021〕10号');
  });

  it('shows the next three sessions, and all of them when asked by keyboard', async () => {
    const course = await withData();
    const list = () => all(course, '#sessions li');
    expect(list()).to.have.length(3);
    expect(words(list()[0])).to.include('下一次');
    const more = one(course, '.more')!;
    expect(words(more)).to.equal('查看全部 6 次');
    more.focus();
    await sendKeys({ press: 'Enter' });
    await course.updateComplete;
    expect(list()).to.have.length(6);
    expect(more.getAttribute('aria-expanded')).to.equal('true');
    await sendKeys({ press: 'Enter' });
    await course.updateComplete;
    expect(list()).to.have.length(3);
  });

  it('folds past sessions away, each with what became of it in words', async () => {
    const course = await withData(atRiskFixture());
    const details = one(course, 'details') as HTMLDetailsElement;
    expect(details.open).to.equal(false);
    one(course, 'summary')!.click();
    expect(details.open).to.equal(true);
    const tags = [...details.querySelectorAll('.tag')].map(words);
    expect(tags).to.have.length(10);
    expect(tags.filter(tag => tag === '未到')).to.have.length(1);
    expect(tags.filter(tag => tag === '请假')).to.have.length(1);
    await expect(course).to.be.accessible();
  });

  it('says what can be done when hours are tight', async () => {
    const course = await withData(atRiskFixture());
    expect(words(one(course, '.verdict'))).to.include('可以和任课老师商量补上');
    expect(words(one(course, '.reasons'))).to.include('后面的课全部参加，仍差 4 学时');
  });

  it('does not blame hours or the student for a plan that is too short', async () => {
    const course = await withData(shortPlanFixture());
    expect(words(one(course, '.lead'))).to.equal('按现在的安排还不够，请和任课老师或教务办确认。');
    expect(words(one(course, '.reasons'))).to.include('只安排了 28 学时');
  });

  it('marks a session that is held and not recorded as such, and is plain where nothing is asked', async () => {
    const course = await withData(unrecordedFixture());
    expect(words(one(course, 'details .tag'))).to.equal('待登记');
    const nothing = await withData(postgraduateFixture());
    expect(words(one(nothing, '.card'))).to.include('这个学段没有要求');
    await expect(nothing).to.be.accessible();
  });

  it('remarks on a longer plan without calling it a failure', async () => {
    const course = await withData(longPlanFixture());
    expect(words(one(course, '.lead'))).to.equal('进度正常，接着按时上课就好。');
    expect(words(one(course, '.remark'))).to.equal('这门课安排了 40 学时，比通常的多一些，不影响达标。');
  });

  it('tells somebody who is not enrolled what to do, with the numbers of the requirement', async () => {
    const course = await withData(notEnrolledFixture());
    expect(words(one(course, '.verdict'))).to.match(/2 学分，32–36 学时.*登录教务系统选课/);
    expect(one(course, '.ring')).to.equal(null);
    await expect(course).to.be.accessible();
  });

  it('counts one hour and one credit as well as many in English', async () => {
    const data = onTrackFixture();
    const reasons = (['hours-out-of-reach', 'credits-earned', 'credits-pending', 'credits-short'] as const).map(
      code => ({
        ...{ code, value: 1 },
      }),
    );
    const course = await withData(
      { ...data, hoursAttended: 1, hoursLeft: 1, verdict: { status: 'at-risk', reasons } },
      'en',
    );
    expect(words(one(course, '.verdict'))).to.include('Hours attended: 1, to go: 1 (32 needed)');
    const school = schoolFixture();
    const offered = await withData(
      { ...school, elements: school.elements.map(element => ({ ...element, hoursAttended: 1 })) },
      'en',
    );
    for (const card of [course, offered]) {
      expect(words(one(card, '.card'))).to.not.match(/\b1 (more )?(hours|credits)\b/);
    }
  });

  it('shows what a school offers instead of hours to reach', async () => {
    const course = await withData(schoolFixture());
    expect(all(course, '.elements li').map(words)).to.deep.equal([
      '校本课程中的心理健康教育 已开设 · 参加 6 学时',
      '生命教育 已开设 · 参加 3 学时',
      '挫折教育 还没有开设',
    ]);
    expect(one(course, '.ring')).to.equal(null);
    expect(words(one(course, '.card'))).to.not.match(/学分/);
    await expect(course).to.be.accessible();
  });

  it('has a sentence for every verdict and every reason in both languages', async () => {
    const fixtures = [onTrackFixture, metFixture, atRiskFixture, notMetFixture, longPlanFixture, schoolFixture];
    for (const lang of ['zh-CN', 'en']) {
      for (const make of fixtures) {
        const course = await withData(make(), lang);
        expect(words(one(course, '.lead')), lang).to.have.length.greaterThan(5);
        expect(words(one(course, '.card')), lang).to.not.match(/undefined|null|NaN/);
      }
    }
  });

  it('passes over a reason that only a newer service knows', async () => {
    const data = onTrackFixture();
    data.verdict.reasons.push({ code: 'exempted' as never, value: 1 });
    const course = await withData(data);
    expect(all(course, '.reasons li')).to.have.length(1);
  });

  it('is accessible in English', async () => {
    const course = await withData(onTrackFixture(), 'en');
    expect(words(one(course, 'h2'))).to.equal('Mental health for university students');
    await expect(course).to.be.accessible();
  });

  it('fits 360 px', async () => {
    await setViewport({ width: 360, height: 640 });
    await withData(atRiskFixture(), 'en');
    expect(document.documentElement.scrollWidth).to.equal(360);
  });
});
