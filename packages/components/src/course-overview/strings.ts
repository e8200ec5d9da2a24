import { type AggregateStrings, aggregateStrings } from '../core/aggregate.ts';
import type { Strings } from '../core/localization.ts';
import type { SortKey, Status } from './model.ts';

export interface CourseOverviewStrings extends AggregateStrings {
  title: string;
  titleSchool: string;
  covered: (students: string, covered: string, percent: number) => string;
  gap: (count: string) => string;
  noGap: string;
  statuses: Readonly<Record<Status, string>>;
  coveredAtLeast: (students: string, covered: string, percent: number) => string;
  unknown: (students: string) => string;
  gapAtMost: (count: string) => string;
  columns: Readonly<Record<SortKey | 'parts', string>>;
  sortBy: string;
  sorts: Readonly<Record<SortKey, string>>;
  emptyTitle: string;
  emptyText: string;
}

export const strings: Strings<CourseOverviewStrings> = {
  'zh-CN': {
    ...aggregateStrings['zh-CN'],
    title: '心理健康必修课覆盖情况',
    titleSchool: '心理健康教育覆盖情况',
    covered: (students, covered, percent) => `${students} 位同学中，${covered} 位（${percent}%）已达到要求或进度正常。`,
    gap: count => `还有 ${count} 位可以帮忙安排。`,
    noGap: '每一位都安排好了。',
    statuses: { met: '已达标', onTrack: '进度正常', atRisk: '需要调整', notMet: '尚未达标', notEnrolled: '尚未选课' },
    coveredAtLeast: (students, covered, percent) =>
      `${students} 位同学中，至少 ${covered} 位（${percent}% 以上）已达到要求或进度正常。`,
    unknown: students => `共 ${students} 位同学。这里不显示完成情况。`,
    gapAtMost: count => `可以帮忙安排的最多 ${count} 位。`,
    columns: { name: '单位', students: '人数', parts: '构成', covered: '覆盖', gap: '待安排' },
    sortBy: '排序',
    sorts: { gap: '待安排多的在前', covered: '覆盖少的在前', students: '人数多的在前', name: '按名称' },
    emptyTitle: '这里还没有学生名单',
    emptyText: '名单导入后，这里会显示课程覆盖情况。',
  },
  en: {
    ...aggregateStrings.en,
    title: 'Coverage of the compulsory course',
    titleSchool: 'Coverage of mental-health education',
    covered: (students, covered, percent) =>
      `${covered} of ${students} students (${percent}%) have completed it or are on track.`,
    gap: count => `Something can be arranged for ${count} more.`,
    noGap: 'Everybody is provided for.',
    statuses: {
      met: 'Completed',
      onTrack: 'On track',
      atRisk: 'Needs a change',
      notMet: 'Not completed',
      notEnrolled: 'Not signed up',
    },
    coveredAtLeast: (students, covered, percent) =>
      `At least ${covered} of ${students} students (${percent}% or more) have completed it or are on track.`,
    unknown: students => `${students} students. How far they are is not shown here.`,
    gapAtMost: count => `Something can be arranged for ${count} at most.`,
    columns: { name: 'Unit', students: 'Students', parts: 'Made up of', covered: 'Covered', gap: 'To arrange' },
    sortBy: 'Order',
    sorts: {
      gap: 'Most to arrange first',
      covered: 'Least covered first',
      students: 'Most students first',
      name: 'By name',
    },
    emptyTitle: 'No students on the roster yet',
    emptyText: 'Coverage appears here once the roster is there.',
  },
};
