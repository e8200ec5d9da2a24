import type { StoryObj } from '@storybook/web-components-vite';
import {
  carelessReportFixture,
  normFixtures,
  ownReportFixture,
  phq9ReportFixture,
  scl90ReportFixture,
} from '../../packages/components/src/result-report/result-report.fixture.ts';
import { type Args, elementMeta } from '../element.ts';
import { signIn, withBrokenService, withoutNetwork, withSilentService } from '../sandbox/loaders.ts';
import { click, find, ready } from '../play.ts';

const meta = elementMeta('xq-result-report');
export default { title: 'Elements/Result report', ...meta, parameters: { ...meta.parameters, width: '960px' } };
type Story = StoryObj<Args>;

/** The student, told the level. */
export const Level: Story = { args: { data: ownReportFixture('level') } };

/** The student, told level and score; help is offered at once. */
export const Score: Story = { args: { data: ownReportFixture('score', true) } };

/** Told once the campaign has closed. */
export const NotYet: Story = { args: { data: ownReportFixture('closing') } };

/** This campaign tells nobody's result. */
export const NotReleased: Story = { args: { data: ownReportFixture('none') } };

/** The help lines, unfolded. */
export const HelpLines: Story = {
  args: { data: ownReportFixture('level') },
  play: async ({ canvasElement }) => {
    const report = await ready(canvasElement, 'xq-result-report');
    await click(report, 'summary');
    await find(report, 'details[open]');
  },
};

/** Psychology staff: PHQ-9 with a critical answer, last time beside it. Long names. */
export const Phq9: Story = { args: { data: phq9ReportFixture() } };

/** SCL-90 with its factors, under a school's licence, with an invented norm. */
export const Scl90: Story = { args: { data: scl90ReportFixture(), norms: normFixtures } };

/** No norm chosen. */
export const WithoutNorm: Story = { args: { data: scl90ReportFixture() } };

/** Answered in no time, always the same option. */
export const Careless: Story = { args: { data: carelessReportFixture() } };

/** Last time could not be read: the report stands without the change. */
export const WithoutEarlier: Story = {
  args: { data: { response: phq9ReportFixture().response, instrument: phq9ReportFixture().instrument } },
};

/** Staff without a response chosen. */
export const NothingChosen: Story = {
  loaders: [signIn('psychologist')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-result-report'), '.state h3');
  },
};

/** What one may not see answers like what does not exist. */
export const NoAccess: Story = {
  loaders: [signIn('student')],
  args: { 'assignment-id': 'nobody' },
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-result-report'), '.state h3');
  },
};

export const Loading: Story = { args: { 'response-id': 'any' }, loaders: [withSilentService('psychologist')] };

export const Failed: Story = {
  args: { 'response-id': 'any' },
  loaders: [withBrokenService('psychologist')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-result-report'), '[role="alert"]');
  },
};

export const Offline: Story = {
  args: { 'response-id': 'any' },
  loaders: [withoutNetwork('psychologist')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-result-report'), '[role="alert"]');
  },
};
