import { aTimeout, expect, fixture, html, nextFrame, oneEvent } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { Instrument } from '@xinqiao/contract/types';
import { asq } from '@xinqiao/instruments/library/asq';
import { phq9 } from '@xinqiao/instruments/library/phq9';
import { html as lit } from 'lit';
import './define.ts';
import {
  all,
  begin,
  choose,
  focused,
  inside,
  item,
  later,
  mouseOn,
  open,
  press,
  until,
  words,
} from './hands.fixture.ts';
import { registerControl, type XqCompleteEvent, type XqPageEvent, type XqQuestionnaire } from './index.ts';
import { everyTypeFixture, likertFixture } from './questionnaire.fixture.ts';

const asked = (form: XqQuestionnaire) => words(inside(form, 'legend .text > span:last-child'));
const shownIds = (form: XqQuestionnaire) => all(form, '.item').map(({ dataset }) => dataset['id']);

/** What a radio button is called: the texts that name it, in their order. */
const named = (form: XqQuestionnaire, control: Element) =>
  (control.getAttribute('aria-labelledby') ?? '').split(' ').map(id => words(form.shadowRoot!.getElementById(id)));

describe('the layouts of xq-questionnaire', function () {
  this.timeout(30_000);
  beforeEach(() => setViewport({ width: 1000, height: 900 }));

  it('shows questions with the same options as a table; a cell says its column and its row', async () => {
    const form = await begin(phq9, { layout: 'matrix' });
    expect(all(form, '.row[role="radiogroup"]')).to.have.length(9);
    const columns = phq9.responseSets![0]!.options.map(({ label }) => label['zh-CN']!);
    expect(all(form, '.row.head .cells > span').slice(0, 4).map(words)).to.deep.equal(columns);
    const cell = item(form, '2').querySelectorAll('input')[1]!;
    expect(named(form, cell)).to.deep.equal([columns[1], phq9.items[1]!.text!['zh-CN']]);
    for (const label of all(form, '.cell')) {
      const { width, height } = label.getBoundingClientRect();
      expect(Math.min(width, height)).to.be.at.least(44);
    }
    await mouseOn(cell.parentElement!);
    await sendKeys({ press: 'ArrowRight' });
    expect(form.value).to.deep.equal({ '2': 2 });
    await expect(form).to.be.accessible();
  });

  it('makes cards of the table under 640 px, and keeps every answer on the way there and back', async () => {
    const form = await begin(phq9, { layout: 'matrix' });
    for (let number = 1; number <= 9; number++) await choose(form, String(number), number % 4);
    const { value } = form;
    item(form, '3').querySelector<HTMLInputElement>(':checked')!.focus();
    const isHeld = () => focused(form)?.closest<HTMLElement>('.item')?.dataset['id'] === '3';
    await setViewport({ width: 360, height: 700 });
    await until(() => all(form, '.option').length === 36);
    await until(isHeld);
    expect(all(form, '.row')).to.have.length(0);
    expect(form.value).to.deep.equal(value);
    expect(item(form, '3').querySelector<HTMLInputElement>(':checked')!.value).to.equal('3');
    await expect(form).to.be.accessible();
    await setViewport({ width: 1000, height: 700 });
    await until(() => all(form, '.row[role="radiogroup"]').length === 9);
    await until(isHeld);
    expect(form.value).to.deep.equal(value);
  });

  it('loses no answer when layout, language or client change in the middle', async () => {
    const form = await begin(phq9, { layout: 'one' });
    await choose(form, '1', 3);
    await press(form, 'button.primary');
    await choose(form, '2', 1);
    for (const layout of ['matrix', 'section', 'all', 'one'] as const) {
      form.layout = layout;
      await form.updateComplete;
      await until(() => (layout === 'matrix' ? inside(form, '.row') : inside(form, 'legend')));
      expect(item(form, '2').querySelector<HTMLInputElement>(':checked')!.value).to.equal('1');
    }
    form.setAttribute('lang', 'en');
    await until(() => words(inside(form, '.bar .primary')) === 'Next');
    form.client = {} as never;
    await form.updateComplete;
    expect(form.value).to.deep.equal({ '1': 3, '2': 1 });
    expect(item(form, '2').querySelector<HTMLInputElement>(':checked')!.value).to.equal('1');
  });

  it('draws an order by lot, keeps it, and scores by what was chosen and not where it stood', async () => {
    const given = { layout: 'all', shuffle: 'items options', seed: '4' };
    const form = await begin(likertFixture(9), given);
    const order = shownIds(form);
    expect(order).to.not.deep.equal(likertFixture(9).items.map(({ id }) => id));
    expect([...order].sort()).to.deep.equal(
      likertFixture(9)
        .items.map(({ id }) => id)
        .sort(),
    );
    const labels = all(form, '.item:first-child .option').map(words);
    expect([labels[0], labels[4]].sort()).to.deep.equal(['完全不符合', '完全符合']);
    await mouseOn(inside(form, '.item:first-child .option')!);
    expect(form.value).to.deep.equal({ [order[0]!]: labels[0] === '完全不符合' ? 0 : 4 });
    form.layout = 'one';
    await until(() => all(form, '.item').length === 1);
    expect(shownIds(form)).to.deep.equal([order[0]]);
    expect(shownIds(await begin(likertFixture(9), given))).to.deep.equal(order);
    const drawn = await begin(likertFixture(1), { layout: 'all', shuffle: 'options' });
    for (const index of [0, 1, 2]) await choose(drawn, 'q1', index);
    await press(drawn, '.bar .primary');
    const complete = oneEvent(drawn, 'xq-complete') as Promise<XqCompleteEvent>;
    await press(drawn, '.review .primary');
    const { seed, shuffle, changes, timings, visibleTime } = (await complete).detail;
    expect(shuffle).to.deep.equal(['options']);
    expect(seed).to.be.within(0, 2 ** 32 - 1);
    expect(changes).to.deep.equal({ q1: 2 });
    expect(Object.keys(timings)).to.deep.equal(['q1']);
    expect(visibleTime).to.be.at.least(timings['q1']!);
  });

  it('draws a seed where the page gives none that can be sent, and says so once', async () => {
    const warnings: string[] = [];
    const { warn } = console;
    console.warn = message => warnings.push(String(message));
    try {
      for (const seed of ['20261128001', '-1', '1.5', 'mine']) {
        const form = await begin(likertFixture(1), { layout: 'all', shuffle: 'items', seed });
        form.reset();
        await until(() => inside(form, '.intro'));
        await press(form, '.primary');
        await choose(form, 'q1', 0);
        await press(form, '.bar .primary');
        const complete = oneEvent(form, 'xq-complete') as Promise<XqCompleteEvent>;
        await press(form, '.review .primary');
        expect((await complete).detail.seed! >>> 0).to.equal((await complete).detail.seed);
      }
    } finally {
      console.warn = warn;
    }
    expect(warnings).to.have.length(4);
    expect(warnings[0]).to.include('4294967295');
  });

  it('asks anew what an answer changed in the review decides, and leaves what it hides out of the result', async () => {
    const form = await begin(asq, { lang: 'en', layout: 'one' });
    for (const index of [1, 0, 0, 0, 1]) {
      await choose(form, shownIds(form)[0]!, index);
      await press(form, '.bar .primary');
    }
    await until(() => inside(form, '.review'));
    expect(all(form, '.answers li')).to.have.length(5);
    await press(form, '.answers li:first-child button');
    await choose(form, '1', 0);
    await press(form, '.bar .primary');
    await until(() => inside(form, '.review'));
    expect(all(form, '.answers li')).to.have.length(4);
    const complete = oneEvent(form, 'xq-complete') as Promise<XqCompleteEvent>;
    await press(form, '.bar .primary');
    expect((await complete).detail.answers).to.not.have.property('5');
  });
});

