/** The rows of the world of `facts.ts`. */
import type { CampaignPlanContent } from '@xinqiao/contract/types';
import { getInstrument } from '@xinqiao/instruments/library';
import type { Kysely } from 'kysely';
import { DEFAULT_TENANT, type Database } from '../../packages/server/src/database/database.ts';
import type { Schema } from '../../packages/server/src/database/schema.ts';
import { json } from '../../packages/server/src/database/tables/columns.ts';
import { breakGlasses, delegations, referrals } from './cases.ts';
import {
  above,
  asking,
  callers,
  campaigns,
  childrenOfGuardian,
  colleagues,
  formerChild,
  further,
  futureChild,
  GUARDIAN,
  hasErasure,
  idOf,
  NOW,
  plans,
  type Student,
  students,
  units,
} from './facts.ts';
import { mayAnswer } from './relations.ts';

const tenant_id = DEFAULT_TENANT;
export const CONSENT_VERSION = '2026-09';
const DAY = 24 * 60 * 60 * 1000;
const day = (offset: number) => new Date(NOW.getTime() + offset * DAY);
const pathOf = (id: string | null) => (id === null ? null : `${above(id).join('/')}/`);
const text = (zh: string, en: string) => json({ 'zh-CN': zh, en });
export const versionOf = (instrumentId: string) => getInstrument(instrumentId)!.version;

export type Db = Kysely<Schema>;

async function writePeople(db: Db): Promise<void> {
  await db
    .insertInto('units')
    .values(units.map(one => ({ ...unitRow(one.id), kind: one.kind, parent_id: one.parent })))
    .execute();
  await db.insertInto('students').values(students.map(studentRow)).execute();
  const staff = [...callers, ...further].filter(
    one => one.role !== null && one.studentId === null && one.role !== 'guardian',
  );
  await db
    .insertInto('people')
    .values(
      [...staff, ...colleagues].map(({ userId }) => ({
        tenant_id,
        id: userId,
        staff_number: userId,
        name: `职工${userId}`,
      })),
    )
    .execute();
  const held = [...callers, ...further].filter(
    one => one.role !== null && one.role !== 'student' && one.role !== 'guardian',
  );
  await db
    .insertInto('role_assignments')
    .values(
      held.flatMap(({ userId, role, unitIds, studentId }) =>
        unitIds.map(unit_id => ({
          ...{ tenant_id, id: `${userId}.${role}.${unit_id}`, role: role!, unit_id },
          ...(studentId === null ? { person_id: userId } : { student_id: studentId }),
        })),
      ),
    )
    .execute();
  await db
    .insertInto('role_assignments')
    .values(
      colleagues.map(({ userId, role, unitId }) => ({
        ...{ tenant_id, id: `${userId}.${role}.${unitId}`, role, unit_id: unitId, person_id: userId },
      })),
    )
    .execute();
  // Another guardian speaks for the children of other classes.
  const guardians = [GUARDIAN, 'other'].map(id => ({ tenant_id, id, user_number: `g-${id}`, name: `家长${id}` }));
  await db.insertInto('guardians').values(guardians).execute();
  const own = [...childrenOfGuardian, formerChild, futureChild] as string[];
  const since = (id: string) => (id === futureChild ? day(1) : day(-400));
  const pairs = [
    ...own.map(id => ({ guardian_id: GUARDIAN, student_id: id, until: id === formerChild ? day(-1) : null })),
    ...students.map(({ id }) => ({ guardian_id: 'other', student_id: id, until: null })),
  ];
  await db
    .insertInto('guardianships')
    .values(pairs.map(one => ({ tenant_id, relation: '母亲', since: since(one.student_id), ...one })))
    .execute();
}

const unitRow = (id: string) => ({
  ...{ tenant_id, id, name: `单位${id}`, stage: 'senior-secondary' as const, path: pathOf(id)! },
});

export const studentRow = (one: Student) => ({
  ...{ tenant_id, id: one.id, student_number: `n-${one.id}`, name: `学生${one.id}`, gender: 'unspecified' as const },
  ...{ birth_date: one.birthDate, stage: 'senior-secondary' as const, enrolment_year: 2026 },
  ...{ class_id: one.classId, class_path: pathOf(one.classId)!, college_id: above(one.classId).at(-2)! },
  ...{ dormitory_id: one.dormitoryId, dormitory_path: pathOf(one.dormitoryId) },
});

