import { expect, fixture, html as markup } from '@open-wc/testing';
import { html, type TemplateResult } from 'lit';
import { define } from './define.ts';
import { XqElement } from './element.ts';
import { contentText, plainText } from './content.ts';
import { languageFor, Localization } from './localization.ts';
import { overrideStrings } from './override-strings.ts';

class Greeting extends XqElement {
  #l = new Localization(this, 'xq-test-greeting', {
    'zh-CN': { hello: '你好', bye: '再见' },
    en: { hello: 'Hello', bye: 'Goodbye' },
  });
  protected override render(): TemplateResult {
    return html`${this.#l.s.hello} ${this.#l.s.bye}`;
  }
}
define('xq-test-greeting', Greeting);

const said = (element: Greeting) => element.shadowRoot!.textContent!.trim();
const settled = async (element: Greeting) => {
  // The observer reports in a microtask after the attribute changed, the element then updates in the next.
  await new Promise(resolve => setTimeout(resolve));
  await element.updateComplete;
};

describe('Localization', () => {
  it('speaks Chinese unless the page says otherwise', async () => {
    const element = await fixture<Greeting>(markup`<xq-test-greeting></xq-test-greeting>`);
    expect(said(element)).to.equal(document.documentElement.lang === 'en' ? 'Hello Goodbye' : '你好 再见');
    const wrapped = await fixture(markup`<div lang=""><xq-test-greeting></xq-test-greeting></div>`);
    expect(said(wrapped.querySelector('xq-test-greeting') as Greeting)).to.equal('你好 再见');
  });

  it('follows the nearest lang attribute, also when it changes', async () => {
    const outer = await fixture(
      markup`<div lang="zh"><div lang="en-GB"><xq-test-greeting></xq-test-greeting></div></div>`,
    );
    const element = outer.querySelector('xq-test-greeting') as Greeting;
    expect(said(element)).to.equal('Hello Goodbye');
    outer.firstElementChild!.removeAttribute('lang');
    await settled(element);
    expect(said(element)).to.equal('你好 再见');
  });

  it('looks through shadow roots for the language', async () => {
    const host = await fixture(markup`<div lang="en"></div>`);
    const element = document.createElement('xq-test-greeting') as Greeting;
    host.attachShadow({ mode: 'open' }).append(element);
    await element.updateComplete;
    expect(said(element)).to.equal('Hello Goodbye');
  });

  it('follows a lang attribute that changes inside a shadow root, at every depth', async () => {
    const host = await fixture(markup`<div lang="zh-CN"></div>`);
    const outer = document.createElement('div');
    host.attachShadow({ mode: 'open' }).append(outer);
    const inner = document.createElement('div');
    outer.append(inner);
    const element = document.createElement('xq-test-greeting') as Greeting;
    inner.attachShadow({ mode: 'open' }).append(element);
    await element.updateComplete;
    expect(said(element)).to.equal('你好 再见');
    outer.lang = 'en';
    await settled(element);
    expect(said(element)).to.equal('Hello Goodbye');
    inner.lang = 'zh-CN';
    await settled(element);
    expect(said(element)).to.equal('你好 再见');
  });

  it('follows the language of the place that an element is moved to', async () => {
    const page = await fixture(
      markup`<div><div lang="zh-CN"><xq-test-greeting></xq-test-greeting></div><div lang="en"></div></div>`,
    );
    const element = page.querySelector('xq-test-greeting') as Greeting;
    const [, english] = page.children as unknown as [Element, HTMLElement];
    english.append(element);
    await settled(element);
    expect(said(element)).to.equal('Hello Goodbye');
    english.lang = 'zh-CN';
    await settled(element);
    expect(said(element)).to.equal('你好 再见');
  });

  it('uses the strings a host replaced, and keeps those it left out', async () => {
    const wrapped = await fixture(markup`<div lang="zh-CN"><xq-test-greeting></xq-test-greeting></div>`);
    const element = wrapped.querySelector('xq-test-greeting') as Greeting;
    overrideStrings('xq-test-greeting', 'zh-CN', { hello: '您好' });
    overrideStrings('xq-test-greeting', 'zh-CN', { bye: '下次见' });
    await settled(element);
    expect(said(element)).to.equal('您好 下次见');
    overrideStrings('xq-test-greeting', 'zh-CN', { hello: '你好', bye: '再见' });
  });

  it('keeps the rest of a group of strings of which a host replaced some', () => {
    const host = document.createElement('xq-test-greeting') as Greeting;
    const chinese = { levels: { high: '重点', watch: '留意', moderate: '一般' }, steps: ['一', '二'], title: '预警' };
    const l = new Localization<typeof chinese>(host, 'xq-test-levels', { 'zh-CN': chinese, en: chinese });
    overrideStrings('xq-test-levels', 'zh-CN', { levels: { high: '优先' } });
    overrideStrings('xq-test-levels', 'zh-CN', { levels: { watch: '关注' }, steps: ['先', '后'] });
    expect(l.s.levels).to.deep.equal({ high: '优先', watch: '关注', moderate: '一般' });
    expect(l.s.steps).to.deep.equal(['先', '后']);
    expect(l.s.title).to.equal('预警');
    expect(l.s).to.equal(l.s);
    // Words that come with a part of the element that is fetched later.
    chinese.title = '提醒';
    expect(l.s.title).to.equal('提醒');
  });

  it('reads any Chinese as zh-CN and every other language as en', () => {
    expect(['zh', 'zh-Hant-HK', 'ZH-cn', '', undefined].map(languageFor)).to.deep.equal(Array(5).fill('zh-CN'));
    expect(['en', 'de', 'zha'].map(languageFor)).to.deep.equal(['en', 'en', 'en']);
  });
});

describe('content texts', () => {
  it('fall back from the language to Chinese, to English, to what there is, and say which it was', () => {
    expect(contentText({ 'zh-CN': '题', en: 'item' }, 'en')).to.deep.equal({ text: 'item', lang: 'en' });
    expect(contentText({ 'zh-CN': '题' }, 'en')).to.deep.equal({ text: '题', lang: 'zh-CN' });
    expect(contentText({ bo: 'དྲི་བ།' }, 'zh-CN')).to.deep.equal({ text: 'དྲི་བ།', lang: 'bo' });
  });

  it('are empty, never an error, when there is no text', () => {
    expect(contentText(undefined, 'en')).to.equal(undefined);
    expect(contentText({}, 'toString')).to.equal(undefined);
    expect(plainText(undefined, 'en')).to.equal('');
  });
});
