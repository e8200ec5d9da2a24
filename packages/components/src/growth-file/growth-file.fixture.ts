/** Growth files of invented students, for tests and stories. */
import type { GrowthFile, ScoreTrend } from '@xinqiao/contract/types';

type Term = GrowthFile['stages'][number]['terms'][number];
type Entry = Term['entries'][number];

const entry = (
  kind: Entry['kind'],
  on: string,
  title: Entry['title'],
  summary?: NonNullable<Entry['summary']>,
): Entry => ({ id: `${kind}-${on}`, kind, on, title, ...(summary ? { summary } : {}) });

/** A student with long names, three years of university and a stage before it. */
export function growthFileFixture(): GrowthFile {
  return {
    student: {
      id: 's-2',
      studentNumber: '202408020117',
      name: '阿依古丽·买买提艾力',
      className: '生物科学与技术(卓越农林人才教育培养计划)2401班',
      collegeName: '生命科学与农林技术学院',
    },
    responsible: [
      { role: 'counsellor', name: '周文静', contact: '020-8411 2036' },
      { role: 'psych-staff', name: '欧阳若兰', contact: '学生活动中心 305 室' },
      { role: 'class-committee', name: '迪丽努尔·阿不都热西提', contact: null },
    ],
    stages: [
      {
        stage: 'undergraduate',
        school: '岭南心桥大学',
        from: '2024-09-01',
        to: null,
        terms: [
          {
            id: '2026-2027-1',
            entries: [
              entry(
                'assessment',
                '2026-10-12',
                { 'zh-CN': 'PHQ-9 患者健康问卷', en: 'PHQ-9 Patient Health Questionnaire' },
                { 'zh-CN': '轻度', en: 'mild' },
              ),
              entry('consent', '2026-10-12', {
                'zh-CN': '同意参加 2026 年秋季心理测评',
                en: 'Agreed to the assessment of autumn 2026',
              }),
            ],
          },
          { id: '2025-2026-2', entries: [] },
          {
            id: '2025-2026-1',
            entries: [
              entry(
                'assessment',
                '2025-10-15',
                { 'zh-CN': 'PHQ-9 患者健康问卷', en: 'PHQ-9 Patient Health Questionnaire' },
                { 'zh-CN': '中度', en: 'moderate' },
              ),
            ],
          },
          {
            id: '2024-2025-1',
            entries: [
              entry(
                'course',
                '2025-01-08',
                { 'zh-CN': '大学生心理健康教育', en: 'Mental health for university students' },
                { 'zh-CN': '已完成 32 学时，2 学分', en: '32 hours and 2 credits completed' },
              ),
              entry(
                'assessment',
                '2024-10-16',
                { 'zh-CN': 'PHQ-9 患者健康问卷', en: 'PHQ-9 Patient Health Questionnaire' },
                { 'zh-CN': '轻度', en: 'mild' },
              ),
              entry('enrolment', '2024-09-01', {
                'zh-CN': '入学：生物科学与技术(卓越农林人才教育培养计划)2401班',
                en: 'Enrolled: biological science and technology, class 2401',
              }),
            ],
          },
        ],
      },
      {
        stage: 'senior-secondary',
        school: '和田地区第二高级中学',
        from: '2021-09-01',
        to: '2024-06-30',
        terms: [
          {
            id: '2023-2024-1',
            entries: [
              entry('assessment', '2023-11-02', {
                'zh-CN': '高中年度心理测评',
                en: 'Yearly assessment at senior secondary school',
              }),
            ],
          },
        ],
      },
    ],
    updatedAt: '2026-11-20T16:20:00+08:00',
  };
}

/** Just enrolled: nobody entered, nothing happened yet. */
export function newGrowthFileFixture(): GrowthFile {
  const { student } = growthFileFixture();
  return {
    student: { ...student, name: '李明', className: '软件工程2601班', collegeName: '计算机学院' },
    responsible: [],
    stages: [],
    updatedAt: '2026-09-01T08:00:00+08:00',
  };
}

const phq9Bands: ScoreTrend['bands'] = [
  { id: 'minimal', min: 0, max: 4, label: { 'zh-CN': '极轻', en: 'minimal' } },
  { id: 'mild', min: 5, max: 9, label: { 'zh-CN': '轻度', en: 'mild' } },
  { id: 'moderate', min: 10, max: 14, label: { 'zh-CN': '中度', en: 'moderate' } },
  { id: 'moderately_severe', min: 15, max: 19, label: { 'zh-CN': '中重度', en: 'moderately severe' } },
  { id: 'severe', min: 20, max: 27, label: { 'zh-CN': '重度', en: 'severe' } },
];

const point = (on: string, value: number, bandId: string | null): ScoreTrend['points'][number] => ({
  responseId: `r-${on}`,
  on,
  value,
  bandId,
});

/** Three points, one point, and a scale without bands. */
export function trendsFixture(): ScoreTrend[] {
  return [
    {
      instrumentId: 'phq9',
      title: { 'zh-CN': '患者健康问卷（9 项）', en: 'Patient Health Questionnaire, 9 items' },
      abbreviation: 'PHQ-9',
      scaleId: 'total',
      min: 0,
      max: 27,
      bands: phq9Bands,
      points: [point('2024-10-16', 6, 'mild'), point('2025-10-15', 11, 'moderate'), point('2026-10-12', 7, 'mild')],
    },
    {
      instrumentId: 'gad7',
      title: { 'zh-CN': '广泛性焦虑量表（7 项）', en: 'Generalised Anxiety scale, 7 items' },
      abbreviation: 'GAD-7',
      scaleId: 'total',
      min: 0,
      max: 21,
      bands: [
        { id: 'minimal', min: 0, max: 4, label: { 'zh-CN': '极轻', en: 'minimal' } },
        { id: 'mild', min: 5, max: 9, label: { 'zh-CN': '轻度', en: 'mild' } },
        { id: 'moderate', min: 10, max: 14, label: { 'zh-CN': '中度', en: 'moderate' } },
        { id: 'severe', min: 15, max: 21, label: { 'zh-CN': '重度', en: 'severe' } },
      ],
      points: [point('2026-10-12', 4, 'minimal')],
    },
    {
      instrumentId: 'rses',
      title: { 'zh-CN': '罗森伯格自尊量表', en: 'Rosenberg Self-Esteem Scale' },
      abbreviation: 'RSES',
      scaleId: 'total',
      min: 10,
      max: 40,
      bands: [],
      points: [point('2025-10-15', 27, null), point('2026-10-12', 31, null)],
    },
  ];
}

/** One scale with a point each term for four years. */
export function longTrendFixture(): ScoreTrend[] {
  const values = [6, 9, 14, 17, 12, 8, 5, 3];
  const [phq9] = trendsFixture();
  return [
    {
      ...phq9!,
      points: values.map((value, index) =>
        point(
          `${2023 + Math.ceil(index / 2)}-${index % 2 ? '03' : '10'}-15`,
          value,
          phq9Bands.find(({ min, max }) => value >= min && value <= max)!.id,
        ),
      ),
    },
  ];
}
