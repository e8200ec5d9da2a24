/** One plan on the desk: what is edited, what was saved of it, and what the service is asked for it. */
import type { CampaignPlan, CampaignPlanContent, CampaignTarget } from '@xinqiao/contract/types';
import {
  ApiError,
  ConflictError,
  createAttemptId,
  ForbiddenError,
  NetworkError,
  NotFoundError,
  TimeoutError,
  UnavailableError,
  type XinqiaoClient,
} from '@xinqiao/sdk';
import type { ReactiveControllerHost } from 'lit';
import { changed, contentOf, errorsByField, parseYears, queryOf } from './model.ts';

/** `failed`: nobody could tell. */
export type Counting = 'asked' | 'done' | 'failed';

export interface PlanDeskEvents {
  /** A plan was saved, published or closed early. */
  tell(what: 'save' | 'publish' | 'close', plan: CampaignPlan): void;
  /** The service answered that something is not there for this session. */
  denied(): void;
}

const RULE = '/target/rule';
const YEARS = '/target/enrolmentYears';
const NO_YEAR = 'no-year';

const keyOf = (content: CampaignPlanContent) => JSON.stringify(queryOf(content));

export class PlanDesk {
  /** Undefined while nothing is on the desk. */
  content: CampaignPlanContent | undefined;
  /** As it was saved last; undefined for one that never was. */
  plan: CampaignPlan | undefined;
  isChanged = false;
  /** Codes by field. */
  errors: ReadonlyMap<string, string> = new Map();
  isBusy = false;
  problem: 'offline' | 'failed' | 'conflict' | undefined;
  /** Years of enrolment as they were typed. */
  years = '';
  /** As it was counted last; undefined until then. */
  target: CampaignTarget | undefined;
  /** Somebody else has saved the plan since it was read here. */
  isOutdated = false;
  isCopied = false;

  #host: ReactiveControllerHost;
  #events: PlanDeskEvents;
  /** Ends what is asked for the plan that lies here. */
  #running = new AbortController();
  #counted = '';
  #count: Counting = 'asked';
  /** A new plan that was sent, and the key it was sent with: sent once more it must not become a second one. */
  #created: { content: CampaignPlanContent; key: string } | undefined;

  constructor(host: ReactiveControllerHost, events: PlanDeskEvents) {
    this.#host = host;
    this.#events = events;
  }

  /** Puts a plan on the desk, in place of what was there. */
  open(content: CampaignPlanContent, plan?: CampaignPlan): void {
    this.clear();
    this.content = content;
    this.plan = plan;
    this.years = content.target.enrolmentYears.join(', ');
  }

  /** Leaves nothing on the desk, and no request under way. */
  clear(): void {
    this.#running.abort();
    this.#running = new AbortController();
    this.content = this.plan = this.problem = this.target = this.#created = undefined;
    this.isChanged = this.isCopied = this.isBusy = this.isOutdated = false;
    this.errors = new Map();
    this.years = this.#counted = '';
    this.#count = 'asked';
    this.#host.requestUpdate();
  }

  /** Another value at a pointer. */
  change(pointer: string, value: unknown): void {
    if (!this.content) return;
    this.content = changed(this.content, pointer, value);
    if (pointer === RULE) this.#withYears(this.content);
    // What is wrong in one of several is not wrong in the one that takes its place.
    if (Array.isArray(value)) {
      this.errors = new Map([...this.errors].filter(([field]) => !field.startsWith(`${pointer}/`)));
    }
    this.isChanged = true;
    this.#host.requestUpdate();
  }

  typeYears(text: string): void {
    this.years = text;
    this.change(RULE, this.content?.target.rule);
  }

