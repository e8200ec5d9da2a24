import { consume } from '@lit/context';
import type { EmbedSession, HelpLine, Me } from '@xinqiao/contract/types';
import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import { AbortedError, type XinqiaoClient } from '@xinqiao/sdk';
import { html as template, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { clientContext, helpLinesContext, meContext } from '../core/contexts.ts';
import { define } from '../core/define.ts';
import { XqElement } from '../core/element.ts';
import { palettes } from '../core/palettes.ts';
import { people, untilTrue } from '../testing/client.ts';
import { testService } from '../testing/service.ts';
import './define.ts';
import type { XqProvider } from './index.ts';

/** Takes everything a provider gives. */
class Consumer extends XqElement {
  @consume({ context: clientContext, subscribe: true })
  @state()
  client?: XinqiaoClient;
  @consume({ context: meContext, subscribe: true })
  @state()
  me?: Me;
  @consume({ context: helpLinesContext, subscribe: true })
  @state()
  helpLines?: readonly HelpLine[];
  protected override render(): TemplateResult {
    return template`<p>text</p>`;
  }
}
define('xq-test-consumer', Consumer);

const consumerOf = (element: Element) => element.querySelector('xq-test-consumer') as Consumer;
const service = testService('provider');
const sessionUrl = `/api/provider/-/session?userId=${people.student.userId}&role=student`;

const background = (element: Element) => {
  const probe = document.createElement('div');
  probe.style.background = 'var(--_xq-surface)';
  element.shadowRoot!.append(probe);
  return getComputedStyle(probe).backgroundColor;
};
const rgb = (hex: string) => `rgb(${[1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;

describe('xq-provider', function () {
  this.timeout(40_000);

  it('gives the elements inside a client, who the session is, and the help lines of the school', async () => {
    const provider = await fixture<XqProvider>(
      html`<xq-provider base-url="/api/provider" session-url=${sessionUrl}
        ><xq-test-consumer></xq-test-consumer
      ></xq-provider>`,
    );
    await untilTrue(() => provider.me !== undefined, 30_000);
    const consumer = consumerOf(provider);
    await consumer.updateComplete;
    expect(consumer.me!.userId).to.equal(people.student.userId);
    expect(consumer.helpLines!.map(line => line.number)).to.include('12356');
    const { data } = await consumer.client!.assignments.list();
    expect(data.length).to.be.greaterThan(0);
  });

  it('is locked and goes on by the keyboard alone', async () => {
    const provider = await fixture<XqProvider>(
      html`<xq-provider lang="en" base-url="/api/provider" session-url=${sessionUrl}
        ><xq-test-consumer></xq-test-consumer
      ></xq-provider>`,
    );
    await untilTrue(() => provider.me !== undefined, 30_000);
    const focused = () => provider.shadowRoot!.activeElement?.textContent?.trim();
    await untilTrue(() => {
      provider.lock();
      return focused() === 'Continue';
    }, 30_000);
    const consumer = consumerOf(provider);
    expect([consumer.client, consumer.me]).to.deep.equal([undefined, undefined]);
    await sendKeys({ press: 'Tab' });
    expect(focused(), 'help before anything else').to.match(/^12356/);
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ up: 'Shift' });
    expect(focused()).to.equal('Continue');
    await sendKeys({ press: 'Enter' });
    await untilTrue(() => consumer.me?.userId === people.student.userId, 30_000);
    expect(provider.shadowRoot!.querySelector('[part="lock"]')).to.equal(null);
  });

  it('serves an element that was defined before the provider', async () => {
    const tag = 'xq-test-late-provider';
    const wrapper = await fixture(
      html`<div>
        <xq-test-late-provider><xq-test-consumer></xq-test-consumer></xq-test-late-provider>
      </div>`,
    );
    const late = wrapper.firstElementChild as XqProvider;
    const me = { userId: 'u', helpLines: [] } as unknown as Me;
    late.me = me;
    define(tag, class extends (customElements.get('xq-provider') as typeof XqProvider) {});
    await late.updateComplete;
    expect(consumerOf(wrapper).me).to.equal(me);
  });

  it('asks who the session is once, and not at all when it was told', async () => {
    let asked = 0;
    const fetchSession = () => {
      asked++;
      return service.session(people.student);
    };
    const me = { userId: 'told', helpLines: [] } as unknown as Me;
    const provider = await fixture<XqProvider>(
      html`<xq-provider base-url="/api/provider" .fetchSession=${fetchSession} .me=${me}></xq-provider>`,
    );
    await provider.updateComplete;
    expect(asked).to.equal(0);
    expect(provider.me).to.equal(me);
    provider.me = undefined;
    await provider.refresh();
    expect(provider.me!.userId).to.equal(people.student.userId);
    expect(asked).to.equal(1);
  });

  it('makes a new client for another service or session, and the former one ends what it has under way', async () => {
    const provider = await fixture<XqProvider>(
      html`<xq-provider base-url="/api/provider" session-url=${sessionUrl}
        ><xq-test-consumer></xq-test-consumer
      ></xq-provider>`,
    );
    const former = provider.client!;
    const underWay = former.students.list().then(
      () => 'answered',
      () => 'ended',
    );
    provider.sessionUrl = `/api/provider/-/session?userId=${people.counsellor.userId}&role=counsellor`;
    await provider.updateComplete;
    expect(provider.client).not.to.equal(former);
    expect(provider.me).to.equal(undefined);
    expect(await underWay).to.equal('ended');
    await untilTrue(() => provider.me !== undefined);
    expect(provider.me!.role).to.equal('counsellor');
    const refused = await former.me.get().catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(Error);
  });

  it('starts anew when the next session is of somebody else: nothing of the one is sent or shown as of the other', async () => {
    let person: (typeof people)[keyof typeof people] = people.student;
    const sessions: EmbedSession[] = [];
    const fetchSession = async () => {
      sessions.push(await service.session(person));
      return sessions.at(-1)!;
    };
    const provider = await fixture<XqProvider>(
      html`<xq-provider base-url="/api/provider" .fetchSession=${fetchSession}
        ><xq-test-consumer></xq-test-consumer
      ></xq-provider>`,
    );
    await untilTrue(() => provider.me !== undefined);
    const before = provider.client!;
    person = people.seniorStudent;
    await service.end(sessions[0]!.id);
    const sent = await before.corrections
      .create({ about: 'roster', wrong: '姓名', right: '林一' })
      .catch((error: unknown) => error);
    expect(AbortedError.is(sent)).to.equal(true);
    await untilTrue(() => provider.me?.userId === people.seniorStudent.userId);
    expect(provider.client === before).to.equal(false);
    expect(consumerOf(provider).client === provider.client).to.equal(true);
    const { data } = await provider.client!.corrections.list();
    expect(data).to.deep.equal([]);
  });

  it('lets the client of the page win, and goes back to its own without it', async () => {
    const provider = await fixture<XqProvider>(
      html`<xq-provider base-url="/api/provider" session-url=${sessionUrl}
        ><xq-test-consumer></xq-test-consumer
      ></xq-provider>`,
    );
    const own = provider.client;
    const given = { me: { get: () => new Promise(() => {}) } } as unknown as XinqiaoClient;
    provider.client = given;
    await provider.updateComplete;
    expect(consumerOf(provider).client).to.equal(given);
    provider.client = undefined;
    await provider.updateComplete;
    expect(consumerOf(provider).client).to.equal(own);
  });

  for (const [what, url] of [
    ['nobody is signed in at the portal', '/api/provider/-/session'],
    ['the portal answers with a page to log in', '/api/provider/-/session?userId=log-in'],
  ] as const) {
    it(`says so once, and writes nothing to the console, when ${what}`, async () => {
      const said: unknown[] = [];
      const before = { warn: console.warn, error: console.error, log: console.log };
      for (const level of ['warn', 'error', 'log'] as const) console[level] = (...words) => void said.push(words);
      try {
        const provider = document.createElement('xq-provider');
        provider.baseUrl = '/api/provider';
        provider.sessionUrl = url;
        let times = 0;
        provider.addEventListener('xq-session-expired', () => times++);
        const expired = oneEvent(provider, 'xq-session-expired');
        document.body.append(provider);
        await expired;
        await provider.refresh();
        expect(times).to.equal(1);
        provider.sessionUrl = sessionUrl;
        await untilTrue(() => provider.me !== undefined);
        provider.remove();
      } finally {
        Object.assign(console, before);
      }
      expect(said).to.deep.equal([]);
    });
  }

  it('begins with a one-time code, takes it out of the page, and asks the portal when its session is over', async () => {
    const { code } = await service.code(people.student);
    const provider = await fixture<XqProvider>(
      html`<xq-provider
        base-url="/api/provider"
        session-code=${code}
        session-url=${`/api/provider/-/session?userId=${people.counsellor.userId}&role=counsellor`}
        ><xq-test-consumer></xq-test-consumer
      ></xq-provider>`,
    );
    expect(provider.outerHTML).not.to.contain('xq_code_');
    expect(provider.sessionCode).to.equal(null);
    await untilTrue(() => provider.me !== undefined);
    expect(provider.me!.userId).to.equal(people.student.userId);
    // Whoever exchanges it again ends the session: the portal is asked then.
    const again = await fetch('/api/provider/v1/embed-sessions/codes/exchange', {
      method: 'POST',
      headers: { Authorization: `Bearer ${code}`, 'Idempotency-Key': 'somebody-else' },
    });
    expect(again.status).to.equal(401);
    await provider.refresh();
    await untilTrue(() => provider.me?.userId === people.counsellor.userId);
  });

  it('says that the session has expired when a code is over and there is nobody to ask', async () => {
    const provider = document.createElement('xq-provider');
    provider.baseUrl = '/api/provider';
    provider.sessionCode = `xq_code_${'x'.repeat(50)}`;
    const expired = oneEvent(provider, 'xq-session-expired');
    document.body.append(provider);
    await expired;
    provider.sessionCode = (await service.code(people.student)).code;
    await untilTrue(() => provider.me !== undefined);
    provider.remove();
  });

  it('warns once when it has no way to get a session, or an address that is none', async () => {
    const { warn } = console;
    const said: string[] = [];
    console.warn = (message: string) => said.push(message);
    try {
      await fixture(html`<xq-provider base-url="/nowhere"></xq-provider>`);
      await fixture(html`<xq-provider base-url="/nowhere"></xq-provider>`);
      await fixture(html`<xq-provider base-url="http://" session-url="/s"></xq-provider>`);
      // What is imported comes when it comes, and not in the order in which it was asked for.
      await untilTrue(() => said.some(advice => advice.includes('neither a path')));
      await untilTrue(() => said.some(advice => advice.includes('needs session-url')));
      await aTimeout(50);
    } finally {
      console.warn = warn;
    }
    expect(said).to.have.length(2);
  });

  it('themes the elements inside, and only these', async () => {
    const provider = await fixture<XqProvider>(
      html`<xq-provider theme="dark"
        ><p>of the page</p>
        <xq-test-consumer></xq-test-consumer
      ></xq-provider>`,
    );
    expect(background(consumerOf(provider))).to.equal(rgb(palettes.dark.surface));
    expect(getComputedStyle(consumerOf(provider)).colorScheme).to.equal('dark');
    expect(getComputedStyle(provider.querySelector('p')!).color).to.equal(getComputedStyle(document.body).color);
    expect(getComputedStyle(provider).display).to.equal('contents');
    provider.theme = 'high-contrast';
    await provider.updateComplete;
    const consumer = consumerOf(provider);
    expect(getComputedStyle(consumer).color).to.equal(rgb(palettes['high-contrast'].text));
  });

  it('takes a theme of its own inside another provider', async () => {
    const outer = await fixture<XqProvider>(
      html`<xq-provider theme="dark"
        ><xq-provider><xq-test-consumer></xq-test-consumer></xq-provider
      ></xq-provider>`,
    );
    expect(background(consumerOf(outer))).to.equal(rgb(palettes.light.surface));
  });

  it('follows the device with the theme auto', async () => {
    const provider = await fixture<XqProvider>(
      html`<xq-provider theme="auto"><xq-test-consumer></xq-test-consumer></xq-provider>`,
    );
    await emulateMedia({ colorScheme: 'dark' });
    expect(background(consumerOf(provider))).to.equal(rgb(palettes.dark.surface));
    await emulateMedia({ colorScheme: 'light' });
    expect(background(consumerOf(provider))).to.equal(rgb(palettes.light.surface));
  });
});
