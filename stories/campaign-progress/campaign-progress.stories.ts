import type { StoryObj } from '@storybook/web-components-vite';
import { userEvent } from 'storybook/test';
import {
  centreProgressFixture,
  closedProgressFixture,
  completeProgressFixture,
  dutyProgressFixture,
  emptyProgressFixture,
  leaderProgressFixture,
} from '../../packages/components/src/campaign-progress/campaign-progress.fixture.ts';
import { type Args, elementMeta } from '../element.ts';
import { click, find, ready, until } from '../play.ts';
import {
  type Loaded,
  signIn,
  withBrokenService,
  withLongNames,
  withoutNetwork,
  withSilentService,
} from '../sandbox/loaders.ts';

const meta = elementMeta('xq-campaign-progress');
export default { title: 'Elements/Campaign progress', ...meta, parameters: { ...meta.parameters, width: '960px' } };
type Story = StoryObj<Args>;

/** The psychology centre sees numbers: all freshmen have to be asked, and six are not. */
export const Centre: Story = { args: { data: centreProgressFixture() } };

/** As the leader of a college sees its classes: numbers below 5, and those that would give them away, are not shown. */
export const Leader: Story = { args: { data: leaderProgressFixture() } };

/** The yearly duty, as far as a leader is told of it. */
export const Duty: Story = { args: { data: dutyProgressFixture() } };

/** The campaign is over: who has not submitted is overdue. */
export const Closed: Story = { args: { data: closedProgressFixture() } };

/** Everybody has submitted. */
export const Complete: Story = { args: { data: completeProgressFixture() } };

/** Nobody here is asked. */
export const Empty: Story = { args: { data: emptyProgressFixture() } };

/** The synthetic university, as its psychology centre sees it; another campaign can be chosen. */
export const Live: Story = {
  loaders: [signIn('psychologist')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-campaign-progress'), 'tbody tr');
  },
};

/** Who follows up opens the list of those who are still to answer; nothing is read before. */
export const ToAnswer: Story = {
  loaders: [signIn('counsellor')],
  play: async ({ canvasElement }) => {
    const progress = await ready(canvasElement, 'xq-campaign-progress');
    await click(progress, '.to-answer .list');
    await find(progress, '.student select');
  },
};

/** Names of classes, campaigns and students as long as schools have them. */
export const LongNames: Story = {
  loaders: [withLongNames('counsellor')],
  play: async ({ canvasElement }) => {
    const progress = await ready(canvasElement, 'xq-campaign-progress');
    await click(progress, '.to-answer .list');
    await userEvent.selectOptions(await find(progress, '.student select'), 'no-device');
    await until(() => /已保存|Saved/.test(progress.shadowRoot!.querySelector('.student .said')!.textContent!));
  },
};

/** A reason is chosen and saved at once: _saved_ is said when the service has answered, and it is counted. */
export const ReasonSaved: Story = {
  loaders: [signIn('counsellor')],
  play: async ({ canvasElement }) => {
    const progress = await ready(canvasElement, 'xq-campaign-progress');
    await click(progress, '.to-answer .list');
    await userEvent.selectOptions(await find(progress, '.student select'), 'leave');
    await until(() => /已保存|Saved/.test(progress.shadowRoot!.querySelector('.student .said')!.textContent!));
    await find(progress, '.reasons');
  },
};

/** The network went before it was saved: the choice stays, nothing says that it was saved, and it can be tried again. */
export const ReasonNotSaved: Story = {
  loaders: [signIn('counsellor')],
  play: async ({ canvasElement, loaded }) => {
    const progress = await ready(canvasElement, 'xq-campaign-progress');
    await click(progress, '.to-answer .list');
    const select = await find(progress, '.student:nth-child(2) select');
    (loaded as unknown as Loaded).line.cut();
    await userEvent.selectOptions(select, 'away');
    await find(progress, '.student .error');
  },
};

/** The counts were read, and the list cannot be. */
export const ListOffline: Story = {
  loaders: [signIn('counsellor')],
  play: async ({ canvasElement, loaded }) => {
    const progress = await ready(canvasElement, 'xq-campaign-progress');
    await find(progress, '.to-answer .list');
    (loaded as unknown as Loaded).line.cut();
    await click(progress, '.to-answer .list');
    await find(progress, '.to-answer [role="alert"]');
  },
};

/** From the school into a college, where each class is a row: the way back stands above. */
export const DrillDown: Story = {
  loaders: [signIn('psychologist')],
  play: async ({ canvasElement }) => {
    const progress = await ready(canvasElement, 'xq-campaign-progress');
    await click(progress, 'button.unit');
    await find(progress, '.path button');
    await find(progress, 'tbody tr');
  },
};

/** The leader of a college begins there. */
export const LiveCollegeLeader: Story = {
  loaders: [signIn('collegeLeader')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-campaign-progress'), '.steps li');
  },
};

/** A college that is not one's own answers like one that does not exist. */
export const NoAccess: Story = {
  loaders: [signIn('collegeLeader')],
  args: { 'unit-id': 'letters' },
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-campaign-progress'), '.state h3');
  },
};

export const Loading: Story = { loaders: [withSilentService('psychologist')] };

export const Failed: Story = {
  loaders: [withBrokenService('psychologist')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-campaign-progress'), '[role="alert"]');
  },
};

export const Offline: Story = {
  loaders: [withoutNetwork('psychologist')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-campaign-progress'), '[role="alert"]');
  },
};

/** The progress was read, then the network went. */
export const Stale: Story = {
  loaders: [signIn('psychologist')],
  play: async ({ canvasElement, loaded }) => {
    const progress = await ready(canvasElement, 'xq-campaign-progress');
    await find(progress, 'tbody tr');
    (loaded as unknown as Loaded).line.cut();
    await progress.refresh();
    await find(progress, '.stale');
  },
};
