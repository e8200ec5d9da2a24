/**
 * The smallest school in which everything that is out of reach exists: two colleges, three classes, a dormitory,
 * students and staff at every node. People and ids are invented.
 */
import { getInstrument } from '@xinqiao/instruments/library';
import { DEFAULT_TENANT, type Database } from '../database/database.ts';
import { json } from '../database/tables/columns.ts';
import { createTestService, type TestService, type TestServiceOptions } from '../testing.ts';
import { openTestDatabase } from './test-database.ts';

export const DAY = 24 * 60 * 60 * 1000;

/** A Monday in the first term; the open campaign is open. */
export const NOW = new Date('2026-10-12T02:00:00.000Z');

const tenant_id = DEFAULT_TENANT;
const text = (zh: string, en: string) => json({ 'zh-CN': zh, en });

const unit = (id: string, kind: 'school' | 'college' | 'class' | 'dormitory', name: string, parent: string | null) => ({
  tenant_id,
  id,
  kind,
  name,
  parent_id: parent,
  stage: 'undergraduate' as const,
  path: '',
});

const units = [
  unit('school', 'school', '测试学校', null),
  unit('computing', 'college', '计算机学院', 'school'),
  unit('letters', 'college', '文学院', 'school'),
  unit('c1', 'class', '软件工程2601班', 'computing'),
  unit('c2', 'class', '软件工程2602班', 'computing'),
  // A path that begins like c1's and is another class.
  unit('c10', 'class', '网络工程2601班', 'computing'),
  unit('l1', 'class', '汉语言文学2601班', 'letters'),
  unit('d1', 'dormitory', '1栋101', 'school'),
];
const pathOf = (id: string): string => {
  const parent = units.find(one => one.id === id)?.parent_id;
  return `${parent ? pathOf(parent) : ''}${id}/`;
};

const student = (id: string, name: string, classId: string, collegeId: string, dormitoryId: string | null) => ({
  tenant_id,
  id,
  student_number: `2026${id}`,
  name,
  gender: 'unspecified' as const,
  birth_date: '2008-03-01',
  stage: 'undergraduate' as const,
  enrolment_year: 2026,
  class_id: classId,
  class_path: pathOf(classId),
  college_id: collegeId,
  dormitory_id: dormitoryId,
  dormitory_path: dormitoryId && pathOf(dormitoryId),
});

/** `student_number`s are `2026` and the id. */
const students = [
  student('ann', '安一', 'c1', 'computing', 'd1'),
  student('bea', '白二', 'c1', 'computing', null),
  student('cai', '蔡三', 'c2', 'computing', null),
  student('dai', '戴四', 'c10', 'computing', 'd1'),
  student('eve', '伊五', 'l1', 'letters', null),
];

const staff = [
  ['t-one', '甲老师', 'counsellor', ['c1']],
  ['t-two', '乙老师', 'counsellor', ['c1', 'c2']],
  ['t-psy', '丙老师', 'psych-staff', ['school']],
  ['t-dean', '丁院长', 'college-leader', ['computing']],
  ['t-head', '戊校长', 'school-leader', ['school']],
] as const;

export const consentVersion = '2026-09';

/** Campaigns by id: open with the level told, open with nothing told, not yet open, and over. */
const campaigns = [
  { id: 'open', opens: -10, closes: 20, feedback: 'level', instruments: ['phq9', 'gad7', 'rses'] },
  { id: 'silent', opens: -10, closes: 30, feedback: 'none', instruments: ['phq4'] },
  { id: 'scored', opens: -10, closes: 25, feedback: 'score', instruments: ['k6'] },
  { id: 'planned', opens: 5, closes: 40, feedback: 'level', instruments: ['phq9'] },
  { id: 'over', opens: -60, closes: -30, feedback: 'level', instruments: ['phq9'] },
] as const;

export const versionOf = (instrumentId: string): string => {
  const instrument = getInstrument(instrumentId);
  if (!instrument) throw new TypeError(`There is no ${instrumentId}.`);
  return instrument.version;
};

