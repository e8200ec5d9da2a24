import { expect, fixture, html } from '@open-wc/testing';
import type { XinqiaoClient } from '@xinqiao/sdk';
import { clientOf, type Connection, untilTrue } from '../testing/client.ts';
import './define.ts';
import type { XqCourseOverview } from './index.ts';

const SERVICE = 'reading';
const words = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim();
const one = <E extends Element = HTMLElement>(overview: XqCourseOverview, selector: string) =>
  overview.shadowRoot!.querySelector<E>(selector);
const heading = (overview: XqCourseOverview) => words(one(overview, 'h2'));

describe('xq-course-overview with the service', function () {
  this.timeout(60_000);
  let client: XinqiaoClient;
  let connection: Connection;

  before(async () => {
    ({ client, connection } = await clientOf(SERVICE, 'psychologist'));
  });
  beforeEach(() => {
    connection.broken = false;
  });

  const begin = async () => {
    const overview = await fixture<XqCourseOverview>(
      html`<xq-course-overview lang="zh-CN" .client=${client}></xq-course-overview>`,
    );
    await untilTrue(() => one(overview, 'tbody') !== null);
    return overview;
  };

  it('leads down to a unit and back up, with the numbers of the service', async () => {
    const { total, children } = await client.courses.coverage();
    const overview = await begin();
    expect(heading(overview)).to.equal(total.unit.name);
    expect(overview.shadowRoot!.querySelectorAll('tbody tr')).to.have.length(children.length);
    const unit = one<HTMLButtonElement>(overview, 'tbody .unit')!;
    const name = words(unit);
    unit.click();
    await untilTrue(() => heading(overview) === name);
    const opened = children.find(child => child.unit.name === name)!;
    const below = await client.courses.coverage({ unitId: opened.unit.id });
    expect(overview.shadowRoot!.querySelectorAll('tbody tr')).to.have.length(below.children.length);
    expect(overview.shadowRoot!.activeElement).to.equal(one(overview, 'h2'));
    await expect(overview).to.be.accessible();
    one(overview, 'nav button')!.click();
    await untilTrue(() => heading(overview) === total.unit.name);
    expect(one(overview, 'nav')).to.equal(null);
  });

  it('keeps the way back when a unit cannot be opened', async () => {
    const overview = await begin();
    const school = heading(overview);
    connection.broken = true;
    one(overview, 'tbody .unit')!.click();
    await untilTrue(() => words(one(overview, '.card'))!.includes('现在连不上网络'));
    expect(words(one(overview, 'nav button'))).to.equal(school);
    await expect(overview).to.be.accessible();
    connection.broken = false;
    one(overview, 'nav button')!.click();
    await untilTrue(() => heading(overview) === school);
  });

  it('shows a student nothing', async () => {
    const { client: student } = await clientOf(SERVICE, 'student');
    const overview = await fixture<XqCourseOverview>(
      html`<xq-course-overview lang="zh-CN" .client=${student}></xq-course-overview>`,
    );
    await untilTrue(() => words(one(overview, '.card'))!.includes('这里没有可以查看的内容'));
  });
});
