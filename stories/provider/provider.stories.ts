import type { StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, waitFor } from 'storybook/test';
import { type Args, elementMeta } from '../element.ts';
import { clientFor, sandbox } from '../sandbox/sandbox.ts';
import { find, ready, until } from '../play.ts';
import { cast } from '@xinqiao/server/seed';

export default { title: 'Elements/Provider', ...elementMeta('xq-provider'), parameters: {} };
type Story = StoryObj<Args>;

const asStudent = async () => {
  await sandbox();
  const { userId, role } = cast.student;
  return { student: clientFor({ userId, role }) };
};

/** Two elements share the client, the session and the school's help lines. The provider itself draws nothing. */
export const SharedByItsElements: Story = {
  loaders: [asStudent],
  render: (_, { globals, loaded }) =>
    html`<xq-provider .client=${loaded['student']} theme=${globals['theme']}>
      <div class="stack">
        <xq-assignments></xq-assignments>
        <xq-help-card></xq-help-card>
      </div>
    </xq-provider>`,
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-assignments'), '.entry');
  },
};

/** Without a client, elements wait; the help card is there all the same. */
export const WithoutAClient: Story = {
  render: (_, { globals }) =>
    html`<xq-provider theme=${globals['theme']}>
      <div class="stack">
        <xq-assignments></xq-assignments>
        <xq-help-card compact></xq-help-card>
      </div>
    </xq-provider>`,
};

/** A theme for one part of a page, whatever is around it. */
export const Themes: Story = {
  render: () =>
    html`<div class="stack">
      ${(['light', 'dark', 'high-contrast'] as const).map(
        theme => html`<xq-provider theme=${theme}><xq-help-card compact></xq-help-card></xq-provider>`,
      )}
    </div>`,
};

/** Colours of the page win over the theme; the rest of the theme stays. */
export const OwnColours: Story = {
  render: (_, { globals }) =>
    html`<style>
        .warm {
          --xq-accent: #8a3d1b;
          --xq-accent-strong: #6d2f14;
          --xq-accent-soft: #f8ece5;
          --xq-on-accent: #fff;
          --xq-radius: 4px;
        }
        html[data-theme='dark'] .warm {
          --xq-accent: #f0b08f;
          --xq-accent-strong: #f7c9b1;
          --xq-accent-soft: #3d2a21;
          --xq-on-accent: #2b1408;
        }
      </style>
      <xq-provider class="warm" theme=${globals['theme']}><xq-help-card></xq-help-card></xq-provider>`,
};

/**
 * Nobody has touched the page for as long as `lock-after` says (here `lock()` does not wait for it): what was on it is gone
 * from the page and from memory. The button has the focus; it goes on with a session that is asked for anew.
 */
export const Locked: Story = {
  loaders: [asStudent],
  render: (_, { globals, loaded }) =>
    html`<xq-provider lock-after="10" .client=${loaded['student']} theme=${globals['theme']}>
      <xq-assignments></xq-assignments>
    </xq-provider>`,
  play: async ({ canvasElement }) => {
    const provider = canvasElement.querySelector<HTMLElementTagNameMap['xq-provider']>('xq-provider[lock-after]')!;
    const assignments = await ready(canvasElement, 'xq-assignments');
    await find(assignments, '.entry');
    const button = await waitFor(() => {
      provider.lock();
      const found = provider.shadowRoot!.querySelector('.lock button');
      expect(found).not.toBe(null);
      return found;
    });
    expect(provider.shadowRoot!.activeElement).toBe(button);
    await until(() => !assignments.shadowRoot!.querySelector('.entry'));
  },
};

/** The portal's own session is over: the provider says so once, and the page leads the person to log in. */
export const SessionExpired: Story = {
  render: (_, { globals }) =>
    html`<xq-provider
      theme=${globals['theme']}
      .fetchSession=${async () => {
        const { SessionExpiredError } = await import('@xinqiao/sdk');
        throw new SessionExpiredError('session');
      }}
      @xq-session-expired=${(event: Event) => {
        (event.target as Element).querySelector('p')!.hidden = false;
      }}
    >
      <div class="stack">
        <p hidden>登录已经过期，<a href="#log-in">请重新登录</a>。</p>
        <xq-assignments></xq-assignments>
      </div>
    </xq-provider>`,
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('p')).toBeVisible());
    await find(canvasElement.querySelector('xq-assignments')!, '.state [role="alert"]');
  },
};