async function writeCampaigns(db: Db): Promise<void> {
  const consent = {
    ...{ version: CONSENT_VERSION, title: { 'zh-CN': '知情同意' }, summary: { 'zh-CN': '说明' }, points: [] },
    contact: { 'zh-CN': '心理中心' },
  };
  await db
    .insertInto('campaigns')
    .values(
      campaigns.map(one => ({
        ...{ tenant_id, id: one.id, unit_id: one.unitId, title: text(`测评${one.id}`, `Campaign ${one.id}`) },
        ...{ purpose: text('了解与支持', 'To understand and support'), opens_at: day(-10), closes_at: day(20) },
        ...{ consent: json(consent), feedback: one.feedback, guardian_feedback: one.guardianFeedback },
      })),
    )
    .execute();
  const asked = ({ instrumentId }: (typeof campaigns)[number]) => ({
    ...{ instrument_id: instrumentId, instrument_version: versionOf(instrumentId) },
  });
  await db
    .insertInto('campaign_instruments')
    .values(campaigns.map(one => ({ tenant_id, campaign_id: one.id, position: 0, ...asked(one) })))
    .execute();
  await db
    .insertInto('assignments')
    .values(
      students.flatMap(student =>
        asking.map(one => ({
          ...{ tenant_id, id: idOf.assignment(student.id, one), campaign_id: one.id, student_id: student.id },
          ...{ ...asked(one), completed_at: student.hasAnswered && one.isAnswered ? day(-2) : null },
        })),
      ),
    )
    .execute();
  const [unanswered] = asking.filter(one => !one.isAnswered);
  await db
    .insertInto('campaign_reasons')
    .values(
      students.map(({ id }) => ({
        ...{ tenant_id, campaign_id: unanswered!.id, student_id: id, reason: 'leave' as const, recorded_at: day(-1) },
      })),
    )
    .execute();
  const decisions = students.flatMap(student => asking.flatMap(one => decisionsOf(student, one.id)));
  await db.insertInto('consents').values(decisions).execute();
}

/** Whole enough to be published. */
export const planContent = (unitId: string): CampaignPlanContent => {
  const words = { 'zh-CN': '测评' };
  const consent = { title: words, summary: words, points: [{ title: words, text: words }], contact: words };
  return {
    ...{ title: words, purpose: words, target: { unitIds: [unitId], rule: 'all', enrolmentYears: [] } },
    ...{ instruments: ['gad7'], opensAt: day(1).toISOString(), closesAt: day(8).toISOString(), consent },
    ...{ feedback: 'level', feedbackFrom: 'submission', reminders: [] },
    abandonedAttempts: 'propose',
  };
};

async function writePlans(db: Db): Promise<void> {
  const saved_by = json({ userId: 't-colleague', name: '职工t-colleague', role: 'psych-staff' });
  await db
    .insertInto('campaign_plans')
    .values(
      plans.map(({ id, unitId }) => ({
        ...{ tenant_id, id, content: json(planContent(unitId)), saved_at: day(-1), saved_by },
      })),
    )
    .execute();
}

function decisionsOf({ id: student_id, state }: Student, campaign_id: string) {
  const by = (given_by: 'student' | 'guardian', decision: 'given' | 'refused' | 'withdrawn', at: number) => ({
    ...{ tenant_id, id: `${student_id}.${campaign_id}.${given_by}.${decision}`, campaign_id, student_id, given_by },
    ...{ version: CONSENT_VERSION, decision, decided_at: day(at) },
    ...{ guardian_id: given_by === 'guardian' ? 'other' : null },
  });
  switch (state) {
    case 'none':
      return [];
    case 'given':
      return [by('student', 'given', -3)];
    case 'refused':
      return [by('student', 'refused', -3)];
    case 'withdrawn':
      return [by('student', 'given', -3), by('student', 'withdrawn', -1)];
    case 'both':
      return [by('student', 'given', -3), by('guardian', 'given', -3)];
    case 'alone':
      return [by('student', 'given', -3)];
    case 'unassented':
      return [by('guardian', 'given', -3)];
  }
}

