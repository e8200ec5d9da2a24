import type { StoryObj } from '@storybook/web-components-vite';
import { type Args, elementMeta } from '../element.ts';
import { click, find, ready } from '../play.ts';
import { signIn, withBrokenService, withoutNetwork, withSilentService } from '../sandbox/loaders.ts';

const meta = elementMeta('xq-campaign-editor');
export default { title: 'Elements/Campaign editor', ...meta, parameters: { ...meta.parameters, width: '820px' } };
type Story = StoryObj<Args>;

/** Plans of the synthetic university, as its psychology centre sees them. */
export const Plans: Story = {
  loaders: [signIn('psychologist')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-campaign-editor'), '.plans li');
  },
};

/** A new draft: everything may be empty until it is published. */
export const Draft: Story = {
  loaders: [signIn('psychologist')],
  play: async ({ canvasElement }) => {
    const editor = await ready(canvasElement, 'xq-campaign-editor');
    await click(editor, '.head .primary');
    await find(editor, '#f-instruments label');
  },
};

/** What keeps the draft from being published stands in a list, and at each field. */
export const Errors: Story = {
  loaders: [signIn('psychologist')],
  play: async ({ canvasElement }) => {
    const editor = await ready(canvasElement, 'xq-campaign-editor');
    await click(editor, '.head .primary');
    await click(editor, '#publish');
    await click(editor, '#yes');
    await find(editor, '#errors');
  },
};

/** What is published is read, closed early or copied. */
export const Published: Story = {
  loaders: [signIn('psychologist')],
  play: async ({ canvasElement }) => {
    const editor = await ready(canvasElement, 'xq-campaign-editor');
    await click(editor, '.plans li:last-child .open');
    await find(editor, '.facts');
  },
};

/** No plan yet. */
export const Empty: Story = { args: { data: [] } };

/** Counsellors plan nothing. */
export const NoAccess: Story = {
  loaders: [signIn('counsellor')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-campaign-editor'), '.state h3');
  },
};

export const Loading: Story = { loaders: [withSilentService('psychologist')] };

export const Failed: Story = {
  loaders: [withBrokenService('psychologist')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-campaign-editor'), '[role="alert"]');
  },
};

export const Offline: Story = {
  loaders: [withoutNetwork('psychologist')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-campaign-editor'), '[role="alert"]');
  },
};
