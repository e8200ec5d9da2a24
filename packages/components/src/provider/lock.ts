/**
 * A page that nobody looks at any more shows nothing: one that the browser keeps for “Back”, and one that was not touched for
 * as long as `lock-after` says. Fetched beside who is there: before that there is nothing to hide.
 */
import { adoptStyles, css, html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { helpLineStyles, renderHelpLines } from '../core/help-lines.ts';
import { Localization, type Strings } from '../core/localization.ts';
import { shared, tokens } from '../core/tokens.ts';
import type { XqProvider } from './provider.ts';
import { styles } from './styles.ts';
import { checkTheme } from './theme.ts';

interface LockStrings {
  locked: string;
  lockedText: string;
  unlock: string;
  help: string;
}

const strings: Strings<LockStrings> = {
  'zh-CN': {
    locked: '已经锁上了',
    lockedText: '有一会儿没有操作，为了不让别人看到，这里的内容先收起来了。',
    unlock: '继续',
    help: '如果你现在很难受，可以马上打电话：',
  },
  en: {
    locked: 'Locked',
    lockedText: 'This page was not used for a while, so it was put away where nobody else can see it.',
    unlock: 'Continue',
    help: 'If things are hard right now, you can call at once:',
  },
};

const panelStyles = css`
  slot {
    display: none;
  }
  .lock {
    display: grid;
    gap: 12px;
    justify-items: start;
    max-width: 46rem;
    margin: 0 auto;
  }
  .lock .help-lines {
    width: 100%;
  }
  .lock > .small {
    margin-top: 12px;
  }
`;

/** Of a person who is there. */
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'input'];
const MINUTE = 60_000;

/** Two clocks: one may be set while it runs, the other may stand still while the machine sleeps. */
const clocks = (): readonly [number, number] => [performance.now(), Date.now()];

/** `away`: the browser keeps the page for “Back”. */
type State = 'off' | 'idle' | 'away';

export class Lock implements ReactiveController {
  #host: XqProvider;
  /** Of what the elements share. */
  #shared: readonly { setValue(value: undefined): void }[];
  /** A session is asked for anew. */
  #renew: () => void;
  #l: Localization<LockStrings>;
  #state: State = 'off';
  #isDrawn = false;
  #last = clocks();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: XqProvider, shared: readonly { setValue(value: undefined): void }[], renew: () => void) {
    this.#host = host;
    this.#shared = shared;
    this.#renew = renew;
    this.#l = new Localization<LockStrings>(host, 'xq-provider', strings);
    host.addController(this);
  }

  get isOn(): boolean {
    return this.#state !== 'off';
  }

  put(state: State): void {
    if (state === this.#state || (state !== 'off' && this.isOn)) return;
    this.#state = state;
    if (state === 'off') this.#renew();
    else for (const one of this.#shared) one.setValue(undefined);
    this.#host.requestUpdate();
    if (state === 'idle') this.#tell('xq-lock');
  }

  hostConnected(): void {
    for (const type of SIGNS) addEventListener(type, this.#touched, { capture: true, passive: true });
    document.addEventListener('visibilitychange', this.#look);
    addEventListener('pagehide', this.#turned);
    addEventListener('pageshow', this.#turned);
    this.#last = clocks();
    this.#look();
  }

  hostDisconnected(): void {
    for (const type of SIGNS) removeEventListener(type, this.#touched, { capture: true });
    document.removeEventListener('visibilitychange', this.#look);
    removeEventListener('pagehide', this.#turned);
    removeEventListener('pageshow', this.#turned);
    clearTimeout(this.#timer);
  }

  hostUpdated(): void {
    checkTheme(this.#host.theme);
    this.#look();
    const isDrawn = this.#state === 'idle';
    if (isDrawn === this.#isDrawn) return;
    this.#isDrawn = isDrawn;
    const root = this.#host.renderRoot as ShadowRoot;
    // Type and colours of the panel alone: as long as it stands there, nothing of the page is inside.
    adoptStyles(root, [isDrawn ? [tokens, shared, helpLineStyles, styles, panelStyles] : styles].flat());
    if (isDrawn) root.querySelector('button')?.focus();
  }

  render(): TemplateResult | typeof nothing {
    if (this.#state !== 'idle') return nothing;
    const { helpLines } = this.#host;
    const { s, language } = this.#l;
    return html`<div class="card lock" part="lock" role="group" aria-label=${s.locked}>
      <h2>${s.locked}</h2>
      <p role="status">${s.lockedText}</p>
      <button type="button" class="primary" @click=${this.#unlock}>${s.unlock}</button>
      <p class="small muted">${s.help}</p>
      ${renderHelpLines(helpLines, language)}
    </div>`;
  }

  get #left(): number {
    const [steady, wall] = clocks();
    return this.#host.lockAfter * MINUTE - Math.max(steady - this.#last[0], wall - this.#last[1]);
  }

  #touched = (): void => {
    // Whoever touches a page that was left is not known to be the one who left it.
    if (this.#left > 0 || !(this.#host.lockAfter > 0)) this.#last = clocks();
    else this.#look();
  };

  #look = (): void => {
    clearTimeout(this.#timer);
    if (!(this.#host.lockAfter > 0) || this.isOn || !this.#host.isConnected) return;
    const left = this.#left;
    if (left <= 0) this.put('idle');
    else this.#timer = setTimeout(this.#look, Math.min(left, 2 ** 31 - 1));
  };

  // Emptied when it goes: a page that comes back is seen before it can act. One that was locked before stays so.
  #turned = ({ type, persisted }: PageTransitionEvent): void => {
    if (persisted && type === 'pagehide') this.put('away');
    else if (this.#state === 'away') this.put('off');
  };

  #unlock = (): void => {
    if (!this.#tell('xq-unlock')) return;
    this.#last = clocks();
    this.put('off');
  };

  #tell(type: 'xq-lock' | 'xq-unlock'): boolean {
    return this.#host.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, cancelable: true }));
  }
}