async function writeCourses(db: Db): Promise<void> {
  const course = { id: 'course', kind: 'compulsory' as const, unit_id: 'district', stage: 'senior-secondary' as const };
  await db
    .insertInto('courses')
    .values({
      ...{ tenant_id, ...course, title: text('心理健康', 'Mental health'), term: '2026-2027-1', teacher: '教师' },
      ...{ credits: 2, planned_hours: 32 },
    })
    .execute();
  const session = { title: text('第一课', 'First lesson'), starts_at: day(-5), hours: 2, place: '101' };
  await db
    .insertInto('course_sessions')
    .values({ tenant_id, id: 'lesson', course_id: 'course', ...session })
    .execute();
  await db
    .insertInto('course_enrolments')
    .values(students.map(({ id }) => ({ tenant_id, course_id: 'course', student_id: id })))
    .execute();
  await db
    .insertInto('attendance')
    .values(
      students.map(({ id }) => ({ tenant_id, session_id: 'lesson', student_id: id, status: 'attended' as const })),
    )
    .execute();
}

async function writeFiles(db: Db): Promise<void> {
  await db
    .insertInto('growth_stages')
    .values(
      students.map(({ id }) => ({
        ...{ tenant_id, student_id: id, stage: 'senior-secondary' as const, school: '测试中学' },
        ...{ from_date: '2026-09-01', to_date: null },
      })),
    )
    .execute();
  const entry = { stage: 'senior-secondary' as const, term: '2026-2027-1', kind: 'assessment' as const };
  await db
    .insertInto('growth_entries')
    .values(
      students.map(({ id }) => ({
        ...{ tenant_id, id: idOf.entry(id), student_id: id, ...entry },
        ...{ on_date: '2026-09-10', title: text('入学测评', 'Assessment at entry') },
      })),
    )
    .execute();
  await db
    .insertInto('clinical.growth_summaries')
    .values(students.map(({ id }) => ({ tenant_id, entry_id: idOf.entry(id), summary: text('轻度', 'Mild') })))
    .execute();
  await db
    .insertInto('clinical.corrections')
    .values(
      students.map(({ id }) => ({
        ...{ tenant_id, id: idOf.correction(id), student_id: id, about: 'roster' as const, state: 'open' as const },
        ...{ wrong: '姓名', right: '更正', requested_at: day(-1) },
      })),
    )
    .execute();
  await db
    .insertInto('erasures')
    .values(
      students.filter(hasErasure).map(({ id, state }) => ({
        ...{
          tenant_id,
          id: idOf.erasure(id),
          student_id: id,
          campaign_id: 'scored',
          requested_at: day(-1),
          due_at: day(6),
        },
        ...(state === 'withdrawn'
          ? { cause: 'withdrawal' as const, state: 'waiting' as const }
          : { cause: 'request' as const, state: 'done' as const, done_at: day(0) }),
      })),
    )
    .execute();
  await db
    .insertInto('clinical.drafts')
    .values(
      students.filter(mayAnswer).map(({ id }) => ({
        ...{ tenant_id, attempt_id: idOf.draft(id), student_id: id, language: 'zh-CN', seed: 1, revision: 1 },
        ...{
          assignment_id: idOf.assignment(
            id,
            asking.find(one => !one.isAnswered)!,
          ),
          position: null,
        },
        ...{ answers: json({}), timings: json({}), saved_at: day(-1), key: `${'A'.repeat(43)}=` },
      })),
    )
    .execute();
  // Erased long ago: whose it was is not known any more.
  await db
    .insertInto('tombstones')
    .values({ tenant_id, attempt_hash: '0'.repeat(64), erased_at: day(-30) })
    .execute();
  const audited = { at: day(-1), actor: 't-psych-staff', role: 'psych-staff' as const, purpose: 'care' as const };
  await db
    .insertInto('audit.entries')
    .values(
      students.map(({ id }) => ({
        ...{ tenant_id, ...audited, operation: 'growthFiles.get', action: 'read' as const, outcome: 'done' as const },
        ...{ subjects: [id], classes: ['C4'], request_id: `read.${id}` },
      })),
    )
    .execute();
  await writeAlerts(db);
  await writeCases(db);
}

