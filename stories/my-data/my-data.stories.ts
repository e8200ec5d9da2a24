import type { StoryObj } from '@storybook/web-components-vite';
import {
  correctionFixture,
  erasureFixture,
  myDataFixture,
} from '../../packages/components/src/my-data/my-data.fixture.ts';
import { type Args, elementMeta } from '../element.ts';
import { type Loaded, signIn, withBrokenService, withoutNetwork, withSilentService } from '../sandbox/loaders.ts';
import { click, find, ready } from '../play.ts';

export default { title: 'Elements/My data', ...elementMeta('xq-my-data') };
type Story = StoryObj<Args>;

/** What is kept, in plain words. Nothing has been asked for yet: the empty state of the requests. */
export const Held: Story = { args: { data: myDataFixture() } };

/** Requests in every state. */
export const Requests: Story = {
  args: {
    data: myDataFixture({
      corrections: [
        correctionFixture(),
        correctionFixture({ id: 'c-2', state: 'accepted', answer: '已改到二班。' }),
        correctionFixture({ id: 'c-3', state: 'declined', answer: '名册上是一班，已和教务核对。' }),
      ],
      erasures: [
        erasureFixture(),
        erasureFixture({ id: 'e-2', state: 'held' }),
        erasureFixture({ id: 'e-3', campaignId: 'c', state: 'done' }),
        erasureFixture({ id: 'e-4', campaignId: 'c', state: 'cancelled' }),
      ],
    }),
  },
};

/** What is wrong, and how it should be. */
export const Correcting: Story = {
  args: { data: myDataFixture() },
  play: async ({ canvasElement }) => {
    const element = await ready(canvasElement, 'xq-my-data');
    await click(element, '#correct');
    await find(element, '#wrong');
  },
};

/** The step before: what happens when, what stays, and what can't be undone. */
export const Erasing: Story = {
  args: { data: myDataFixture() },
  play: async ({ canvasElement }) => {
    const element = await ready(canvasElement, 'xq-my-data');
    await click(element, '#erase');
    await find(element, '.steps');
  },
};

/** A freshman of the synthetic university; the copy can be downloaded. */
export const Live: Story = {
  loaders: [signIn('student')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-my-data'), '.kinds');
  },
};

export const Loading: Story = { loaders: [withSilentService('student')] };

export const Failed: Story = {
  loaders: [withBrokenService('student')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-my-data'), '[role="alert"] h3');
  },
};

export const Offline: Story = {
  loaders: [withoutNetwork('student')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-my-data'), '[role="alert"] h3');
  },
};

/** It was read, then the network went. */
export const Stale: Story = {
  loaders: [signIn('student')],
  play: async ({ canvasElement, loaded }) => {
    const element = await ready(canvasElement, 'xq-my-data');
    await find(element, '.kinds');
    (loaded as unknown as Loaded).line.cut();
    await element.refresh();
    await find(element, '.stale');
  },
};

/** It is the student's alone. */
export const NoAccess: Story = {
  loaders: [signIn('counsellor')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-my-data'), '.state h3');
  },
};
