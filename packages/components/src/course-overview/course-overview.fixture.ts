/** Coverage of an invented university, for tests and stories: a school with colleges, a college with classes. */
import type { AggregateCell, CourseCoverage, OrganisationUnit, UnitCoverage } from '@xinqiao/contract/types';

/** Students by status: met, on track, at risk, not met, not enrolled. */
type Counts = readonly [met: number, onTrack: number, atRisk: number, notMet: number, notEnrolled: number];

const number = (value: number): AggregateCell => ({ kind: 'value', value });

function coverage(
  id: string,
  name: string,
  kind: OrganisationUnit['kind'],
  parentId: string | null,
  [met, onTrack, atRisk, notMet, notEnrolled]: Counts,
): UnitCoverage {
  const students = met + onTrack + atRisk + notMet + notEnrolled;
  return {
    unit: { id, kind, name, parentId, stage: 'undergraduate', studentCount: students },
    students,
    met: number(met),
    onTrack: number(onTrack),
    atRisk: number(atRisk),
    notMet: number(notMet),
    notEnrolled: number(notEnrolled),
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
    children.reduce((total, { [key]: cell }) => total + (cell.kind === 'value' ? cell.value : NaN), 0);
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

const few = (than: 5 | 10): AggregateCell => ({ kind: 'fewer', than });
const nearlyAll = (than: 5 | 10): AggregateCell => ({ kind: 'all-but-fewer', than });
const veiled: AggregateCell = { kind: 'withheld', reason: 'protects-others' };
const small: AggregateCell = { kind: 'withheld', reason: 'small-group' };

type Cells = readonly [
  met: AggregateCell,
  onTrack: AggregateCell,
  atRisk: AggregateCell,
  notMet: AggregateCell,
  notEnrolled: AggregateCell,
];

const numbers = (...counts: Counts): Cells => counts.map(number) as unknown as Cells;

function partly(
  ...[id, name, kind, parentId, students, cells]: [
    ...[id: string, name: string, kind: OrganisationUnit['kind'], parentId: string | null],
    ...[students: number, cells: Cells],
  ]
): UnitCoverage {
  const [met, onTrack, atRisk, notMet, notEnrolled] = cells;
  return {
    unit: { id, kind, name, parentId, stage: 'undergraduate', studentCount: students },
    ...{ students, met, onTrack, atRisk, notMet, notEnrolled },
  };
}

/** As the leader of a college sees its classes, decided by the service: nothing smaller than 5, or what gives it away. */
export const leaderCoverageFixture = (): CourseCoverage => ({
  ...withTotal('c-8', '土木与交通学院', 'college', 'school', []),
  total: partly('c-8', '土木与交通学院', 'college', 'school', 231, numbers(92, 68, 23, 22, 26)),
  children: [
    partly('k-30', '土木工程2601班', 'class', 'c-8', 40, [few(5), number(18), veiled, few(5), number(7)]),
    partly('k-31', '土木工程2602班', 'class', 'c-8', 37, [few(5), veiled, number(9), few(5), number(8)]),
    partly('k-32', '交通工程2601班', 'class', 'c-8', 33, [few(5), nearlyAll(5), few(5), few(5), few(5)]),
    partly('k-33', '土木工程2501班', 'class', 'c-8', 39, [number(25), few(5), few(5), veiled, number(6)]),
    partly('k-34', '土木工程2502班', 'class', 'c-8', 40, [nearlyAll(5), few(5), few(5), few(5), few(5)]),
    partly('k-35', '工程管理2501班', 'class', 'c-8', 38, [number(27), few(5), few(5), veiled, few(5)]),
    partly('k-36', '工程管理2301班（复学）', 'class', 'c-8', 4, [small, small, small, small, small]),
  ],
});

/** As a district officer sees schools: nothing smaller than 10. */
export const districtCoverageFixture = (): CourseCoverage => {
  const base = withTotal('d-1', '岭南区', 'district', null, []);
  const school = (...[id, name, students, cells]: [id: string, name: string, students: number, cells: Cells]) =>
    partly(id, name, 'school', 'd-1', students, cells);
  return {
    ...base,
    requirement: {
      ...{ unitId: 'd-1', stage: 'junior-secondary', credits: null, minHours: null, maxHours: null },
      elements: ['school-based-curriculum', 'life-education', 'setback-education'],
      source: '教思政厅函〔2021〕10号',
    },
    total: partly('d-1', '岭南区', 'district', null, 2958, [veiled, few(10), few(10), number(546), few(10)]),
    children: [
      school('s-1', '岭南区第一中学', 1240, [nearlyAll(10), few(10), few(10), few(10), few(10)]),
      school('s-2', '岭南区实验学校', 965, [veiled, few(10), few(10), number(241), few(10)]),
      school('s-3', '岭南区河西中学', 745, [number(440), few(10), few(10), veiled, few(10)]),
      school('s-4', '岭南区特殊教育学校', 8, [small, small, small, small, small]),
    ],
  };
};
