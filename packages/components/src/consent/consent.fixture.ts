/** A campaign with a consent text, for tests and stories. */
import type { Campaign } from '@xinqiao/contract/types';

export const campaignFixture: Campaign = {
  id: 'ca-freshmen',
  title: { 'zh-CN': '2026 级新生心理健康测评', en: 'Wellbeing check for the freshmen of 2026' },
  purpose: {
    'zh-CN': '了解大家入学以来的心情和压力，好安排课程与支持。',
    en: 'To learn how you have been since you arrived, and to plan courses and support.',
  },
  unitId: 'un-school',
  instruments: [
    { id: 'phq-9', version: '1.0.0' },
    { id: 'gad-7', version: '1.0.0' },
  ],
  opensAt: '2026-09-10T08:00:00+08:00',
  closesAt: '2026-12-31T23:59:00+08:00',
  status: 'open',
  feedback: 'level',
  consent: {
    version: '2026.1',
    title: { 'zh-CN': '参加测评前，请先读一读', en: 'Please read this before you take part' },
    summary: {
      'zh-CN': '我们想请你回答两份简短的问卷，一共大约 3 分钟。答案只有心理健康教育与咨询中心的老师能看到。',
      en: 'We ask you to answer two short questionnaires, about three minutes in all. Only the psychology centre sees your answers.',
    },
    points: [
      {
        title: { 'zh-CN': '我们会收集什么', en: 'What is collected' },
        text: {
          'zh-CN': '你对问卷每一题的回答、提交的时间，以及你的学号。不使用摄像头、麦克风和位置。',
          en: 'Your answers, when you sent them, and your student number. No camera, microphone or location.',
        },
      },
      {
        title: { 'zh-CN': '谁能看到', en: 'Who can see it' },
        text: {
          'zh-CN': '心理中心的专职老师能看到答案。辅导员只会知道是否需要关心你，看不到分数和答案。',
          en: 'The staff of the psychology centre see the answers. Your counsellor learns only whether to check in with you.',
        },
      },
      {
        title: { 'zh-CN': '你可以随时改变主意', en: 'You may change your mind at any time' },
        text: {
          'zh-CN': '可以不参加，也可以之后撤回。这不会影响评奖评优、入党或学业。',
          en: 'You may decline, or withdraw later. It has no effect on awards, applications or studies.',
        },
      },
    ],
    contact: {
      'zh-CN': '心理健康教育与咨询中心 · 大学生活动中心 302',
      en: 'Counselling centre, Student Centre, room 302',
    },
  },
};
