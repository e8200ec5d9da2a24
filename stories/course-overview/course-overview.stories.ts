import type { StoryObj } from '@storybook/web-components-vite';
import {
  classCoverageFixture,
  collegeCoverageFixture,
  completeCoverageFixture,
  districtCoverageFixture,
  emptyCoverageFixture,
  leaderCoverageFixture,
  schoolCoverageFixture,
} from '../../packages/components/src/course-overview/course-overview.fixture.ts';
import { type Args, elementMeta } from '../element.ts';
import { type Loaded, signIn, withBrokenService, withoutNetwork, withSilentService } from '../sandbox/loaders.ts';
import { click, find, ready } from '../play.ts';

const meta = elementMeta('xq-course-overview');
export default { title: 'Elements/Course overview', ...meta, parameters: { ...meta.parameters, width: '960px' } };
type Story = StoryObj<Args>;

/** A school by college; where most is left to arrange stands first. */
export const School: Story = { args: { data: schoolCoverageFixture() } };

/** A college by class, with names as long as they get. */
export const College: Story = { args: { data: collegeCoverageFixture() } };

/** A class: nothing below it. */
export const Class: Story = { args: { data: classCoverageFixture() } };

/** Everybody is provided for. */
export const Complete: Story = { args: { data: completeCoverageFixture() } };

/** As a leader sees it: numbers below 5, and those that would give them away, are not shown. */
export const Leader: Story = { args: { data: leaderCoverageFixture() } };

/** As a district officer sees schools: no number below 10. */
export const District: Story = { args: { data: districtCoverageFixture() } };

/** No roster yet. */
export const Empty: Story = { args: { data: emptyCoverageFixture() } };

/** Sorted by name, by a press on the head of its column. */
export const Sorted: Story = {
  args: { data: schoolCoverageFixture() },
  play: async ({ canvasElement }) => {
    const overview = await ready(canvasElement, 'xq-course-overview');
    await click(overview, 'th.name button');
    await find(overview, 'th.name[aria-sort]');
  },
};

/** The synthetic university, as its leader sees it. */
export const Live: Story = {
  loaders: [signIn('schoolLeader')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-course-overview'), 'tbody tr');
  },
};

/** From the school into a college, where each class is a row: the way back stands above. */
export const DrillDown: Story = {
  loaders: [signIn('schoolLeader')],
  play: async ({ canvasElement }) => {
    const overview = await ready(canvasElement, 'xq-course-overview');
    await click(overview, 'button.unit');
    await find(overview, '.path button');
    await find(overview, 'tbody tr');
  },
};

/** The leader of a college begins there. */
export const LiveCollegeLeader: Story = {
  loaders: [signIn('collegeLeader')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-course-overview'), 'tbody tr');
  },
};

/** A college that is not one's own answers like one that does not exist. */
export const NoAccess: Story = {
  loaders: [signIn('collegeLeader')],
  args: { 'unit-id': 'letters' },
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-course-overview'), '.state h3');
  },
};

export const Loading: Story = { loaders: [withSilentService('schoolLeader')] };

export const Failed: Story = {
  loaders: [withBrokenService('schoolLeader')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-course-overview'), '[role="alert"]');
  },
};

export const Offline: Story = {
  loaders: [withoutNetwork('schoolLeader')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-course-overview'), '[role="alert"]');
  },
};

/** The coverage was read, then the network went. */
export const Stale: Story = {
  loaders: [signIn('schoolLeader')],
  play: async ({ canvasElement, loaded }) => {
    const overview = await ready(canvasElement, 'xq-course-overview');
    await find(overview, 'tbody tr');
    (loaded as unknown as Loaded).line.cut();
    await overview.refresh();
    await find(overview, '.stale');
  },
};
