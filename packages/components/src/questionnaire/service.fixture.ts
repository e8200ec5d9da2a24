/** Students of the real service with a form to fill in, for tests of the questionnaire. */
import { XinqiaoClient } from '@xinqiao/sdk';
import type { Assignment } from '@xinqiao/contract/types';
import { fixture, html, nextFrame } from '@open-wc/testing';
import { type TestService, testService } from '../testing/service.ts';
import './define.ts';
import type { XqQuestionnaire } from './index.ts';

export const inside = <E extends Element = HTMLElement>(form: XqQuestionnaire, selector: string): E | null =>
  form.shadowRoot!.querySelector<E>(selector);
export const all = (form: XqQuestionnaire, selector: string): HTMLElement[] => [
  ...form.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
export const words = (node: Element | null | undefined): string => node?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
export const text = (form: XqQuestionnaire): string => words(inside(form, '.card, .state'));
export async function until(test: () => unknown): Promise<void> {
  const end = performance.now() + 20_000;
  while (!test()) {
    if (performance.now() > end) throw new Error(`It never came to pass: ${test}. ${whatIsShown()}`);
    await nextFrame();
  }
}
/** For the message of a test that waits in vain. */
const whatIsShown = () =>
  [...document.querySelectorAll('xq-questionnaire')]
    .map(form => words(form.shadowRoot!.querySelector('.card, .state')).slice(0, 200))
    .join(' || ');

export type Fetch = (request: Request) => Promise<Response>;

export interface Person {
  userId: string;
  assignment: Assignment;
}

/** What the copy of a form's draft is bound to; empty until it is open. */
export const drafts = new WeakMap<XqQuestionnaire, () => string>();

export interface School {
  service: TestService;
  clientOf: (userId: string, fetch?: Fetch) => XinqiaoClient;
  /** A student with PHQ-9 to do. */
  someone: (options?: { consents?: boolean }) => Promise<Person>;
  /** Those who looked and did not submit. */
  spare: Person[];
  /** The form of a person, up to its introduction or to what stands in for it. */
  open: (person: Person, fetch?: Fetch) => Promise<XqQuestionnaire>;
}

/** @param name of the test file, which has a university of its own */
export function openSchool(name: string): School {
  const service = testService(name);
  const clientOf = (userId: string, fetch: Fetch = request => globalThis.fetch(request)) =>
    new XinqiaoClient({
      baseUrl: service.baseUrl,
      fetchSession: () => service.session({ userId, role: 'student' }),
      fetch,
      retry: 0,
    });

  /** Each handed out once: a submission cannot be taken back. */
  async function* freshmen(): AsyncGenerator<Person> {
    const staff = new XinqiaoClient({
      baseUrl: service.baseUrl,
      fetchSession: () => service.session({ userId: 'X0001', role: 'psych-staff' }),
    });
    for await (const { studentNumber: userId } of staff.students.list({})) {
      const { data } = await clientOf(userId).assignments.list({ status: 'to-do' });
      const assignment = data.find(({ instrumentId }) => instrumentId === 'phq9');
      if (assignment) yield { userId, assignment };
    }
  }
  const people = freshmen();
  const spare: Person[] = [];
  return {
    service,
    clientOf,
    spare,
    async someone({ consents = true } = {}) {
      const value = (consents ? spare.pop() : undefined) ?? ((await people.next()) as { value: Person }).value;
      const client = clientOf(value.userId);
      const campaign = await client.campaigns.get(value.assignment.campaignId);
      if (consents && value.assignment.consent !== 'given') {
        await client.consents.decide({ campaignId: campaign.id, version: campaign.consent.version, decision: 'given' });
      }
      return value;
    },
    async open({ userId, assignment }, fetch) {
      let boundTo = '';
      const client = clientOf(userId, async request => {
        const response = await (fetch ?? globalThis.fetch)(request);
        if (request.method === 'PUT' && response.ok)
          boundTo = ((await response.clone().json()) as { boundTo: string }).boundTo;
        return response;
      });
      const form = await fixture<XqQuestionnaire>(
        html`<xq-questionnaire lang="zh-CN" .client=${client} assignment-id=${assignment.id}></xq-questionnaire>`,
      );
      drafts.set(form, () => boundTo);
      await until(() => inside(form, '.intro, [role="alert"], .state:not(.loading)'));
      return form;
    },
  };
}

/** Answers every question, the first option where none is named, and goes to the review. */
export async function fill(form: XqQuestionnaire, given: Record<string, number> = {}): Promise<void> {
  inside(form, 'button.primary')!.click();
  await form.updateComplete;
  for (const node of all(form, '.item')) node.querySelectorAll('input')[given[node.dataset['id']!] ?? 0]!.click();
  await form.updateComplete;
  inside(form, 'button.primary')!.click();
  await until(() => inside(form, '.review'));
}