describe('xq-questionnaire by keyboard', function () {
  this.timeout(30_000);
  beforeEach(() => setViewport({ width: 800, height: 900 }));

  it('chooses by number only while the question has the focus, and not where that is switched off', async () => {
    const form = await begin(phq9, { layout: 'one' });
    expect(focused(form)?.classList.contains('question')).to.equal(true);
    await sendKeys({ press: '3' });
    expect(form.value).to.deep.equal({ '1': 2 });
    expect(focused(form)).to.have.property('type', 'radio');
    await sendKeys({ press: '9' });
    expect(form.value).to.deep.equal({ '1': 2 });
    inside(form, '.bar .primary')!.focus();
    await sendKeys({ press: '1' });
    expect(form.value, 'the focus is on a button').to.deep.equal({ '1': 2 });
    form.noShortcuts = true;
    item(form, '1').querySelector<HTMLElement>(':checked')!.focus();
    await sendKeys({ press: '1' });
    expect(form.value, 'switched off').to.deep.equal({ '1': 2 });
  });

  it('goes through the form by one pattern: Enter and Page Down on, Page Up back, to the review and not past it', async () => {
    const form = await open(phq9, { layout: 'one' });
    inside(form, 'h2')!.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => inside(form, 'form.questions'));
    await sendKeys({ press: 'Enter' });
    await until(() => inside(form, '.summary'));
    expect(focused(form), 'what is missing').to.equal(inside(form, '.summary'));
    inside(form, '.summary a')!.focus();
    await sendKeys({ press: 'Enter' });
    expect(focused(form)).to.have.property('type', 'radio');
    for (let number = 1; number <= 9; number++) {
      await sendKeys({ press: '1' });
      await sendKeys({ press: number % 2 ? 'PageDown' : 'Enter' });
      await form.updateComplete;
      if (number === 2) {
        await sendKeys({ press: 'PageUp' });
        await form.updateComplete;
        expect(words(inside(form, '.where strong'))).to.equal('第 2 题，共 9 题');
        await sendKeys({ press: 'PageDown' });
        await form.updateComplete;
      }
    }
    await until(() => inside(form, '.review'));
    const told: string[] = [];
    form.addEventListener('xq-complete', ({ type }) => told.push(type));
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'PageDown' });
    await sendKeys({ press: '1' });
    await aTimeout(50);
    expect(told, 'nothing is sent by a key pressed once too often').to.deep.equal([]);
    expect(Object.keys(form.value)).to.have.length(9);
    await sendKeys({ press: 'PageUp' });
    await until(() => inside(form, 'form.questions'));
  });

  it('goes on by itself after a tap, never after an arrow key, and stays where help is offered', async () => {
    const form = await begin(phq9, { layout: 'one', 'auto-advance': '' });
    const first = asked(form);
    await mouseOn(all(form, '.option')[0]!);
    await until(() => asked(form) !== first);
    const second = asked(form);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Space' });
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'ArrowDown' });
    await aTimeout(600);
    expect(asked(form), 'arrow keys look around').to.equal(second);
    expect(form.value['2']).to.equal(2);
    for (let number = 2; number < 9; number++) {
      const before = asked(form);
      await mouseOn(all(form, '.option')[number === 2 ? 1 : 0]!);
      await until(() => asked(form) !== before);
    }
    await mouseOn(all(form, '.option')[1]!);
    await until(() => inside(form, '.item .help-card'));
    await aTimeout(600);
    expect(inside(form, '.item .help-card'), 'still there to be read').to.not.equal(null);
    expect(inside(form, 'form.questions')).to.not.equal(null);
  });

  it('takes no key and no click when it is only to be read', async () => {
    const form = await begin(phq9, { layout: 'one' });
    await choose(form, '1', 1);
    form.readonly = true;
    await form.updateComplete;
    expect(all(form, 'input, button')).to.have.length(0);
    inside(form, '.card')!.dispatchEvent(new KeyboardEvent('keydown', { key: '1', bubbles: true }));
    inside(form, '.card')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true }));
    await form.updateComplete;
    expect(form.value).to.deep.equal({ '1': 1 });
    form.readonly = false;
    await form.updateComplete;
    expect(item(form, '1').querySelector<HTMLInputElement>(':checked')!.value).to.equal('1');
  });
});

