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

/** Forty questions and eight that are asked when `q15` was answered with the last option: seven that begin with `q16`, and the last. */
function long(): Instrument {
  const likert = likertFixture(48);
  const asked = { enableWhen: [{ item: 'q15', op: '=', value: 4 }] } as Partial<Item>;
  const isAsked = (index: number) => (index >= 15 && index < 22) || index === 47;
  return { ...likert, items: likert.items.map((one, index) => ({ ...one, ...(isAsked(index) && asked) }) as Item) };
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

  it('are drawn near the screen alone when there are many, and stay in their order and under the fingers', async () => {
    const shown = await begin(long(), { layout: 'all' });
    const order = () => all(shown, '.item').map(one => (one as HTMLElement).dataset['id']);
    const sizes = () => all(shown, '.part').map(part => part.children.length);
    const names = (count: number) => Array.from({ length: count }, (_, index) => `q${index + 1}`);
    const few = names(47).filter(name => !/^q(1[6-9]|2[0-2])$/.test(name));
    // Not more than fit on a page that is drawn whole.
    expect([order(), sizes()]).to.deep.equal([few, []]);

    const control = item(shown, 'q15').querySelectorAll('input')[4]!;
    control.focus();
    await choose(shown, 'q15', 4);
    expect(order()).to.deep.equal(names(48));
    expect(focused(shown) === control).to.equal(true);
    expect(sizes(), 'what stood there is not moved').to.deep.equal([7, 1]);

    // The same form, long from its beginning.
    const other = await begin({ ...long(), items: likertFixture(48).items }, { layout: 'all' });
    const parts = all(other, '.part') as HTMLElement[];
    expect(parts.map(part => part.children.length)).to.deep.equal([10, 10, 10, 10, 8]);
    expect(parts.map(part => getComputedStyle(part).contentVisibility)).to.deep.equal([
      'visible',
      ...parts.slice(1).map(() => 'auto'),
    ]);
    const [first, second] = parts;
    expect(Math.abs(second!.offsetHeight - first!.offsetHeight), 'the scroll bar stays true').to.be.lessThan(
      first!.offsetHeight / 4,
    );
    // One line between two questions, also where a part ends.
    const ways = all(other, '.item').map(one => getComputedStyle(one).borderTopWidth);
    expect(ways).to.deep.equal(['0px', ...ways.slice(1).map(() => '1px')]);
  });

  it('have their options side by side where no word of them would break', async () => {
    const named = (labels: readonly string[]): Instrument => {
      const likert = likertFixture(9);
      const options = labels.map((label, value) => ({ value, label: { en: label } }));
      return { ...likert, responseSets: [{ ...likert.responseSets![0]!, options }] };
    };
    const isWide = async (labels: string) => {
      const shown = await begin(named(labels.split(',')), { layout: 'all' });
      const texts = [...item(shown, 'q1').querySelectorAll<HTMLElement>('.option')];
      // As high as one line of text, or as two where a label has several words.
      expect(Math.max(...texts.map(({ offsetHeight }) => offsetHeight))).to.be.lessThan(80);
      return inside(shown, '.control')!.classList.contains('columns');
    };
    expect(await isWide('Never,Rarely,Sometimes,Often,Always')).to.equal(false);
    expect(await isWide('Never,Rarely,Often,Always')).to.equal(true);
    expect(await isWide('No,A bit,Some,A lot,Fully')).to.equal(true);
    expect(await isWide('Not true,Somewhat true,Certainly true')).to.equal(true);
    expect(await isWide('从不,很少,有时,经常,总是')).to.equal(true);
    expect(await isWide('完全不符合,不太符合,一般,比较符合,完全符合')).to.equal(true);
  });

  it('come back to the part that they stood in', async () => {
    const likert = likertFixture(60);
    const shown = await begin(
      {
        ...likert,
        items: likert.items.map(one =>
          one.id === 'q17' ? ({ ...one, enableWhen: [{ item: 'q16', op: '=', value: 4 }] } as Item) : one,
        ),
      },
      { layout: 'all' },
    );
    const order = () => all(shown, '.item').map(one => (one as HTMLElement).dataset['id']);
    const without = order();
    expect(without).to.have.length(59);
    for (let turn = 0; turn < 2; turn++) {
      await choose(shown, 'q16', 4);
      expect(order()).to.deep.equal(likert.items.map(({ id }) => id));
      expect(item(shown, 'q17').parentElement === item(shown, 'q16').parentElement).to.equal(true);
      await choose(shown, 'q16', 0);
      expect(order()).to.deep.equal(without);
    }
  });
});
