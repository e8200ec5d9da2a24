import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { CampaignProgress } from '@xinqiao/contract/types';
import type { XqUnitOpenEvent } from '../course-overview/index.ts';
import {
  centreProgressFixture,
  closedProgressFixture,
  completeProgressFixture,
  dutyProgressFixture,
  emptyProgressFixture,
  leaderProgressFixture,
} from './campaign-progress.fixture.ts';
import './define.ts';
import type { XqCampaignProgress } from './index.ts';

const words = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim();
const one = <E extends Element = HTMLElement>(progress: XqCampaignProgress, selector: string) =>
  progress.shadowRoot!.querySelector<E>(selector);
const all = (progress: XqCampaignProgress, selector: string) => [
  ...progress.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
const withData = (data: CampaignProgress, lang = 'zh-CN') =>
  fixture<XqCampaignProgress>(html`<xq-campaign-progress lang=${lang} .data=${data}></xq-campaign-progress>`);

describe('xq-campaign-progress', () => {
  afterEach(() => setViewport({ width: 1200, height: 800 }));

  it('tells the centre how far it is, what is left and who is missing, in numbers', async () => {
    const progress = await withData(centreProgressFixture());
    expect(words(one(progress, '.which'))).to.equal('2026级新生心理健康测评 进行中，12月4日 18:00 截止，还有 11 天');
    expect(words(one(progress, '.total p'))).to.equal('安排了 383 位同学，214 位（55%）已提交。 169 位还可以填写。');
    expect(words(one(progress, '.duty'))).to.equal('新生全覆盖应参加的 389 位同学中，还有 6 位没有安排。');
    expect(all(progress, '.steps li').map(words)).to.deep.equal([
      '已安排 383 位',
      '已同意 267 位',
      '已开始 245 位',
      '已提交 214 位',
    ]);
    expect(all(progress, 'tbody th').map(words)).to.deep.equal(['土木与交通学院', '文学院', '计算机学院']);
    expect(words(one(progress, 'tbody td.parts'))).to.equal(
      '已完成一部分 14 位已同意，还没填 10 位还没开始 33 位已登记原因 11 位',
    );
    expect(words(one(progress, '.reasons'))).to.equal(
      '没有提交的同学中，12 位登记了原因：休学 3 位请假 2 位实习或交流在外 6 位其他 1 位',
    );
    expect(words(one(progress, '.legend'))).to.include('已登记原因');
    expect(words(one(progress, '.card'))).to.include('另有 1 个单位没有同学');
    await expect(progress).to.be.accessible();
  });

  it('tells a leader what is sure, and says calmly what is not shown', async () => {
    const progress = await withData(leaderProgressFixture());
    const rowOf = (name: string) => all(progress, 'tbody tr').find(row => words(row)!.startsWith(name))!;
    const text = (name: string, cell: string) => words(rowOf(name).querySelector(cell));
    expect(text('软件工程2601班', '.asked')).to.equal('安排 37–41');
    expect(text('软件工程2601班', '.covered')).to.equal('已提交 ≥ 63%');
    expect(text('软件工程2601班', '.left')).to.equal('待完成 11–15');
    expect(text('网络工程2601班', '.left')).to.equal('待完成 少于 5');
    expect(text('软件工程2601班', '.parts')).to.equal('还没开始 8 位已完成一部分、已同意，还没填：各少于 5 人，不显示');
    expect(text('人工智能2602班（转入）', '.parts')).to.equal('人数少，不显示');
    expect(text('人工智能2602班（转入）', '.covered')).to.equal('已提交 不显示');
    expect(text('人工智能2601班', '.covered')).to.equal('已提交 不显示');
    expect(words(one(progress, '.card > .facts'))).to.include('不让人从数字里认出某一位同学');
    expect(words(one(progress, '.card'))).to.include('另有 2 个单位没有同学（或只有极少数同学）');
    expect(words(one(progress, '.card'))).to.not.match(/NaN|undefined|Infinity|(^|\D)(0|100)%/);
    await expect(progress).to.be.accessible();
  });

  it('tells a leader of reasons as far as they are told, and of none where a few may have one', async () => {
    const progress = await withData(leaderProgressFixture(), 'en');
    expect(words(one(progress, '.reasons'))).to.equal(
      'With a reason on record: 6–14.Away: internship or exchange 6Suspended from studies, On leave, No device, Other: each fewer than 5, not shown',
    );
    expect(words(one(progress, 'table'))).to.not.include('With a reason');
    expect(words(one(progress, '.legend'))).to.not.include('With a reason');
    const duty = await withData(dutyProgressFixture(), 'en');
    expect(one(duty, '.reasons')).to.equal(null);
  });

  it('shows what a page gives that knows of no reasons', async () => {
    const { reasons, ...total } = completeProgressFixture().total;
    expect(reasons).to.have.length(5);
    const progress = await withData({ ...completeProgressFixture(), total: total as typeof total & { reasons: [] } });
    expect(words(one(progress, '.total p'))).to.include('38 位（100%）已提交。');
  });

  it('calls overdue what is left of a campaign that is closed', async () => {
    const progress = await withData(closedProgressFixture(), 'en');
    expect(words(one(progress, '.which'))).to.include('Closed Nov 20, 18:00');
    expect(words(one(progress, '.total p'))).to.equal('214 of 383 students (55%) have submitted. Overdue: 169.');
    expect(all(progress, 'thead th').map(words)).to.include('Overdue');
  });

  it('tells of the yearly duty no more than is sure', async () => {
    const progress = await withData(dutyProgressFixture(), 'en');
    expect(words(one(progress, '.duty'))).to.equal(
      'All freshmenOf 389 students who have to be asked, 4 at most are not.',
    );
    expect(words(one(progress, '.total p'))).to.equal(
      'At least 214 of 385–389 students (55% or more) have submitted. 171–175 can still answer.',
    );
    await expect(progress).to.be.accessible();
  });

  it('is glad when everybody has submitted, and plain where nobody is asked', async () => {
    const complete = await withData(completeProgressFixture());
    expect(words(one(complete, '.total p'))).to.include('38 位（100%）已提交。 每一位都已提交。');
    expect(words(one(complete, '.duty'))).to.include('应参加的 38 位同学都已安排');
    const empty = await withData(emptyProgressFixture());
    expect(words(one(empty, '.card'))).to.include('这里没有同学参加这次测评');
    expect(words(one(empty, '.card'))).to.not.match(/NaN|%/);
    await expect(empty).to.be.accessible();
  });

  it('asks the host for a unit when the host brought the data', async () => {
    const progress = await withData(centreProgressFixture());
    const asked: string[] = [];
    progress.addEventListener('xq-unit-open', event => {
      const { unit } = (event as XqUnitOpenEvent).detail;
      asked.push(unit.id);
      progress.data = unit.id === 'school' ? centreProgressFixture() : { ...leaderProgressFixture() };
    });
    all(progress, 'tbody .unit')[2]!.click();
    await progress.updateComplete;
    expect(asked).to.deep.equal(['c-1']);
    expect(words(one(progress, 'h2'))).to.equal('计算机学院');
    expect(progress.shadowRoot!.activeElement).to.equal(one(progress, 'h2'));
    one(progress, 'nav button')!.click();
    await progress.updateComplete;
    expect(words(one(progress, 'h2'))).to.equal('岭南心桥大学');
  });

  it('fits a narrow column of a wide page as it fits a phone', async () => {
    for (const lang of ['zh-CN', 'en']) {
      const progress = await withData(leaderProgressFixture(), lang);
      progress.style.width = '300px';
      const { right } = progress.getBoundingClientRect();
      for (const part of progress.shadowRoot!.querySelectorAll('.steps *, tbody > *')) {
        expect(part.getBoundingClientRect().right, lang).to.be.at.most(right);
      }
    }
  });

  it('fits a phone in both languages', async () => {
    await setViewport({ width: 360, height: 640 });
    for (const lang of ['zh-CN', 'en']) {
      for (const data of [leaderProgressFixture(), dutyProgressFixture()]) {
        const progress = await withData(data, lang);
        expect(document.documentElement.scrollWidth, lang).to.equal(360);
        await expect(progress).to.be.accessible();
        progress.remove();
      }
    }
  });
});
