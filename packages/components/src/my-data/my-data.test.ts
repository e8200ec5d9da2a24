import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { MyDataCopy } from '@xinqiao/contract/types';
import { XinqiaoClient } from '@xinqiao/sdk';
import { clientOf, people, untilTrue } from '../testing/client.ts';
import { testService } from '../testing/service.ts';
import { correctionFixture, erasureFixture, myDataFixture } from './my-data.fixture.ts';
import './define.ts';
import type { XqMyData } from './index.ts';
import { copyPage } from './page.ts';
import { strings } from './strings.ts';

const words = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim();
const one = <T extends HTMLElement = HTMLElement>(element: XqMyData, selector: string) =>
  element.shadowRoot!.querySelector<T>(selector);
const withData = (data = myDataFixture(), lang = 'zh-CN') =>
  fixture<XqMyData>(html`<xq-my-data lang=${lang} .data=${data}></xq-my-data>`);

/** What the element gives the browser to save. */
async function downloaded(act: () => void): Promise<{ name: string; text: string }> {
  const click = HTMLAnchorElement.prototype.click;
  try {
    return await new Promise((resolve, reject) => {
      HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
        fetch(this.href)
          .then(response => response.text())
          .then(text => resolve({ name: this.download, text }), reject);
      };
      act();
    });
  } finally {
    HTMLAnchorElement.prototype.click = click;
  }
}

