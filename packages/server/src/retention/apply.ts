/** The retention job: does the erasures that are due, and deletes what is past its time. */
import { sql } from 'kysely';
import { newId } from '../app/digest.ts';
import { localDate } from '../app/time.ts';
import { DEFAULT_TENANT, type Database, type Queries } from '../database/database.ts';
import { eraseAnswers, erasePerson } from '../erasures/erase.ts';
import { AFTER_LEAVING_DAYS, allPolicies } from './policies.ts';

const DAY = 24 * 60 * 60 * 1000;

export interface RetentionOptions {
  tenant?: string;
  /** The service's clock; the real one when left out. */
  now?: Date;
  /** Counts and changes nothing. */
  dryRun?: boolean;
}

export interface RetentionReport {
  readonly dryRun: boolean;
  /** Erasures that were due; `held` of them wait for an alert to be closed. */
  readonly erasures: { due: number; done: number; held: number };
  /** Students who left long enough ago; `held` of them have an open alert and stay until it is handed over. */
  readonly students: { due: number; erased: number; held: number };
  /** Rows past their time, by table; only tables that had some. */
  readonly rows: Readonly<Record<string, number>>;
}

/**
 * Each step is a transaction of its own: one that fails leaves the others done, those before it and those after, and the next
 * run tries it again. Two runs at once do no harm.
 *
 * @throws what the first step failed with, once all have been tried.
 */
export async function applyRetention(database: Database, options: RetentionOptions = {}): Promise<RetentionReport> {
  const { tenant = DEFAULT_TENANT, now = new Date(), dryRun = false } = options;
  const failures: unknown[] = [];
  const attempt: Run['attempt'] = async act => {
    try {
      return await act();
    } catch (error) {
      failures.push(error);
      return undefined;
    }
  };
  const run = { database, tenant, now, dryRun, attempt };
  const erasures = await doErasures(run);
  const students = await eraseLeavers(run);
  const rows = await deleteAged(run);
  if (failures.length > 0) throw failures[0];
  return { dryRun, erasures, students, rows };
}

interface Run {
  database: Database;
  tenant: string;
  now: Date;
  dryRun: boolean;
  /** What `act` gives; `undefined` when it failed. */
  attempt<T>(act: () => Promise<T>): Promise<T | undefined>;
}

async function doErasures({ database, tenant, now, dryRun, attempt }: Run): Promise<RetentionReport['erasures']> {
  const due = await database.kysely
    .selectFrom('erasures')
    .select('id')
    .where('tenant_id', '=', tenant)
    .where('state', 'in', ['waiting', 'held'])
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .execute();
  const count = { due: due.length, done: 0, held: 0 };
  if (dryRun) return count;
  for (const { id } of due) {
    const erase = async (db: Queries) => {
      const erasure = await db
        .selectFrom('erasures')
        .selectAll()
        .where('tenant_id', '=', tenant)
        .where('id', '=', id)
        .where('state', 'in', ['waiting', 'held'])
        .forUpdate()
        .executeTakeFirst();
      if (!erasure) return undefined;
      const { student_id: studentId, campaign_id: campaignId } = erasure;
      const outcome = await eraseAnswers({ db, tenant, now, studentId, campaignId });
      await db
        .updateTable('erasures')
        .set(outcome.held ? { state: 'held' } : { state: 'done', done_at: now })
        .where('tenant_id', '=', tenant)
        .where('id', '=', id)
        .execute();
      await record(db, tenant, now, 'retention.erase-answers', studentId);
      return outcome.held;
    };
    const held = await attempt(() => database.kysely.transaction().execute(erase));
    if (held !== undefined) count[held ? 'held' : 'done'] += 1;
  }
  return count;
}

/** In the transaction of the erasure: who was erased stands in the audit by id, what was erased nowhere. */
async function record(db: Queries, tenant: string, now: Date, operation: string, studentId: string): Promise<void> {
  await db
    .insertInto('audit.entries')
    .values({
      tenant_id: tenant,
      at: now,
      actor: 'retention',
      operation,
      action: 'write',
      subjects: [studentId],
      classes: ['C4', 'C5'],
      purpose: 'operation',
      outcome: 'done',
      request_id: newId(),
    })
    .execute();
}

async function eraseLeavers({ database, tenant, now, dryRun, attempt }: Run): Promise<RetentionReport['students']> {
  const before = localDate(new Date(now.getTime() - AFTER_LEAVING_DAYS * DAY));
  const due = await database.kysely
    .selectFrom('students')
    .select('id')
    .where('tenant_id', '=', tenant)
    .where('left_on', '<', before)
    .orderBy('id')
    .execute();
  const count = { due: due.length, erased: 0, held: 0 };
  if (dryRun) return count;
  for (const { id } of due) {
    const erase = async (db: Queries) => {
      // Held, and asked for once more: a roster may have brought the student back meanwhile. Nothing new can be written of one who goes.
      const student = await db
        .selectFrom('students')
        .select('id')
        .where('tenant_id', '=', tenant)
        .where('id', '=', id)
        .where('left_on', '<', before)
        .forUpdate()
        .executeTakeFirst();
      if (!student) return undefined;
      const open = await db
        .selectFrom('clinical.alerts')
        .select('id')
        .where('tenant_id', '=', tenant)
        .where('student_id', '=', id)
        .where('closed_at', 'is', null)
        .executeTakeFirst();
      if (open) return false;
      await erasePerson(db, tenant, id, now);
      await record(db, tenant, now, 'retention.erase-person', id);
      return true;
    };
    const erased = await attempt(() => database.kysely.transaction().execute(erase));
    if (erased !== undefined) count[erased ? 'erased' : 'held'] += 1;
  }
  return count;
}

async function deleteAged({ database, tenant, now, dryRun, attempt }: Run): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [table, { keep }] of allPolicies) {
    if (keep.rule !== 'after-end') continue;
    const before = new Date(now.getTime() - keep.days * DAY);
    const spared = keep.unless ? sql`and not ${keep.unless(now)}` : sql``;
    const aged = sql`from ${sql.table(table)} where tenant_id = ${tenant} and ${sql.ref(keep.column)} < ${before} ${spared}`;
    const statement = dryRun
      ? sql<{ n: number }>`select count(*)::int as n ${aged}`
      : sql<{ n: number }>`with gone as (delete ${aged} returning 1) select count(*)::int as n from gone`;
    const result = await attempt(() => statement.execute(database.kysely));
    const n = result?.rows[0]?.n;
    if (n) counts[table] = n;
  }
  return counts;
}
