import type { StoryObj } from '@storybook/web-components-vite';
import { assignmentFixtures } from '../../packages/components/src/assignments/assignments.fixture.ts';
import { type Args, elementMeta } from '../element.ts';
import { type Loaded, signIn, withBrokenService, withoutNetwork, withSilentService } from '../sandbox/loaders.ts';
import { find, ready } from '../play.ts';

export default { title: 'Elements/Assignments', ...elementMeta('xq-assignments') };
type Story = StoryObj<Args>;

/** To do, soon to come, done, declined and over: from `.data`. */
export const Default: Story = { args: { data: assignmentFixtures } };

/** Links instead of buttons. */
export const Links: Story = { args: { data: assignmentFixtures, 'href-template': '#fill/{id}' } };

/** A freshman of the synthetic university, from the service. */
export const Live: Story = {
  loaders: [signIn('student')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-assignments'), '.todo .entry');
  },
};

export const AllDone: Story = { args: { data: assignmentFixtures.filter(({ status }) => status === 'done') } };
export const Empty: Story = { args: { data: [] } };

/** Titles as long as schools write them. */
export const LongNames: Story = {
  args: {
    data: assignmentFixtures.map(assignment => ({
      ...assignment,
      title: {
        'zh-CN': `${assignment.title['zh-CN']}：面向全体本科生、研究生与来华留学生的学年心理健康普查版`,
        en: `${assignment.title.en}: the version for all undergraduates, postgraduates and international students of the year`,
      },
      campaignTitle: {
        'zh-CN': '2026–2027学年第一学期生命科学与农林技术学院（卓越农林人才教育培养基地）新生入学适应与心理健康测评',
        en: 'Assessment of settling in and wellbeing of the freshmen of the College of Life Sciences, Agriculture and Forestry, autumn 2026–2027',
      },
    })),
  },
};

export const Loading: Story = { loaders: [withSilentService('student')] };

export const Failed: Story = {
  loaders: [withBrokenService('student')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-assignments'), '[role="alert"]');
  },
};

export const Offline: Story = {
  loaders: [withoutNetwork('student')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-assignments'), '[role="alert"]');
  },
};

/** The list was read, then the network went. */
export const Stale: Story = {
  loaders: [signIn('student')],
  play: async ({ canvasElement, loaded }) => {
    const list = await ready(canvasElement, 'xq-assignments');
    await find(list, '.entry');
    (loaded as unknown as Loaded).line.cut();
    await list.refresh();
    await find(list, '.stale');
  },
};
