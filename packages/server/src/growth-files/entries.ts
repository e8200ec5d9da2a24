/**
 * The entries of a growth file. What an earlier school handed over and the enrolment are kept as entries; assessments,
 * consents and courses are read from their own records, so that the time line is never behind them.
 */
import type { Campaign, GrowthEntry, LocalizedText, Role, Stage } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import type { Context } from '../app/handlers.ts';
import { localDate } from '../app/time.ts';
import { toldNow } from '../campaigns/select.ts';
import { feedbackOf } from '../responses/receipt.ts';
import { termId, termOf } from './term.ts';

export interface DatedEntry {
  readonly entry: GrowthEntry;
  readonly term: string;
  /** Where it belongs; null for an entry of the stage that its day falls in. */
  readonly stage: Stage | null;
  /** For the order of one day's entries, and for when the file was last changed. */
  readonly at: Date;
}

const midnight = (day: string): Date => new Date(`${day}T00:00:00+08:00`);

const dated = (at: Date, entry: Omit<GrowthEntry, 'on'>): DatedEntry => {
  const on = localDate(at);
  return { entry: { ...entry, on }, term: termId(termOf(on)), stage: null, at };
};

/** What trained staff have written about another school's entry is theirs; it is not released to the student. */
async function keptEntries({ db, tenant, principal, classes }: Context, studentId: string): Promise<DatedEntry[]> {
  const rows = await db
    .selectFrom('growth_entries as entry')
    .selectAll('entry')
    .$if(classes.has('C4') && principal.role !== 'student' && principal.role !== 'guardian', query =>
      query
        .leftJoin('clinical.growth_summaries as summary', join =>
          join.onRef('summary.tenant_id', '=', 'entry.tenant_id').onRef('summary.entry_id', '=', 'entry.id'),
        )
        .select('summary.summary'),
    )
    .where('entry.tenant_id', '=', tenant)
    .where('entry.student_id', '=', studentId)
    .execute();
  return rows.map(row => ({
    entry: {
      id: row.id,
      kind: row.kind,
      on: row.on_date,
      title: row.title,
      ...(row.summary && { summary: row.summary }),
    },
    term: row.term,
    stage: row.stage,
    at: midnight(row.on_date),
  }));
}

/** That an assessment was done is for everybody who sees the file; what came of it is read for those alone who may know. */
async function assessmentEntries(context: Context, studentId: string): Promise<DatedEntry[]> {
  const { db, tenant, principal, now } = context;
  const readsResults = context.classes.has('C4');
  const rows = await db
    .selectFrom('assignments')
    .innerJoin('campaigns', join =>
      join
        .onRef('campaigns.tenant_id', '=', 'assignments.tenant_id')
        .onRef('campaigns.id', '=', 'assignments.campaign_id'),
    )
    .innerJoin('instruments', join =>
      join
        .onRef('instruments.tenant_id', '=', 'assignments.tenant_id')
        .onRef('instruments.id', '=', 'assignments.instrument_id')
        .onRef('instruments.version', '=', 'assignments.instrument_version'),
    )
    .select(['assignments.id', 'assignments.completed_at', 'instruments.definition'])
    .select([toldNow(now).as('feedback'), toldNow(now, 'guardian_feedback').as('guardian_feedback')])
    .$if(readsResults, query =>
      query
        .leftJoin('clinical.responses as response', join =>
          join
            .onRef('response.tenant_id', '=', 'assignments.tenant_id')
            .onRef('response.assignment_id', '=', 'assignments.id'),
        )
        .select('response.result'),
    )
    .where('assignments.tenant_id', '=', tenant)
    .where('assignments.student_id', '=', studentId)
    .where('assignments.completed_at', 'is not', null)
    .execute();
  return rows.map(row => {
    const policies: Partial<Record<Role, Campaign['feedback']>> = {
      student: row.feedback,
      guardian: row.guardian_feedback,
    };
    const policy = policies[principal.role] ?? 'level';
    const told = row.result ? feedbackOf(row.definition, row.result, policy) : null;
    const primary = row.definition.scales.find(scale => scale.primary) ?? row.definition.scales[0];
    const level = told?.find(({ scaleId }) => scaleId === primary?.id)?.level;
    return dated(row.completed_at!, {
      id: `assessment.${row.id}`,
      kind: 'assessment',
      title: row.definition.title,
      ...(level && { summary: withTitle(primary?.title, level) }),
    });
  });
}

