/** Progress of an invented university's assessments, for tests and stories. */
import type { AggregateCell, CampaignProgress, OrganisationUnit, UnitProgress } from '@xinqiao/contract/types';

/** A number, `<` fewer than k, `>` all but fewer than k, `~` withheld for others, `.` small group. */
type Said = number | '<' | '>' | '~' | '.';
type Row = readonly [submitted: Said, begun: Said, consented: Said, waiting: Said, notAsked: Said];
/** Those with a reason, in the order of the contract. */
type Reasons = readonly [suspended: Said, leave: Said, away: Said, noDevice: Said, other: Said];
const NAMES = ['suspended', 'leave', 'away', 'no-device', 'other'] as const;
const NONE: Reasons = [0, 0, 0, 0, 0];
const FEWER: Reasons = ['<', '<', '<', '<', '<'];

const cellOf = (said: Said, k: number): AggregateCell => {
  if (typeof said === 'number') return { kind: 'value', value: said };
  if (said === '<') return { kind: 'fewer', than: k };
  if (said === '>') return { kind: 'all-but-fewer', than: k };
  return { kind: 'withheld', reason: said === '.' ? 'small-group' : 'protects-others' };
};

function row(
  unit: Pick<OrganisationUnit, 'id' | 'name' | 'kind' | 'parentId'>,
  students: number,
  said: Row,
  why: Reasons = said.every(one => typeof one === 'number')
    ? NONE
    : said[0] === '.'
      ? ['.', '.', '.', '.', '.']
      : FEWER,
  k = 5,
): UnitProgress {
  const [submitted, begun, consented, waiting, notAsked] = said.map(one => cellOf(one, k));
  return {
    unit: { ...unit, stage: 'undergraduate', studentCount: students },
    ...{
      students,
      submitted: submitted!,
      reasons: NAMES.map((code, at) => ({ code, value: cellOf(why[at]!, k) })),
      begun: begun!,
      consented: consented!,
      waiting: waiting!,
      notAsked: notAsked!,
    },
  };
}

const college = (id: string, name: string) => ({ id, name, kind: 'college' as const, parentId: 'school' });
const klass = (id: string, name: string) => ({ id, name, kind: 'class' as const, parentId: 'c-1' });
const school = { id: 'school', name: '岭南心桥大学', kind: 'school' as const, parentId: null };

const base = {
  campaignId: 'freshmen-2026',
  title: { 'zh-CN': '2026级新生心理健康测评', en: 'Assessment of the freshmen of 2026' },
  opensAt: '2026-10-08T08:00:00+08:00',
  closesAt: '2026-12-04T18:00:00+08:00',
  status: 'open' as const,
  asOf: '2026-11-23T09:30:00+08:00',
};
const duty: CampaignProgress['duty'] = { kind: 'freshmen', source: '教思政厅函〔2021〕10号 第5条' };

/** The psychology centre sees numbers. */
export const centreProgressFixture = (): CampaignProgress => ({
  ...base,
  duty,
  total: row(school, 389, [214, 31, 22, 104, 6], [3, 2, 6, 0, 1]),
  children: [
    row(college('c-1', '计算机学院'), 160, [110, 12, 8, 29, 0], [1, 0, 0, 0, 0]),
    row(college('c-2', '土木与交通学院'), 112, [38, 14, 10, 33, 6], [2, 2, 6, 0, 1]),
    row(college('c-3', '文学院'), 117, [66, 5, 4, 42, 0]),
    row(college('c-4', '国际联合学院（筹）'), 0, [0, 0, 0, 0, 0]),
  ],
});

/** As the leader of a college sees its classes, decided by the service. */
export const leaderProgressFixture = (): CampaignProgress => ({
  ...base,
  duty: null,
  total: row(college('c-1', '计算机学院'), 239, [112, 15, '~', 18, 80], ['<', '<', 6, '<', '<']),
  children: [
    row(klass('k-1', '软件工程2601班'), 41, [26, '<', '<', 8, '<']),
    row(klass('k-2', '软件工程2602班'), 40, [29, 5, '<', '<', '<']),
    row(klass('k-3', '网络工程2601班'), 40, ['>', '<', '<', '<', '<']),
    row(klass('k-4', '人工智能2601班'), 36, ['~', '~', '<', 9, '<']),
    row(klass('k-5', '人工智能2602班（转入）'), 3, ['.', '.', '.', '.', '.']),
    row(klass('k-6', '软件工程2501班'), 40, ['<', '<', '<', '<', '>']),
    row(klass('k-7', '软件工程2502班'), 39, ['<', '<', '<', '<', '>']),
  ],
});

/** Freshmen as a leader sees them: that all of them are asked, but for a few, and who is far behind. */
export const dutyProgressFixture = (): CampaignProgress => ({
  ...base,
  duty,
  total: row(school, 389, [214, 31, 22, '~', '<']),
  children: [
    row(college('c-1', '计算机学院'), 160, [110, 12, 8, '~', '<']),
    row(college('c-2', '土木与交通学院'), 112, [38, 14, 10, '~', '<']),
    row(college('c-3', '文学院'), 117, [66, 5, '<', '~', '<']),
    row(college('c-4', '国际联合学院（筹）'), 0, [0, 0, 0, 0, 0]),
  ],
});

/** Closed, and not everybody has submitted. */
export const closedProgressFixture = (): CampaignProgress => ({
  ...centreProgressFixture(),
  status: 'closed',
  closesAt: '2026-11-20T18:00:00+08:00',
});

/** Everybody has submitted. */
export const completeProgressFixture = (): CampaignProgress => ({
  ...base,
  duty,
  total: row(klass('k-3', '网络工程2601班'), 38, [38, 0, 0, 0, 0]),
  children: [],
});

/** Nobody here is asked. */
export const emptyProgressFixture = (): CampaignProgress => ({
  ...base,
  duty: null,
  total: row(klass('k-6', '软件工程2501班'), 40, [0, 0, 0, 0, 40]),
  children: [],
});
