/** Growth files (一生一策). */
import type { GrowthFile, Stage } from '@xinqiao/contract/types';
import { reachedStudents } from '../access/reach.ts';
import { relateToStudent } from '../access/relations.ts';
import { selectStudentReference, toStudentReference } from '../access/student-reference.ts';
import type { Context, ResourceHandlers } from '../app/handlers.ts';
import { notFound } from '../app/problem.ts';
import { timestamp } from '../app/time.ts';
import { type DatedEntry, readEntries } from './entries.ts';
import { readResponsible } from './responsible.ts';
import { trends } from './trends.ts';

type GrowthStage = GrowthFile['stages'][number];

interface StageRow {
  stage: Stage;
  school: string;
  from_date: string;
  to_date: string | null;
}

const readStudent = ({ db, tenant, principal }: Context, studentId: string) =>
  selectStudentReference(db)
    .innerJoin('tenants', 'tenants.id', 'students.tenant_id')
    .select(['students.class_path', 'students.stage', 'students.enrolment_year', 'tenants.name as school'])
    .where('students.tenant_id', '=', tenant)
    .where('students.id', '=', studentId)
    .where(reachedStudents(principal))
    .executeTakeFirst();

/** Newest first. A student without recorded stages has the present one. */
async function readStages(
  { db, tenant }: Context,
  studentId: string,
  present: { stage: Stage; school: string; enrolment_year: number },
): Promise<StageRow[]> {
  const rows = await db
    .selectFrom('growth_stages')
    .select(['stage', 'school', 'from_date', 'to_date'])
    .where('tenant_id', '=', tenant)
    .where('student_id', '=', studentId)
    .orderBy('from_date', 'desc')
    .orderBy('stage')
    .execute();
  const { stage, school, enrolment_year } = present;
  return rows.length > 0 ? rows : [{ stage, school, from_date: `${enrolment_year}-09-01`, to_date: null }];
}

/** The stage that the entry names, else the one its day falls in, else the present one. */
function stageOf({ stage, entry }: DatedEntry, stages: readonly StageRow[]): StageRow | undefined {
  return (
    stages.find(row => row.stage === stage) ??
    stages.find(row => row.from_date <= entry.on && (row.to_date === null || entry.on <= row.to_date)) ??
    stages[0]
  );
}

/** @param entries newest first. */
function withTerms(row: StageRow, entries: readonly DatedEntry[]): GrowthStage {
  const terms = new Map<string, DatedEntry['entry'][]>();
  for (const { term, entry } of entries) terms.set(term, [...(terms.get(term) ?? []), entry]);
  return {
    stage: row.stage,
    school: row.school,
    from: row.from_date,
    to: row.to_date,
    terms: [...terms]
      .map(([id, ofTerm]) => ({ id, entries: ofTerm }))
      .sort((one, other) => (one.id < other.id ? 1 : -1)),
  };
}

async function readFile(context: Context, studentId: string): Promise<GrowthFile> {
  const student = await readStudent(context, studentId);
  if (!student) throw notFound();
  relateToStudent(context, 'growthFiles.get', studentId);
  const stages = await readStages(context, studentId, student);
  const entries = await readEntries(context, studentId);
  const updatedAt = entries[0]?.at ?? new Date(`${stages[0]!.from_date}T00:00:00+08:00`);
  return {
    student: toStudentReference(student),
    responsible: await readResponsible(context, student.class_path),
    stages: stages.map(row =>
      withTerms(
        row,
        entries.filter(entry => stageOf(entry, stages) === row),
      ),
    ),
    updatedAt: timestamp(updatedAt),
  };
}

export const handlers: ResourceHandlers<'growthFiles'> = {
  get: (context, { params }) => readFile(context, params.studentId),
  trends: (context, { params, query }) => trends(context, params.studentId, query.instrumentId),
};
