/** Leaving at once, for somebody who must not be seen with this form: the page is blank before anything else happens. */
import { css, html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { extend } from '../extras.ts';

export interface ExitStrings {
  exit: string;
}

extend(
  { 'zh-CN': { exit: '快速离开' } satisfies ExitStrings, en: { exit: 'Leave quickly' } satisfies ExitStrings },
  css`
    .topline {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 12px;
    }
    .exit {
      flex: none;
      margin: -8px -12px -8px 0;
      padding: 8px 12px;
    }
  `,
);

export const renderExit = ({ exit }: ExitStrings, leave: () => void): TemplateResult =>
  html`<button type="button" class="quiet small exit" part="exit" @click=${leave}>${exit}</button>`;

/** Presses of Escape that leave, and the milliseconds in which they follow each other. */
const PRESSES = 3;
const WITHIN = 2_000;

/** Listens for Escape pressed three times, wherever the focus is on the page, while `enabled` says so. */
export class QuickExit implements ReactiveController {
  #times: number[] = [];
  #enabled: () => boolean;
  #leave: () => void;

  constructor(host: ReactiveControllerHost, enabled: () => boolean, leave: () => void) {
    this.#enabled = enabled;
    this.#leave = leave;
    host.addController(this);
  }

  hostConnected(): void {
    // In the capture phase: a dialog of the page that closes on Escape may not keep it to itself.
    addEventListener('keydown', this.#onKey, true);
  }

  hostDisconnected(): void {
    removeEventListener('keydown', this.#onKey, true);
  }

  #onKey = (event: KeyboardEvent): void => {
    const { key, repeat, timeStamp: now } = event;
    const isEscape = key === 'Escape';
    if (isEscape && repeat) return;
    this.#times = isEscape ? [...this.#times.filter(time => now - time < WITHIN), now] : [];
    if (this.#times.length < PRESSES || !this.#enabled()) return;
    this.#times = [];
    this.#leave();
  };
}

/**
 * Blank the page at once, then go elsewhere in place of it: nothing of it is behind “Back”.
 *
 * @param to where to; an address of `http:` or `https:`, else an empty page
 */
export function leavePage(to: string): void {
  // Not only hidden: a page kept for “Back” would come alive again with what it showed.
  document.documentElement.replaceChildren();
  document.title = '';
  let url = 'about:blank';
  try {
    const { protocol, href } = new URL(to, location.href);
    if (to !== '' && /^https?:$/.test(protocol)) url = href;
  } catch {
    // An address that is none: an empty page is always right.
  }
  location.replace(url);
}