  /** Years belong to a plan for grades alone: their field is not there with another rule, and nor is what is wrong in it. */
  #withYears({ target: { rule, enrolmentYears } }: CampaignPlanContent): void {
    // What was typed waits for the case that grades are chosen again.
    const years = rule === 'grades' ? parseYears(this.years) : [];
    this.content = changed(this.content!, YEARS, years ?? enrolmentYears);
    const errors = new Map(this.errors);
    errors.delete(YEARS);
    if (!years) errors.set(YEARS, NO_YEAR);
    this.errors = errors;
  }

  /** Whether `target` is of what is edited now. */
  get counting(): Counting {
    return this.content && keyOf(this.content) === this.#counted ? this.#count : 'asked';
  }

  /** Counts the target once more after it failed. */
  recount(): void {
    this.#counted = '';
    this.#host.requestUpdate();
  }

  /** Counts the target anew when it is another one; the last answer counts. Never rejects. */
  async count(client: XinqiaoClient): Promise<void> {
    if (!this.content) return;
    const query = queryOf(this.content);
    const key = keyOf(this.content);
    if (key === this.#counted) return;
    this.#counted = key;
    this.#count = 'asked';
    const { signal } = this.#running;
    const target = await client.campaignPlans.target(query, { signal }).catch(() => undefined);
    if (key !== this.#counted || signal.aborted) return;
    // Not by itself once more: every drawing would ask again, as fast as the line says no. Publishing checks anyhow.
    this.#count = target ? 'done' : 'failed';
    this.target = target ?? this.target;
    this.#host.requestUpdate();
  }

  /** Saves what is edited, and publishes it then; what is edited stays whatever comes of it. Never rejects. */
  async save(client: XinqiaoClient, isToPublish = false): Promise<void> {
    const sent = this.content;
    // What the field shows is not what would be saved.
    if (!sent || this.errors.get(YEARS) === NO_YEAR || this.isBusy) return;
    this.errors = new Map();
    await this.run(async signal => {
      if (this.isChanged || !this.plan) {
        const saved = await this.#send(client, sent, signal);
        if (signal.aborted) return;
        this.plan = saved;
        this.isOutdated = false;
        // What was typed meanwhile is not saved yet.
        if (this.content === sent) this.isChanged = false;
        this.#events.tell('save', saved);
      }
      if (!isToPublish || this.isChanged) return;
      const { id, revision } = this.plan;
      const plan = await client.campaignPlans.publish(id, { ifMatch: revision, signal });
      if (signal.aborted) return;
      this.open(contentOf(plan), plan);
      this.#events.tell('publish', plan);
    });
  }

  #send(client: XinqiaoClient, content: CampaignPlanContent, signal: AbortSignal): Promise<CampaignPlan> {
    if (this.plan) return client.campaignPlans.update(this.plan.id, content, { ifMatch: this.plan.revision, signal });
    if (this.#created?.content !== content) this.#created = { content, key: createAttemptId() };
    return client.campaignPlans.create(content, { idempotencyKey: this.#created.key, signal });
  }

  /** Ends the campaign before its time. Never rejects. */
  async end(client: XinqiaoClient): Promise<void> {
    const { plan } = this;
    if (!plan) return;
    await this.run(async signal => {
      const ended = await client.campaignPlans.close(plan.id, { signal });
      if (signal.aborted) return;
      this.plan = ended;
      this.#events.tell('close', ended);
    });
  }

  /** Puts a copy for the next year on the desk. Never rejects. */
  async copy(client: XinqiaoClient): Promise<void> {
    const { plan } = this;
    if (!plan) return;
    await this.run(async signal => {
      const copy = await client.campaignPlans.copy(plan.id, { signal });
      if (signal.aborted) return;
      this.open(contentOf(copy), copy);
      this.isCopied = true;
    });
  }

  /** Gives up what is edited for what somebody else has saved. Never rejects. */
  async takeTheirs(client: XinqiaoClient): Promise<void> {
    const { plan } = this;
    if (!plan) return;
    await this.run(async signal => {
      const theirs = await client.campaignPlans.get(plan.id, { signal });
      if (!signal.aborted) this.open(contentOf(theirs), theirs);
    });
  }

  /** One thing at a time; what comes after the desk was cleared is not heard. Never rejects. */
  async run(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (this.isBusy) return;
    const { signal } = this.#running;
    this.isBusy = true;
    this.problem = undefined;
    this.#host.requestUpdate();
    try {
      await work(signal);
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
    // Another plan that lies here by now may be busy on its own.
    if (!signal.aborted) this.isBusy = false;
    this.#host.requestUpdate();
  }

  #fail(error: unknown): void {
    const errors = ApiError.is(error) ? (error.problem?.errors ?? []) : [];
    if (errors.length > 0) this.errors = errorsByField(errors);
    else if (ConflictError.is(error)) {
      this.problem = 'conflict';
      this.isOutdated = true;
    } else if (NetworkError.is(error) || TimeoutError.is(error) || UnavailableError.is(error)) this.problem = 'offline';
    else this.problem = 'failed';
    if (NotFoundError.is(error) || ForbiddenError.is(error)) this.#events.denied();
  }
}
