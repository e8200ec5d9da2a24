/** Alerts of an invented university, for tests and stories; times are relative to `now`. */
import type { Alert, AlertSummary } from '@xinqiao/contract/types';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const after = (now: Date, ms: number) => new Date(now.getTime() + ms).toISOString();

export function summaryFixture(
  unacknowledged: Partial<AlertSummary['open']> = { imminent: 1, high: 2, moderate: 4, watch: 9 },
  open: Partial<AlertSummary['open']> = { imminent: 1, high: 3, moderate: 7, watch: 14 },
): AlertSummary {
  const none = { imminent: 0, high: 0, moderate: 0, watch: 0 };
  return {
    unitId: 'school',
    unacknowledged: { ...none, ...unacknowledged },
    open: { ...none, ...open },
    asOf: '2026-11-23T09:30:00+08:00',
    eventId: '128',
  };
}

/** Nobody needs follow-up. */
export const quietSummaryFixture = (): AlertSummary => summaryFixture({}, {});
/** Everything is taken note of, five are being followed up. */
export const seenSummaryFixture = (): AlertSummary => summaryFixture({}, { high: 1, moderate: 4 });

const student = (id: string, name: string, className: string, collegeName: string): Alert['student'] => ({
  id,
  studentNumber: `2026${id.padStart(8, '0')}`,
  name,
  className,
  collegeName,
});

function alert(id: string, now: Date, given: Partial<Alert> & Pick<Alert, 'student' | 'level' | 'reasons'>): Alert {
  return {
    id,
    levelStatus: 'proposed',
    state: 'found',
    openedAt: after(now, -2 * HOUR),
    respondBy: after(now, 7 * DAY),
    acknowledgedAt: null,
    acknowledgedBy: null,
    revision: 1,
    ...given,
  };
}

/** One of each level and of each kind of due time, with long names, most urgent first. */
export function alertsFixture(now = new Date()): Alert[] {
  const endOfToday = new Date(now);
  endOfToday.setHours(23, 30, 0, 0);
  const tomorrow = new Date(now.getTime() + DAY);
  tomorrow.setHours(10, 0, 0, 0);
  return [
    alert('a1', now, {
      student: student('1', '林晓雨', '软件工程2601班', '计算机学院'),
      level: 'imminent',
      levelStatus: 'confirmed',
      state: 'triaged',
      respondBy: after(now, -HOUR),
      reasons: [
        {
          code: 'peer-report',
          at: after(now, -HOUR),
          text: { 'zh-CN': '室友说起了让人担心的打算', en: 'A room-mate told of worrying intentions' },
        },
      ],
    }),
    alert('a2', now, {
      student: student(
        '2',
        '阿依古丽·买买提艾力',
        '生物科学与技术(卓越农林人才教育培养计划)2601班',
        '生命科学与农林技术学院',
      ),
      level: 'high',
      respondBy: endOfToday.toISOString(),
      reasons: [
        {
          code: 'critical-item',
          at: after(now, -2 * HOUR),
          text: { 'zh-CN': '测评中有一道需要当天关心的回答', en: 'One answer calls for somebody to ask today' },
          detail: { 'zh-CN': 'PHQ-9 第 9 题：几天', en: 'PHQ-9 item 9: several days' },
        },
        {
          code: 'band',
          at: after(now, -2 * HOUR),
          text: { 'zh-CN': '情绪量表分数偏高', en: 'A mood scale is on the high side' },
        },
      ],
    }),
    alert('a3', now, {
      student: student('3', '欧阳思远', '数学与应用数学2402班', '数学学院'),
      level: 'high',
      respondBy: tomorrow.toISOString(),
      reasons: [
        {
          code: 'critical-item',
          at: after(now, -3 * HOUR),
          text: { 'zh-CN': '测评中有一道需要当天关心的回答', en: 'One answer calls for somebody to ask today' },
        },
      ],
    }),
    alert('a4', now, {
      student: student('4', '陈嘉怡', '汉语言文学2503班', '文学院'),
      level: 'moderate',
      respondBy: after(now, -DAY),
      reasons: [
        {
          code: 'cut-off',
          at: after(now, -8 * DAY),
          text: { 'zh-CN': '筛查分数达到需要面谈的界线', en: 'A screening score calls for a talk' },
        },
      ],
    }),
    alert('a5', now, {
      student: student('5', '黄子轩', '软件工程2601班', '计算机学院'),
      level: 'watch',
      respondBy: after(now, 20 * DAY),
      reasons: [
        {
          code: 'band',
          at: after(now, -DAY),
          text: { 'zh-CN': '最近一次筛查略高，留意近况', en: 'The last screening was slightly raised' },
        },
      ],
    }),
    alert('a6', now, {
      student: student('6', '何佩珊', '临床医学2301班', '医学院'),
      level: 'moderate',
      levelStatus: 'confirmed',
      state: 'following',
      respondBy: after(now, 3 * DAY),
      acknowledgedAt: after(now, -30 * MINUTE),
      acknowledgedBy: '张敏',
      reasons: [
        {
          code: 'cut-off',
          at: after(now, -DAY),
          text: { 'zh-CN': '筛查分数达到需要面谈的界线', en: 'A screening score calls for a talk' },
        },
      ],
    }),
  ];
}
