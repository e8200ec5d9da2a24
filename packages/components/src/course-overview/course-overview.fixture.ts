/** Coverage of an invented university, for tests and stories: a school with colleges, a college with classes. */
import type { CourseCoverage, OrganisationUnit, UnitCoverage } from '@xinqiao/contract/types';

/** Students by status: met, on track, at risk, not met, not enrolled. */
type Counts = readonly [met: number, onTrack: number, atRisk: number, notMet: number, notEnrolled: number];

function coverage(
  id: string,
  name: string,
  kind: OrganisationUnit['kind'],
  parentId: string | null,
  [met, onTrack, atRisk, notMet, notEnrolled]: Counts,
): UnitCoverage {
  const enrolled = met + onTrack + atRisk + notMet;
  const students = enrolled + notEnrolled;
  return {
    unit: { id, kind, name, parentId, stage: 'undergraduate', studentCount: students },
    students,
    enrolled,
    met,
    onTrack,
    atRisk,
    notMet,
    notEnrolled,
  };
}

function withTotal(
  id: string,
  name: string,
  kind: OrganisationUnit['kind'],
  parentId: string | null,
  children: UnitCoverage[],
): CourseCoverage {
  const sum = (key: 'met' | 'onTrack' | 'atRisk' | 'notMet' | 'notEnrolled') =>
    children.reduce((total, child) => total + child[key], 0);
  return {
    requirement: {
      unitId: id,
      stage: 'undergraduate',
      credits: 2,
      minHours: 32,
      maxHours: 36,
      elements: ['compulsory-course'],
      source: '教思政厅函〔2021〕10号',
    },
    total: coverage(id, name, kind, parentId, [
      sum('met'),
      sum('onTrack'),
      sum('atRisk'),
      sum('notMet'),
      sum('notEnrolled'),
    ]),
    children,
    asOf: '2026-11-23T09:30:00+08:00',
  };
}

export const schoolCoverageFixture = (): CourseCoverage =>
  withTotal('school', '岭南心桥大学', 'school', null, [
    coverage('c-1', '计算机学院', 'college', 'school', [402, 131, 6, 2, 4]),
    coverage('c-2', '文学院', 'college', 'school', [351, 120, 0, 0, 0]),
    coverage('c-3', '生命科学与农林技术学院（卓越农林人才教育培养基地）', 'college', 'school', [260, 88, 21, 14, 57]),
    coverage('c-4', '医学院', 'college', 'school', [498, 160, 9, 5, 12]),
    coverage('c-5', '数学学院', 'college', 'school', [300, 92, 3, 0, 1]),
    coverage('c-6', '体育学院', 'college', 'school', [210, 70, 18, 9, 8]),
    coverage('c-7', '国际联合学院（筹）', 'college', 'school', [0, 0, 0, 0, 0]),
  ]);

export const collegeCoverageFixture = (): CourseCoverage =>
  withTotal('c-3', '生命科学与农林技术学院（卓越农林人才教育培养基地）', 'college', 'school', [
    coverage('k-1', '生物科学与技术(卓越农林人才教育培养计划)2601班', 'class', 'c-3', [0, 27, 4, 0, 3]),
    coverage('k-2', '生物科学与技术(卓越农林人才教育培养计划)2501班', 'class', 'c-3', [21, 0, 0, 6, 7]),
    coverage('k-10', '园艺2510班', 'class', 'c-3', [33, 0, 0, 0, 0]),
    coverage('k-9', '园艺2509班', 'class', 'c-3', [31, 0, 0, 0, 0]),
  ]);

/** Everybody is provided for. */
export const completeCoverageFixture = (): CourseCoverage =>
  withTotal('c-2', '文学院', 'college', 'school', [
    coverage('k-20', '汉语言文学2601班', 'class', 'c-2', [0, 34, 0, 0, 0]),
    coverage('k-21', '汉语言文学2501班', 'class', 'c-2', [33, 0, 0, 0, 0]),
  ]);

/** A class: nothing below it. */
export const classCoverageFixture = (): CourseCoverage => ({
  ...withTotal('k-1', '生物科学与技术(卓越农林人才教育培养计划)2601班', 'class', 'c-3', []),
  total: coverage('k-1', '生物科学与技术(卓越农林人才教育培养计划)2601班', 'class', 'c-3', [0, 27, 4, 0, 3]),
});

/** No roster yet. */
export const emptyCoverageFixture = (): CourseCoverage =>
  withTotal('c-7', '国际联合学院（筹）', 'college', 'school', []);
