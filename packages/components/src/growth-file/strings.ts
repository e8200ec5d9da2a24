import type { GrowthFile } from '@xinqiao/contract/types';
import type { Strings } from '../core/localization.ts';

type Named<T extends string> = Readonly<Record<T, string>>;

export interface GrowthFileStrings {
  title: string;
  studentNumber: (value: string) => string;
  responsible: string;
  responsibleOwn: string;
  nobody: string;
  roles: Named<GrowthFile['responsible'][number]['role']>;
  trends: string;
  trendsNote: string;
  trendsFailed: string;
  retry: string;
  latest: (value: number, band: string, date: string) => string;
  onePoint: string;
  chart: (title: string, count: number, latest: string) => string;
  showTable: string;
  hideTable: string;
  tableOf: (title: string) => string;
  date: string;
  score: string;
  band: string;
  timeline: string;
  stages: Named<GrowthFile['stages'][number]['stage']>;
  kinds: Named<GrowthFile['stages'][number]['terms'][number]['entries'][number]['kind']>;
  until: (from: string, to: string) => string;
  now: string;
  emptyTitle: string;
  emptyText: string;
  emptyStage: string;
  nobodyChosen: string;
  nobodyChosenText: string;
  updated: (time: string) => string;
}

export const strings: Strings<GrowthFileStrings> = {
  'zh-CN': {
    title: '成长档案',
    studentNumber: value => `学号 ${value}`,
    responsible: '由谁负责',
    responsibleOwn: '你可以找他们',
    nobody: '还没有登记负责的老师。',
    roles: {
      counsellor: '辅导员',
      'homeroom-teacher': '班主任',
      'psych-staff': '心理中心',
      'class-committee': '心理委员',
    },
    trends: '测评变化',
    trendsNote: '分数只反映填写时那段日子的状态，不是结论。',
    trendsFailed: '测评变化暂时没能打开。',
    retry: '重试',
    latest: (value, band, date) => `最近一次 ${value} 分${band ? `，${band}` : ''}（${date}）`,
    onePoint: '目前只有一次记录，还看不出变化。',
    chart: (title, count, latest) => `${title}：共 ${count} 次，${latest}`,
    showTable: '看表格',
    hideTable: '收起表格',
    tableOf: title => `${title}各次结果`,
    date: '日期',
    score: '分数',
    band: '水平',
    timeline: '一路走来',
    stages: {
      'upper-primary': '小学高年级',
      'junior-secondary': '初中',
      'senior-secondary': '高中',
      'secondary-vocational': '中职',
      undergraduate: '本专科',
      postgraduate: '研究生',
    },
    kinds: { enrolment: '入学', assessment: '测评', course: '课程', consent: '知情同意' },
    until: (from, to) => `${from} – ${to}`,
    now: '现在',
    emptyTitle: '档案刚刚建立',
    emptyText: '入学、课程和测评的记录会随时间出现在这里。',
    emptyStage: '这个学段没有记录。',
    nobodyChosen: '还没有选择同学',
    nobodyChosenText: '选择一位同学后，这里会显示成长档案。',
    updated: time => `更新于 ${time}`,
  },
  en: {
    title: 'Growth file',
    studentNumber: value => `No. ${value}`,
    responsible: 'Who is responsible',
    responsibleOwn: 'Who you can turn to',
    nobody: 'Nobody is entered as responsible yet.',
    roles: {
      counsellor: 'Counsellor',
      'homeroom-teacher': 'Homeroom teacher',
      'psych-staff': 'Psychology centre',
      'class-committee': 'Class wellbeing rep',
    },
    trends: 'Assessments over time',
    trendsNote: 'A score tells how those days were, and is no conclusion.',
    trendsFailed: 'Assessments over time could not be opened.',
    retry: 'Try again',
    latest: (value, band, date) => `Latest ${value}${band ? `, ${band}` : ''} (${date})`,
    onePoint: 'One record so far: no change to see yet.',
    chart: (title, count, latest) => `${title}: ${count} in all, ${latest}`,
    showTable: 'Show as a table',
    hideTable: 'Hide the table',
    tableOf: title => `All results of ${title}`,
    date: 'Date',
    score: 'Score',
    band: 'Level',
    timeline: 'The way so far',
    stages: {
      'upper-primary': 'Upper primary',
      'junior-secondary': 'Junior secondary',
      'senior-secondary': 'Senior secondary',
      'secondary-vocational': 'Vocational secondary',
      undergraduate: 'Undergraduate',
      postgraduate: 'Postgraduate',
    },
    kinds: { enrolment: 'Enrolment', assessment: 'Assessment', course: 'Course', consent: 'Consent' },
    until: (from, to) => `${from} – ${to}`,
    now: 'now',
    emptyTitle: 'This file has just begun',
    emptyText: 'Enrolment, courses and assessments appear here over time.',
    emptyStage: 'No records in this stage.',
    nobodyChosen: 'No student chosen yet',
    nobodyChosenText: 'Choose a student to see the growth file here.',
    updated: time => `Updated ${time}`,
  },
};
