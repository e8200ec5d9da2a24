import { phq9 } from '@xinqiao/instruments/library/phq9';
import { asq } from '@xinqiao/instruments/library/asq';
import { rses } from '@xinqiao/instruments/library/rses';
import { aTimeout, expect, fixture, html, nextFrame, oneEvent } from '@open-wc/testing';
import { sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import type { Answers, Instrument } from '@xinqiao/contract/types';
import { overrideStrings } from '../core/override-strings.ts';
import './define.ts';
import type { Layout, XqAnswerEvent, XqCompleteEvent, XqCriticalEvent, XqPageEvent, XqQuestionnaire } from './index.ts';
import { later } from './hands.fixture.ts';
import { everyTypeFixture, likertFixture } from './questionnaire.fixture.ts';

const inside = <E extends Element = HTMLElement>(form: XqQuestionnaire, selector: string) =>
  form.shadowRoot!.querySelector<E>(selector);
const all = <E extends Element = HTMLElement>(form: XqQuestionnaire, selector: string) => [
  ...form.shadowRoot!.querySelectorAll<E>(selector),
];
const words = (node: Element | null | undefined) => node?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const text = (form: XqQuestionnaire) => words(inside(form, '.card'));
const focused = (form: XqQuestionnaire) => form.shadowRoot!.activeElement as HTMLElement | null;
const item = (form: XqQuestionnaire, id: string) => inside(form, `.item[data-id="${id}"]`)!;

async function click(form: XqQuestionnaire, selector: string): Promise<void> {
  // What comes after the questions is fetched while the first is read; a quick test is there before it.
  while (!inside(form, selector)) await nextFrame();
  inside(form, selector)!.click();
  await form.updateComplete;
  while (inside(form, '.state.loading')) await nextFrame();
}
const primary = (form: XqQuestionnaire) => click(form, 'button.primary');
async function choose(form: XqQuestionnaire, id: string, index: number): Promise<void> {
  item(form, id).querySelectorAll('input')[index]!.click();
  await form.updateComplete;
}
async function type(form: XqQuestionnaire, id: string, value: string): Promise<void> {
  const control = item(form, id).querySelector<HTMLInputElement>('input, textarea')!;
  control.value = value;
  control.dispatchEvent(new Event('input', { bubbles: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
  await form.updateComplete;
}
async function mouseOn(target: Element): Promise<void> {
  target.scrollIntoView({ block: 'center' });
  const { left, top, width, height } = target.getBoundingClientRect();
  await sendMouse({ type: 'click', position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
}

interface Given {
  answers?: Answers;
  layout?: Layout;
  lang?: string;
}
async function open(instrument: Instrument, { answers, layout = 'one', lang = 'zh-CN' }: Given = {}) {
  const form = await fixture<XqQuestionnaire>(
    html`<xq-questionnaire
      lang=${lang}
      layout=${layout}
      .instrument=${instrument}
      .answers=${answers}
    ></xq-questionnaire>`,
  );
  while (!inside(form, '.intro, [role="alert"], .answers')) await nextFrame();
  if (inside(form, '.intro')) await later(form);
  return form;
}
async function begin(instrument: Instrument, given?: Given) {
  const form = await open(instrument, given);
  await primary(form);
  return form;
}
/** PHQ-9 answered with zeros but for these; at the review. */
async function answered(given: Answers = {}, options?: Given) {
  const zeros = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [String(index + 1), 0]));
  const form = await begin(phq9, { answers: { ...zeros, ...given }, layout: 'all', ...options });
  await primary(form);
  return form;
}

describe('xq-questionnaire', function () {
  this.timeout(30_000);
  beforeEach(() => setViewport({ width: 800, height: 900 }));

  it('introduces itself: what, how many, how long, about when, whose, and that one can stop', async () => {
    const form = await open(phq9);
    expect(words(inside(form, '.facts'))).to.equal('9 个问题大约 2 分钟问的是过去两周');
    expect(text(form)).to.include('随时可以停下来');
    expect(words(inside(form, '.credit'))).to.equal(phq9.licences['zh-CN']!.credit);
    expect(all(form, 'input')).to.have.length(0);
    await expect(form).to.be.accessible();
  });

  it('asks one question at a time, its stem in the legend, and only goes on when asked to', async () => {
    const form = await begin(phq9);
    expect(words(inside(form, 'legend'))).to.equal(
      '第 1 题，共 9 题 在过去的两个星期里，你有多少时候受到以下问题所困扰？ 做事时提不起劲或没有兴趣',
    );
    expect(focused(form)?.getAttribute('role')).to.equal('radiogroup');
    await choose(form, '1', 2);
    expect(all(form, 'legend')).to.have.length(1);
    expect(words(inside(form, 'legend'))).to.include('做事时提不起劲');
    expect(words(inside(form, '.where'))).to.equal('第 1 题，共 9 题还剩 8 题');
    await primary(form);
    expect(words(inside(form, 'legend'))).to.include('感到心情低落');
    await click(form, '.bar .quiet');
    expect(inside<HTMLInputElement>(form, 'input:checked')!.value).to.equal('2');
    await expect(form).to.be.accessible();
  });

  it('takes a click anywhere in a row, and rows are at least 44 px high', async () => {
    const form = await begin(phq9);
    const row = all(form, '.option')[1]!;
    expect(row.getBoundingClientRect().height).to.be.at.least(44);
    row.scrollIntoView({ block: 'center' });
    const { right, top, height } = row.getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(right - 8), Math.round(top + height / 2)] });
    expect(form.value).to.deep.equal({ '1': 1 });
  });

  it('is filled in from the keyboard alone, one tab stop a question, from the first to the closing page', async () => {
    const form = await open(phq9);
    inside(form, 'button.primary')!.focus();
    await sendKeys({ press: 'Enter' });
    for (let number = 1; number <= 9; number++) {
      await form.updateComplete;
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Space' });
      if (number === 3) {
        await sendKeys({ press: 'ArrowDown' });
        await sendKeys({ press: 'ArrowDown' });
      }
      expect(focused(form)).to.have.property('type', 'radio');
      await sendKeys({ press: 'Tab' });
      expect(words(focused(form))).to.equal(number === 1 ? '返回' : '上一题');
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Enter' });
    }
    await form.updateComplete;
    expect(words(focused(form))).to.equal('提交之前，再看一眼');
    const complete = oneEvent(form, 'xq-complete') as Promise<XqCompleteEvent>;
    inside(form, '.bar .primary')!.focus();
    await sendKeys({ press: 'Enter' });
    const { detail } = await complete;
    expect(detail.answers).to.deep.equal({ 1: 0, 2: 0, 3: 2, 4: 0, 5: 0, 6: 0, 7: 0, 8: 0, 9: 0 });
    expect(detail.result.scores).to.deep.equal({ total: 2 });
    await form.updateComplete;
    expect(words(focused(form))).to.equal('填完了，谢谢你');
    await expect(form).to.be.accessible();
  });

  it('says beside the question what is missing; the summary takes the focus and leads to the control', async () => {
    const form = await begin(phq9, { layout: 'all' });
    await choose(form, '2', 1);
    await primary(form);
    const summary = inside(form, '.summary')!;
    expect(focused(form)).to.equal(summary);
    expect(words(summary.querySelector('h3'))).to.equal('还有 8 题需要看一下');
    const group = item(form, '3').querySelector('fieldset')!;
    expect(group.getAttribute('aria-invalid')).to.equal('true');
    expect(words(form.shadowRoot!.getElementById(group.getAttribute('aria-describedby')!))).to.include('请回答这一题');
    expect(item(form, '2').querySelector('.fault')).to.equal(null);
    await expect(form).to.be.accessible();

    summary.querySelectorAll('a')[1]!.click();
    expect(item(form, '3').contains(focused(form))).to.equal(true);
    expect(focused(form)).to.have.property('type', 'radio');
    await choose(form, '3', 0);
    expect(item(form, '3').querySelector('.fault')).to.equal(null);
    expect(words(inside(form, '.summary h3'))).to.equal('还有 7 题需要看一下');
  });

  it('lets a question wait, marks it in the review, and asks for it before the end', async () => {
    const form = await begin(phq9);
    await primary(form);
    await click(form, '.skip');
    for (let number = 2; number <= 9; number++) {
      await choose(form, String(number), 0);
      await primary(form);
    }
    expect(text(form)).to.include('还有 1 题没有回答');
    expect(words(all(form, '.answers li')[0])).to.include('还没有回答');
    await expect(form).to.be.accessible();
    await click(form, '.bar .primary');
    expect(focused(form)).to.equal(inside(form, '.summary'));
    await click(form, '.summary a');
    expect(focused(form)).to.have.property('type', 'radio');
    await choose(form, '1', 3);
    expect(words(inside(form, '.bar .primary'))).to.equal('回到检查');
    await primary(form);
    expect(words(all(form, '.answers li')[0])).to.include('几乎每天');
    const complete = oneEvent(form, 'xq-complete');
    await primary(form);
    await complete;
  });

  it('offers help beside a critical answer at once, tells the page once, and never stands in the way', async () => {
    const form = await begin(phq9);
    const told: XqCriticalEvent['detail'][] = [];
    form.addEventListener('xq-critical', event => told.push((event as XqCriticalEvent).detail));
    for (let number = 1; number <= 8; number++) {
      await choose(form, String(number), 0);
      await primary(form);
    }
    expect(inside(form, '.help-card')).to.equal(null);
    await choose(form, '9', 1);
    const card = item(form, '9').querySelector('.help-card')!;
    expect(words(card)).to.include('你不是一个人').and.include('12356');
    expect(words(card)).to.not.include('24 小时');
    expect(words(inside(form, '[role="status"]'))).to.include('你不是一个人');
    await expect(form).to.be.accessible();
    await choose(form, '9', 0);
    expect(item(form, '9').querySelector('.help-card'), 'what was said is not unsaid').to.not.equal(null);
    await click(form, '.bar .quiet');
    expect(all(form, '.help-card'), 'on the page before').to.have.length(1);
    await primary(form);
    await primary(form);
    expect(all(form, '.help-card'), 'in the review').to.have.length(1);
    await primary(form);
    while (!inside(form, '.closing')) await nextFrame();
    expect(all(form, '.closing .help-card')).to.have.length(1);
    expect(told).to.deep.equal([{ item: '9', id: 'suicidal_ideation' }]);
    await expect(form).to.be.accessible();
  });

  it('shows and hides what depends on an answer, and counts what is really left', async () => {
    const form = await begin(asq, { lang: 'en', layout: 'all' });
    expect(words(inside(form, '.where'))).to.equal('4 questions4 left');
    await choose(form, '2', 1);
    expect(item(form, '5').isConnected).to.equal(true);
    expect(words(inside(form, '.where'))).to.equal('5 questions4 left');
    await choose(form, '5', 0);
    await choose(form, '2', 0);
    expect(inside(form, '.item[data-id="5"]')).to.equal(null);
    expect(form.value).to.deep.equal({ '2': 0 });
  });

  it('leaves the focus on the question whose choice is cleared', async () => {
    const form = await begin(everyTypeFixture(), { layout: 'all' });
    await choose(form, 'campus', 0);
    inside(form, '.clear')!.focus();
    await sendKeys({ press: 'Enter' });
    await form.updateComplete;
    expect(form.value).to.deep.equal({});
    expect(focused(form)!.closest<HTMLElement>('.item')!.dataset['id']).to.equal('campus');
  });

  it('asks every type of item by mouse', async () => {
    const form = await begin(everyTypeFixture(), { layout: 'all' });
    await mouseOn(item(form, 'hours').querySelector('input')!);
    await sendKeys({ type: '7.5' });
    const slider = item(form, 'fresh').querySelector('input')!;
    expect(words(item(form, 'fresh').querySelector('output'))).to.equal('还没有选');
    await mouseOn(item(form, 'fresh').querySelector('.legend')!);
    expect(words(item(form, 'fresh').querySelector('output')), 'the question is no answer').to.equal('还没有选');
    await mouseOn(slider);
    expect(words(item(form, 'fresh').querySelector('output'))).to.equal('5');
    await mouseOn(item(form, 'free-time').querySelectorAll('.option')[0]!);
    await mouseOn(item(form, 'free-time').querySelectorAll('.option')[2]!);
    await mouseOn(item(form, 'campus').querySelectorAll('.option')[0]!);
    await mouseOn(item(form, 'joy').querySelector('textarea')!);
    await sendKeys({ type: 'noodles' });
    expect(form.value).to.deep.equal({
      hours: 7.5,
      fresh: 5,
      'free-time': ['sport', 'friends'],
      campus: 1,
      joy: 'noodles',
    });
    expect(words(inside(form, '.where'))).to.include('5 个问题');
    expect(words(inside(form, '.where'))).to.not.include('还剩');
    await expect(form).to.be.accessible();
    await primary(form);
    expect(all(form, '.answer').map(words)).to.deep.equal(['7.5 小时', '5', '运动、和朋友在一起', '住校', 'noodles']);
  });

  it('asks every type of item by keyboard', async () => {
    const form = await begin(everyTypeFixture(), { layout: 'all' });
    item(form, 'hours').querySelector('input')!.focus();
    await sendKeys({ type: '8' });
    await sendKeys({ press: 'Enter' });
    expect(inside(form, '.summary'), 'Enter in a page of many does not leave it').to.equal(null);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Space' });
    expect(form.value['fresh'], 'the untouched middle').to.equal(5);
    await sendKeys({ press: 'ArrowRight' });
    expect(form.value['fresh']).to.equal(6);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Space' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Space' });
    expect(form.value['free-time'], '“none of these” clears the others').to.deep.equal(['none']);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Space' });
    expect(form.value['campus']).to.equal(1);
    await sendKeys({ press: 'Tab' });
    expect(words(focused(form))).to.equal('清除选择');
    await sendKeys({ press: 'Enter' });
    expect(form.value).to.not.have.property('campus');
  });

  it('reads full-width digits, and says what is wrong with a number without touching it', async () => {
    const form = await begin(everyTypeFixture(), { layout: 'all' });
    await type(form, 'hours', '７．５');
    expect(form.value['hours']).to.equal(7.5);
    for (const [typed, says] of [
      ['99', '不在可以填的范围里'],
      ['seven', '请填一个数字'],
      ['1e3', '请填一个数字'],
    ] as const) {
      await type(form, 'hours', typed);
      const input = item(form, 'hours').querySelector('input')!;
      expect(input.value).to.equal(typed);
      expect(input.getAttribute('aria-invalid')).to.equal('true');
      expect(words(item(form, 'hours').querySelector('.fault'))).to.include(says);
      expect(input.getAttribute('aria-describedby')).to.include(item(form, 'hours').querySelector('.fault')!.id);
    }
    await expect(form).to.be.accessible();
  });

  it('refuses a megabyte of text beside the item, keeps it, and takes the shorter one', async () => {
    const form = await begin(everyTypeFixture(), { layout: 'all', answers: { campus: 1 } });
    const long = '长'.repeat(1_000_000);
    await type(form, 'joy', long);
    expect(words(item(form, 'joy').querySelector('.fault'))).to.include('文字太长了');
    expect(item(form, 'joy').querySelector('textarea')!.value).to.have.length(1_000_000);
    await primary(form);
    expect(focused(form)).to.equal(inside(form, '.summary'));
    await type(form, 'joy', 'a\uDC00');
    expect(words(item(form, 'joy').querySelector('.fault'))).to.include('无法保存的字符');
    await type(form, 'joy', '短');
    expect(item(form, 'joy').querySelector('.fault')).to.equal(null);
    expect(words(item(form, 'joy').querySelector('.count'))).to.equal('1 / 200 字');
  });

  it('shows a scale in the language it has, marks it, and says so in one sentence', async () => {
    const form = await open(rses, { lang: 'zh-CN' });
    while (!inside(form, '.notice')) await nextFrame();
    expect(text(form)).to.include('这份量表目前只有英语版');
    await primary(form);
    const legend = inside(form, 'legend .text')!;
    expect(words(legend)).to.include('satisfied with myself');
    expect(legend.closest('[lang]')?.getAttribute('lang')).to.equal('en');
    expect(inside(form, '.option span')!.closest('[lang]')?.getAttribute('lang')).to.equal('en');
    await expect(form).to.be.accessible();
  });

  it('follows the language of the page while it is filled in, and loses nothing', async () => {
    const form = await begin(phq9);
    await choose(form, '1', 3);
    form.lang = 'en';
    while (!words(inside(form, 'legend')).includes('Little interest')) await nextFrame();
    expect(words(inside(form, '.where'))).to.equal('Question 1 of 109 left');
    expect(form.value).to.deep.equal({ '1': 3 });
    await expect(form).to.be.accessible();
  });

  it('says that an interview is asked by a trained adult', async () => {
    const form = await open(asq, { lang: 'en' });
    expect(text(form)).to.include('asked in person by a trained adult');
  });

  it('scores in the browser when it stands alone, once however often the button is pressed', async () => {
    const form = await answered({ 9: 1 });
    const done: XqCompleteEvent['detail'][] = [];
    form.addEventListener('xq-complete', event => done.push((event as XqCompleteEvent).detail));
    const button = inside(form, '.bar .primary')!;
    button.click();
    button.click();
    while (!inside(form, '.closing')) await nextFrame();
    expect(done).to.have.length(1);
    expect(done[0]!.instrumentId).to.equal('phq9');
    expect(done[0]!.result.status).to.equal('complete');
    expect(done[0]!.result.critical).to.deep.equal([{ id: 'suicidal_ideation', item: '9', value: 1 }]);
    expect(text(form)).to.not.match(/抑郁|总分|轻度/);
  });

  it('tells the page each answer and each step', async () => {
    const form = await open(phq9);
    const told: unknown[] = [];
    form.addEventListener('xq-answer', event => told.push((event as XqAnswerEvent).detail));
    form.addEventListener('xq-page', event => told.push((event as XqPageEvent).detail));
    await primary(form);
    await choose(form, '1', 2);
    await primary(form);
    expect(told).to.deep.equal([
      { phase: 'questions', index: 0, count: 9, items: ['1'] },
      { item: '1', value: 2 },
      { phase: 'questions', index: 1, count: 9, items: ['2'] },
    ]);
  });

  it('asks before unsent answers are left, and only then', async () => {
    const leaves = () => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return !event.defaultPrevented;
    };
    const form = await begin(phq9);
    expect(leaves()).to.equal(true);
    await choose(form, '1', 0);
    expect(leaves()).to.equal(false);
    const { parentElement } = form;
    form.remove();
    expect(leaves(), 'while it is not on the page').to.equal(true);
    parentElement!.append(form);
    expect(leaves(), 'put back').to.equal(false);
    await form.updateComplete;
    expect(inside<HTMLInputElement>(form, 'input:checked')!.value).to.equal('0');
    form.reset();
    expect(leaves()).to.equal(true);
  });

  it('forgets everything on reset', async () => {
    const form = await begin(phq9);
    await choose(form, '1', 3);
    form.reset();
    await form.updateComplete;
    expect(inside(form, '.intro')).to.not.equal(null);
    expect(form.value).to.deep.equal({});
    await primary(form);
    expect(inside(form, 'input:checked')).to.equal(null);
  });

  it('keeps nothing in the browser where it stands alone', async () => {
    // Pages of other tests share the storage: what counts is whether this one opens any.
    const opened: string[] = [];
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (...given) {
      opened.push(given[0]);
      return open.apply(this, given);
    };
    try {
      const form = await begin(phq9);
      await choose(form, '1', 3);
      await primary(form);
    } finally {
      IDBFactory.prototype.open = open;
    }
    expect(opened).to.deep.equal([]);
    expect(localStorage.length + sessionStorage.length).to.equal(0);
    expect(document.cookie).to.equal('');
  });

  it('can be disabled at any moment, and shows answers as text when it is only to be read', async () => {
    const form = await begin(phq9, { answers: { 1: 2 } });
    form.disabled = true;
    await form.updateComplete;
    expect(all<HTMLInputElement>(form, 'input').every(({ disabled }) => disabled)).to.equal(true);
    inside(form, '.option')!.click();
    expect(form.value).to.deep.equal({ '1': 2 });
    form.disabled = false;
    form.readonly = true;
    await form.updateComplete;
    expect(all(form, 'input, button')).to.have.length(0);
    while (!inside(form, '.answers li')) await nextFrame();
    expect(words(all(form, '.answers li')[0])).to.include('一半以上的天数');
    await expect(form).to.be.accessible();
  });

  it('gives the same whether properties are set before or after it is connected', async () => {
    const form = document.createElement('xq-questionnaire');
    const host = await fixture<HTMLElement>(html`<div lang="zh-CN"></div>`);
    host.append(form);
    await form.updateComplete;
    form.layout = 'one';
    form.answers = { '1': 3 };
    form.instrument = phq9;
    while (!inside(form, '.intro')) await nextFrame();
    expect(form.value).to.deep.equal({ '1': 3 });
    form.answers = { '2': 1 };
    await form.updateComplete;
    expect(form.value).to.deep.equal({ '2': 1 });
    form.instrument = asq;
    await form.updateComplete;
    expect(form.value, 'answers of another form').to.deep.equal({});
  });

  it('takes the layout from the room it has', async () => {
    const form = await fixture<XqQuestionnaire>(html`<xq-questionnaire .instrument=${phq9}></xq-questionnaire>`);
    while (!inside(form, '.intro')) await nextFrame();
    await primary(form);
    expect(all(form, '.item')).to.have.length(9);
    await setViewport({ width: 360, height: 740 });
    const narrow = await fixture<XqQuestionnaire>(html`<xq-questionnaire .instrument=${phq9}></xq-questionnaire>`);
    while (!inside(narrow, '.intro')) await nextFrame();
    await primary(narrow);
    expect(all(narrow, '.item')).to.have.length(1);
    expect(document.documentElement.scrollWidth).to.be.at.most(360);
  });

  it('draws five hundred questions, and an answer redraws its own item only', async () => {
    // A replaced string must not make every item look new.
    overrideStrings('xq-questionnaire', 'zh-CN', { allAnswered: '好了' });
    const form = await begin(likertFixture(500), { layout: 'all' });
    expect(all(form, '.item')).to.have.length(500);
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver(records => changes.push(...records));
    observer.observe(inside(form, '.items')!, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    await choose(form, 'q250', 2);
    await nextFrame();
    observer.disconnect();
    expect(changes.filter(({ target }) => !item(form, 'q250').contains(target))).to.deep.equal([]);
    expect(words(inside(form, '.where'))).to.equal('500 个问题还剩 499 题，约 67 分钟');
  });
});

