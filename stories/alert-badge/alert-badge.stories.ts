import { createAttemptId } from '@xinqiao/sdk';
import type { StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent } from 'storybook/test';
import {
  alertsFixture,
  quietSummaryFixture,
  seenSummaryFixture,
  summaryFixture,
} from '../../packages/components/src/alert-badge/alert-badge.fixture.ts';
import { type Args, draw, elementMeta } from '../element.ts';
import {
  freshman,
  type Loaded,
  signIn,
  withBrokenService,
  withoutNetwork,
  withSilentService,
} from '../sandbox/loaders.ts';
import { click, find, ready, until } from '../play.ts';

export default {
  title: 'Elements/Alert badge',
  ...elementMeta('xq-alert-badge'),
  // A badge stands in the header bar of a portal.
  render: (args: Args) => html`<div class="header-bar"><span>学生工作平台</span>${draw('xq-alert-badge', args)}</div>`,
};
type Story = StoryObj<Args>;

const open = async (canvas: HTMLElement): Promise<HTMLElementTagNameMap['xq-alert-badge']> => {
  const badge = await ready(canvas, 'xq-alert-badge');
  await click(badge, '.badge > button');
  await find(badge, '.panel');
  return badge;
};
const panel = { height: '46rem' };

/** One is imminent: red, a shape of its own and a word. */
export const Imminent: Story = { args: { data: summaryFixture(), alerts: alertsFixture() } };

export const WithoutImminent: Story = {
  args: { data: summaryFixture({ high: 2, moderate: 4, watch: 9 }, {}), alerts: alertsFixture().slice(1) },
};

/** Nobody waits: nothing draws the eye. */
export const Quiet: Story = { args: { data: quietSummaryFixture(), alerts: [] } };

export const LargeCounts: Story = { args: { data: summaryFixture({ high: 128, moderate: 1046, watch: 3999 }) } };

/** The list: what to do next stands first, with reasons and by when to get in touch. Long names wrap. */
export const Opened: Story = {
  args: { data: summaryFixture(), alerts: alertsFixture(), 'href-template': '#student/{studentId}' },
  parameters: { height: '72rem' },
  play: async ({ canvasElement }) => {
    await find(await open(canvasElement), 'li.alert');
  },
};

/** With `.data` alone there is no list, only the counts. */
export const OpenedCountsOnly: Story = {
  args: { data: summaryFixture() },
  parameters: panel,
  play: async ({ canvasElement }) => void (await open(canvasElement)),
};

export const OpenedQuiet: Story = {
  args: { data: quietSummaryFixture(), alerts: [] },
  parameters: panel,
  play: async ({ canvasElement }) => void (await open(canvasElement)),
};

/** Somebody has taken note of everything; five are still being followed up. */
export const OpenedAllSeen: Story = {
  args: { data: seenSummaryFixture(), alerts: [] },
  parameters: panel,
  play: async ({ canvasElement }) => void (await open(canvasElement)),
};

/** A counsellor of the synthetic university. */
export const Live: Story = {
  loaders: [signIn('counsellor')],
  parameters: panel,
  play: async ({ canvasElement }) => {
    await find(await open(canvasElement), 'li.alert');
  },
};

/** The psychology centre sees which answer it was; nobody else does. */
export const LivePsychologyCentre: Story = {
  loaders: [signIn('psychologist')],
  parameters: { height: '72rem' },
  play: async ({ canvasElement }) => {
    await find(await open(canvasElement), 'li.alert .detail');
  },
};

/**
 * The button is a student on another page: PHQ-9 with item 9 = “several days” and nothing else. The badge counts one
 * more, without a reload.
 */
export const AStudentAnswers: Story = {
  loaders: [signIn('counsellor')],
  render: args =>
    html`<div class="header-bar"><span>学生工作平台</span>${draw('xq-alert-badge', args)}</div>
      <p><button type="button" class="another-page" @click=${answerCritically}>一位同学提交 PHQ-9</button></p>`,
  play: async ({ canvasElement }) => {
    const badge = await ready(canvasElement, 'xq-alert-badge');
    await find(badge, '.count');
    const before = waiting(badge);
    await userEvent.click(canvasElement.querySelector('.another-page')!);
    await until(() => waiting(badge) === before + 1);
    await expect(badge.shadowRoot!.querySelector('[role="status"]')).toHaveTextContent(String(before + 1));
  },
};

const waiting = (badge: Element): number =>
  [...badge.shadowRoot!.querySelectorAll('.badge > button b')].reduce((sum, b) => sum + Number(b.textContent), 0);

async function answerCritically(): Promise<void> {
  const { client, assignment } = await freshman({ consent: true, of: 'counsellor' });
  const { id: assignmentId, instrumentId, instrumentVersion } = assignment;
  const { items } = await client.instruments.get(instrumentId, { version: instrumentVersion });
  await client.responses.submit({
    attemptId: createAttemptId(),
    assignmentId,
    instrumentId,
    instrumentVersion,
    language: 'zh-CN',
    answers: Object.fromEntries(items.map(({ id }) => [id, id === '9' ? 1 : 0])),
  });
}

/** A leader sees those that were escalated, and does not take note of them: that is the counsellor's. */
export const LiveCollegeLeader: Story = {
  loaders: [signIn('collegeLeader')],
  parameters: panel,
  play: async ({ canvasElement }) => void (await open(canvasElement)),
};

/** A student asks: there is nothing to see, and nothing tells whether there is. */
export const NoAccess: Story = {
  loaders: [signIn('student')],
  parameters: panel,
  play: async ({ canvasElement }) => {
    await find(await open(canvasElement), '.panel .state h3');
  },
};

export const Loading: Story = { loaders: [withSilentService('counsellor')] };

/** A count that cannot be read is never shown as 0. */
export const Failed: Story = {
  loaders: [withBrokenService('counsellor')],
  parameters: panel,
  play: async ({ canvasElement }) => {
    await find(await open(canvasElement), '[role="alert"]');
  },
};

export const Offline: Story = {
  loaders: [withoutNetwork('counsellor')],
  parameters: panel,
  play: async ({ canvasElement }) => {
    await find(await open(canvasElement), '[role="alert"]');
  },
};

/** The count was read, then the network went: it stays, and says that it is an earlier one. */
export const Stale: Story = {
  loaders: [signIn('counsellor')],
  parameters: panel,
  play: async ({ canvasElement, loaded }) => {
    const badge = await ready(canvasElement, 'xq-alert-badge');
    await find(badge, '.count, .none');
    (loaded as unknown as Loaded).line.cut();
    // What a browser fires when a connection comes back: the badge asks again.
    window.dispatchEvent(new Event('online'));
    await find(badge, '.stale-mark');
    await click(badge, '.badge > button');
    await find(badge, '.stale');
  },
};
