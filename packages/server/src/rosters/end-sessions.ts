/** Signs out whose rights a roster has changed. */
import { sql } from 'kysely';
import type { Queries } from '../database/database.ts';
import { announceEnd } from '../embed-sessions/endings.ts';

/** What a session may see was decided when it was made; a stream that it has open ends with it. */
export async function endSessions(
  db: Queries,
  tenant: string,
  now: Date,
  table: 'people' | 'students',
  number: 'staff_number' | 'student_number',
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await sql<{ id: string }>`
    update sessions set revoked_at = ${now} from ${sql.table(table)} as who
    where sessions.tenant_id = ${tenant} and who.tenant_id = ${tenant} and sessions.user_id = who.${sql.ref(number)}
      and who.id = any(${ids}::text[]) and sessions.revoked_at is null and sessions.expires_at > ${now}
    returning sessions.id
  `.execute(db);
  await announceEnd(
    db,
    rows.map(({ id }) => id),
  );
}
