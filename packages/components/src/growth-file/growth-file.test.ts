import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import './define.ts';
import { growthFileFixture, newGrowthFileFixture, trendsFixture } from './growth-file.fixture.ts';
import type { XqGrowthFile } from './index.ts';

const words = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim();
const all = (file: XqGrowthFile, selector: string) => [...file.shadowRoot!.querySelectorAll<HTMLElement>(selector)];

const withData = (data = growthFileFixture(), trends = trendsFixture()) =>
  fixture<XqGrowthFile>(html`<xq-growth-file lang="zh-CN" .data=${data} .trends=${trends}></xq-growth-file>`);

describe('xq-growth-file', () => {
  afterEach(() => setViewport({ width: 1200, height: 800 }));

  it('tells whose file it is, who is responsible and how to reach them', async () => {
    const file = await withData();
    expect(words(all(file, 'header')[0])).to.include('阿依古丽·买买提艾力');
    const people = all(file, '.people li').map(words);
    expect(people).to.deep.equal([
      '辅导员 周文静 020-8411 2036',
      '心理中心 欧阳若兰 学生活动中心 305 室',
      '心理委员 迪丽努尔·阿不都热西提',
    ]);
    expect(all(file, '.people a').map(link => link.getAttribute('href'))).to.deep.equal(['tel:02084112036']);
    await expect(file).to.be.accessible();
  });

  it('shows stages and terms newest first, with what each entry was', async () => {
    const file = await withData();
    expect(all(file, '.stage h4').map(words)).to.deep.equal(['本专科岭南心桥大学', '高中和田地区第二高级中学']);
    expect(all(file, 'h5').map(words)).to.deep.equal([
      '2026–2027 学年第一学期',
      '2025–2026 学年第一学期',
      '2024–2025 学年第一学期',
      '2023–2024 学年第一学期',
    ]);
    expect(words(all(file, 'ol li')[0])).to.equal('10月12日测评 PHQ-9 患者健康问卷 轻度');
  });

  it('draws a chart for each scale that says the same in words and in a table', async () => {
    const file = await withData();
    const figures = all(file, 'figure');
    expect(figures).to.have.length(3);
    expect(figures[0]!.querySelector('svg')!.getAttribute('aria-label')).to.equal(
      '患者健康问卷（9 项）：共 3 次，最近一次 7 分，轻度（2026年10月12日）',
    );
    expect([...figures[0]!.querySelectorAll('text.band')].map(words)).to.include.members(['中重度', '15–19']);
    expect([...figures[0]!.querySelectorAll('tbody tr')].map(words)).to.deep.equal([
      '2026年10月12日 7 轻度',
      '2025年10月15日 11 中度',
      '2024年10月16日 6 轻度',
    ]);
  });

  it('draws no line through a single record and says so', async () => {
    const file = await withData();
    const [phq9, gad7] = all(file, 'figure');
    expect(phq9!.querySelectorAll('path.line')).to.have.length(1);
    expect(gad7!.querySelectorAll('path.line')).to.have.length(0);
    expect(words(gad7)).to.include('目前只有一次记录');
  });

  it('unfolds the table by keyboard, and prints it always', async () => {
    const file = await withData();
    const toggle = all(file, '.toggle')[0]!;
    const table = all(file, 'table')[0]!;
    expect(table.offsetParent).to.equal(null);
    toggle.focus();
    await sendKeys({ press: 'Enter' });
    await file.updateComplete;
    expect(toggle.getAttribute('aria-expanded')).to.equal('true');
    expect(table.offsetParent).not.to.equal(null);
    await expect(file).to.be.accessible();
    await sendKeys({ press: 'Enter' });
    await file.updateComplete;
    expect(table.offsetParent).to.equal(null);
  });

  it('leads from each score to its report where the page has one, and nowhere else', async () => {
    const trends = trendsFixture();
    const file = await fixture<XqGrowthFile>(
      html`<xq-growth-file
        lang="zh-CN"
        report-template=${'#r?response={responseId}&student={studentId}'}
        .data=${growthFileFixture()}
        .trends=${trends}
      ></xq-growth-file>`,
    );
    const { id } = growthFileFixture().student;
    const expected = trends.flatMap(({ points }) =>
      points.map(({ responseId }) => `#r?response=${responseId}&student=${id}`),
    );
    const links = all(file, '.rows a').map(link => link.getAttribute('href'));
    expect(links.length).to.be.greaterThan(0);
    expect([...links].sort()).to.deep.equal([...expected].sort());
    expect(all(file, '.latest a')).to.have.length(trends.length);
    await expect(file).to.be.accessible();
    file.reportTemplate = undefined;
    await file.updateComplete;
    expect(all(file, 'figure a')).to.have.length(0);
  });

  it('has no trace of trends where there are none to see', async () => {
    for (const trends of [[], undefined]) {
      const file = await fixture<XqGrowthFile>(
        html`<xq-growth-file .data=${growthFileFixture()} .trends=${trends}></xq-growth-file>`,
      );
      expect(all(file, 'figure, #trends')).to.deep.equal([]);
      expect(words(all(file, '.card')[0])).to.not.include('测评变化');
    }
  });

  it('greets a new file with plain words', async () => {
    const file = await withData(newGrowthFileFixture(), []);
    expect(words(all(file, '.card')[0])).to.include('档案刚刚建立');
    expect(words(all(file, '.card')[0])).to.include('还没有登记负责的老师');
    await expect(file).to.be.accessible();
  });

  it('never says more than a level', async () => {
    for (const lang of ['zh-CN', 'en']) {
      const file = await withData();
      file.lang = lang;
      await Promise.resolve();
      await file.updateComplete;
      expect(words(all(file, '.card')[0])).to.not.match(/确诊|患有|抑郁症|诊断|diagnos/i);
    }
  });

  it('waits in every theme without words that are not true, and is accessible in English', async () => {
    const waiting = await fixture<XqGrowthFile>(html`<xq-growth-file lang="en"></xq-growth-file>`);
    expect(words(all(waiting, '[role="status"]')[0])).to.equal('Loading…');
    const file = await withData();
    file.lang = 'en';
    await Promise.resolve();
    await file.updateComplete;
    expect(words(all(file, '#timeline')[0])).to.equal('The way so far');
    await expect(file).to.be.accessible();
  });

  it('fits 360 px with the longest names', async () => {
    await setViewport({ width: 360, height: 640 });
    const file = await withData();
    expect(file.getBoundingClientRect().right).to.be.at.most(360);
    expect(document.documentElement.scrollWidth).to.equal(360);
  });
});
