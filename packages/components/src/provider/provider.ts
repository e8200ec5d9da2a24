import { ContextProvider } from '@lit/context';
import type { EmbedSession, HelpLine, Me } from '@xinqiao/contract/types';
import { asOfNow, retire, SessionExpiredError, XinqiaoClient } from '@xinqiao/sdk';
import { type CSSResultGroup, html, type PropertyValues, type TemplateResult } from 'lit';
import { property } from '../core/decorators.ts';
import { advise } from '../core/advise.ts';
import { clientContext, helpLinesContext, meContext } from '../core/contexts.ts';
import { XqElement } from '../core/element.ts';
import { hearNextPerson } from '../core/next-person.ts';
import type { Lock } from './lock.ts';
import { type Asked, type FetchSession, requestSession } from './session.ts';
import { styles } from './styles.ts';
import type { ProviderTheme } from './theme.ts';

/** Milliseconds before what did not come is asked for again. */
const AGAIN = 5_000;

/** What the elements show has been taken off the page. */
export type XqLockEvent = CustomEvent<undefined>;
/** The person wants to go on. Prevent the default to have them sign in first, and call `unlock()` then. */
export type XqUnlockEvent = CustomEvent<undefined>;
/** Nobody is signed in at the portal any more: send the person to log in, then call `refresh()`. */
export type XqSessionExpiredEvent = CustomEvent<undefined>;

/**
 * What the elements inside share: the client, who the session is, the school's help lines and the theme. Draws nothing.
 *
 * ```html
 * <xq-provider base-url="/xinqiao" session-url="/portal/session">…</xq-provider>
 * ```
 *
 * The token stays in memory: it is never written to a URL, a storage or a log.
 *
 * A page that the browser keeps for “Back” is kept without what the elements show; when it comes back, the session is asked
 * for anew, and with it who is there.
 *
 * @summary Client, session, help lines and theme for the elements inside.
 * @customElement xq-provider
 * @slot - The page, or the part of it that holds the elements.
 * @event {XqSessionExpiredEvent} xq-session-expired - The portal's own session is over; once until there is a new one.
 * @event {XqLockEvent} xq-lock - What the elements show has been taken off the page.
 * @event {XqUnlockEvent} xq-unlock - The person wants to go on; cancelable, to have them sign in first.
 * @csspart lock - What stands in for the page while it is locked.
 * @status experimental
 * @since 0.1.0
 */
export class XqProvider extends XqElement {
  static override styles: CSSResultGroup = styles;

  /** Where the service is: an absolute URL, or a path of this origin. The origin itself when left out. */
  @property({ attribute: 'base-url' }) baseUrl?: string;

  /**
   * The portal's own address that answers `POST` with an `EmbedSession`, asked with the cookies of this origin. Without
   * it, `fetchSession` or `client` is needed.
   */
  @property({ attribute: 'session-url' }) sessionUrl?: string;

  /**
   * A one-time code that the portal has written into the page (`POST /v1/embed-sessions/codes`), good for a minute: its
   * session is the first one, renewed for as long as the portal allowed; then `session-url` is asked, where there is one.
   * Taken out of the page at once.
   */
  @property({ attribute: 'session-code' }) sessionCode: string | null = null;

  /** `auto` follows the device. */
  @property({ reflect: true }) theme: ProviderTheme = 'light';

  /**
   * Minutes without a touch, a key or a movement after which the page is locked, as with `lock()`; never when left out. For
   * computers that others use as well.
   */
  @property({ type: Number, attribute: 'lock-after' }) lockAfter = 0;

  /** How to get a session, when one `POST` to `sessionUrl` is not it; wins over `sessionUrl`. */
  @property({ attribute: false }) fetchSession?: FetchSession;

  #code: string | undefined;
  #given: { client?: XinqiaoClient; helpLines?: readonly HelpLine[]; me?: Me } = {};
  #built?: XinqiaoClient;
  #loadedMe?: Me;
  #loading?: AbortController;
  #expired = false;
  /** Fetched when somebody is there. */
  #lock?: Lock;

  #clientProvider = new ContextProvider(this, { context: clientContext });
  #meProvider = new ContextProvider(this, { context: meContext });
  #helpLinesProvider = new ContextProvider(this, { context: helpLinesContext });

