import type { CourseProgress, CourseRequirement } from '@xinqiao/contract/types';
import type { Strings } from '../core/localization.ts';
import type { Reason, Session } from './model.ts';

export interface CourseCreditsStrings {
  compulsory: string;
  ringUnit: (minimum: number) => string;
  hours: (attended: number, minimum: number, left: number) => string;
  credits: (earned: number, required: number) => string;
  verdicts: Readonly<Record<CourseProgress['verdict']['status'], string>>;
  /** At risk for another reason than hours. */
  atRiskPlan: string;
  /** The K-12 verdicts speak of what the school offers. */
  offered: string;
  notAllOffered: string;
  /** A sentence for each reason; `value` is hours or credits. */
  reasons: Readonly<Record<Reason['code'], (value: number | null) => string>>;
  why: string;
  notEnrolledTodo: (credits: number | null, hours: string | null) => string;
  next: string;
  toCome: string;
  noneToCome: string;
  showAll: (count: number) => string;
  showFewer: string;
  sessionHours: (hours: number) => string;
  past: (count: number) => string;
  attendance: Readonly<Record<Session['attendance'], string>>;
  elementsTitle: string;
  elements: Readonly<Record<CourseRequirement['elements'][number], string>>;
  elementOffered: (hours: number) => string;
  elementMissing: string;
  source: (source: string) => string;
  nothing: string;
  nothingText: string;
  nobodyChosen: string;
  nobodyChosenText: string;
}

const some = (value: number | null, text: (value: number) => string, otherwise: string) =>
  value === null ? otherwise : text(value);