describe('xq-questionnaire for pupils', function () {
  this.timeout(30_000);
  beforeEach(() => setViewport({ width: 800, height: 900 }));

  it('sets pinyin above the characters when it is switched on, for the eye alone', async () => {
    const form = await begin(phq9, { layout: 'one', tools: 'pinyin large-type' });
    await until(() => inside(form, '.tools'));
    expect(inside(form, 'ruby')).to.equal(null);
    await press(form, '.tools button:nth-child(1)');
    await until(() => inside(form, 'ruby'));
    const text = inside(form, 'legend .text')!;
    expect([...text.querySelectorAll('rt')].slice(0, 3).map(words)).to.deep.equal(['zuò', 'shì', 'shí']);
    expect(text.querySelector('rt')!.getAttribute('aria-hidden')).to.equal('true');
    expect(inside(form, '.tools button')!.getAttribute('aria-pressed')).to.equal('true');
    expect(form.pinyin).to.equal(true);
    await expect(form).to.be.accessible();
    await press(form, '.tools button:nth-child(1)');
    expect(inside(form, 'ruby')).to.equal(null);
    const before = parseFloat(getComputedStyle(inside(form, 'legend .text')!).fontSize);
    await press(form, '.tools button:nth-child(2)');
    expect(parseFloat(getComputedStyle(inside(form, 'legend .text')!).fontSize)).to.be.closeTo(before * 1.25, 0.5);
  });

  it('goes on when the page takes away what it offered', async () => {
    const form = await begin(likertFixture(3), { layout: 'all', shuffle: 'items', tools: 'pinyin' });
    await until(() => inside(form, '.tools'));
    form.removeAttribute('tools');
    form.removeAttribute('shuffle');
    await form.updateComplete;
    expect(inside(form, '.tools')).to.equal(null);
    await choose(form, 'q1', 1);
    expect(words(inside(form, '.where'))).to.include('还剩 2 题');
    form.reset();
    await until(() => inside(form, '.intro'));
  });

  it('reads a question aloud by a voice of the device, from its text and not from the pinyin', async () => {
    // The voices are the platform's: a browser without any has none to offer.
    const said: string[] = [];
    const voice = { lang: 'zh-CN', localService: true, name: 'local' };
    const far = { lang: 'zh-CN', localService: false, name: 'server' };
    const { speechSynthesis, SpeechSynthesisUtterance } = window;
    const uttered: Utterance[] = [];
    class Utterance {
      onend?: () => void;
      lang = '';
      rate = 1;
      voice: unknown;
      constructor(readonly text: string) {}
    }
    const replace = (name: string, value: unknown) =>
      Object.defineProperty(window, name, { configurable: true, value });
    replace('SpeechSynthesisUtterance', Utterance);
    replace('speechSynthesis', {
      getVoices: () => [far, voice],
      speak(utterance: Utterance) {
        uttered.push(utterance);
        said.push(`${(utterance.voice as typeof voice).name}: ${utterance.text}`);
      },
      cancel: () => said.push('hush'),
    });
    try {
      const form = await begin(phq9, { layout: 'one', tools: 'read-aloud pinyin', pinyin: '' });
      await until(() => inside(form, 'ruby'));
      await press(form, '.tools button:nth-child(1)');
      said.length = 0;
      await press(form, '.beside button');
      expect(said).to.include('local: 做事时提不起劲或没有兴趣').and.include('local: 几乎每天');
      expect(said.join()).to.not.include('server');
      expect(words(inside(form, '.beside button'))).to.include('停下来');
      const broken = uttered.at(-1)!;
      await press(form, '.beside button');
      await press(form, '.beside button');
      // A browser tells late of what was broken off.
      broken.onend!();
      await form.updateComplete;
      expect(words(inside(form, '.beside button')), 'read anew').to.include('停下来');
      await choose(form, '1', 0);
      await press(form, '.bar .primary');
      expect(said[said.length - 1], 'the next question begins in silence').to.equal('hush');
    } finally {
      replace('speechSynthesis', speechSynthesis);
      replace('SpeechSynthesisUtterance', SpeechSynthesisUtterance);
    }
  });

  it('rests after so many questions, counts a rest as no question, and says a kind word half-way', async () => {
    const form = await begin(likertFixture(8), { layout: 'one', 'rest-after': '3', encourage: '' });
    for (const id of ['q1', 'q2', 'q3']) {
      await choose(form, id, 0);
      await press(form, '.bar .primary');
    }
    expect(words(inside(form, '.rest h3'))).to.equal('歇一会儿');
    expect(words(inside(form, '.where'))).to.include('还剩 5 题');
    await expect(form).to.be.accessible();
    await press(form, '.bar .primary');
    await choose(form, 'q4', 0);
    expect(words(inside(form, '.encouragement'))).to.equal('已经答了一半，慢慢来就好。');
    expect(words(inside(form, '.where'))).to.equal('第 4 题，共 8 题还剩 4 题');
  });

  it('shows a picture beside the words, and whom to ask when a question is above the school year', async () => {
    const pixel = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
    const base = likertFixture(1);
    const faces: Instrument = {
      ...base,
      responseSets: base.responseSets!.map(set => ({
        ...set,
        options: set.options.map(option => ({ ...option, picture: pixel })),
      })),
      items: [{ ...base.items[0]!, readingLevel: 5 } as Instrument['items'][number]],
    };
    const form = await begin(faces, { layout: 'one', grade: '3' });
    const pictures = all<HTMLImageElement>(form, '.option img');
    expect(pictures.map(({ alt }) => alt)).to.deep.equal(['', '', '', '', '']);
    await until(() => inside(form, '.beside'));
    expect(words(inside(form, '.beside'))).to.include('可以请老师读给你听');
    await expect(form).to.be.accessible();
    const older = await begin(faces, { layout: 'one', grade: '5' });
    expect(inside(older, '.beside')).to.equal(null);
  });

  it('refuses a picture from somewhere else: it would tell another host what is asked', async () => {
    const base = likertFixture(1);
    const { warn } = console;
    console.warn = () => undefined;
    try {
      const form = document.createElement('xq-questionnaire');
      const options = base.responseSets![0]!.options.map(option => ({
        ...option,
        picture: 'https://example.com/a.png',
      }));
      form.instrument = { ...base, responseSets: [{ id: 'true', options }] };
      (await fixture<HTMLElement>(html`<div></div>`)).append(form);
      await until(() => inside(form, '[role="alert"]'));
      expect(all(form, 'img')).to.have.length(0);
    } finally {
      console.warn = warn;
    }
  });
});

