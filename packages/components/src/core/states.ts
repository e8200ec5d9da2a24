/** What every element shows when it has nothing to show: loading, empty, failed, no access, offline, stale. */
import type { HelpLine } from '@xinqiao/contract/types';
import { css, type CSSResult, html, nothing, type TemplateResult } from 'lit';
import { helpLineStyles, renderHelpLines } from './help-lines.ts';
import { loadingStyles, renderLoading } from './loading.ts';
import type { Language, Strings } from './localization.ts';
import type { ResourceState } from './resource-controller.ts';

interface StateStrings {
  /** A title and a sentence. */
  failures: Partial<Record<ResourceState, readonly [string, string]>>;
  noAccess: string;
  noAccessText: string;
  stale: string;
  retry: string;
  help: string;
}

const strings: Strings<StateStrings> = {
  'zh-CN': {
    failures: {
      offline: ['现在连不上网络', '网络恢复后点「重试」，页面上的内容不会丢失。'],
      'signed-out': ['登录已经过期', '请在学校门户重新登录，然后点「重试」。'],
      failed: ['暂时没能打开', '问题出在我们这边，请稍后重试。'],
    },
    noAccess: '这里没有可以查看的内容',
    noAccessText: '内容不存在，或者没有对你开放。',
    stale: '网络不稳，显示的是较早的内容。',
    retry: '重试',
    help: '如果你现在很难受，可以马上打电话：',
  },
  en: {
    failures: {
      offline: [
        'No connection right now',
        'Choose “Try again” when you are back online; nothing on this page is lost.',
      ],
      'signed-out': ['You have been signed out', 'Sign in to the school’s portal again, then choose “Try again”.'],
      failed: ['This could not be opened', 'The fault is on our side. Please try again in a moment.'],
    },
    noAccess: 'There is nothing to show here',
    noAccessText: 'It does not exist, or it is not open to you.',
    stale: 'The connection is unsteady; this is an earlier version.',
    retry: 'Try again',
    help: 'If things are hard right now, you can call at once:',
  },
};

export interface StateOptions {
  language: Language;
  retry: () => void;
  helpLines?: readonly HelpLine[] | undefined;
  /** Lines of grey shown while loading; as many as the content usually has. */
  rows?: number;
}

/**
 * The button goes with what it stands in, and the focus with it: whoever pressed it is led to what came, or to the button again.
 */
const stays =
  (retry: () => void) =>
  ({ currentTarget }: Event): void => {
    const root = (currentTarget as Element).getRootNode() as ShadowRoot;
    new MutationObserver((_, watch) => {
      if (root.querySelector('.loading')) return;
      watch.disconnect();
      const goal = root.querySelector<HTMLElement>('.state button') ?? root.querySelector<HTMLElement>('h2, h3');
      // Who has gone on elsewhere is not called back.
      if (!goal || document.activeElement !== document.body) return;
      // As it is for a button; a heading takes the focus only where that is said.
      goal.setAttribute('tabindex', `${goal.tabIndex}`);
      goal.focus();
    }).observe(root, { childList: true, subtree: true });
    retry();
  };

/** The panel that stands in for the content while there is none. */
export function renderState(
  state: ResourceState,
  { language, retry, helpLines, rows = 3 }: StateOptions,
): TemplateResult {
  const s = strings[language];
  if (state === 'no-access') return renderEmpty(s.noAccess, s.noAccessText, 'status');
  const failure = s.failures[state];
  if (!failure) return renderLoading(language, rows);
  const [title, text] = failure;
  return html`<div class="state" part="state">
    <div role="alert">
      <h3>${title}</h3>
      <p class="muted">${text}</p>
    </div>
    <p><button type="button" @click=${stays(retry)}>${s.retry}</button></p>
    <p class="small muted">${s.help}</p>
    ${renderHelpLines(helpLines, language)}
  </div>`;
}

/** A quiet line above content that is older than the newest request. */
export function renderStale(state: ResourceState, { language, retry }: StateOptions): TemplateResult | typeof nothing {
  const s = strings[language];
  return state === 'stale'
    ? html`<p class="stale small" role="status" part="stale">
        <span>${s.stale}</span> <button type="button" class="quiet" @click=${stays(retry)}>${s.retry}</button>
      </p>`
    : nothing;
}

/** Nothing there yet, in plain words: a title and a sentence. */
export const renderEmpty = (title: string, text: string, role?: 'status'): TemplateResult =>
  html`<div class="state" part="state" role=${role ?? nothing}>
    <h3>${title}</h3>
    <p class="muted">${text}</p>
  </div>`;

export const stateStyles: CSSResult = css`
  ${loadingStyles}
  ${helpLineStyles}
  .stale {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 8px;
    margin-bottom: 12px;
    padding: 0 0 0 14px;
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-surface-sunken);
  }
  .stale > span {
    flex: 1 1 12em;
    padding: 8px 0;
  }
`;
