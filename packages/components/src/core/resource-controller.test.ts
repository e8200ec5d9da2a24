import { expect, fixture, html as markup } from '@open-wc/testing';
import {
  NetworkError,
  NotFoundError,
  SessionExpiredError,
  UnauthenticatedError,
  UnavailableError,
  UnexpectedResponseError,
} from '@xinqiao/sdk';
import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from './define.ts';
import { XqElement } from './element.ts';
import { ResourceController } from './resource-controller.ts';

/** One question asked by the element, to be answered by the test. */
interface Question {
  of: string;
  signal: AbortSignal;
  answer(value: string): void;
  fail(error: unknown): void;
}

class Asking extends XqElement {
  @property() of?: string;
  @property({ attribute: false }) data?: string;
  questions: Question[] = [];
  resource = new ResourceController<string, [string | undefined]>(this, {
    data: () => this.data,
    args: () => [this.of],
    load: ([of], { signal }) =>
      new Promise((answer, fail) => {
        this.questions.push({ of, signal, answer, fail });
      }),
  });
  protected override render(): TemplateResult {
    return html`${this.resource.state} ${this.resource.value ?? '-'}`;
  }
}
define('xq-test-asking', Asking);

const create = (attributes: Partial<Asking> = {}) =>
  fixture<Asking>(markup`<xq-test-asking .of=${attributes.of} .data=${attributes.data}></xq-test-asking>`);
const settled = async (element: Asking) => {
  await new Promise(resolve => setTimeout(resolve));
  await element.updateComplete;
};
const shown = async (element: Asking) => {
  await settled(element);
  return element.shadowRoot!.textContent!.trim();
};
/** The last question asked. */
const last = (element: Asking) => element.questions[element.questions.length - 1]!;

describe('ResourceController', () => {
  it('asks nobody while something it needs is missing', async () => {
    const element = await create();
    expect(await shown(element)).to.equal('idle -');
    expect(element.questions).to.have.length(0);
  });

  it('is loading until the answer is there', async () => {
    const element = await create({ of: 'a' });
    expect(await shown(element)).to.equal('loading -');
    last(element).answer('A');
    expect(await shown(element)).to.equal('ready A');
  });

  it('asks nobody when it has data, and shows the data at once', async () => {
    const element = await create({ of: 'a', data: 'given' });
    expect(await shown(element)).to.equal('ready given');
    expect(element.questions).to.have.length(0);
  });

  it('aborts what it asked when it asks for something else, and never shows the old answer', async () => {
    const element = await create({ of: 'a' });
    const first = last(element);
    element.of = 'b';
    await settled(element);
    expect(first.signal.aborted).to.equal(true);
    first.answer('A');
    expect(await shown(element)).to.equal('loading -');
    last(element).answer('B');
    expect(await shown(element)).to.equal('ready B');
  });

  it('keeps what it shows when asking again fails, and says that it is stale', async () => {
    const element = await create({ of: 'a' });
    last(element).answer('A');
    await settled(element);
    const again = element.resource.retry();
    last(element).fail(new NetworkError('test'));
    await again;
    expect(await shown(element)).to.equal('stale A');
    const third = element.resource.retry();
    last(element).answer('A2');
    await third;
    expect(await shown(element)).to.equal('ready A2');
  });

  it('never shows what belongs to other arguments as stale', async () => {
    const element = await create({ of: 'a' });
    last(element).answer('A');
    await settled(element);
    element.of = 'b';
    await settled(element);
    last(element).fail(new NetworkError('test'));
    expect(await shown(element)).to.equal('offline -');
  });

  it('takes away what it shows when access has ended', async () => {
    const element = await create({ of: 'a' });
    last(element).answer('A');
    await settled(element);
    void element.resource.retry();
    last(element).fail(new NotFoundError('test', 404));
    expect(await shown(element)).to.equal('no-access -');
  });

  it('tells an unreachable service from a broken answer', async () => {
    for (const [error, state] of [
      [new UnavailableError('test', 503), 'offline'],
      [new SessionExpiredError('session'), 'signed-out'],
      [new UnauthenticatedError('test', 401), 'signed-out'],
      [new UnexpectedResponseError('test', '/data'), 'failed'],
      [new Error('anything'), 'failed'],
    ] as const) {
      const element = await create({ of: 'a' });
      last(element).fail(error);
      expect(await shown(element)).to.equal(`${state} -`);
      expect(element.resource.error).to.equal(error);
    }
  });

  it('takes a newer value that came another way', async () => {
    const element = await create({ of: 'a' });
    last(element).answer('A');
    await settled(element);
    element.resource.set('A after an update');
    expect(await shown(element)).to.equal('ready A after an update');
  });
});
