import { type AggregateStrings, aggregateStrings } from '../core/aggregate.ts';
import type { CampaignReason } from '@xinqiao/contract/types';
import type { Strings } from '../core/localization.ts';
import type { Stage, Step } from './model.ts';
import type { Saving } from './to-answer.ts';

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
  withReason: (count: string) => string;
  reasons: Readonly<Record<CampaignReason['reason'], string>>;
  toAnswer: string;
  openList: string;
  closeList: string;
  aboutReasons: string;
  whyOf: string;
  noReason: string;
  savings: Readonly<Record<Saving, string>>;
  tryAgain: string;
  more: string;
  loadingMore: string;
  moreFailed: string;
  nobodyTitle: string;
  nobodyText: string;
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
    stages: {
      submitted: '已提交',
      begun: '已完成一部分',
      consented: '已同意，还没填',
      reasons: '已登记原因',
      waiting: '还没开始',
    },
    withReason: count => `没有提交的同学中，${count} 位登记了原因：`,
    reasons: { suspended: '休学', leave: '请假', away: '实习或交流在外', 'no-device': '没有设备', other: '其他' },
    toAnswer: '还没提交的同学',
    openList: '看名单',
    closeList: '收起名单',
    aboutReasons:
      '名单只给负责跟进的老师看。请只登记学校已经知道的原因，没有就不用选；愿不愿意填写由同学自己决定，这里不问，也不显示。',
    whyOf: '：没有提交的原因',
    noReason: '没有登记',
    savings: {
      saving: '正在保存…',
      saved: '已保存',
      failed: '没有保存成功，选择还在。',
      done: '已经提交了，不用登记。',
    },
    tryAgain: '再试一次',
    more: '显示更多',
    loadingMore: '正在加载…',
    moreFailed: '后面的同学暂时没能打开，请再点一次。',
    nobodyTitle: '名单里没有同学',
    nobodyText: '这里安排了的同学都已提交。',
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
    stages: {
      submitted: 'Submitted',
      begun: 'Partly done',
      consented: 'Consented, not begun',
      reasons: 'With a reason',
      waiting: 'Not begun',
    },
    withReason: count => `With a reason on record: ${count}.`,
    reasons: {
      suspended: 'Suspended from studies',
      leave: 'On leave',
      away: 'Away: internship or exchange',
      'no-device': 'No device',
      other: 'Other',
    },
    toAnswer: 'Still to answer',
    openList: 'Show the list',
    closeList: 'Hide the list',
    aboutReasons:
      'Only those who follow up see this list. Record a reason only where the school knows of one already; whether to answer is for each student to decide, and is neither asked nor shown here.',
    whyOf: ': reason for not answering',
    noReason: 'None recorded',
    savings: {
      saving: 'Saving…',
      saved: 'Saved',
      failed: 'Not saved; your choice is still here.',
      done: 'Has submitted meanwhile; no reason is needed.',
    },
    tryAgain: 'Try again',
    more: 'Show more',
    loadingMore: 'Loading…',
    moreFailed: 'The next students could not be opened. Please try again.',
    nobodyTitle: 'Nobody is on the list',
    nobodyText: 'Everybody here who is asked has submitted.',
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