async function fill({ kysely }: Database, now: Date): Promise<void> {
  const day = (offset: number) => new Date(now.getTime() + offset * DAY);
  await kysely.transaction().execute(async db => {
    await db
      .insertInto('units')
      .values(units.map(one => ({ ...one, path: pathOf(one.id) })))
      .execute();
    await db.insertInto('students').values(students).execute();
    await db
      .insertInto('people')
      .values(staff.map(([id, name]) => ({ tenant_id, id, staff_number: id, name })))
      .execute();
    await db
      .insertInto('role_assignments')
      .values([
        ...staff.flatMap(([person_id, , role, held]) =>
          held.map(unit_id => ({ tenant_id, id: `${person_id}.${unit_id}`, person_id, role, unit_id })),
        ),
        { tenant_id, id: 'committee', student_id: 'bea', role: 'class-committee', unit_id: 'c1' },
        { tenant_id, id: 'dorm', student_id: 'dai', role: 'dorm-leader', unit_id: 'd1' },
      ])
      .execute();
    await db
      .insertInto('campaigns')
      .values(
        campaigns.map(({ id, opens, closes, feedback }) => ({
          tenant_id,
          id,
          title: text(`测评 ${id}`, `Campaign ${id}`),
          purpose: text('了解与支持', 'To understand and support'),
          unit_id: 'school',
          opens_at: day(opens),
          closes_at: day(closes),
          consent: json({
            version: consentVersion,
            title: { 'zh-CN': '知情同意' },
            summary: { 'zh-CN': '说明' },
            points: [],
            contact: { 'zh-CN': '心理中心' },
          }),
          feedback,
        })),
      )
      .execute();
    const asked = campaigns.flatMap(({ id, instruments }) =>
      instruments.map((instrument_id, position) => ({ campaign_id: id, position, instrument_id })),
    );
    await db
      .insertInto('campaign_instruments')
      .values(asked.map(row => ({ tenant_id, ...row, instrument_version: versionOf(row.instrument_id) })))
      .execute();
    await db
      .insertInto('assignments')
      .values(
        students.flatMap(({ id: student_id }) =>
          asked.map(({ campaign_id, instrument_id }) => ({
            tenant_id,
            id: `${student_id}.${campaign_id}.${instrument_id}`,
            campaign_id,
            student_id,
            instrument_id,
            instrument_version: versionOf(instrument_id),
          })),
        ),
      )
      .execute();
  });
}

export interface SmallSchool extends TestService {
  /** Gives consent to a campaign. */
  consent(userId: string, campaignId: string): Promise<void>;
  /** Submits; consent is given first. Answers by item id. */
  submit(
    studentId: string,
    assignment: string,
    answers: Readonly<Record<string, unknown>>,
    more?: Readonly<Record<string, unknown>>,
  ): Promise<Response>;
}

/** On PGlite, or on the PostgreSQL that `XINQIAO_TEST_DATABASE_URL` names. */
export async function createSmallSchool(options: TestServiceOptions = {}): Promise<SmallSchool> {
  const service = await createTestService({
    now: NOW,
    content: { key: 'small school', fill, isOurs: true },
    ...(openTestDatabase && { openDatabase: openTestDatabase }),
    ...options,
  });
  const consent = async (userId: string, campaignId: string) => {
    const session = await service.sessionFor({ userId, role: 'student' });
    const body = { campaignId, version: consentVersion, decision: 'given' };
    const response = await service.call(session, 'POST', '/v1/consents', { body });
    if (response.status !== 201) throw new Error(await response.text());
  };
  return {
    ...service,
    consent,
    async submit(studentId, assignment, answers, more = {}) {
      const [campaignId = '', instrumentId = ''] = assignment.split('.');
      await consent(`2026${studentId}`, campaignId);
      const session = await service.sessionFor({ userId: `2026${studentId}`, role: 'student' });
      return service.call(session, 'POST', '/v1/responses', {
        body: submission(studentId, campaignId, instrumentId, answers, more),
      });
    },
  };
}

/** The body of a submission of an attempt of its own. */
export const submission = (
  studentId: string,
  campaignId: string,
  instrumentId: string,
  answers: unknown,
  more: Readonly<Record<string, unknown>> = {},
) => ({
  attemptId: crypto.randomUUID(),
  assignmentId: `${studentId}.${campaignId}.${instrumentId}`,
  instrumentId,
  instrumentVersion: versionOf(instrumentId),
  language: 'zh-CN',
  answers,
  ...more,
});

/** Every question of an instrument answered with its first option, except those given. */
export function answersTo(
  instrumentId: string,
  given: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const instrument = getInstrument(instrumentId);
  const answers: Record<string, unknown> = {};
  for (const item of instrument?.items ?? []) {
    if (item.type !== 'choice' || item.required === false) continue;
    const set = instrument?.responseSets?.find(one => one.id === item.responseSet);
    answers[item.id] = (item.options ?? set?.options ?? [])[0]?.value;
  }
  return { ...answers, ...given };
}
