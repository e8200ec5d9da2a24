import type { StoryObj } from '@storybook/web-components-vite';
import { logFixture } from '../../packages/components/src/access-log/access-log.fixture.ts';
import { type Args, elementMeta } from '../element.ts';
import { type Loaded, signIn, withBrokenService, withoutNetwork, withSilentService } from '../sandbox/loaders.ts';
import { find, ready } from '../play.ts';

export default { title: 'Elements/Access log', ...elementMeta('xq-access-log') };
type Story = StoryObj<Args>;

export const Entries: Story = { args: { data: logFixture } };

export const Empty: Story = { args: { data: [] } };

/** With the service: what staff of the synthetic university have read since the sandbox began. */
export const Live: Story = {
  loaders: [signIn('student')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-access-log'), 'header');
  },
};

export const Loading: Story = { loaders: [withSilentService('student')] };

export const Failed: Story = {
  loaders: [withBrokenService('student')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-access-log'), '[role="alert"] h3');
  },
};

export const Offline: Story = {
  loaders: [withoutNetwork('student')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-access-log'), '[role="alert"] h3');
  },
};

/** It was read, then the network went. */
export const Stale: Story = {
  loaders: [signIn('student')],
  play: async ({ canvasElement, loaded }) => {
    const element = await ready(canvasElement, 'xq-access-log');
    await find(element, 'header');
    (loaded as unknown as Loaded).line.cut();
    await element.refresh();
    await find(element, '.stale');
  },
};

/** It is the student's alone. */
export const NoAccess: Story = {
  loaders: [signIn('counsellor')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-access-log'), '.state h3');
  },
};
