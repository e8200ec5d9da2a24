import type { Campaign } from '@xinqiao/contract/types';
import type { StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { campaignFixture } from '../../packages/components/src/consent/consent.fixture.ts';
import { type Args, draw, elementMeta } from '../element.ts';
import {
  type FreshmanLoaded,
  signInFreshman,
  withBrokenService,
  withoutNetwork,
  withSilentService,
} from '../sandbox/loaders.ts';
import { click, find, ready } from '../play.ts';

const inside = html`<article class="inside">
    <h3>从这里开始</h3>
    <p>只有同意之后，这里的内容才会出现。</p>
  </article>
  <a slot="declined" href="#home">回到首页</a>`;

export default {
  title: 'Elements/Consent',
  ...elementMeta('xq-consent'),
  render: (args: Args) => draw('xq-consent', args, inside),
};
type Story = StoryObj<Args>;

const ofCampaign: Story['render'] = (args, { loaded }) =>
  draw('xq-consent', { ...args, 'campaign-id': (loaded as FreshmanLoaded).assignment.campaignId }, inside);

/** The text and two choices of the same weight; nothing is chosen beforehand. */
export const Asked: Story = { args: { data: campaignFixture } };

/** Consent is given: what is inside, and a way to withdraw. */
export const Given: Story = { args: { data: campaignFixture, decision: 'given' } };

/** Refusing is one tap. Nothing is lost by it, and the way back is there. */
export const Refused: Story = {
  args: { data: campaignFixture },
  play: async ({ canvasElement }) => {
    const consent = await ready(canvasElement, 'xq-consent');
    await click(consent, '#refused');
    await find(consent, '[name="declined"]');
  },
};

/** “Withdraw” asks once more, and says what becomes of the answers. */
export const Withdrawing: Story = {
  args: { data: campaignFixture, decision: 'given' },
  play: async ({ canvasElement }) => {
    const consent = await ready(canvasElement, 'xq-consent');
    await click(consent, '#withdraw');
    await find(consent, '#withdraw-title');
  },
};

export const Withdrawn: Story = { args: { data: campaignFixture, decision: 'withdrawn' } };

/** Under 14: the child has agreed, a guardian has not yet. */
export const WaitingForGuardian: Story = { args: { data: campaignFixture, decision: 'guardian-required' } };

/** Under 14: the guardian has not agreed. The child has done nothing wrong. */
export const GuardianRefused: Story = { args: { data: campaignFixture, decision: 'guardian-refused' } };

/** With the service: the decision is stored with the version of the text. */
export const Live: Story = {
  loaders: [signInFreshman()],
  render: ofCampaign,
  play: async ({ canvasElement }) => {
    const consent = await ready(canvasElement, 'xq-consent');
    await click(consent, '#given');
    await find(consent, '.content');
  },
};

/** The network goes between reading and deciding: the text stays, and the person can decide again. */
export const NotStored: Story = {
  loaders: [signInFreshman()],
  render: ofCampaign,
  play: async ({ canvasElement, loaded }) => {
    const consent = await ready(canvasElement, 'xq-consent');
    await find(consent, '#given');
    (loaded as FreshmanLoaded).line.cut();
    await click(consent, '#given');
    await find(consent, '.problem .error');
  },
};

const closed: Campaign = { ...campaignFixture, status: 'closed' };
export const CampaignOver: Story = { args: { data: closed } };
export const CampaignNotYetOpen: Story = { args: { data: { ...campaignFixture, status: 'planned' } } };

/** A long name and many points. */
export const LongNames: Story = {
  args: {
    data: {
      ...campaignFixture,
      title: {
        'zh-CN': '2026–2027学年第一学期生命科学与农林技术学院（卓越农林人才教育培养基地）新生入学适应与心理健康测评',
      },
      consent: {
        ...campaignFixture.consent,
        points: [...campaignFixture.consent.points, ...campaignFixture.consent.points],
      },
    } satisfies Campaign,
  },
};

export const Loading: Story = { args: { 'campaign-id': 'any' }, loaders: [withSilentService('student')] };

export const Failed: Story = {
  args: { 'campaign-id': 'any' },
  loaders: [withBrokenService('student')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-consent'), '[role="alert"]');
  },
};

export const Offline: Story = {
  args: { 'campaign-id': 'any' },
  loaders: [withoutNetwork('student')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-consent'), '[role="alert"]');
  },
};

/** A campaign that the student is not asked in answers like one that does not exist. */
export const NoAccess: Story = {
  args: { 'campaign-id': 'no-such-campaign' },
  loaders: [signInFreshman()],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-consent'), '.state h3');
  },
};
