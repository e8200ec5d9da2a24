import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import './define.ts';
import {
  classCoverageFixture,
  collegeCoverageFixture,
  completeCoverageFixture,
  districtCoverageFixture,
  emptyCoverageFixture,
  leaderCoverageFixture,
  schoolCoverageFixture,
} from './course-overview.fixture.ts';
import type { XqCourseOverview, XqUnitOpenEvent } from './index.ts';

const words = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim();
const one = <E extends Element = HTMLElement>(overview: XqCourseOverview, selector: string) =>
  overview.shadowRoot!.querySelector<E>(selector);
const all = (overview: XqCourseOverview, selector: string) => [
  ...overview.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
const names = (overview: XqCourseOverview) => all(overview, 'tbody th').map(words);

const withData = (data = schoolCoverageFixture(), lang = 'zh-CN') =>
  fixture<XqCourseOverview>(html`<xq-course-overview lang=${lang} .data=${data}></xq-course-overview>`);

describe('xq-course-overview', () => {
  afterEach(() => setViewport({ width: 1200, height: 800 }));

  it('says the coverage in one sentence and every part in words', async () => {
    const overview = await withData();
    expect(words(one(overview, '.total p'))).to.equal(
      '2,851 位同学中，2,682 位（94%）已达到要求或进度正常。 还有 169 位可以帮忙安排。',
    );
    expect(all(overview, '.legend li').map(words)).to.deep.equal([
      '已达标2,021 位',
      '进度正常661 位',
      '需要调整57 位',
      '尚未达标30 位',
      '尚未选课82 位',
    ]);
    await expect(overview).to.be.accessible();
  });

  it('lists where most is left to arrange first, with the gaps in words', async () => {
    const overview = await withData();
    expect(names(overview)[0]).to.equal('生命科学与农林技术学院（卓越农林人才教育培养基地）');
    expect(words(one(overview, 'tbody td.parts'))).to.equal('需要调整 21 位尚未达标 14 位尚未选课 57 位');
    expect(one(overview, 'th.gap')!.getAttribute('aria-sort')).to.equal('descending');
    expect(all(overview, '[aria-sort]')).to.have.length(1);
  });

  it('sorts by every column by keyboard and says so', async () => {
    const overview = await withData();
    one(overview, 'thead .students button')!.focus();
    await sendKeys({ press: 'Enter' });
    await overview.updateComplete;
    expect(one(overview, 'th.students')!.getAttribute('aria-sort')).to.equal('descending');
    expect(names(overview)[0]).to.equal('医学院');
    await sendKeys({ press: 'Enter' });
    await overview.updateComplete;
    expect(one(overview, 'th.students')!.getAttribute('aria-sort')).to.equal('ascending');
    expect(names(overview)[0]).to.equal('体育学院');
    expect(names(overview)[6]).to.equal('国际联合学院（筹）');
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await overview.updateComplete;
    expect(one(overview, 'th.covered')!.getAttribute('aria-sort')).to.equal('ascending');
    expect(all(overview, '[aria-sort]')).to.have.length(1);
  });

  it('asks the host for a unit when the host brought the data, and leads back', async () => {
    const overview = await withData();
    const asked: string[] = [];
    overview.addEventListener('xq-unit-open', event => {
      const { unit } = (event as XqUnitOpenEvent).detail;
      asked.push(unit.id);
      overview.data = unit.id === 'school' ? schoolCoverageFixture() : collegeCoverageFixture();
    });
    one(overview, 'tbody .unit')!.click();
    await overview.updateComplete;
    expect(asked).to.deep.equal(['c-3']);
    expect(words(one(overview, 'h2'))).to.equal('生命科学与农林技术学院（卓越农林人才教育培养基地）');
    expect(overview.shadowRoot!.activeElement).to.equal(one(overview, 'h2'));
    expect(all(overview, 'nav button').map(words)).to.deep.equal(['岭南心桥大学']);
    expect(all(overview, 'tbody .unit')).to.deep.equal([]);
    await expect(overview).to.be.accessible();
    one(overview, 'nav button')!.click();
    await overview.updateComplete;
    expect(asked).to.deep.equal(['c-3', 'school']);
    expect(one(overview, 'nav')).to.equal(null);
  });

  it('stays where it is when the host cancels', async () => {
    const overview = await withData();
    overview.addEventListener('xq-unit-open', event => event.preventDefault());
    one(overview, 'tbody .unit')!.click();
    await overview.updateComplete;
    expect(words(one(overview, 'h2'))).to.equal('岭南心桥大学');
  });

  it('is glad when everybody is provided for, plain when nobody is there, and ends at a class', async () => {
    expect(words(one(await withData(completeCoverageFixture()), '.total p'))).to.include('每一位都安排好了');
    const empty = await withData(emptyCoverageFixture());
    expect(words(one(empty, '.card'))).to.include('这里还没有学生名单');
    expect(words(one(empty, '.card'))).to.not.match(/NaN|%/);
    await expect(empty).to.be.accessible();
    const klass = await withData(classCoverageFixture());
    expect(words(one(klass, '.card'))).to.include('这里没有下级单位');
    await expect(klass).to.be.accessible();
  });

  it('says calmly what is not shown, in the sentence, the legend, the table and for screen readers', async () => {
    const overview = await withData(leaderCoverageFixture());
    expect(words(one(overview, '.total p'))).to.equal(
      '231 位同学中，160 位（69%）已达到要求或进度正常。 还有 71 位可以帮忙安排。',
    );
    const rowOf = (name: string) => all(overview, 'tbody tr').find(row => words(row)!.startsWith(name))!;
    const text = (name: string, cell: string) => words(rowOf(name).querySelector(cell));
    expect(text('交通工程2601班', '.covered')).to.equal('覆盖 ≥ 87%');
    expect(text('交通工程2601班', '.gap')).to.equal('待安排 最多 4');
    expect(text('交通工程2601班', '.parts')).to.equal('需要调整、尚未达标、尚未选课：各少于 5 人，不显示');
    expect(text('土木工程2501班', '.parts')).to.equal('尚未选课 6 位需要调整：少于 5 人，不显示尚未达标：不单独显示');
    expect(text('工程管理2301班（复学）', '.parts')).to.equal('人数少，不显示');
    expect(text('工程管理2301班（复学）', '.covered')).to.equal('覆盖 不显示');
    expect(words(one(overview, '.card > .facts'))).to.include('不让人从数字里认出某一位同学');
    expect(words(one(overview, '.card'))).to.not.match(/NaN|undefined|(^|\D)(0|100)%/);
    await expect(overview).to.be.accessible();
  });

  it('tells a district officer what is sure and no more', async () => {
    const overview = await withData(districtCoverageFixture(), 'en');
    expect(words(one(overview, '.total p'))).to.equal(
      'At least 2,394 of 2,958 students (80% or more) have completed it or are on track. Something can be arranged for 564 at most.',
    );
    expect(all(overview, '.legend li').map(words)).to.deep.equal([
      'CompletedNot shown on its own',
      'On trackFewer than 10, not shown',
      'Needs a changeFewer than 10, not shown',
      'Not completed546',
      'Not signed upFewer than 10, not shown',
      '2,412 more, not broken down',
    ]);
    await expect(overview).to.be.accessible();
  });

  it('turns rows into cards in a narrow column of a wide page, too', async () => {
    for (const lang of ['zh-CN', 'en']) {
      const overview = await withData(schoolCoverageFixture(), lang);
      overview.style.width = '300px';
      expect(getComputedStyle(one(overview, 'tbody tr')!).display).to.equal('flex');
      const { right } = overview.getBoundingClientRect();
      for (const row of overview.shadowRoot!.querySelectorAll('tbody > *')) {
        expect(row.getBoundingClientRect().right, lang).to.be.at.most(right);
      }
      overview.style.width = '900px';
      expect(getComputedStyle(one(overview, 'tbody tr')!).display).to.equal('table-row');
    }
  });

  it('has a width of its own where its place gives it none, and no more than there is', async () => {
    const overview = await withData();
    const place = overview.parentElement!;
    for (const display of ['flex', 'inline-flex', 'grid']) {
      place.style.display = display;
      place.style.width = '1000px';
      expect(overview.offsetWidth, display).to.be.at.least(640);
      place.style.width = '300px';
      expect(overview.offsetWidth, display).to.be.at.most(300);
    }
    place.style.display = 'block';
    overview.style.float = 'left';
    expect(overview.offsetWidth).to.equal(300);
  });

  it('turns rows into cards at 360 px, sorted by a list, with nothing cut off', async () => {
    await setViewport({ width: 360, height: 640 });
    for (const lang of ['zh-CN', 'en']) {
      const partly = await withData(leaderCoverageFixture(), lang);
      expect(document.documentElement.scrollWidth, lang).to.equal(360);
      partly.remove();
      const overview = await withData(schoolCoverageFixture(), lang);
      expect(document.documentElement.scrollWidth, lang).to.equal(360);
      expect(getComputedStyle(one(overview, 'tbody tr')!).display).to.equal('flex');
      await expect(overview).to.be.accessible();
    }
    const overview = await withData();
    const select = one<HTMLSelectElement>(overview, 'select')!;
    expect(select.value).to.equal('gap');
    select.value = 'name';
    select.dispatchEvent(new Event('change'));
    await overview.updateComplete;
    expect(names(overview)[0]).to.equal('国际联合学院（筹）');
  });

  it('waits without words that are not true', async () => {
    const overview = await fixture<XqCourseOverview>(html`<xq-course-overview lang="en"></xq-course-overview>`);
    await aTimeout(0);
    expect(words(one(overview, '[role="status"]'))).to.equal('Loading…');
    await expect(overview).to.be.accessible();
  });
});
