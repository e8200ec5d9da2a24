/** Assignments of an invented student, for tests and stories. Times are relative to `fixtureNow`. */
import type { Assignment } from '@xinqiao/contract/types';

export const fixtureNow = new Date();

/** A time of day, some days from `fixtureNow`, as the service writes it. */
export function inDays(days: number, hours = 23, minutes = 59): string {
  const date = new Date(fixtureNow.getFullYear(), fixtureNow.getMonth(), fixtureNow.getDate() + days, hours, minutes);
  return date.toISOString().replace('Z', '+00:00');
}

const phq9: Assignment = {
  id: 'as-phq9',
  campaignId: 'ca-freshmen',
  campaignTitle: { 'zh-CN': '2026 级新生心理健康测评', en: 'Wellbeing check for the freshmen of 2026' },
  studentId: 'st-1',
  instrumentId: 'phq-9',
  instrumentVersion: '1.0.0',
  title: { 'zh-CN': '患者健康问卷（PHQ-9）', en: 'Patient Health Questionnaire (PHQ-9)' },
  itemCount: 9,
  estimatedMinutes: 2,
  status: 'to-do',
  consent: 'required',
  opensAt: inDays(-10, 8, 0),
  dueAt: inDays(7),
  completedAt: null,
};

export const assignmentFixtures: readonly Assignment[] = [
  {
    ...phq9,
    id: 'as-swls',
    instrumentId: 'swls',
    title: { 'zh-CN': '生活满意度量表（SWLS）', en: 'Satisfaction With Life Scale (SWLS)' },
    itemCount: 5,
    estimatedMinutes: 1,
    status: 'done',
    consent: 'given',
    completedAt: inDays(-3, 14, 30),
  },
  phq9,
  {
    ...phq9,
    id: 'as-gad7',
    instrumentId: 'gad-7',
    title: { 'zh-CN': '广泛性焦虑量表（GAD-7）', en: 'Generalised Anxiety Disorder scale (GAD-7)' },
    itemCount: 7,
    estimatedMinutes: 1,
    consent: 'given',
    dueAt: inDays(0),
    draft: { savedAt: inDays(-1, 21, 40), answered: 3 },
  },
  {
    ...phq9,
    id: 'as-cesd',
    campaignId: 'ca-spring',
    campaignTitle: { 'zh-CN': '春季学期关怀计划（全体本科生与研究生）', en: 'Spring care programme' },
    instrumentId: 'ces-d',
    title: { 'zh-CN': '流调中心用抑郁自评量表（CES-D）', en: 'CES-D' },
    itemCount: 20,
    estimatedMinutes: 3,
    status: 'not-yet-open',
    opensAt: inDays(12, 8, 0),
    dueAt: inDays(40),
  },
  {
    ...phq9,
    id: 'as-rses',
    campaignId: 'ca-choice',
    campaignTitle: { 'zh-CN': '自尊与适应（自愿参加）', en: 'Self-esteem and settling in (voluntary)' },
    instrumentId: 'rses',
    title: { 'zh-CN': '自尊量表（RSES）', en: 'Rosenberg Self-Esteem Scale (RSES)' },
    itemCount: 10,
    estimatedMinutes: 2,
    consent: 'refused',
    dueAt: inDays(2),
  },
  {
    ...phq9,
    id: 'as-k10',
    campaignId: 'ca-2025',
    campaignTitle: { 'zh-CN': '2025 年秋季测评', en: 'Autumn 2025' },
    instrumentId: 'k10',
    title: { 'zh-CN': '凯斯勒心理困扰量表（K10）', en: 'Kessler Psychological Distress Scale (K10)' },
    status: 'closed',
    dueAt: inDays(-200),
  },
];