describe('leaving xq-questionnaire quickly', function () {
  this.timeout(30_000);

  /** The element in a window of its own, which may be left. */
  async function elsewhere(quickExit: string) {
    const frame = await fixture<HTMLIFrameElement>(html`<iframe title="page"></iframe>`);
    frame.src = new URL('./define.ts', import.meta.url).href;
    await oneEvent(frame, 'load');
    const page = frame.contentDocument!;
    page.title = 'survey';
    page.body.replaceChildren();
    const script = page.createElement('script');
    script.type = 'module';
    script.src = `${frame.src}?own`;
    page.head.append(script);
    const form = page.createElement('xq-questionnaire') as XqQuestionnaire;
    form.setAttribute('quick-exit', quickExit);
    const scope = frame.contentWindow as unknown as { JSON: typeof JSON };
    (form as { instrument: unknown }).instrument = scope.JSON.parse(JSON.stringify(likertFixture(3)));
    page.body.append(form);
    await until(() => form.shadowRoot && inside(form, '.intro button.primary'));
    inside(form, '.intro button.primary')!.click();
    await until(() => inside(form, '.exit'));
    item(form, 'q1').querySelector('input')!.click();
    const escape = () =>
      page.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    return { frame, page, form, escape };
  }

  it('is blank at the third Escape, and what was asked is not behind “Back”', async () => {
    const { frame, page, form, escape } = await elsewhere('');
    const entries = history.length;
    escape();
    escape();
    expect(page.documentElement.textContent).to.not.equal('');
    escape();
    expect(page.documentElement.childNodes, 'in the same task').to.have.length(0);
    expect(page.title).to.equal('');
    expect(form.value).to.deep.equal({});
    await until(() => frame.contentWindow!.location.href === 'about:blank');
    expect(history.length).to.equal(entries);
  });

  it('leaves by neither any more when the page has taken it back', async () => {
    const { page, form, escape } = await elsewhere('');
    form.removeAttribute('quick-exit');
    await form.updateComplete;
    expect(inside(form, '.exit')).to.equal(null);
    for (let press = 0; press < 3; press++) escape();
    expect(page.documentElement.childNodes).to.not.have.length(0);
    expect(Object.keys(form.value)).to.deep.equal(['q1']);
  });

  it('leaves by the button too, for the page that the host names, and never for a script', async () => {
    const { frame, page, form } = await elsewhere('/?weather');
    inside(form, '.exit')!.click();
    expect(page.documentElement.childNodes).to.have.length(0);
    await until(() => frame.contentWindow!.location.search === '?weather');
    const second = await elsewhere('javascript:parent.broken=1');
    inside(second.form, '.exit')!.click();
    await until(() => second.frame.contentWindow!.location.href === 'about:blank');
    expect(window).to.not.have.property('broken');
  });
});

