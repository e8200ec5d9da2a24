/** A form that stands alone on a page that several people use: it is in the memory of the page, which outlives who answered. */
import { SessionExpiredError } from '@xinqiao/sdk';
import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '../provider/define.ts';
import type { XqProvider } from '../provider/index.ts';
import { people } from '../testing/client.ts';
import { testService } from '../testing/service.ts';
import './define.ts';
import { phq9 } from '@xinqiao/instruments/library/phq9';
import { later } from './hands.fixture.ts';
import { all, inside, text, until } from './service.fixture.ts';
import type { XqQuestionnaire } from './index.ts';

const service = testService('held');
const { student: one, seniorStudent: other } = people;

describe('xq-questionnaire standing alone where a page is locked', function () {
  this.timeout(40_000);
  beforeEach(() => setViewport({ width: 900, height: 900 }));

  /** The second of nine questions is answered. */
  async function answered(session: () => Promise<unknown>) {
    const provider = await fixture<XqProvider>(
      html`<xq-provider lang="en" base-url=${service.baseUrl} .fetchSession=${session}
        ><xq-questionnaire lang="en" name="own" .instrument=${phq9}></xq-questionnaire
      ></xq-provider>`,
    );
    const form = provider.querySelector('xq-questionnaire')!;
    await until(() => provider.me && inside(form, '.intro'));
    await later(form);
    inside(form, 'button.primary')!.click();
    await form.updateComplete;
    all(form, '.item')[1]!.querySelectorAll('input')[2]!.click();
    await form.updateComplete;
    await until(() => {
      provider.lock();
      return provider.shadowRoot!.querySelector('[part="lock"]');
    });
    return { provider, form };
  }
  const hidesAll = (form: XqQuestionnaire) =>
    expect([all(form, '.item, input, .bar').length, text(form)]).to.deep.equal([
      0,
      'One moment: we are making sure who is here.',
    ]);

  it('shows nothing while it is locked, nor until it is known who goes on, and is as it was for the same person', async () => {
    let [asks, free] = [0, () => {}];
    const gate = new Promise<void>(resolve => (free = resolve));
    const { provider, form } = await answered(async () => {
      if (asks++ > 0) await gate;
      return service.session(one);
    });
    hidesAll(form);
    await expect(form).to.be.accessible();
    expect(form.value, 'nothing is lost').to.deep.equal({ 2: 2 });
    provider.unlock();
    await until(() => asks === 2);
    await form.updateComplete;
    hidesAll(form);
    free();
    await until(() => inside(form, '.item'));
    expect(form.value).to.deep.equal({ 2: 2 });
    expect(inside<HTMLInputElement>(form, '.item input:checked')!.value).to.equal('2');
  });

  it('has nothing for another person', async () => {
    let now: typeof one | typeof other = one;
    const { provider, form } = await answered(() => service.session(now));
    const seen: string[] = [];
    const watch = new MutationObserver(() => seen.push(...all(form, 'input:checked').map(input => input.id)));
    watch.observe(form.shadowRoot!, { childList: true, subtree: true, attributes: true });
    now = other;
    provider.unlock();
    await until(() => inside(form, '.intro'));
    watch.disconnect();
    expect([provider.me!.userId, form.value, seen]).to.deep.equal([other.userId, {}, []]);
  });

  it('keeps what it holds to itself while nobody is signed in', async () => {
    let isSignedIn = true;
    const { provider, form } = await answered(async () => {
      if (!isSignedIn) throw new SessionExpiredError('session');
      return service.session(one);
    });
    isSignedIn = false;
    const expired = new Promise(resolve => provider.addEventListener('xq-session-expired', resolve, { once: true }));
    provider.unlock();
    await expired;
    await form.updateComplete;
    hidesAll(form);
    isSignedIn = true;
    await provider.refresh();
    await until(() => inside(form, '.item'));
    expect(form.value).to.deep.equal({ 2: 2 });
  });
});
