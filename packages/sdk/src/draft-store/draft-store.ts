/**
 * A form's answers until they are submitted. The service's draft is the first copy; the device has a sealed one for what the
 * service does not have yet, and no key: that is in memory, and comes from the service.
 */
import type { DraftContent, OpenDraft } from '@xinqiao/contract/types';
import { createAttemptId } from '../attempt-id.ts';
import type { Connection } from '../connection.ts';
import { ApiError } from '../errors.ts';
import type { Namespaces } from '../generated/namespaces.ts';
import { get, open, save } from '../generated/resources/drafts.ts';
import { asOfNow } from '../person.ts';
import { type Cipher, createCipher } from './cipher.ts';
import { merge, sameContent, without } from './merge.ts';
import { openSnapshots, PATIENCE, snapshotKey, type SnapshotRecord, type Snapshots } from './snapshots.ts';

/**
 * - `saved`: the service has everything.
 * - `kept`: this device has everything, the service does not yet: "waiting for the network".
 * - `pending`: neither has the last change yet; where storage is denied, until the network is there.
 * - `ended`: the service takes no more (`error` says why); what it did not get stays on the device.
 */
export type DraftState = 'saved' | 'kept' | 'pending' | 'ended';

export interface DraftStoreOptions {
  readonly assignmentId: string;
  /** BCP 47 tag of the wording that is shown. */
  readonly language: string;
  /** Of the order of items, 0 to 2³² − 1; random when left out. That of a draft there is wins. */
  readonly seed?: number;
  /** Milliseconds between a change and its way to the service; 2,000 when left out. The device has it at once. */
  readonly interval?: number;
  /** Told when `state` or `problem` has changed. */
  readonly onState?: (state: DraftState) => void;
  /** Told when another device has changed the draft: `content` is both together and has to be shown. */
  readonly onContent?: (content: DraftContent) => void;
}

interface Snapshot {
  readonly base: DraftContent;
  readonly content: DraftContent;
}

/** Milliseconds between attempts to reach the service, at most. */
const LONGEST_WAIT = 30_000;
const FINAL = [403, 404, 409, 410, 413, 422];
/** Of these one that is of what was sent. */
const REFUSED = [413, 422];

/** Of an answer of the service that will be the same the next time; what has no code is of something before the service, and passes. */
export const isFinal = (error: unknown): boolean =>
  ApiError.is(error) && error.code !== undefined && FINAL.includes(error.status);

/** Resolves with the work, which never rejects, or when it takes too long. */
async function within(milliseconds: number, work: Promise<void> | undefined): Promise<void> {
  let late: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([work, new Promise(resolve => (late = setTimeout(resolve, milliseconds)))]);
  clearTimeout(late);
}

const contentOf = ({ answers, timings, position, changes, visibleTime }: DraftContent): DraftContent => ({
  ...{ answers, timings, position },
  ...(changes && { changes }),
  ...(visibleTime !== undefined && { visibleTime }),
});

export class DraftStore {
  /**
   * Begins an attempt, or goes on with the one there is, with what this device has and the service has not.
   * @throws {XinqiaoError} when the service cannot be reached or takes no answers for this assignment
   */
  static async open(client: Connection | Namespaces, options: DraftStoreOptions): Promise<DraftStore> {
    const connection = asOfNow(client);
    const { assignmentId, language, seed = crypto.getRandomValues(new Uint32Array(1))[0]! } = options;
    const opened = await open(connection, createAttemptId(), { assignmentId, language, seed });
    const [cipher, snapshots] = await Promise.all([createCipher(opened.key, opened.boundTo), openSnapshots()]);
    const store = new DraftStore(connection, options, opened, cipher, snapshots);
    await store.#recover();
    return store;
  }

  /** For the submission. */
  readonly attemptId: string;
  readonly instrumentId: string;
  /** The version of the form that the draft was begun with. */
  readonly instrumentVersion: string;
  readonly language: string;
  readonly seed: number;

  readonly #connection: Connection | Namespaces;
  readonly #options: DraftStoreOptions;
  readonly #id: string;
  /** Of this page's own record on the device. */
  readonly #key: string;
  readonly #cipher: Cipher;
  readonly #snapshots: Snapshots | undefined;
  #content: DraftContent;
  /** What the service has, and its revision. */
  #base: DraftContent;
  #revision: number;
  /** Numbers of changes: made, on the device, with the service. */
  #made = 0;
  #kept = 0;
  #sent = 0;
  #error: unknown;
  #problem: unknown;
  #told: readonly unknown[] = ['saved', undefined];
  /** Records of pages before this one, until the service has what is in them. */
  #recovered: readonly SnapshotRecord[] = [];
  #failures = 0;
  #closed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> | undefined;
  #writing: Promise<void> | undefined;