describe('xq-questionnaire in the form of a page', function () {
  this.timeout(30_000);
  beforeEach(() => setViewport({ width: 800, height: 900 }));

  const inForm = async (instrument = likertFixture(3)) => {
    const host = await fixture<HTMLFormElement>(html`<form><fieldset></fieldset></form>`);
    const form = document.createElement('xq-questionnaire');
    Object.assign(form, { instrument, lang: 'zh-CN', layout: 'all', name: 'mood' });
    host.firstElementChild!.append(form);
    await until(() => inside(form, '.intro'));
    await press(form, 'button.primary');
    await until(() => form.validity?.valueMissing);
    await later(form);
    return { host, form };
  };
  const given = (host: HTMLFormElement) => new FormData(host).get('mood');

  it('gives its answers under its name, and is valid when nothing is missing', async () => {
    const { host, form } = await inForm();
    expect(form.form).to.equal(host);
    expect(host.checkValidity()).to.equal(false);
    await choose(form, 'q1', 2);
    expect(given(host)).to.equal('{"q1":2}');
    await choose(form, 'q2', 0);
    await choose(form, 'q3', 4);
    expect(given(host)).to.equal('{"q1":2,"q2":0,"q3":4}');
    expect(host.checkValidity()).to.equal(true);
  });

  it('leads to what is missing when the form asks', async () => {
    const { host, form } = await inForm();
    await choose(form, 'q2', 1);
    expect(host.reportValidity()).to.equal(false);
    await until(() => focused(form)?.classList.contains('summary'));
    expect(words(inside(form, '.summary h3'))).to.equal('还有 2 题需要看一下');
  });

  it('tells the page of the step to what is missing', async () => {
    const { host, form } = await inForm();
    inside(form, '.bar .quiet')!.click();
    await until(() => inside(form, '.intro'));
    const steps: unknown[] = [];
    form.addEventListener('xq-page', event => steps.push((event as XqPageEvent).detail.phase));
    expect(host.reportValidity()).to.equal(false);
    await until(() => focused(form)?.classList.contains('summary'));
    expect(host.reportValidity()).to.equal(false);
    expect(steps).to.deep.equal(['questions']);
  });

  it('is reset and disabled with the form, and takes back what the browser kept', async () => {
    const { host, form } = await inForm();
    await choose(form, 'q1', 2);
    const fieldset = host.querySelector('fieldset')!;
    fieldset.disabled = true;
    await form.updateComplete;
    expect(all<HTMLInputElement>(form, 'input').every(({ disabled }) => disabled)).to.equal(true);
    await sendKeys({ press: '1' });
    expect(form.value).to.deep.equal({ q1: 2 });
    fieldset.disabled = false;
    await form.updateComplete;
    expect(inside<HTMLInputElement>(form, 'input')!.disabled).to.equal(false);
    host.reset();
    await form.updateComplete;
    expect(form.value).to.deep.equal({});
    expect(given(host)).to.equal(null);
    const restore = (form as unknown as { formStateRestoreCallback: (value: unknown) => void })
      .formStateRestoreCallback;
    restore.call(form, '{"q2":3}');
    await form.updateComplete;
    expect(form.value).to.deep.equal({ q2: 3 });
    restore.call(form, 'not ours');
    await form.updateComplete;
    expect(form.value).to.deep.equal({ q2: 3 });
    // Another form asks what has the same name and is another question.
    form.instrument = { ...likertFixture(4), id: 'another' };
    await until(() => form.value.q2 === undefined && inside(form, '.intro') !== null);
    expect(form.value).to.deep.equal({});
  });
});

