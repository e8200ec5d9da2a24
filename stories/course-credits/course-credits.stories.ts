import type { StoryObj } from '@storybook/web-components-vite';
import {
  atRiskFixture,
  longPlanFixture,
  metFixture,
  notEnrolledFixture,
  notMetFixture,
  onTrackFixture,
  schoolFixture,
} from '../../packages/components/src/course-credits/course-credits.fixture.ts';
import { type Args, elementMeta } from '../element.ts';
import { type Loaded, signIn, withBrokenService, withoutNetwork, withSilentService } from '../sandbox/loaders.ts';
import { click, find, ready } from '../play.ts';

export default { title: 'Elements/Course credits', ...elementMeta('xq-course-credits') };
type Story = StoryObj<Args>;

export const OnTrack: Story = { args: { data: onTrackFixture() } };
export const Met: Story = { args: { data: metFixture() } };

/** What is still to come does not suffice: said early, with what to do. */
export const AtRisk: Story = { args: { data: atRiskFixture() } };
export const NotMet: Story = { args: { data: notMetFixture() } };
export const NotEnrolled: Story = { args: { data: notEnrolledFixture() } };

/** 40 hours are planned: more than the usual 36 is a remark, not a failure. */
export const AboveUsualHours: Story = { args: { data: longPlanFixture() } };

/** In K-12 the notice gives no hours: what the school offers, and what was attended. */
export const School: Story = { args: { data: schoolFixture() } };

/** Every session to come, and those that were. */
export const AllSessions: Story = {
  args: { data: atRiskFixture() },
  play: async ({ canvasElement }) => {
    const credits = await ready(canvasElement, 'xq-course-credits');
    await click(credits, 'button.more');
    await click(credits, 'summary');
    await find(credits, 'details[open]');
  },
};

const course = onTrackFixture();
export const LongNames: Story = {
  args: {
    data: {
      ...course,
      course: {
        ...course.course!,
        title: { 'zh-CN': '大学生心理健康教育与生涯发展（卓越农林人才教育培养计划实验班，含团体辅导实践环节）' },
        teacher: '阿不都热依木·买买提艾力、欧阳若兰（联合授课）',
      },
      sessions: course.sessions.map(session => ({
        ...session,
        place: '大学城校区公共教学楼群第三教学楼 B302 智慧教室（原综合楼报告厅东侧）',
      })),
    },
  },
};

/** A freshman of the synthetic university. */
export const Live: Story = {
  loaders: [signIn('student')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-course-credits'), '.verdict');
  },
};

/** Staff without a student chosen. */
export const NobodyChosen: Story = {
  loaders: [signIn('counsellor')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-course-credits'), '.state h3');
  },
};

/** Another student's course answers like one that does not exist. */
export const NoAccess: Story = {
  loaders: [signIn('student')],
  args: { 'student-id': 's9900010002' },
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-course-credits'), '.state h3');
  },
};

export const Loading: Story = { args: { 'student-id': 'any' }, loaders: [withSilentService('student')] };

export const Failed: Story = {
  args: { 'student-id': 'any' },
  loaders: [withBrokenService('student')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-course-credits'), '[role="alert"]');
  },
};

export const Offline: Story = {
  args: { 'student-id': 'any' },
  loaders: [withoutNetwork('student')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-course-credits'), '[role="alert"]');
  },
};

/** The course was read, then the network went. */
export const Stale: Story = {
  loaders: [signIn('student')],
  play: async ({ canvasElement, loaded }) => {
    const credits = await ready(canvasElement, 'xq-course-credits');
    await find(credits, '.verdict');
    (loaded as unknown as Loaded).line.cut();
    await credits.refresh();
    await find(credits, '.stale');
  },
};
