/** A client whose session becomes somebody else's, under every element that reads: nothing of the one before the other. */
import { expect } from '@open-wc/testing';
import { AbortedError, XinqiaoClient } from '@xinqiao/sdk';
import type { EmbedSession } from '@xinqiao/contract/types';
import '../define.ts';
import * as elements from '../index.ts';
import { clientOf, people, untilTrue } from '../testing/client.ts';
import { testService } from '../testing/service.ts';
import { XqClientElement } from './client-element.ts';

const SERVICE = 'reading';
type Person = keyof typeof people;

const tags = [
  'xq-access-log',
  'xq-alert-badge',
  'xq-assignments',
  'xq-campaign-editor',
  'xq-campaign-progress',
  'xq-consent',
  'xq-course-credits',
  'xq-course-overview',
  'xq-growth-file',
  'xq-my-data',
  'xq-questionnaire',
  'xq-result-report',
] as const;

interface Row {
  of: Person;
  next: Person;
  /** What is there only once something was read. */
  shows: string;
  attributes?: Readonly<Record<string, string>>;
}

describe('elements under a client whose session becomes somebody else’s', function () {
  this.timeout(60_000);
  const service = testService(SERVICE);
  const added: Element[] = [];
  let rows: Readonly<Record<(typeof tags)[number], Row>>;

  before(async () => {
    const { client: student } = await clientOf(SERVICE, 'student');
    const { client: senior } = await clientOf(SERVICE, 'seniorStudent');
    const [{ studentId }, toDo, done] = await Promise.all([
      senior.me.get(),
      student.assignments.list({ status: 'to-do' }),
      senior.assignments.list({ status: 'done' }),
    ]);
    const own = { of: 'seniorStudent', next: 'student' } as const;
    const staff = { of: 'psychologist', next: 'counsellor' } as const;
    const ofStudent = { 'student-id': studentId! };
    rows = {
      'xq-access-log': { ...own, shows: '.entry, .state h3' },
      'xq-alert-badge': { ...staff, shows: '.count', attributes: { 'all-open': '' } },
      'xq-assignments': { ...own, shows: '.entry' },
      'xq-campaign-editor': { ...staff, shows: '.plans' },
      'xq-campaign-progress': { of: 'collegeLeader', next: 'student', shows: '#title' },
      'xq-consent': {
        of: 'student',
        next: 'counsellor',
        shows: '#given',
        attributes: { 'campaign-id': toDo.data[0]!.campaignId },
      },
      'xq-course-credits': { ...own, shows: '#title', attributes: ofStudent },
      'xq-course-overview': { of: 'collegeLeader', next: 'counsellor', shows: '#title' },
      'xq-growth-file': { ...staff, shows: 'figure', attributes: ofStudent },
      'xq-my-data': { ...own, shows: '.kinds' },
      'xq-questionnaire': {
        of: 'student',
        next: 'seniorStudent',
        shows: '.card h2, .card h3',
        attributes: { 'assignment-id': toDo.data[0]!.id },
      },
      'xq-result-report': { ...own, shows: '#name', attributes: { 'assignment-id': done.data[0]!.id } },
    };
  });

  afterEach(() => added.splice(0).forEach(element => element.remove()));

  const words = (element: Element) => element.shadowRoot!.textContent!.replace(/\s+/g, ' ').trim();

  function place(tag: string, { attributes = {} }: Row, client: XinqiaoClient): XqClientElement {
    const element = document.createElement(tag) as XqClientElement;
    element.lang = 'zh-CN';
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.client = client;
    added.push(element);
    document.body.append(element);
    return element;
  }

  /** What is drawn once nothing changes any more. */
  async function settled(element: Element): Promise<string> {
    let before = '';
    await untilTrue(() => {
      const isStill = words(element) === before && before !== '' && !element.shadowRoot!.querySelector('.loading');
      before = words(element);
      return isStill && !before.includes('…');
    });
    return before;
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
      const element = place(tag, row, client);
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
      const fresh = place(tag, row, other);
      expect(await settled(element)).to.equal(await settled(fresh));
    });
  }
});
