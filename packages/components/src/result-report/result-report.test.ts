import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import './define.ts';
import type { XqResultReport } from './index.ts';
import type { Report } from './model.ts';
import {
  carelessReportFixture,
  normFixtures,
  ownReportFixture,
  phq9ReportFixture,
  scl90ReportFixture,
} from './result-report.fixture.ts';

const words = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim();
const all = (report: XqResultReport, selector: string) => [
  ...report.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
const card = (report: XqResultReport) => words(all(report, '.card')[0]);

const show = (data: Report, lang = 'zh-CN') =>
  fixture<XqResultReport>(html`<xq-result-report lang=${lang} .data=${data}></xq-result-report>`);

describe('xq-result-report for the student', () => {
  afterEach(() => setViewport({ width: 1200, height: 800 }));

  it('tells the released level in words, and no number', async () => {
    const report = await show(ownReportFixture('level'));
    expect(all(report, '.levels li').map(words)).to.deep.equal(['抑郁症状水平 水平 轻度']);
    expect(card(report)).to.not.match(/\d+ 分/);
    expect(card(report)).to.include('它不是诊断');
    await expect(report).to.be.accessible();
  });

  it('tells the score with its range where that is released', async () => {
    const report = await show(ownReportFixture('score'));
    expect(words(all(report, '.levels li')[0])).to.include('7 分（范围 0–27）');
  });

  it('says calmly why there is nothing yet, and from when there is', async () => {
    const report = await show(ownReportFixture('closing'));
    expect(words(all(report, '.silence')[0])).to.equal(
      '结果还没有开放 这次测评在 12月4日 18:00 结束，结束后你可以在这里看到自己的结果。',
    );
    expect(all(report, '.levels, #meaning')).to.have.length(0);
    const midnight = ownReportFixture('closing');
    const closesAt = '2026-12-05T00:00:00+08:00';
    const asListed = await show({ ...midnight, campaign: { ...midnight.campaign, closesAt } });
    expect(words(all(asListed, '.silence')[0]), 'as the list of what is to do says it').to.include(
      '12月4日 23:59 结束',
    );
    const never = await show(ownReportFixture('none'));
    expect(words(all(never, '.silence')[0])).to.include('这次测评不逐一显示结果');
    await expect(never).to.be.accessible();
  });

  it('has the help lines one key away, and open where help is offered', async () => {
    const report = await show(ownReportFixture('level'));
    const [help] = all(report, 'details') as HTMLDetailsElement[];
    expect(help!.open).to.equal(false);
    help!.querySelector('summary')!.focus();
    await sendKeys({ press: 'Enter' });
    expect(help!.open).to.equal(true);
    expect(help!.querySelector('a[href="tel:12356"]')).to.not.equal(null);
    const offered = await show(ownReportFixture('level', true));
    expect((all(offered, 'details')[0] as HTMLDetailsElement).open).to.equal(true);
  });

  it('never names an illness or a class of answers', async () => {
    for (const lang of ['zh-CN', 'en']) {
      for (const told of ['level', 'score', 'none', 'closing'] as const) {
        const report = await show(ownReportFixture(told), lang);
        expect(card(report)!.replace(/不是诊断|not a diagnosis/g, '')).to.not.match(
          /确诊|患有|抑郁症(?!状)|诊断|diagnos/i,
        );
      }
    }
  });
});

describe('xq-result-report for psychology staff', () => {
  afterEach(() => setViewport({ width: 1200, height: 800 }));

  it('shows score, range, level, place and change of each scale', async () => {
    const report = await show(phq9ReportFixture());
    const [row] = all(report, '.row:not(.titles)');
    expect([...row!.children].map(words)).to.deep.equal(['抑郁症状水平', '14', '0–27', '中度', '', '+9']);
    expect(row!.querySelector('svg')!.getAttribute('aria-label')).to.equal('得分 14，范围 0 到 27，上次 5');
    expect(words(all(report, '.notes')[0])).to.include('与上次（2025年10月15日）相比');
    expect(words(all(report, '.notes')[0])).to.include('没有给出量表的信度');
    await expect(report).to.be.accessible();
  });

  it('judges the change where somebody says how exactly the scale measures', async () => {
    const report = await fixture<XqResultReport>(
      html`<xq-result-report
        lang="en"
        .data=${phq9ReportFixture()}
        .measurements=${[
          {
            ...{ instrument: 'phq9', scale: 'total', worse: 'higher' },
            sd: { value: 5, source: 'Invented for this test.' },
            reliability: { value: 0.84, source: 'Invented for this test.' },
          },
        ]}
      ></xq-result-report>`,
    );
    // 9 ÷ √(2 (5 √0.16)²) = 3.18 > 1.96.
    expect(words(all(report, '.change')[0])).to.equal('+9 reliably worse');
  });

  it('shows the answer that calls for a person with its words and basis, and nothing of it to who sees no answers', async () => {
    const data = phq9ReportFixture();
    const report = await show(data);
    expect(words(all(report, '.critical')[0])).to.include('9. 有不如死掉或用某种方式伤害自己的念头');
    expect(words(all(report, '.critical')[0])).to.include('回答：好几天');
    const { critical: _, missing: __, errors: ___, ...result } = data.response.result;
    const { answers: ____, quality: _____, ...response } = data.response;
    const scoresOnly = await show({ ...data, response: { ...response, result } });
    expect(all(scoresOnly, '#critical, #quality')).to.have.length(0);
    expect(all(scoresOnly, '.row:not(.titles)')).to.have.length(1);
  });

  it('draws the norm band of a chosen norm, with its place, its group and its source', async () => {
    // One of scores that were computed another way stands before each.
    const norms = normFixtures.flatMap(norm => [{ ...norm, variant: 'another' }, norm]);
    const report = await fixture<XqResultReport>(
      html`<xq-result-report lang="en" .data=${scl90ReportFixture()} .norms=${norms}></xq-result-report>`,
    );
    expect(all(report, '.row:not(.titles)')).to.have.length(14);
    expect(all(report, '.row rect.norm')).to.have.length(normFixtures.length);
    const notes = words(all(report, '.notes')[0]);
    const anxiety = all(report, '.row').find(row => words(row)?.startsWith('Anxiety symptoms'));
    expect(words(anxiety)).to.match(/T \d+(\.\d)?, percentile ≈ \d/);
    expect(notes).to.include('n = 1,200');
    expect(notes).to.include('Invented for examples');
    expect(notes).to.include('the person’s age is not known');
    expect(words(all(report, '.about')[0])).to.include('Licensed to 岭南心桥大学 (LNXQ-2026-017, Aug 20, 2026)');
    await expect(report).to.be.accessible();
  });

  it('says where there is no norm', async () => {
    expect(words(all(await show(scl90ReportFixture()), '.notes')[0])).to.include('没有为这份量表选定常模');
  });

  it('says in words how it was answered, and that this is no reason to leave it out', async () => {
    const report = await show(carelessReportFixture());
    const quality = words(all(report, '#quality')[0]!.parentElement);
    expect(quality).to.include('不是不采用结果的理由');
    expect(all(report, '[part="quality"] li').length).to.be.greaterThan(1);
    await expect(report).to.be.accessible();
  });

  it('tells how long the form was in sight and what was changed, remarkable or not', async () => {
    const notes = words(all(await show(phq9ReportFixture()), '[part="quality"]')[0]);
    expect(notes)
      .to.include('没有发现需要注意的地方')
      .and.include('问卷共显示 74 秒')
      .and.include('9 题中有 1 题改过答案，共改 1 次');
    const careless = all(await show(carelessReportFixture()), '[part="quality"] li')
      .map(words)
      .join();
    expect(careless).to.include('问卷共显示 4.2 秒').and.include('Höhne & Schlosser (2018)');
  });

  it('tells an order that was drawn by lot, so that it can be drawn again', async () => {
    expect(words(all(await show(scl90ReportFixture()), '.about')[0])).to.include('题目随机排列（种子 20261116）');
    expect(words(all(await show(phq9ReportFixture()), '.about')[0])).to.not.include('题目顺序');
  });

  it('prints by a button, and says on every report that it is not a diagnosis', async () => {
    const report = await show(phq9ReportFixture());
    const before = window.print;
    let printed = 0;
    window.print = () => void printed++;
    try {
      all(report, '.print')[0]!.focus();
      await sendKeys({ press: 'Enter' });
      expect(printed).to.equal(1);
    } finally {
      window.print = before;
    }
    expect(words(all(report, 'footer')[0])).to.include('不是诊断');
  });

  it('fits 360 px with the longest names, every cell of a row still in the table', async () => {
    await setViewport({ width: 360, height: 640 });
    const report = await show(scl90ReportFixture(), 'en');
    expect(document.documentElement.scrollWidth).to.equal(360);
    expect(report.getBoundingClientRect().right).to.be.at.most(360);
    await expect(report).to.be.accessible();
  });
});

describe('xq-result-report without a report', () => {
  it('has a width of its own where its place gives it none, and no more than there is', async () => {
    const report = await show(scl90ReportFixture());
    const place = report.parentElement!;
    place.style.display = 'flex';
    place.style.width = '1000px';
    expect(report.offsetWidth).to.be.at.least(640);
    place.style.width = '300px';
    expect(report.offsetWidth).to.equal(300);
  });

  it('waits in words', async () => {
    const report = await fixture<XqResultReport>(html`<xq-result-report lang="en"></xq-result-report>`);
    expect(words(all(report, '[role="status"]')[0])).to.equal('Loading…');
  });
});
