/** A client whose session becomes somebody else's, under every element that reads: nothing of the one before the other. */
import { expect } from '@open-wc/testing';
import { AbortedError, XinqiaoClient } from '@xinqiao/sdk';
import type { EmbedSession } from '@xinqiao/contract/types';
import '../define.ts';
import * as elements from '../index.ts';
import { clientOf, people, untilTrue } from '../testing/client.ts';
import { testService } from '../testing/service.ts';
import { XqClientElement } from './client-element.ts';
import { place, type Rows, rowsOf, settled, tags, words } from './readers.fixture.ts';

const SERVICE = 'reading';
describe('elements under a client whose session becomes somebody else’s', function () {
  this.timeout(60_000);
  const service = testService(SERVICE);
  const added: Element[] = [];
  let rows: Rows;

  before(async () => {
    rows = await rowsOf(SERVICE);
  });

  afterEach(() => added.splice(0).forEach(element => element.remove()));

  function add(tag: string, row: Rows[keyof Rows], client: XqClientElement['client']): XqClientElement {
    const element = place(tag, row, client);
    added.push(element);
    return element;
  }

  it('are all of those there are', () => {
    const asking = Object.values<unknown>(elements).filter(
      one => typeof one === 'function' && one.prototype instanceof XqClientElement,
    );
    expect(asking.length).to.be.greaterThan(0);
    expect(asking.filter(one => !tags.some(tag => customElements.get(tag) === one))).to.deep.equal([]);
  });

  for (const tag of tags) {
    it(`${tag} empties at once, and reads anew as that person`, async () => {
      const row = rows[tag];
      let person = row.of;
      let opened: (() => void) | undefined;
      let gate: Promise<void> | undefined;
      const sessions: EmbedSession[] = [];
      const client = new XinqiaoClient({
        baseUrl: service.baseUrl,
        retry: 0,
        fetchSession: async () => {
          sessions.push(await service.session(people[person]));
          if (person === row.next) gate = new Promise(open => (opened = open));
          return sessions.at(-1)!;
        },
        fetch: async request => {
          if (sessions.length > 1) await gate;
          return fetch(request);
        },
      });
      const element = add(tag, row, client);
      const shown = () => element.shadowRoot!.querySelector(row.shows);
      await untilTrue(() => shown() !== null);
      const before = await settled(element);

      person = row.next;
      await service.end(sessions[0]!.id);
      const refused = await client.me.get().catch((error: unknown) => error);
      expect(AbortedError.is(refused), String(refused)).to.equal(true);
      await element.updateComplete;
      expect(shown(), words(element)).to.equal(null);
      expect(words(element)).to.not.equal(before);

      opened!();
      const { client: other } = await clientOf(SERVICE, row.next);
      const fresh = add(tag, row, other);
      expect(await settled(element)).to.equal(await settled(fresh));
    });
  }
});
