import { type AggregateStrings, aggregateStrings } from '../core/aggregate.ts';
import type { Strings } from '../core/localization.ts';
import type { Stage, Step } from './model.ts';

export interface CampaignProgressStrings extends AggregateStrings {
  title: string;
  campaign: string;
  planned: (time: string) => string;
  open: (time: string, days: number) => string;
  closed: (time: string) => string;
  submitted: (asked: string, submitted: string, percent: number) => string;
  submittedAtLeast: (asked: string, submitted: string, percent: number) => string;
  unknown: string;
  left: (count: string) => string;
  overdue: (count: string) => string;
  allDone: string;
  funnel: string;
  steps: Readonly<Record<Step, string>>;
  stages: Readonly<Record<Stage, string>>;
  between: (low: string, high: string) => string;
  fewerThan: (count: string) => string;
  duties: Readonly<Record<'freshmen' | 'yearly', string>>;
  dutyDone: (count: string) => string;
  dutyMissing: (students: string, missing: string) => string;
  dutyAlmost: (students: string, missing: string) => string;
  columns: Readonly<Record<'name' | 'asked' | 'parts' | 'submitted' | 'left' | 'overdue', string>>;
  others: (count: number) => string;
  emptyTitle: string;
  emptyText: string;
  noneTitle: string;
  noneText: string;
}

export const strings: Strings<CampaignProgressStrings> = {
  'zh-CN': {
    ...aggregateStrings['zh-CN'],
    title: '心理测评进度',
    campaign: '测评',
    planned: time => `${time} 开始`,
    open: (time, days) => (days > 0 ? `进行中，${time} 截止，还有 ${days} 天` : `进行中，今天（${time}）截止`),
    closed: time => `已于 ${time} 结束`,
    submitted: (asked, submitted, percent) => `安排了 ${asked} 位同学，${submitted} 位（${percent}%）已提交。`,
    submittedAtLeast: (asked, submitted, percent) =>
      `安排了 ${asked} 位同学，至少 ${submitted} 位（${percent}% 以上）已提交。`,
    unknown: '这里不显示完成情况。',
    left: count => `${count} 位还可以填写。`,
    overdue: count => `${count} 位逾期未提交。`,
    allDone: '每一位都已提交。',
    funnel: '从安排到提交',
    steps: { asked: '已安排', consented: '已同意', begun: '已开始', submitted: '已提交' },
    stages: { submitted: '已提交', begun: '已完成一部分', consented: '已同意，还没填', waiting: '还没开始' },
    between: (low, high) => `${low}–${high}`,
    fewerThan: count => `少于 ${count}`,
    duties: { freshmen: '新生全覆盖', yearly: '每年一次' },
    dutyDone: count => `应参加的 ${count} 位同学都已安排。`,
    dutyMissing: (students, missing) => `应参加的 ${students} 位同学中，还有 ${missing} 位没有安排。`,
    dutyAlmost: (students, missing) => `应参加的同学 ${students} 位，未安排的最多 ${missing} 位。`,
    columns: { name: '单位', asked: '安排', parts: '进展', submitted: '已提交', left: '待完成', overdue: '逾期' },
    others: count => `另有 ${count} 个单位没有同学（或只有极少数同学）参加这次测评。`,
    emptyTitle: '这里没有同学参加这次测评',
    emptyText: '安排以后，这里会显示进度。',
    noneTitle: '还没有测评计划',
    noneText: '有了测评计划，这里会显示进度。',
  },
  en: {
    ...aggregateStrings.en,
    title: 'Progress of the assessment',
    campaign: 'Assessment',
    planned: time => `Opens ${time}`,
    open: (time, days) =>
      days > 0 ? `Open until ${time}, ${days} ${days === 1 ? 'day' : 'days'} left` : `Open until today, ${time}`,
    closed: time => `Closed ${time}`,
    submitted: (asked, submitted, percent) => `${submitted} of ${asked} students (${percent}%) have submitted.`,
    submittedAtLeast: (asked, submitted, percent) =>
      `At least ${submitted} of ${asked} students (${percent}% or more) have submitted.`,
    unknown: 'How far they are is not shown here.',
    left: count => `${count} can still answer.`,
    overdue: count => `Overdue: ${count}.`,
    allDone: 'Everybody has submitted.',
    funnel: 'From asked to submitted',
    steps: { asked: 'Asked', consented: 'Consented', begun: 'Begun', submitted: 'Submitted' },
    stages: { submitted: 'Submitted', begun: 'Partly done', consented: 'Consented, not begun', waiting: 'Not begun' },
    between: (low, high) => `${low}–${high}`,
    fewerThan: count => `fewer than ${count}`,
    duties: { freshmen: 'All freshmen', yearly: 'Once a year' },
    dutyDone: count => `All ${count} students who have to be asked are asked.`,
    dutyMissing: (students, missing) => `${missing} of ${students} students who have to be asked are not asked yet.`,
    dutyAlmost: (students, missing) => `Of ${students} students who have to be asked, ${missing} at most are not.`,
    columns: {
      name: 'Unit',
      asked: 'Asked',
      parts: 'How far',
      submitted: 'Submitted',
      left: 'To come',
      overdue: 'Overdue',
    },
    others: count =>
      count === 1
        ? 'In one more unit nobody, or hardly anybody, is asked.'
        : `In ${count} more units nobody, or hardly anybody, is asked.`,
    emptyTitle: 'Nobody here is asked',
    emptyText: 'Progress appears here once somebody is.',
    noneTitle: 'No assessments yet',
    noneText: 'Progress appears here once there is one.',
  },
};