  private constructor(
    connection: Connection | Namespaces,
    options: DraftStoreOptions,
    opened: OpenDraft,
    cipher: Cipher,
    snapshots: Snapshots | undefined,
  ) {
    this.#connection = connection;
    this.#options = options;
    this.#cipher = cipher;
    this.#snapshots = snapshots;
    this.#id = opened.boundTo;
    this.#key = snapshotKey(opened.boundTo, createAttemptId());
    this.attemptId = opened.attemptId;
    this.instrumentId = opened.instrumentId;
    this.instrumentVersion = opened.instrumentVersion;
    this.language = opened.language;
    this.seed = opened.seed;
    this.#content = this.#base = contentOf(opened);
    this.#revision = opened.revision;
  }

  get content(): DraftContent {
    return this.#content;
  }
  get state(): DraftState {
    if (this.#error !== undefined) return 'ended';
    if (this.#sent === this.#made) return 'saved';
    return this.#kept === this.#made ? 'kept' : 'pending';
  }
  /** Why the draft has ended. */
  get error(): unknown {
    return this.#error;
  }

  /** Why the last attempt to reach the service failed; `undefined` when it did not. */
  get problem(): unknown {
    return this.#error ?? this.#problem;
  }

  /** Takes a change: to the device at once, to the service soon. */
  change(content: DraftContent): void {
    if (this.#closed || sameContent(content, this.#content)) return;
    // What was refused for what was in it may be taken without it.
    if (ApiError.is(this.#error) && REFUSED.includes(this.#error.status)) this.#error = this.#problem = undefined;
    this.#content = contentOf(content);
    this.#made++;
    this.#tell();
    void this.#keep();
    // Whoever types without a pause is saved all the same.
    if (this.#timer === undefined) this.#schedule(this.#options.interval ?? 2_000);
  }

  /** Sends what the service does not have; `keepalive` when the page is going away. Never throws: see `state`. */
  flush({ keepalive = false } = {}): Promise<void> {
    this.#unschedule();
    this.#sending ??= this.#send(keepalive);
    return this.#sending.then(() => this.#tidy());
  }

  /** Forgets every answer, on all devices. Resolves when the service has, or when it does not answer for too long. */
  async discard(): Promise<void> {
    this.change({ answers: {}, timings: {}, changes: {}, visibleTime: 0, position: null });
    await within(PATIENCE, this.flush());
  }

  /** To be called with a receipt whose digest is that of what was submitted: the copy on the device goes. */
  async finish(): Promise<void> {
    this.close();
    await this.#written();
    await this.#snapshots?.removeAll(this.#id).catch(() => {});
    this.#snapshots?.close();
  }

  /** Stops; what the service does not have stays on the device, sealed. */
  close(): void {
    this.#closed = true;
    this.#unschedule();
    this.#listen();
  }

  readonly #online = () => void this.flush();
  readonly #hidden = () => {
    void this.flush({ keepalive: document.visibilityState === 'hidden' });
  };

  /** Only while there is something to send: a listener that is always there keeps the answers of a form that is gone. */
  #listen(): void {
    const { state } = this;
    const change =
      !this.#closed && (state === 'kept' || state === 'pending') ? 'addEventListener' : 'removeEventListener';
    globalThis[change]?.('online', this.#online);
    globalThis.document?.[change]('visibilitychange', this.#hidden);
  }

  #tell(): void {
    const { state, problem } = this;
    this.#listen();
    if (this.#closed || (state === this.#told[0] && problem === this.#told[1])) return;
    this.#told = [state, problem];
    this.#options.onState?.(state);
  }

  #schedule(wait: number): void {
    this.#unschedule();
    if (!this.#closed && this.#error === undefined) this.#timer = setTimeout(() => void this.flush(), wait);
  }

  #unschedule(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Writes the newest content, one writing after the other. */
  #keep(): Promise<void> {
    this.#writing ??= (async () => {
      while (this.#snapshots && this.#kept !== this.#made && this.#sent !== this.#made) {
        const made = this.#made;
        const snapshot: Snapshot = { base: this.#base, content: this.#content };
        try {
          await this.#snapshots.write(this.#key, await this.#cipher.seal(snapshot));
          this.#kept = made;
        } catch {
          // Full or taken away: the service's draft is all there is. With the next change it is tried again; what lies there
          // from before stays until the service has more.
          if (made === this.#made) return;
        }
        this.#tell();
      }
    })().finally(() => (this.#writing = undefined));
    return this.#writing;
  }

  /** Resolves when what is being written is there, or when another page holds the storage for too long. Never rejects. */
  #written(): Promise<void> {
    return within(PATIENCE, this.#writing);
  }

  async #send(keepalive: boolean): Promise<void> {
    // First it has to be known that it is under way.
    await undefined;
    try {
      while (this.#sent !== this.#made && this.#error === undefined) {
        // A client goes on as whoever its next session is of: what this person has answered waits on the device for them.
        if (asOfNow(this.#connection) !== this.#connection) return this.close();
        const made = this.#made;
        const content = this.#content;
        try {
          const options = { ifMatch: this.#revision, keepalive };
          const { revision } = await save(this.#connection, this.attemptId, content, options);
          this.#revision = revision;
          this.#base = content;
          this.#sent = made;
          this.#failures = 0;
          this.#problem = undefined;
        } catch (error) {
          if (ApiError.is(error) && error.status === 412 && (await this.#reconcile())) continue;
          if (ApiError.is(error) && error.status === 422 && (await this.#putAside(error))) continue;
          if (isFinal(error)) this.#error = error;
          else this.#schedule(Math.min(1_000 * 2 ** this.#failures++, LONGEST_WAIT));
          this.#problem = error;
          this.#tell();
          return;
        }
        this.#tell();
      }
    } finally {
      // In the same moment as the last look at what is to be sent: what is given after it is sent by another one.
      this.#sending = undefined;
    }
  }

  /** Once the service has it all, nothing is left on the device for whoever comes next. */
  async #tidy(): Promise<void> {
    await this.#written();
    if (this.#sent !== this.#made) return;
    const recovered = this.#recovered;
    this.#recovered = [];
    await this.#snapshots?.remove(this.#key).catch(() => {});
    for (const record of recovered) await this.#snapshots?.removeUnchanged(record).catch(() => {});
  }

  /** What a page before this one left behind and the service refuses for good blocks nothing that comes behind it. */
  async #putAside({ errors }: ApiError): Promise<boolean> {
    if (this.#recovered.length === 0) return false;
    const content = this.#content;
    let rest = without(
      content,
      errors.map(({ pointer }) => pointer),
    );
    if (sameContent(rest, content)) rest = this.#base;
    if (sameContent(rest, content)) return false;
    this.#content = rest;
    this.#made++;
    // Last: what is given while it is sealed comes after it.
    await this.#keepAside(await this.#cipher.seal(content));
    return true;
  }

  /** Another device was first. */
  async #reconcile(): Promise<boolean> {
    try {
      const draft = await get(this.#connection, this.attemptId);
      await this.#join(this.#base, contentOf(draft));
      this.#revision = draft.revision;
      return true;
    } catch {
      return false;
    }
  }

  async #join(base: DraftContent, theirs: DraftContent): Promise<void> {
    const { content, overridden } = merge(base, this.#content, theirs);
    const isNew = !sameContent(content, this.#content);
    this.#content = content;
    this.#base = theirs;
    this.#made++;
    if (sameContent(content, theirs)) this.#sent = this.#made;
    else void this.#keep();
    if (isNew) this.#options.onContent?.(content);
    if (overridden) await this.#keepAside(await this.#cipher.seal(theirs));
  }

  /** What a page left behind that was closed, or broke, before the service had it. */
  async #recover(): Promise<void> {
    const records = (await this.#snapshots?.read(this.#id).catch(() => undefined)) ?? [];
    let content = this.#content;
    const recovered: SnapshotRecord[] = [];
    for (const record of records) {
      const snapshot = (await this.#cipher.open(record.sealed).catch(() => undefined)) as Snapshot | undefined;
      if (!snapshot) {
        await this.#keepAside(record.sealed);
        await this.#snapshots?.removeUnchanged(record).catch(() => {});
        continue;
      }
      const merged = merge(snapshot.base, snapshot.content, content, true);
      if (merged.overridden)
        for (const sealed of [await this.#cipher.seal(content), record.sealed]) await this.#keepAside(sealed);
      content = merged.content;
      recovered.push(record);
    }
    if (recovered.length === 0) return;
    this.#recovered = recovered;
    if (!sameContent(content, this.#base)) {
      this.#content = content;
      this.#made++;
      void this.#keep();
    }
    await within(PATIENCE, this.flush());
  }

  async #keepAside(sealed: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#snapshots?.keep(this.#id, sealed).catch(() => {});
  }
}
