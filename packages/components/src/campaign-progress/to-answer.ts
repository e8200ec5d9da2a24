/** Who is still to answer, and why, for those who record it: read on demand, a page at a time, and saved with each choice. */
import type { StudentToAnswer, StudentToAnswerPage } from '@xinqiao/contract/types';
import { kindsOf, type XinqiaoClient } from '@xinqiao/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ResourceController } from '../core/resource-controller.ts';

/** Students a page. */
const PAGE = 30;

export type Reason = NonNullable<StudentToAnswer['reason']>;
/** In the order in which they are offered. */
export const REASONS: readonly Reason[] = ['suspended', 'leave', 'away', 'no-device', 'other'];

/**
 * What became of the newest choice; `done`: the student has submitted meanwhile, and nothing is recorded any more.
 */
export type Saving = 'saving' | 'saved' | 'failed' | 'done';

interface Choice {
  /** Null where the reason was taken back. */
  readonly reason: Reason | null;
  readonly saving: Saving;
}

export interface ToAnswerOptions {
  /** Who asks, as of now; undefined where nobody is asked. */
  readonly client: () => XinqiaoClient | undefined;
  readonly campaignId: () => string | undefined;
  readonly unitId: () => string | undefined;
  /** Something was saved: what is counted has changed. */
  readonly saved: () => void;
}

type Host = ReactiveControllerHost & { readonly renderRoot: ParentNode };

export class ToAnswer implements ReactiveController {
  readonly list: ResourceController<
    StudentToAnswerPage,
    [XinqiaoClient | undefined, string | undefined, string | undefined]
  >;
  isOpen = false;
  more: 'loading' | 'failed' | undefined;

  #host: Host;
  #options: ToAnswerOptions;
  #choices = new Map<string, Choice>();
  #asked = '';

  constructor(host: Host, options: ToAnswerOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
    this.list = new ResourceController(host, {
      args: () => [this.isOpen ? options.client() : undefined, options.campaignId(), options.unitId()],
      load: async ([client, campaignId, unitId], { signal }) =>
        client.campaigns.reasons(campaignId, { unitId, limit: PAGE }, { signal }),
    });
  }

  hostUpdate(): void {
    const asked = `${this.#options.campaignId()} ${this.#options.unitId()}`;
    if (asked !== this.#asked) this.#drop();
    this.#asked = asked;
  }

  /** Another person may have another office. */
  forget(): void {
    this.isOpen = false;
    this.#drop();
  }

  #drop(): void {
    this.#choices.clear();
    this.more = undefined;
  }

  toggle(): void {
    this.isOpen = !this.isOpen;
    this.#host.requestUpdate();
  }

  /** What is chosen for a student, saved or not. */
  choiceOf({ student, reason }: StudentToAnswer): { readonly reason: Reason | null; readonly saving?: Saving } {
    return this.#choices.get(student.id) ?? { reason };
  }

  /**
   * Saves a choice, after one that is under way: the newest is what stays. A choice that could not be saved stays chosen.
   * Never rejects.
   */
  async choose(studentId: string, reason: Reason | null): Promise<void> {
    const isUnderWay = this.#choices.get(studentId)?.saving === 'saving';
    const asked = this.#asked;
    const client = this.#options.client();
    const campaignId = this.#options.campaignId();
    if (!client || !campaignId) return;
    this.#set(studentId, { reason, saving: 'saving' });
    if (isUnderWay) return;
    const isMeant = () => client === this.#options.client() && asked === this.#asked;
    for (;;) {
      const newest = this.#choices.get(studentId);
      if (!newest) return;
      const saving = await save(client, campaignId, studentId, newest.reason);
      if (!isMeant()) return;
      // Chosen anew while this one was on its way.
      if (this.#choices.get(studentId)?.reason !== newest.reason) continue;
      this.#set(studentId, { reason: newest.reason, saving });
      if (saving !== 'failed') this.#options.saved();
      return;
    }
  }

  #set(studentId: string, choice: Choice): void {
    this.#choices.set(studentId, choice);
    this.#host.requestUpdate();
  }

  loadMore = async (): Promise<void> => {
    const [page, client, campaignId] = [this.list.value, this.#options.client(), this.#options.campaignId()];
    if (!page?.nextCursor || !client || !campaignId || this.more === 'loading') return;
    const unitId = this.#options.unitId();
    this.#setMore('loading');
    try {
      const query = { limit: PAGE, cursor: page.nextCursor, ...(unitId !== undefined && { unitId }) };
      const next = await client.campaigns.reasons(campaignId, query);
      // Meanwhile another list was asked for.
      if (this.list.value !== page) return;
      this.list.set({ data: [...page.data, ...next.data], nextCursor: next.nextCursor });
      this.#setMore(undefined);
      await this.#host.updateComplete;
      // After the last page the button is gone: who came by keyboard goes on with what is new.
      if (next.nextCursor === null) this.#focusStudent(page.data.length);
    } catch {
      if (this.list.value === page) this.#setMore('failed');
    }
  };

  #setMore(more: ToAnswer['more']): void {
    this.more = more;
    this.#host.requestUpdate();
  }

  #focusStudent(index: number): void {
    this.#host.renderRoot.querySelectorAll<HTMLElement>('.student select')[index]?.focus();
  }
}

async function save(
  client: XinqiaoClient,
  campaignId: string,
  studentId: string,
  reason: Reason | null,
): Promise<Exclude<Saving, 'saving'>> {
  try {
    if (reason === null) await client.campaigns.removeReason(campaignId, studentId);
    else await client.campaigns.setReason(campaignId, studentId, { reason });
    return 'saved';
  } catch (error) {
    return kindsOf(error).includes('ConflictError') ? 'done' : 'failed';
  }
}