describe('xq-questionnaire and what a host passes in', () => {
  let warnings: string[];
  const { warn } = console;
  beforeEach(() => {
    warnings = [];
    console.warn = (message: string) => void warnings.push(message);
  });
  afterEach(() => {
    console.warn = warn;
  });

  it('shows a calm state and warns once for a definition that cannot be used', async () => {
    const broken = { ...phq9, items: [] };
    const form = await fixture<XqQuestionnaire>(
      html`<xq-questionnaire lang="zh-CN" .instrument=${broken}></xq-questionnaire>`,
    );
    while (!inside(form, '[role="alert"]')) await nextFrame();
    expect(words(inside(form, '[role="alert"]'))).to.include('暂时没能打开');
    expect(words(inside(form, '.help-lines'))).to.include('12356');
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.include('<xq-questionnaire>').and.include('/items');
    await expect(form).to.be.accessible();
  });

  it('checks a definition that is given to it, unless it is trusted', async () => {
    const unchecked: Instrument = { ...phq9, licences: {} };
    const refused = document.createElement('xq-questionnaire');
    const told = oneEvent(refused, 'xq-error');
    refused.instrument = unchecked;
    (await fixture<HTMLElement>(html`<div></div>`)).append(refused);
    expect((await told).detail.error)
      .to.be.an('error')
      .with.property('findings').that.is.not.empty;
    const shown = await fixture<XqQuestionnaire>(
      html`<xq-questionnaire trusted .instrument=${unchecked}></xq-questionnaire>`,
    );
    while (!inside(shown, '.intro')) await nextFrame();
    expect(text(shown)).to.include('不会发送给任何人');
  });

  it('never throws, whatever is set as a definition', async () => {
    for (const value of [null, 4, 'phq9', [], {}, { __proto__: null }]) {
      const form = await fixture<XqQuestionnaire>(
        html`<xq-questionnaire .instrument=${value as never}></xq-questionnaire>`,
      );
      await aTimeout(20);
      expect(form.value).to.deep.equal({});
      expect(inside(form, '.state')).to.not.equal(null);
    }
  });

  it('reports answers that do not fit, without their value, and asks the rest', async () => {
    const form = document.createElement('xq-questionnaire');
    Object.assign(form, { lang: 'zh-CN', instrument: phq9, answers: { 1: 'geheim', nobody: 'geheim', 2: 1 } });
    const told = oneEvent(form, 'xq-error');
    (await fixture<HTMLElement>(html`<div></div>`)).append(form);
    const { detail } = await told;
    expect(detail.error).to.be.an('error').with.property('refused').that.has.length(2);
    expect(form.value).to.deep.equal({ '2': 1 });
    expect(warnings).to.have.length(1);
    expect(warnings.join()).to.not.include('geheim');
  });

  it('says that a scale without wording has none', async () => {
    const { stem: _stem, loinc: _loinc, ...rest } = phq9;
    const keysOnly: Instrument = {
      ...rest,
      items: phq9.items.slice(0, 9).map(({ id }) => ({ type: 'number', id, min: 0, max: 3, integer: true })),
      responseSets: [],
      licences: { 'zh-CN': { ship: 'keys-only', status: 'Licensed by the school.' } },
    };
    const form = await fixture<XqQuestionnaire>(
      html`<xq-questionnaire lang="zh-CN" .instrument=${keysOnly}></xq-questionnaire>`,
    );
    while (!/没有题目文字|暂时没能打开/.test(text(form))) await nextFrame();
    expect(text(form)).to.include('没有题目文字');
    expect(warnings).to.have.length(1);
  });

  it('names the layouts there are when it is given another', async () => {
    const form = await fixture<XqQuestionnaire>(
      html`<xq-questionnaire layout="grid" .instrument=${phq9}></xq-questionnaire>`,
    );
    while (!inside(form, '.intro')) await nextFrame();
    expect(warnings.join()).to.include('"one", "all", "section", "matrix"');
  });
});
