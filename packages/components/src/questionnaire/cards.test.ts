import { expect } from '@open-wc/testing';
import type { Instrument, Item } from '@xinqiao/contract/types';
import './define.ts';
import { all, begin, choose, focused, inside, item, press, until, words } from './hands.fixture.ts';
import { likertFixture } from './questionnaire.fixture.ts';

/** Twelve questions; the third is asked when the second was answered with the last option, the fourth may be left out. */
function form(): Instrument {
  const likert = likertFixture(12);
  const more: Record<string, Partial<Item>> = {
    q3: { enableWhen: [{ item: 'q2', op: '=', value: 4 }] },
    q4: { required: false, help: { 'zh-CN': '想一想最近一周。', en: 'Think of the past week.' } },
  };
  return { ...likert, items: likert.items.map(one => ({ ...one, ...more[one.id] }) as Item) };
}

describe('questions of xq-questionnaire on one page', function () {
  this.timeout(30_000);

  it('are not drawn anew when an answer shows another question: only their numbers follow', async () => {
    const shown = await begin(form(), { layout: 'all' });
    const number = (id: string) => [
      words(inside(shown, `[data-id="${id}"] .visually-hidden`)),
      words(inside(shown, `[data-id="${id}"] .index`)),
    ];
    expect(number('q12')).to.deep.equal(['第 11 题，共 11 题', '11']);
    const questions = all(shown, '.question');
    const seen: MutationRecord[] = [];
    const observer = new MutationObserver(records => seen.push(...records));
    for (const question of questions) {
      observer.observe(question, { childList: true, subtree: true, attributes: true, characterData: true });
    }
    await choose(shown, 'q2', 4);
    expect(all(shown, '.question')).to.have.length(12);
    expect(number('q12')).to.deep.equal(['第 12 题，共 12 题', '12']);
    expect(questions.every(question => question.isConnected)).to.equal(true);
    seen.push(...observer.takeRecords());
    observer.disconnect();
    const touched = new Set(seen.map(({ target }) => (target as Element).className));
    expect([...touched].sort()).to.deep.equal(['index', 'visually-hidden']);
  });

  it('keep their help beside what can be cleared and what is wrong, and lose each when its reason has gone', async () => {
    const shown = await begin(form(), { layout: 'all' });
    const question = () => item(shown, 'q4').querySelector('.question')!;
    const parts = () =>
      [...item(shown, 'q4').querySelectorAll('.help, .clear, .fault')].map(({ className }) => className.split(' ')[0]);
    expect(parts()).to.deep.equal(['help']);
    expect(words(shown.shadowRoot!.getElementById(question().getAttribute('aria-describedby')!))).to.equal(
      '想一想最近一周。',
    );
    await choose(shown, 'q4', 1);
    expect(parts()).to.deep.equal(['help', 'quiet']);
    item(shown, 'q4').querySelector<HTMLElement>('[data-clear]')!.click();
    await shown.updateComplete;
    expect(parts()).to.deep.equal(['help']);
    expect(item(shown, 'q4').querySelector(':checked') === null).to.equal(true);
    expect(shown.value).to.deep.equal({});

    await press(shown, 'button.primary');
    const wrong = item(shown, 'q1').querySelector('.question')!;
    expect(wrong.getAttribute('aria-invalid')).to.equal('true');
    expect(words(shown.shadowRoot!.getElementById(wrong.getAttribute('aria-describedby')!))).to.include('请回答这一题');
    await choose(shown, 'q1', 0);
    expect([wrong.hasAttribute('aria-invalid'), wrong.hasAttribute('aria-describedby')]).to.deep.equal([false, false]);
    expect(item(shown, 'q1').querySelector('.fault') === null).to.equal(true);
    expect(wrong.isConnected).to.equal(true);
    await expect(shown).to.be.accessible();
  });

  it('keep answers and the focus when they are drawn in another language', async () => {
    const shown = await begin(form(), { layout: 'all' });
    await choose(shown, 'q5', 2);
    item(shown, 'q5').querySelectorAll('input')[2]!.focus();
    shown.setAttribute('lang', 'en');
    await until(() => words(inside(shown, '[data-id="q5"] legend')).includes('My days are in order'));
    const control = focused(shown) as HTMLInputElement;
    expect([control.closest<HTMLElement>('.item')?.dataset['id'], control.value, control.checked]).to.deep.equal([
      'q5',
      '2',
      true,
    ]);
    expect(shown.value).to.deep.equal({ q5: 2 });
  });
});
