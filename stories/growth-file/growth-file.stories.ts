import type { StoryObj } from '@storybook/web-components-vite';
import {
  growthFileFixture,
  longTrendFixture,
  newGrowthFileFixture,
  trendsFixture,
} from '../../packages/components/src/growth-file/growth-file.fixture.ts';
import { type Args, draw, elementMeta } from '../element.ts';
import { type Loaded, signIn, withBrokenService, withoutNetwork, withSilentService } from '../sandbox/loaders.ts';
import { click, find, ready } from '../play.ts';

const meta = elementMeta('xq-growth-file');
export default { title: 'Elements/Growth file', ...meta, parameters: { ...meta.parameters, width: '960px' } };
type Story = StoryObj<Args>;

/** Two stages, three scales, long names: from `.data`. */
export const Rich: Story = { args: { data: growthFileFixture(), trends: trendsFixture() } };

/** A point each term for four years. */
export const LongTrend: Story = { args: { data: growthFileFixture(), trends: longTrendFixture() } };

/** A first assessment is a point, not yet a trend. */
export const OnePoint: Story = { args: { data: growthFileFixture(), trends: trendsFixture().slice(1, 2) } };

/** The numbers behind a chart, unfolded. */
export const Table: Story = {
  args: { data: growthFileFixture(), trends: trendsFixture() },
  play: async ({ canvasElement }) => {
    const file = await ready(canvasElement, 'xq-growth-file');
    await click(file, 'button.toggle');
    await find(file, '.rows:not(.folded)');
  },
};

/** `report-template`: each score leads to its report. For the psychology centre. */
export const LinkedReports: Story = {
  args: {
    data: growthFileFixture(),
    trends: trendsFixture(),
    'report-template': '#result?response={responseId}&student={studentId}',
  },
  play: async ({ canvasElement }) => {
    const file = await ready(canvasElement, 'xq-growth-file');
    await click(file, 'button.toggle');
    await find(file, '.rows:not(.folded) a');
  },
};

/** For who may not see scores they are absent, and nothing tells that they exist. */
export const WithoutScores: Story = { args: { data: growthFileFixture() } };

/** Just enrolled: nobody entered yet, nothing happened yet. */
export const Empty: Story = { args: { data: newGrowthFileFixture(), trends: [] } };

/** A third-year student reads the own file. */
export const Live: Story = {
  loaders: [signIn('seniorStudent')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-growth-file'), 'figure');
  },
};

const ofSenior: Story = {
  render: args => draw('xq-growth-file', { ...args, 'student-id': 's9900010002' }),
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-growth-file'), 'article');
  },
};

/** The same file as the psychology centre sees it. */
export const LivePsychologyCentre: Story = { ...ofSenior, loaders: [signIn('psychologist')] };

/** The same file as the counsellor sees it: no scores. */
export const LiveCounsellor: Story = { ...ofSenior, loaders: [signIn('counsellor')] };

/** Staff without a student chosen. */
export const NobodyChosen: Story = {
  loaders: [signIn('counsellor')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-growth-file'), '.state h3');
  },
};

/** Another student's file answers like one that does not exist. */
export const NoAccess: Story = {
  loaders: [signIn('student')],
  args: { 'student-id': 's9900010002' },
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-growth-file'), '.state h3');
  },
};

export const Loading: Story = { args: { 'student-id': 'any' }, loaders: [withSilentService('seniorStudent')] };

export const Failed: Story = {
  args: { 'student-id': 'any' },
  loaders: [withBrokenService('seniorStudent')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-growth-file'), '[role="alert"]');
  },
};

export const Offline: Story = {
  args: { 'student-id': 'any' },
  loaders: [withoutNetwork('seniorStudent')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-growth-file'), '[role="alert"]');
  },
};

/** The file was read, then the network went. */
export const Stale: Story = {
  loaders: [signIn('seniorStudent')],
  play: async ({ canvasElement, loaded }) => {
    const file = await ready(canvasElement, 'xq-growth-file');
    await find(file, 'article');
    (loaded as unknown as Loaded).line.cut();
    await file.refresh();
    await find(file, '.stale');
  },
};
