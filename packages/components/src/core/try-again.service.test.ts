/** “Try again” goes with the panel it stands in: whoever pressed it by the keyboard is still in the element. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { SessionExpiredError, XinqiaoClient } from '@xinqiao/sdk';
import '../define.ts';
import { clientOf, people, untilTrue } from '../testing/client.ts';
import { testService } from '../testing/service.ts';
import { place, type Rows, rowsOf, settled, tags } from './readers.fixture.ts';

const SERVICE = 'try-again';

describe('elements that could not be read and are tried again', function () {
  this.timeout(60_000);
  let rows: Rows;

  before(async () => {
    rows = await rowsOf(SERVICE);
  });

  it('say that one is signed out, and not that the fault is ours', async () => {
    let isSignedIn = false;
    const service = testService(SERVICE);
    const client = new XinqiaoClient({
      baseUrl: service.baseUrl,
      fetchSession: async () => {
        if (!isSignedIn) throw new SessionExpiredError('session');
        return service.session(people.seniorStudent);
      },
    });
    const element = place('xq-assignments', rows['xq-assignments'], client);
    const root = element.shadowRoot!;
    try {
      await untilTrue(() => root.querySelector('.state:not(.loading) h3') !== null);
      expect(root.querySelector('[role="alert"]')!.textContent!.replace(/\s+/g, ' ').trim()).to.equal(
        '登录已经过期 请在学校门户重新登录，然后点「重试」。',
      );
      await expect(element).to.be.accessible();
      isSignedIn = true;
      root.querySelector<HTMLElement>('.state button')!.click();
      await untilTrue(() => root.querySelector('.entry') !== null);
    } finally {
      element.remove();
    }
  });

  for (const tag of tags) {
    it(`${tag} keeps the focus, at the button as long as it fails and then at what came`, async () => {
      const row = rows[tag];
      const { client, connection } = await clientOf(SERVICE, row.of);
      connection.broken = true;
      const element = place(tag, row, client);
      const root = element.shadowRoot!;
      try {
        // What it tells of is read in a panel that is opened first.
        if (tag === 'xq-alert-badge') {
          await untilTrue(() => root.querySelector('button') !== null);
          root.querySelector('button')!.click();
        }
        const again = () => root.querySelector<HTMLElement>('.state:not(.loading) button');
        await untilTrue(() => again() !== null);
        const first = again()!;
        first.focus();
        await sendKeys({ press: 'Enter' });
        await untilTrue(() => !first.isConnected && again() !== null);
        await untilTrue(() => root.activeElement !== null);
        expect(root.activeElement).to.equal(again());
        connection.broken = false;
        await sendKeys({ press: 'Enter' });
        await untilTrue(() => again() === null && root.querySelector('.loading') === null);
        await settled(element);
        expect(root.activeElement?.localName).to.match(/^h[23]$/);
      } finally {
        element.remove();
      }
    });
  }
});