describe('xq-my-data', function () {
  this.timeout(60_000);

  for (const lang of ['zh-CN', 'en'] as const) {
    it(`says in plain words what is kept, and how long (${lang})`, async () => {
      const element = await withData(myDataFixture({ corrections: [correctionFixture()] }), lang);
      const first = words(one(element, '.kinds li'));
      expect(first).to.equal(
        lang === 'en'
          ? 'Basic facts1 record Name, student number, date of birth, class and dormitory.'
          : '基本信息1 条 姓名、学号、出生日期、班级和宿舍。',
      );
      expect(words(one(element, '.card'))).to.include(
        lang === 'en' ? 'Unless said otherwise: deleted 3 years after you leave' : '都在毕业或离校 3 年后删除',
      );
      expect(words(one(element, '.kinds li:last-child'))).to.include(lang === 'en' ? '1 day after' : '1 天后删除');
      expect(words(one(element, '.requests'))).to.include(lang === 'en' ? 'Waiting for an answer' : '等待答复');
      await expect(element).to.be.accessible();
    });
  }

  it('asks before it erases, says what cannot be undone, and goes back without a trace', async () => {
    const element = await withData();
    one(element, '#erase')!.click();
    await element.updateComplete;
    expect(words(one(element, '.steps'))).to.include('删除以后就找不回来了');
    expect(element.shadowRoot!.activeElement?.id).to.equal('confirm');
    await expect(element).to.be.accessible();
    one(element, '#confirm-no')!.click();
    await element.updateComplete;
    expect(one(element, '.steps')).to.equal(null);
    expect(element.shadowRoot!.activeElement?.id).to.equal('erase');
  });

  it('shows every state of a request, and offers no second erasure while one is on its way', async () => {
    const element = await withData(
      myDataFixture({
        corrections: [
          correctionFixture({ state: 'accepted', answer: '已改到二班。', answeredAt: '2026-11-21T10:00:00+08:00' }),
          correctionFixture({ id: 'c-2', state: 'declined', answer: '名册上是一班。' }),
        ],
        erasures: [
          erasureFixture(),
          erasureFixture({ id: 'e-2', state: 'held' }),
          erasureFixture({ id: 'e-3', campaignId: 'c', state: 'done' }),
          erasureFixture({ id: 'e-4', campaignId: 'c', state: 'cancelled' }),
        ],
      }),
    );
    const text = words(one(element, '.requests'))!;
    for (const told of [
      '已更正：已改到二班。',
      '没有更正：名册上是一班。',
      '2026年11月29日 起删除',
      '关系到安全',
      '已删除',
      '重新同意',
    ])
      expect(text).to.include(told);
    expect(one(element, '#erase')).to.equal(null);
    await expect(element).to.be.accessible();
  });

  it('takes a correction to the service, after what is missing is said', async () => {
    const { client, connection } = await clientOf('my-data', 'student');
    const element = await fixture<XqMyData>(html`<xq-my-data lang="zh-CN" .client=${client}></xq-my-data>`);
    await untilTrue(() => one(element, '#correct') !== null);
    one(element, '#correct')!.click();
    await element.updateComplete;
    await expect(element).to.be.accessible();
    const form = one<HTMLFormElement>(element, 'form')!;
    form.requestSubmit();
    await untilTrue(() => element.shadowRoot!.activeElement?.id === 'wrong');
    expect(one(element, '#wrong')!.getAttribute('aria-invalid')).to.equal('true');
    await expect(element).to.be.accessible();
    one<HTMLTextAreaElement>(element, '#wrong')!.value = '宿舍不对';
    one<HTMLTextAreaElement>(element, '#right')!.value = '我住 302';
    connection.broken = true;
    form.requestSubmit();
    await untilTrue(() => one(element, 'form .error') !== null && words(form)!.includes('没有提交成功'));
    expect(one<HTMLTextAreaElement>(element, '#wrong')!.value).to.equal('宿舍不对');
    connection.broken = false;
    setTimeout(() => form.requestSubmit());
    const { detail } = await oneEvent(element, 'xq-data-request');
    expect(detail.kind).to.equal('correction');
    await untilTrue(() => words(one(element, '.requests'))?.includes('宿舍不对 → 我住 302') ?? false);
    expect((await client.corrections.list()).data[0]!.id).to.equal(detail.id);
  });

  it('keeps what is being written while the person reads what erasing means, and takes it while a copy is prepared', async () => {
    const service = testService('my-data');
    let release = () => {};
    const client = new XinqiaoClient({
      baseUrl: service.baseUrl,
      fetchSession: () => service.session(people.student),
      fetch: async request => {
        if (/my-data\/copy/.test(request.url)) await new Promise<void>(resolve => (release = resolve));
        return fetch(request);
      },
    });
    const element = await fixture<XqMyData>(html`<xq-my-data lang="zh-CN" .client=${client}></xq-my-data>`);
    await untilTrue(() => one(element, '#correct') !== null);
    one(element, '#correct')!.click();
    await element.updateComplete;
    one<HTMLTextAreaElement>(element, '#wrong')!.value = '班级写错了，我写了很久';
    one<HTMLTextAreaElement>(element, '#right')!.value = '二班';
    one(element, '#erase')!.click();
    await element.updateComplete;
    expect(element.shadowRoot!.activeElement?.id).to.equal('confirm');
    await expect(element).to.be.accessible();
    one(element, '#confirm-no')!.click();
    await element.updateComplete;
    expect(one<HTMLTextAreaElement>(element, '#wrong')?.value).to.equal('班级写错了，我写了很久');

    const copied = downloaded(() => one(element, '#json')!.click());
    await untilTrue(() => words(one(element, '#json')) === '正在准备…');
    setTimeout(() => one<HTMLFormElement>(element, 'form')!.requestSubmit());
    await oneEvent(element, 'xq-data-request');
    await untilTrue(() => words(one(element, '.requests'))!.includes('我写了很久'));
    release();
    expect((await copied).name).to.match(/\.json$/);
  });

  it('says of an erasure that could not be sent, and of one that is held, what is so', async () => {
    const { client, connection } = await clientOf('my-data', 'student');
    const element = await fixture<XqMyData>(html`<xq-my-data lang="zh-CN" .client=${client}></xq-my-data>`);
    await untilTrue(() => one(element, '#erase') !== null);
    one(element, '#erase')!.click();
    await element.updateComplete;
    connection.broken = true;
    one(element, '#confirm-yes')!.click();
    await untilTrue(() => one(element, '[role="group"] .error') !== null);
    expect(words(one(element, '[role="group"] .error'))).to.equal('没有提交成功，请再点一次。');
    const held = await withData(myDataFixture({ erasures: [erasureFixture({ state: 'held' })] }));
    const section = one(held, '#erase-title')!.parentElement;
    expect(words(section)).to.include('关系到安全的内容先留着').and.to.not.include('起删除');
  });

  it('gives the copy as data and as a page to read', async () => {
    const { client } = await clientOf('my-data', 'student');
    const element = await fixture<XqMyData>(html`<xq-my-data lang="zh-CN" .client=${client}></xq-my-data>`);
    await untilTrue(() => one(element, '#json') !== null);
    const json = await downloaded(() => one(element, '#json')!.click());
    expect(json.name).to.match(/^xinqiao-9900010001-\d{4}-\d\d-\d\d\.json$/);
    const copy = JSON.parse(json.text) as MyDataCopy;
    expect(copy.format).to.equal('xinqiao-my-data-1');
    await untilTrue(() => words(one(element, '#json')) === '下载数据文件（JSON）');
    const page = await downloaded(() => one(element, '#page')!.click());
    expect(page.name).to.match(/\.html$/);
    expect(page.text).to.include(copy.student.name).and.to.include(copy.student.studentNumber);
  });

  it('withdraws and erases, once the person has confirmed', async () => {
    const { client } = await clientOf('my-data', 'seniorStudent');
    const element = await fixture<XqMyData>(html`<xq-my-data lang="zh-CN" .client=${client}></xq-my-data>`);
    await untilTrue(() => one(element, '#erase') !== null);
    one(element, '#erase')!.click();
    await element.updateComplete;
    setTimeout(() => one(element, '#confirm-yes')!.click());
    const { detail } = await oneEvent(element, 'xq-data-request');
    expect(detail.kind).to.equal('erasure');
    await untilTrue(() => one(element, '.steps') === null);
    expect(words(one(element, '.card'))).to.include('已经撤回');
    expect((await client.erasures.list()).data[0]!.state).to.equal('waiting');
    await expect(element).to.be.accessible();
  });

  it('says how to go on without a network, and shows staff nothing', async () => {
    const { client, connection } = await clientOf('my-data', 'student');
    connection.broken = true;
    const element = await fixture<XqMyData>(html`<xq-my-data lang="zh-CN" .client=${client}></xq-my-data>`);
    await untilTrue(() => words(one(element, '.card'))!.includes('现在连不上网络'));
    await expect(element).to.be.accessible();
    connection.broken = false;
    await element.refresh();
    await untilTrue(() => one(element, '.kinds') !== null);
    connection.broken = true;
    await element.refresh();
    await untilTrue(() => one(element, '.stale') !== null);
    const { client: staff } = await clientOf('my-data', 'counsellor');
    element.client = staff;
    await untilTrue(() => words(one(element, '.card'))!.includes('这里没有可以查看的内容'));
  });
});

