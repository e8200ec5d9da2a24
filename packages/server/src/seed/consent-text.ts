/** The consent text of the campaigns: what a student decides on before a questionnaire opens. */
import type { ConsentText } from '@xinqiao/contract/types';
import { SCHOOL_NAME } from './colleges.ts';

export const consentText: ConsentText = {
  version: '2.2',
  title: { 'zh-CN': '心理健康测评知情同意书', en: 'Consent to the mental-health assessment' },
  summary: {
    'zh-CN':
      '学校邀请你填写几份心理健康量表，用来了解近期的状态、在需要时提供支持。测评自愿参加，不用于评优、入党或任何选拔，结果也不是医学诊断。',
    en: 'The school invites you to answer a few questionnaires, to understand how you have been and to offer support where it is needed. Taking part is your choice, is not used for awards, party membership or any selection, and gives no medical diagnosis.',
  },
  points: [
    {
      title: { 'zh-CN': '收集什么', en: 'What is collected' },
      text: {
        'zh-CN': '你对量表各题的选择、由此计算的得分和填写时间。不使用摄像头、麦克风或定位。',
        en: 'Your choices on each item, the scores computed from them, and when you answered. No camera, microphone or location.',
      },
    },
    {
      title: { 'zh-CN': '谁能看到', en: 'Who sees it' },
      text: {
        'zh-CN': '得分和各题的回答只有心理中心的专职教师能看。辅导员只知道你是否完成，以及是否需要有人关心你。',
        en: 'Only the psychology centre’s own staff see scores and answers. Your counsellor sees whether you have finished, and whether somebody should check in on you.',
      },
    },
    {
      title: { 'zh-CN': '什么时候会联系你', en: 'When you will be contacted' },
      text: {
        'zh-CN':
          '如果你的回答提示你可能正处在困难或危险之中，受过训练的老师会尽快与你联系，中途停下、没有提交的回答也一样；遇到紧急危险时，学校会联系能够保护你的人。',
        en: 'If your answers suggest that you may be in difficulty or danger, a trained member of staff will contact you soon, also when you stopped halfway and did not submit; in an emergency the school contacts those who can keep you safe.',
      },
    },
    {
      title: { 'zh-CN': '保存多久', en: 'How long it is kept' },
      text: {
        'zh-CN': '数据保存在学校自己的服务器上，毕业后按学校规定的期限删除。',
        en: 'Data stay on the school’s own servers and are deleted after graduation, by the school’s schedule.',
      },
    },
    {
      title: { 'zh-CN': '你的权利', en: 'Your rights' },
      text: {
        'zh-CN':
          '你可以不同意，也可以随时撤回同意，不会因此受到任何不利对待；你可以查阅、复制、更正或要求删除自己的数据。',
        en: 'You may refuse, and withdraw at any time, without any disadvantage. You may read, copy, correct or ask to delete your data.',
      },
    },
  ],
  contact: {
    'zh-CN': `${SCHOOL_NAME}心理健康教育与咨询中心，校内分机 8001`,
    en: 'Psychology centre, extension 8001',
  },
};