async function writeAlerts(db: Db): Promise<void> {
  const about = students.map(({ id, isEscalated }) => ({ student_id: id, alert_id: idOf.alert(id), isEscalated }));
  await db
    .insertInto('clinical.alerts')
    .values(
      about.map(({ student_id, alert_id, isEscalated }) => ({
        ...{ tenant_id, id: alert_id, student_id, level: 'high' as const, state: 'reviewed' as const, revision: 1 },
        ...{ level_status: 'confirmed' as const, opened_at: day(-1), respond_by: day(1) },
        ...{ escalated_at: isEscalated ? day(-1) : null },
      })),
    )
    .execute();
  await db
    .insertInto('clinical.alert_reasons')
    .values(
      about.map(({ alert_id }) => ({
        ...{ tenant_id, id: `reason.${alert_id}`, alert_id, code: 'critical-item', at: day(-1) },
        ...{ text: text('需要关注', 'Follow up'), detail: text('第 9 题', 'Item 9'), rule: 'xinqiao/test@1.0.0' },
      })),
    )
    .execute();
  // What everybody who is told of alerts may hear of comes last: the matrix reads up to it.
  const last = (id: string) => Number(id === 'a1-given');
  const inOrder = [...about].sort((one, other) => last(one.student_id) - last(other.student_id));
  await db
    .insertInto('clinical.alert_events')
    .values(
      inOrder.map(({ student_id, alert_id, isEscalated }) => ({
        ...{ tenant_id, alert_id, student_id, type: 'alert.opened' as const, level: 'high' as const, at: day(-1) },
        escalated: isEscalated,
      })),
    )
    .execute();
}

const hour = (offset: number) => new Date(NOW.getTime() + (offset * DAY) / 24);

async function writeCases(db: Db): Promise<void> {
  const name = (userId: string) => `职工${userId}`;
  const revoked = { revoked_at: hour(-0.5), revoked_by: 't-psych-staff' };
  await db
    .insertInto('clinical.delegations')
    .values(
      delegations.map(({ id, studentId: student_id, to, toRole, by, from, until, isRevoked }) => ({
        ...{
          tenant_id,
          id,
          student_id,
          to_user: to,
          to_name: name(to),
          to_role: toRole,
          by_user: by,
          by_name: name(by),
        },
        ...{ classes: ['C4' as const], purpose: 'care' as const, note: '请继续谈话', given_at: hour(-30) },
        ...{ starts_at: hour(from), ends_at: hour(until), ...(isRevoked && revoked) },
      })),
    )
    .execute();
  await db
    .insertInto('clinical.referrals')
    .values(
      referrals.map(({ id, studentId: student_id, to, by, from, until, isRevoked }) => ({
        ...{ tenant_id, id, student_id, to_user: to, to_name: name(to), by_user: by, by_name: name(by) },
        ...{ note: '请评估', basis: 'guardian-consent' as const, basis_note: '存档', basis_on: '2026-10-10' },
        ...{ made_at: hour(from), ends_at: hour(until), ...(isRevoked && revoked) },
      })),
    )
    .execute();
  await db
    .insertInto('clinical.referral_documents')
    .values(
      referrals.flatMap(({ id, studentId, documents }) =>
        documents.map((document, position) => ({
          ...{ tenant_id, referral_id: id, position, student_id: studentId, kind: document.kind },
          ...{ document_id: document.id, with_answers: document.withAnswers },
          level: document.kind === 'alert' ? ('high' as const) : null,
        })),
      ),
    )
    .execute();
  const reviewed = {
    ...{ reviewed_at: hour(-0.5), reviewed_by: 't-colleague', reviewed_by_name: name('t-colleague') },
    ...{ reviewed_by_role: 'psych-staff' as const, verdict: 'justified' as const, review_note: '情况属实' },
  };
  await db
    .insertInto('clinical.break_glass')
    .values(
      breakGlasses.map(({ id, studentId: student_id, by, byRole, from, until, isRevoked, isReviewed }) => ({
        ...{ tenant_id, id, student_id, by_user: by, by_name: name(by), by_role: byRole, told: json([]) },
        ...{ reason: '夜间紧急，需要了解情况', opened_at: hour(from), ends_at: hour(until), review_due_at: hour(72) },
        ...(isRevoked && { ended_at: hour(-0.5) }),
        ...(isReviewed && reviewed),
      })),
    )
    .execute();
  await db
    .insertInto('clinical.break_glass_events')
    .values(
      breakGlasses.map(({ id, studentId: student_id, from }) => ({
        ...{ tenant_id, break_glass_id: id, student_id, type: 'break-glass.opened' as const, at: hour(from) },
      })),
    )
    .execute();
}

/** Writes everything but answers. */
export async function fill({ kysely }: Database): Promise<void> {
  await kysely.transaction().execute(async db => {
    for (const write of [writePeople, writeCampaigns, writePlans, writeCourses, writeFiles]) await write(db);
  });
}
