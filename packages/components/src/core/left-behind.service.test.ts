/** A page that stands for a day: what is taken off it is gone, with what was read about a person. */
import { expect } from '@open-wc/testing';
import '../define.ts';
import type { XqProvider } from '../index.ts';
import { clientOf, people, untilTrue } from '../testing/client.ts';
import { isForgotten } from '../testing/memory.ts';
import { testService } from '../testing/service.ts';
import { place, type Rows, rowsOf, settled, tags } from './readers.fixture.ts';

const SERVICE = 'left-behind';

describe('elements that are taken off a page for good', function () {
  this.timeout(60_000);
  let rows: Rows;

  before(async () => {
    rows = await rowsOf(SERVICE);
  });

  /** Put elsewhere, and taken away while it is drawn. */
  function takeAway(element: Element): void {
    element.remove();
    document.body.append(element);
    (element as XqProvider).requestUpdate();
    element.remove();
  }

  for (const tag of tags) {
    it(`${tag} is forgotten by the page and by the client that it has read with`, async () => {
      const row = rows[tag];
      const { client } = await clientOf(SERVICE, row.of);
      const gone = await (async () => {
        const element = place(tag, row, client);
        await untilTrue(() => element.shadowRoot!.querySelector(row.shows) !== null);
        await settled(element);
        takeAway(element);
        return new WeakRef(element);
      })();
      expect(await isForgotten(gone)).to.equal(true);
      expect((await client.me.get()).userId).to.equal(people[row.of].userId);
    });
  }

  it('xq-provider is forgotten, with its session', async () => {
    const service = testService(SERVICE);
    const gone = await (async () => {
      const provider = document.createElement('xq-provider');
      Object.assign(provider, { baseUrl: service.baseUrl, fetchSession: () => service.session(people.student) });
      provider.innerHTML = '<xq-assignments lang="zh-CN"></xq-assignments><xq-help-card lang="zh-CN"></xq-help-card>';
      document.body.append(provider);
      const list = provider.firstElementChild!;
      await untilTrue(() => list.shadowRoot!.querySelector('.entry') !== null);
      await settled(list);
      takeAway(provider);
      return new WeakRef(provider);
    })();
    expect(await isForgotten(gone)).to.equal(true);
  });
});
