import { aTimeout, expect } from '@open-wc/testing';
import { define } from './define.ts';
import { XqElement } from './element.ts';
import { version } from './version.ts';

/** What `console.warn` was given while `act` ran, with the advice that is fetched for it. */
async function warnings(act: () => void): Promise<string[]> {
  const { warn } = console;
  const said: string[] = [];
  console.warn = (message: string) => said.push(message);
  try {
    act();
    await import('./advice.ts');
    // What asked for it first need not have it first.
    await aTimeout(50);
  } finally {
    console.warn = warn;
  }
  return said;
}

describe('define', () => {
  it('registers an element under its tag, and under the tag with a suffix beside it', () => {
    class First extends XqElement {}
    expect(define('xq-test-first', First)).to.equal('xq-test-first');
    expect(define('xq-test-first', First, { suffix: '-v9' })).to.equal('xq-test-first-v9');
    expect(document.createElement('xq-test-first')).to.be.instanceOf(First);
    expect(document.createElement('xq-test-first-v9')).to.be.instanceOf(First);
  });

  it('is silent when the same major has defined the tag already, and keeps what is there', async () => {
    class Mine extends XqElement {}
    class Other extends XqElement {}
    define('xq-test-same', Mine);
    expect(await warnings(() => define('xq-test-same', Other))).to.deep.equal([]);
    expect(customElements.get('xq-test-same')).to.equal(Mine);
  });

  it('says which two versions met, and what to do, when another major was first', async () => {
    class Older extends HTMLElement {
      static readonly version = '7.2.0';
    }
    class Newer extends XqElement {}
    customElements.define('xq-test-major', Older);
    const [said, ...more] = await warnings(() => define('xq-test-major', Newer));
    expect(said).to.contain('7.2.0').and.to.contain(version).and.to.contain('suffix');
    expect(more).to.deep.equal([]);
    expect(customElements.get('xq-test-major')).to.equal(Older);
  });

  it("does not throw for a tag that is somebody else's", async () => {
    customElements.define('xq-test-foreign', class extends HTMLElement {});
    class Ours extends XqElement {}
    expect((await warnings(() => define('xq-test-foreign', Ours)))[0]).to.contain('unknown');
  });
});
