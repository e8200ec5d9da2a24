/** Every element that reads, with what it needs to show something of a person, for tests of them all. */
import type { XqClientElement } from './client-element.ts';
import type { people } from '../testing/client.ts';
import { clientOf, untilTrue } from '../testing/client.ts';

type Person = keyof typeof people;

export const tags = [
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
  /** Who may see something else. */
  next: Person;
  /** What is there only once something was read. */
  shows: string;
  attributes?: Readonly<Record<string, string>>;
}

export type Rows = Readonly<Record<(typeof tags)[number], Row>>;

/** @param service see `testService` */
export async function rowsOf(service: string): Promise<Rows> {
  const { client: student } = await clientOf(service, 'student');
  const { client: senior } = await clientOf(service, 'seniorStudent');
  const [{ studentId }, toDo, done] = await Promise.all([
    senior.me.get(),
    student.assignments.list({ status: 'to-do' }),
    senior.assignments.list({ status: 'done' }),
  ]);
  const own = { of: 'seniorStudent', next: 'student' } as const;
  const staff = { of: 'psychologist', next: 'counsellor' } as const;
  const ofStudent = { 'student-id': studentId! };
  return {
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
}

export function place(tag: string, { attributes = {} }: Row, client: XqClientElement['client']): XqClientElement {
  const element = document.createElement(tag) as XqClientElement;
  element.lang = 'zh-CN';
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.client = client;
  document.body.append(element);
  return element;
}

/** Everything that an element draws. */
export const words = (element: Element) => element.shadowRoot!.textContent!.replace(/\s+/g, ' ').trim();

/** What is drawn once nothing changes any more. */
export async function settled(element: Element): Promise<string> {
  let before = '';
  await untilTrue(() => {
    const isStill = words(element) === before && before !== '' && !element.shadowRoot!.querySelector('.loading');
    before = words(element);
    return isStill && !before.includes('…');
  });
  return before;
}
