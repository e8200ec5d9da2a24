/** What the notice asks of a stage. */
import type { CourseRequirement, Stage } from '@xinqiao/contract/types';

type Asked = Omit<CourseRequirement, 'unitId' | 'stage'>;

const SOURCE = '教思政厅函〔2021〕10号 第1条';

/** 高校要面向本专科生开设心理健康公共必修课，原则上应设置2个学分（32—36学时）. Electives only where possible. */
const university: Asked = {
  credits: 2,
  minHours: 32,
  maxHours: 36,
  elements: ['compulsory-course'],
  source: SOURCE,
};

/** 中小学要将心理健康教育课纳入校本课程，同时注重安排形式多样的生命教育、挫折教育等. No hours are given. */
const school: Asked = {
  credits: null,
  minHours: null,
  maxHours: null,
  elements: ['school-based-curriculum', 'life-education', 'setback-education'],
  source: SOURCE,
};

/** The course is for 本专科生; of postgraduates the notice asks none. */
const nothing: Asked = { ...school, elements: [] };

const byStage: Readonly<Record<Stage, Asked>> = {
  'upper-primary': school,
  'junior-secondary': school,
  'senior-secondary': school,
  'secondary-vocational': school,
  undergraduate: university,
  postgraduate: nothing,
};

export const requirementOf = (stage: Stage, unitId: string): CourseRequirement => ({
  unitId,
  stage,
  ...byStage[stage],
  elements: [...byStage[stage].elements],
});