describe('what a page adds to xq-questionnaire', function () {
  this.timeout(30_000);

  it('stands in the slots before, below and after the form', async () => {
    const form = await open(likertFixture(1), { layout: 'all' });
    for (const slot of ['intro', 'footer', 'outro']) {
      const note = document.createElement('p');
      Object.assign(note, { slot, textContent: slot });
      form.append(note);
    }
    const shown = () => [...form.children].filter(node => (node as HTMLElement).assignedSlot).map(node => node.slot);
    expect(shown()).to.deep.equal(['intro', 'footer']);
    await press(form, 'button.primary');
    expect(shown()).to.deep.equal(['footer']);
    await choose(form, 'q1', 0);
    await press(form, '.bar .primary');
    await press(form, '.review .primary');
    await until(() => inside(form, '.closing'));
    expect(shown()).to.deep.equal(['footer', 'outro']);
  });

  it('draws a question its own way where the definition names a control, and still knows what fits', async () => {
    registerControl('stars', {
      grouped: true,
      render: ({ item: { id }, context: { session } }) =>
        lit`${[0, 1, 2, 3, 4].map(
          value =>
            lit`<button type="button" data-stars=${value} aria-pressed=${session.valueOf(id) === value}>${value + 1}</button>`,
        )}`,
      read: (target, event) =>
        event === 'click' && target.dataset['stars'] ? { value: Number(target.dataset['stars']) } : undefined,
      words: value => `${Number(value) + 1} 颗星`,
    });
    const base = likertFixture(2);
    const [first, second] = base.items;
    const starred = { ...base, items: [{ ...first!, control: 'stars' } as Instrument['items'][number], second!] };
    const form = await begin(starred, { layout: 'all' });
    expect(item(form, 'q1').querySelectorAll('[data-stars]')).to.have.length(5);
    expect(item(form, 'q2').querySelectorAll('input')).to.have.length(5);
    item(form, 'q1').querySelectorAll<HTMLElement>('[data-stars]')[3]!.click();
    await choose(form, 'q2', 1);
    expect(form.value).to.deep.equal({ q1: 3, q2: 1 });
    await expect(form).to.be.accessible();
    await press(form, '.bar .primary');
    await until(() => inside(form, '.review'));
    expect(words(all(form, '.answers li .answer')[0])).to.equal('4 颗星');
  });

  it('counts what is really left, in minutes too where the form is long', async () => {
    const form = await begin(likertFixture(60), { layout: 'all' });
    await nextFrame();
    expect(words(inside(form, '.where'))).to.equal('60 个问题还剩 60 题，约 8 分钟');
    const short = await begin(everyTypeFixture(), { layout: 'all' });
    expect(words(inside(short, '.where'))).to.equal('4 个问题还剩 4 题');
  });
});