  /**
   * The client in force: the one that was set, else the one made from `baseUrl` and the session; another object as soon as
   * the session is another person's.
   */
  @property({ attribute: false })
  get client(): XinqiaoClient | undefined {
    return asOfNow(this.#given.client ?? this.#built);
  }
  set client(client: XinqiaoClient | undefined) {
    this.#given.client = client;
  }

  /** Who the session is: what was set, else what the service says. `undefined` until it is known. */
  @property({ attribute: false })
  get me(): Me | undefined {
    return this.#given.me ?? this.#loadedMe;
  }
  set me(me: Me | undefined) {
    this.#given.me = me;
  }

  /** The help lines in force: what was set, else the school's; `undefined` means the built-in ones. */
  @property({ attribute: false })
  get helpLines(): readonly HelpLine[] | undefined {
    return this.#given.helpLines ?? this.me?.helpLines;
  }
  set helpLines(lines: readonly HelpLine[] | undefined) {
    this.#given.helpLines = lines;
  }

  constructor() {
    super();
    hearNextPerson(this, () => this.client);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('online', this.#loadAgain);
    // Moved to another place: what was under way was aborted.
    if (this.hasUpdated) this.#loadAgain();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('online', this.#loadAgain);
    this.#loading?.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.#lock?.isOn) return;
    const before = this.#clientProvider.value;
    const { sessionCode } = this;
    if (sessionCode) {
      this.#code = sessionCode;
      this.removeAttribute('session-code');
      this.sessionCode = null;
    }
    const built = this.#built;
    // What its own client has under way, and what is shown, is of the person before.
    const isNext = asOfNow(built) !== built;
    if (isNext) this.#code = undefined;
    if (isNext || sessionCode || changed.has('baseUrl') || changed.has('sessionUrl') || changed.has('fetchSession'))
      this.#build();
    const { client } = this;
    if (client !== before) {
      this.#loadedMe = undefined;
      this.#expired = false;
      this.#clientProvider.setValue(client);
      void this.refresh();
    }
    this.#meProvider.setValue(this.me);
    this.#helpLinesProvider.setValue(this.helpLines);
  }

  /**
   * Take what the elements show off the page, and out of their memory. Answers that are not submitted are saved, or sealed on
   * the device; those of a questionnaire that stands alone stay with it, out of sight, for the same person. The person, or `unlock()`, goes on.
   */
  lock(): void {
    if (this.#lock) this.#lock.put('idle');
    else this.#fetchLock(true);
  }

  /**
   * Go on after `lock()`, with a session that is asked for anew: whoever is signed in now sees what is theirs. A `client` that
   * was set goes on with the session it has.
   */
  unlock(): void {
    this.#lock?.put('off');
  }

  /** Ask again who the session is, for example after the person has logged in again. Never rejects. */
  async refresh(): Promise<void> {
    this.#loading?.abort();
    const { client } = this;
    if (!client) return;
    this.#fetchLock();
    if (this.#given.me) return;
    const { signal } = (this.#loading = new AbortController());
    try {
      const me = await client.me.get({ signal });
      if (signal.aborted) return;
      this.#loadedMe = me;
      this.#expired = false;
      this.requestUpdate();
    } catch (error) {
      // Each element shows its own failure and offers to try again.
      if (signal.aborted) return;
      if (SessionExpiredError.is(error)) this.#expire();
      else setTimeout(this.#loadAgain, AGAIN);
    }
  }

  /** Until it is there: without it a page that nobody looks at any more would go on showing what is on it. */
  #fetchLock = (isAsked?: boolean): unknown =>
    this.isConnected &&
    import('./lock.ts').then(
      ({ Lock }) => {
        this.#lock ??= new Lock(this, [this.#clientProvider, this.#meProvider], () => this.#build());
        if (isAsked) this.lock();
      },
      () => setTimeout(this.#fetchLock, AGAIN, isAsked),
    );

  #build(): void {
    // What the former client has under way belongs to a session that is no longer wanted.
    if (this.#built) retire(this.#built);
    this.#built = undefined;
    const { sessionUrl } = this;
    const byUrl = sessionUrl ? ({ signal }: Asked) => requestSession(sessionUrl, signal) : undefined;
    const code = this.#code;
    if (!this.fetchSession && !code && !byUrl) {
      if (this.baseUrl) advise(({ noSession }) => noSession());
      return;
    }
    try {
      const way = { baseUrl: new URL(this.baseUrl || '/', location.href) };
      let byCode: FetchSession | undefined;
      const exchange: FetchSession = async asked => {
        const { requestByCode } = await import('./code.ts');
        byCode ??= requestByCode(code!, way, byUrl);
        return byCode(asked);
      };
      const ask = this.fetchSession ?? (code ? exchange : byUrl!);
      this.#built = new XinqiaoClient({ ...way, fetchSession: context => this.#session(ask, context) });
    } catch {
      advise(({ noAddress }) => noAddress());
    }
  }

  async #session(ask: FetchSession, context: Asked): Promise<EmbedSession> {
    try {
      const session = await ask(context);
      this.#expired = false;
      return session;
    } catch (error) {
      if (SessionExpiredError.is(error)) this.#expire();
      throw error;
    }
  }

  #expire(): void {
    if (this.#expired) return;
    this.#expired = true;
    this.emit('xq-session-expired', undefined);
  }

  #loadAgain = (): void => {
    if (this.isConnected && !this.me) void this.refresh();
  };

  protected override render(): TemplateResult {
    return html`${this.#lock?.render()}<slot></slot>`;
  }
}

export interface XqProviderEventMap {
  'xq-lock': XqLockEvent;
  'xq-unlock': XqUnlockEvent;
  'xq-session-expired': XqSessionExpiredEvent;
}

declare global {
  interface HTMLElementTagNameMap {
    'xq-provider': XqProvider;
  }
}