/** `抑郁症状水平：轻度`: the label alone doesn't say of what. */
function withTitle(title: LocalizedText | undefined, level: LocalizedText): LocalizedText {
  return Object.fromEntries(
    Object.entries(level).map(([language, label]) => {
      const name = title?.[language];
      const colon = language.startsWith('zh') ? '：' : ': ';
      return [language, name === undefined ? label : name + colon + label];
    }),
  );
}

const consentTitles = {
  given: (zh: string, en: string) => ({ 'zh-CN': `同意参加：${zh}`, en: `Consented: ${en}` }),
  refused: (zh: string, en: string) => ({ 'zh-CN': `选择不参加：${zh}`, en: `Declined: ${en}` }),
  withdrawn: (zh: string, en: string) => ({ 'zh-CN': `撤回同意：${zh}`, en: `Withdrew consent: ${en}` }),
};

/** The newest decision on each campaign. A refusal is the student's own business: staff are told of consents alone. */
async function consentEntries({ db, tenant, principal }: Context, studentId: string): Promise<DatedEntry[]> {
  const rows = await db
    .selectFrom('consents')
    .innerJoin('campaigns', join =>
      join.onRef('campaigns.tenant_id', '=', 'consents.tenant_id').onRef('campaigns.id', '=', 'consents.campaign_id'),
    )
    .distinctOn('consents.campaign_id')
    .select(['consents.id', 'consents.decision', 'consents.decided_at', 'campaigns.title'])
    .where('consents.tenant_id', '=', tenant)
    .where('consents.student_id', '=', studentId)
    .where('consents.given_by', '=', 'student')
    .orderBy('consents.campaign_id')
    .orderBy('consents.sequence', 'desc')
    .execute();
  return rows
    .filter(({ decision }) => decision === 'given' || principal.role === 'student')
    .map(({ id, decision, decided_at, title }) => {
      const zh = title['zh-CN'] ?? title['en'] ?? '';
      return dated(decided_at, {
        id: `consent.${id}`,
        kind: 'consent',
        title: consentTitles[decision](zh, title['en'] ?? zh),
      });
    });
}

/** When a course began, and when it was passed. */
async function courseEntries({ db, tenant, now }: Context, studentId: string): Promise<DatedEntry[]> {
  const rows = await db
    .selectFrom('course_enrolments as enrolment')
    .innerJoin('courses as course', join =>
      join.onRef('course.tenant_id', '=', 'enrolment.tenant_id').onRef('course.id', '=', 'enrolment.course_id'),
    )
    .innerJoin('course_sessions as session', join =>
      join.onRef('session.tenant_id', '=', 'course.tenant_id').onRef('session.course_id', '=', 'course.id'),
    )
    .select(['course.id', 'course.title', 'enrolment.credits_earned'])
    .select(sql<Date>`min(session.starts_at)`.as('first'))
    .select(sql<Date>`max(session.starts_at)`.as('last'))
    .where('enrolment.tenant_id', '=', tenant)
    .where('enrolment.student_id', '=', studentId)
    .groupBy(['course.id', 'course.title', 'enrolment.credits_earned'])
    .execute();
  return rows.flatMap(({ id, title, credits_earned, first, last }) => {
    const zh = title['zh-CN'] ?? title['en'] ?? '';
    const en = title['en'] ?? zh;
    const begun = dated(first, {
      id: `course.${id}`,
      kind: 'course',
      title: { 'zh-CN': `开始修读《${zh}》`, en: `Began ${en}` },
    });
    const passed = dated(last, {
      id: `course.${id}.passed`,
      kind: 'course',
      title: { 'zh-CN': `修完《${zh}》`, en: `Completed ${en}` },
    });
    return [begun, ...(credits_earned ? [passed] : [])].filter(({ at }) => at <= now);
  });
}

/** All entries, newest first. */
export async function readEntries(context: Context, studentId: string): Promise<DatedEntry[]> {
  const all = [
    ...(await keptEntries(context, studentId)),
    ...(await assessmentEntries(context, studentId)),
    ...(await consentEntries(context, studentId)),
    ...(await courseEntries(context, studentId)),
  ];
  return all.sort((one, other) => other.at.getTime() - one.at.getTime() || (one.entry.id < other.entry.id ? -1 : 1));
}
