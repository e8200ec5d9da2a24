/** Course progress of invented students, for tests and stories: every verdict, a longer plan, and the K-12 view. */
import type { CourseProgress, CourseRequirement } from '@xinqiao/contract/types';

type Session = CourseProgress['sessions'][number];
type Reason = CourseProgress['verdict']['reasons'][number];

const SOURCE = '教思政厅函〔2021〕10号';
const student: CourseProgress['student'] = {
  id: 's-1',
  studentNumber: '202608020117',
  name: '阿依古丽·买买提艾力',
  className: '生物科学与技术(卓越农林人才教育培养计划)2601班',
  collegeName: '生命科学与农林技术学院',
};

export const universityRequirementFixture = (): CourseRequirement => ({
  unitId: 'school',
  stage: 'undergraduate',
  credits: 2,
  minHours: 32,
  maxHours: 36,
  elements: ['compulsory-course', 'elective-course'],
  source: SOURCE,
});

const topics: [string, string][] = [
  ['认识自己', 'Getting to know oneself'],
  ['适应大学生活', 'Settling in at university'],
  ['情绪从哪里来', 'Where feelings come from'],
  ['压力与应对', 'Stress and what helps'],
  ['人际交往', 'Getting on with others'],
  ['宿舍里的相处', 'Living together in a dormitory'],
  ['恋爱与边界', 'Love and limits'],
  ['学习与拖延', 'Learning and putting things off'],
  ['睡眠与身体', 'Sleep and the body'],
  ['网络与注意力', 'The net and attention'],
  ['自尊与自我关怀', 'Self-esteem and being kind to oneself'],
  ['家庭与成长', 'Family and growing up'],
  ['挫折之后', 'After a setback'],
  ['帮助身边的人', 'Helping those around us'],
  ['怎样求助', 'How to ask for help'],
  ['生命的意义', 'What makes life worth living'],
];

/** Weekly sessions: `a`ttended, `x` absent, `e`xcused, `?` held and not recorded, `.` to come, the first in two days. */
function sessions(marks: string, hours = 2): Session[] {
  const attendance = { a: 'attended', x: 'absent', e: 'excused', '?': 'to-come', '.': 'to-come' } as const;
  const toCome = marks.indexOf('.');
  const next = toCome < 0 ? marks.length : toCome;
  const start = new Date();
  start.setDate(start.getDate() + 2);
  start.setHours(14, 0, 0, 0);
  return Array.from(marks, (mark, index) => {
    const [zh, en] = topics[index % topics.length]!;
    const at = new Date(start);
    at.setDate(at.getDate() + (index - next) * 7);
    return {
      id: `session-${index + 1}`,
      title: { 'zh-CN': zh, en },
      startsAt: at.toISOString(),
      hours,
      place: '教学楼 B302',
      attendance: attendance[mark as keyof typeof attendance],
    };
  });
}

function progress(
  marks: string,
  status: CourseProgress['verdict']['status'],
  reasons: [Reason['code'], number | null][],
  given: Partial<CourseProgress> = {},
): CourseProgress {
  const list = sessions(marks);
  const hoursAttended = list.filter(({ attendance }) => attendance === 'attended').length * 2;
  return {
    student,
    requirement: universityRequirementFixture(),
    course: {
      id: 'course-1',
      title: { 'zh-CN': '大学生心理健康教育', en: 'Mental health for university students' },
      term: '2026-2027-1',
      teacher: '林若曦',
      credits: 2,
      plannedHours: list.length * 2,
    },
    creditsEarned: 0,
    hoursAttended,
    hoursLeft: Math.max(0, 32 - hoursAttended),
    sessions: list,
    elements: [],
    verdict: { status, reasons: reasons.map(([code, value]) => ({ code, value })) },
    ...given,
  };
}

export const onTrackFixture = (): CourseProgress =>
  progress('aaaaaaaaaa......', 'on-track', [
    ['hours-left', 12],
    ['credits-pending', 2],
  ]);

export const metFixture = (): CourseProgress =>
  progress(
    'aaaaaaaaaaaaaaaa',
    'met',
    [
      ['hours-complete', 32],
      ['credits-earned', 2],
    ],
    { creditsEarned: 2 },
  );

/** Two sessions missed of a plan with exactly the minimum. */
export const atRiskFixture = (): CourseProgress =>
  progress('aaxaaaeaaa......', 'at-risk', [
    ['hours-out-of-reach', 4],
    ['credits-pending', 2],
  ]);

/** The last session is held and nobody has recorded it yet. */
export const unrecordedFixture = (): CourseProgress =>
  progress('aaaaaaaaa?......', 'on-track', [
    ['hours-left', 14],
    ['credits-pending', 2],
  ]);

/** Planned with fewer hours than needed: nothing a student could do. */
export const shortPlanFixture = (): CourseProgress =>
  progress('aaaaaaaa......', 'at-risk', [
    ['plan-below-minimum', 28],
    ['credits-pending', 2],
  ]);

export const notMetFixture = (): CourseProgress =>
  progress('aaxaxaeaaxaaxaaa', 'not-met', [
    ['hours-out-of-reach', 12],
    ['credits-short', 2],
  ]);

/** 40 hours planned: a remark, not a failure. */
export const longPlanFixture = (): CourseProgress =>
  progress('aaaaaaaaaa..........', 'on-track', [
    ['hours-left', 12],
    ['credits-pending', 2],
    ['plan-above-usual', 40],
  ]);

export const notEnrolledFixture = (): CourseProgress =>
  progress('', 'not-enrolled', [['not-enrolled', null]], { course: null });

/** A junior secondary school that does not offer setback education yet. */
export const schoolFixture = (): CourseProgress => ({
  student: { ...student, name: '李明', className: '初二（3）班', collegeName: '初二年级', studentNumber: '20250317' },
  requirement: {
    unitId: 'school-2',
    stage: 'junior-secondary',
    credits: null,
    minHours: null,
    maxHours: null,
    elements: ['school-based-curriculum', 'life-education', 'setback-education'],
    source: SOURCE,
  },
  course: null,
  creditsEarned: 0,
  hoursAttended: 9,
  hoursLeft: 0,
  sessions: [],
  elements: [
    { element: 'school-based-curriculum', offered: true, hoursAttended: 6 },
    { element: 'life-education', offered: true, hoursAttended: 3 },
    { element: 'setback-education', offered: false, hoursAttended: 0 },
  ],
  verdict: { status: 'not-met', reasons: [{ code: 'element-missing', value: 1 }] },
});

/** A postgraduate: the notice asks nothing. */
export const postgraduateFixture = (): CourseProgress => {
  const school = schoolFixture();
  return {
    ...school,
    requirement: { ...school.requirement, stage: 'postgraduate', elements: [] },
    elements: [],
    hoursAttended: 0,
    verdict: { status: 'met', reasons: [] },
  };
};
