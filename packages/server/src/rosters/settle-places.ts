/**
 * Takes what is listed of students to where they are. The database does so with every move (0039); but what is written meanwhile
 * sees the student where the move began, and the move does not see what is written: the old class would go on having it.
 */
import { sql } from 'kysely';
import { lockEvents } from '../alerts/open.ts';
import type { Database, Queries } from '../database/database.ts';

/**
 * Assignments are not among them: those of a campaign are made while no roster is written (`lock.ts`). Reasons of alerts follow
 * their alerts.
 */
const written = ['public.campaign_reasons', 'clinical.corrections', 'clinical.delegations', 'clinical.break_glass'];

/**
 * To be called once a move is kept. Whoever writes has done so by then, for who comes here waits, or sees the move. One table
 * after the other, each in a transaction of its own: who waits for one holds no other.
 */
export async function settlePlaces({ kysely }: Database, tenant: string): Promise<void> {
  await kysely.transaction().execute(async db => {
    await lockEvents(db, tenant);
    await settle(db, tenant, 'clinical.alerts');
    await settle(db, tenant, 'clinical.alert_events');
  });
  for (const table of written) {
    await kysely.transaction().execute(async db => {
      // Waits for who writes, and for who holds a row to write it: taken between the two, each would wait for the other.
      await sql`lock table ${sql.table(table)} in exclusive mode`.execute(db);
      await settle(db, tenant, table);
    });
  }
}

/**
 * The same where an import ended, or was ended, between its move and what follows it: until then the old class goes on having what was
 * written meanwhile. Waits for nobody where everything is in place.
 *
 * @returns whether something was out of place
 */
export async function settleLeftBehind(database: Database, tenant: string): Promise<boolean> {
  for (const table of ['clinical.alerts', 'clinical.alert_events', ...written]) {
    const { rows } = await sql`
      select 1 from ${sql.table(table)} as one, students where ${isOut(tenant)} limit 1
    `.execute(database.kysely);
    if (rows.length === 0) continue;
    await settlePlaces(database, tenant);
    return true;
  }
  return false;
}

/** A row of `one` says something else than the row of its student. */
const isOut = (tenant: string) => sql<boolean>`
  one.tenant_id = ${tenant} and students.tenant_id = one.tenant_id and students.id = one.student_id
  and (one.class_path, one.dormitory_path) is distinct from (students.class_path, students.dormitory_path)`;

async function settle(db: Queries, tenant: string, table: string): Promise<void> {
  await sql`
    update ${sql.table(table)} as one
    set class_path = students.class_path, dormitory_path = students.dormitory_path
    from students
    where ${isOut(tenant)}
  `.execute(db);
}