export const strings: Strings<CourseCreditsStrings> = {
  'zh-CN': {
    compulsory: '心理健康必修课',
    ringUnit: minimum => `/ ${minimum} 学时`,
    hours: (attended, minimum, left) =>
      `已上 ${attended} 学时${left > 0 ? `，还需 ${left} 学时` : ''}（要求 ${minimum}）`,
    credits: (earned, required) => `学分 ${earned} / ${required}`,
    verdicts: {
      met: '这门课已经达到要求。',
      'on-track': '进度正常，接着按时上课就好。',
      'at-risk': '学时有点紧，接下来的课尽量都来；差的学时可以和任课老师商量补上。',
      'not-met': '这门课还没有达到要求，可以联系任课老师或教务办安排补修。',
      'not-enrolled': '还没有选这门课。',
    },
    atRiskPlan: '按现在的安排还不够，请和任课老师或教务办确认。',
    offered: '学校已经开设了应有的内容。',
    notAllOffered: '还有内容没有开设。',
    reasons: {
      'hours-complete': value => some(value, hours => `已上满 ${hours} 学时`, '学时已经上满'),
      'hours-left': value => some(value, hours => `还需 ${hours} 学时`, '学时还没有上满'),
      'hours-out-of-reach': value => (value ? `后面的课全部参加，仍差 ${value} 学时` : '后面排的课不够补足学时'),
      'credits-earned': value => some(value, credits => `已获得 ${credits} 学分`, '学分已经获得'),
      'credits-pending': value => some(value, credits => `${credits} 学分将在结课后登记`, '学分将在结课后登记'),
      'credits-short': value => some(value, credits => `还差 ${credits} 学分`, '学分还不够'),
      'plan-below-minimum': value =>
        some(value, hours => `这门课只安排了 ${hours} 学时，少于要求`, '安排的学时少于要求'),
      'plan-above-usual': value =>
        some(
          value,
          hours => `这门课安排了 ${hours} 学时，比通常的多一些，不影响达标。`,
          '安排的学时比通常的多一些，不影响达标。',
        ),
      'not-enrolled': () => '名单里还没有选课记录',
      'element-missing': value => some(value, count => `有 ${count} 项内容还没有开设`, '有内容还没有开设'),
      'elements-complete': () => '三项内容都已开设',
    },
    why: '原因',
    notEnrolledTodo: (credits, hours) =>
      `这是必修课${credits === null ? '' : `，${credits} 学分`}${hours === null ? '' : `，${hours} 学时`}。请在选课时间登录教务系统选课；错过了也没关系，问问辅导员怎么补选。`,
    next: '下一次',
    toCome: '接下来的课',
    noneToCome: '后面没有安排课了。',
    showAll: count => `查看全部 ${count} 次`,
    showFewer: '只看最近几次',
    sessionHours: hours => `${hours} 学时`,
    past: count => `上过的课（${count} 次）`,
    attendance: { attended: '已到', absent: '未到', excused: '请假', 'to-come': '待登记' },
    elementsTitle: '心理健康教育内容',
    elements: {
      'compulsory-course': '必修课',
      'elective-course': '选修课',
      'school-based-curriculum': '校本课程中的心理健康教育',
      'life-education': '生命教育',
      'setback-education': '挫折教育',
    },
    elementOffered: hours => (hours > 0 ? `已开设 · 参加 ${hours} 学时` : '已开设'),
    elementMissing: '还没有开设',
    source: source => `依据：${source}`,
    nothing: '这个学段没有要求',
    nothingText: '心理健康教育的课程要求只针对本专科和中小学。',
    nobodyChosen: '还没有选择同学',
    nobodyChosenText: '选择一位同学后，这里会显示课程进度。',
  },
  en: {
    compulsory: 'Compulsory mental-health course',
    ringUnit: minimum => `of ${minimum} hours`,
    // Numbers stand last: one hour is told in the same words as many.
    hours: (attended, minimum, left) =>
      `Hours attended: ${attended}${left > 0 ? `, to go: ${left}` : ''} (${minimum} needed)`,
    credits: (earned, required) => `Credits ${earned} of ${required}`,
    verdicts: {
      met: 'This course is complete.',
      'on-track': 'All is well; just keep coming.',
      'at-risk':
        'Hours are getting tight: try not to miss the next sessions; the teacher can help to make up for hours.',
      'not-met': 'This course is not complete yet; the teacher or the academic office can arrange a make-up.',
      'not-enrolled': 'Not signed up for this course yet.',
    },
    atRiskPlan: 'As planned now it will not be enough; please ask the teacher or the academic office.',
    offered: 'The school offers all that belongs to it.',
    notAllOffered: 'Something is not offered yet.',
    reasons: {
      'hours-complete': value => some(value, hours => `All ${hours} hours attended`, 'All hours attended'),
      'hours-left': value => some(value, hours => `More hours needed: ${hours}`, 'More hours are needed'),
      'hours-out-of-reach': value =>
        value ? `Even with every session to come, hours missing: ${value}` : 'The sessions to come are not enough',
      'credits-earned': value => some(value, credits => `Credits earned: ${credits}`, 'Credits earned'),
      'credits-pending': value =>
        some(value, credits => `Credits entered at the end: ${credits}`, 'Credits are entered at the end'),
      'credits-short': value => some(value, credits => `Credits missing: ${credits}`, 'Credits are missing'),
      'plan-below-minimum': value =>
        some(
          value,
          hours => `Only ${hours} hours are planned, fewer than needed`,
          'Fewer hours are planned than needed',
        ),
      'plan-above-usual': value =>
        some(
          value,
          hours => `${hours} hours are planned, somewhat more than usual; that is fine.`,
          'Somewhat more hours are planned than usual; that is fine.',
        ),
      'not-enrolled': () => 'No enrolment on record',
      'element-missing': value => some(value, count => `${count} not offered yet`, 'Something is not offered yet'),
      'elements-complete': () => 'All three are offered',
    },
    why: 'Why',
    notEnrolledTodo: (credits, hours) =>
      `This course is compulsory${credits === null ? '' : `: ${credits} credits`}${hours === null ? '' : `, ${hours} hours`}. Please sign up in the academic system when registration is open; if you missed it, your counsellor knows what to do.`,
    next: 'Next',
    toCome: 'Sessions to come',
    noneToCome: 'No more sessions are planned.',
    showAll: count => `Show all ${count}`,
    showFewer: 'Show the next few only',
    sessionHours: hours => (hours === 1 ? '1 hour' : `${hours} hours`),
    past: count => `Past sessions (${count})`,
    attendance: { attended: 'Attended', absent: 'Missed', excused: 'Excused', 'to-come': 'Not recorded yet' },
    elementsTitle: 'Mental-health education',
    elements: {
      'compulsory-course': 'Compulsory course',
      'elective-course': 'Elective course',
      'school-based-curriculum': 'In the school-based curriculum',
      'life-education': 'Life education',
      'setback-education': 'Coping with setbacks',
    },
    elementOffered: hours => (hours > 0 ? `Offered · hours attended: ${hours}` : 'Offered'),
    elementMissing: 'Not offered yet',
    source: source => `Source: ${source}`,
    nothing: 'Nothing is asked at this stage',
    nothingText: 'The requirement is for undergraduates and schools.',
    nobodyChosen: 'No student chosen yet',
    nobodyChosenText: 'Choose a student to see the course here.',
  },
};