describe('the page to read', () => {
  it('is one file that loads nothing and runs nothing, with every text escaped and questions in words', async () => {
    const { client } = await clientOf('my-data', 'student');
    const copy = await client.myData.copy();
    const phq9 = await client.instruments.get('phq9');
    const evil = '<script>alert(1)</script>';
    const page = copyPage(
      {
        ...copy,
        student: { ...copy.student, name: evil },
        responses: [
          {
            id: 'r',
            assignmentId: 'a',
            campaignTitle: { 'zh-CN': evil },
            instrumentId: 'phq9',
            instrumentVersion: phq9.version,
            title: phq9.title,
            language: 'zh-CN',
            receivedAt: '2026-11-25T10:00:00+08:00',
            answers: { '1': 3, '10': null, unknown: evil },
            feedback: [{ scaleId: 'total', level: null, score: 136 / 90, min: 0, max: 27 }],
          },
        ],
        reasons: [{ code: 'away', at: '2026-11-20T10:00:00+08:00', title: { 'zh-CN': evil } }],
        drafts: [
          {
            attemptId: 'd',
            assignmentId: 'b',
            campaignTitle: { 'zh-CN': '秋季测评' },
            instrumentId: 'phq9',
            instrumentVersion: phq9.version,
            title: phq9.title,
            language: 'zh-CN',
            savedAt: '2026-11-26T10:00:00+08:00',
            answers: { '2': 0 },
          },
        ],
        consents: (['student', 'guardian'] as const).map(by => ({
          ...{
            id: by,
            campaignId: 'none',
            studentId: copy.student.id,
            version: '1',
            by,
            state: 'guardian-refused' as const,
          },
          ...{ decision: by === 'student' ? ('given' as const) : ('refused' as const) },
          decidedAt: '2026-11-20T10:00:00+08:00',
        })),
      },
      new Map([[`phq9 ${phq9.version}`, phq9]]),
      'zh-CN',
      strings['zh-CN'],
    );
    const parsed = new DOMParser().parseFromString(page, 'text/html');
    expect(parsed.querySelectorAll('script, link, img, iframe, [onerror], [src]')).to.have.length(0);
    expect(parsed.documentElement.lang).to.equal('zh-CN');
    expect(parsed.body.textContent).to.include(evil);
    // Left open is no answer, and a guardian's decision is not the child's.
    expect([...parsed.querySelectorAll('td')].map(cell => cell.textContent))
      .to.include('—')
      .and.not.to.include('null');
    const decided = [...parsed.querySelectorAll('li')].map(one => one.textContent!.trim());
    expect(decided.filter(one => one.startsWith('2026年11月20日 10:00'))).to.deep.equal([
      '2026年11月20日 10:00  同意',
      '2026年11月20日 10:00  没有同意 (家长或监护人)',
    ]);
    const item = phq9.items.find(({ id }) => id === '1')!;
    expect(parsed.body.textContent).to.include((item as { text: Record<string, string> }).text['zh-CN']);
    expect([...parsed.querySelectorAll('td')].map(cell => cell.textContent))
      .to.include('几乎每天')
      .and.to.include('完全不会');
    expect(parsed.body.textContent).to.match(/: 1\.51\s/);
    expect(parsed.body.textContent).to.include(`2026年11月20日 ${evil}: 实习或交流在外`);
    expect(parsed.body.textContent).to.include('开始填写，还没有提交。最后保存于 2026年11月26日');
  });
});
