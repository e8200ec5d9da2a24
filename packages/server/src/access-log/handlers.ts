/** The access log: who else read or changed the own file. */
import type { AccessLogEntry } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import type { ResourceHandlers } from '../app/handlers.ts';
import { limitOf, pageOf, readCursor } from '../app/paging.ts';
import { timestamp } from '../app/time.ts';
import { studentRoles } from '../embed-sessions/held.ts';

/** By what a role is given at an operation, not by what was stored. */
function kindOf(operation: string, classes: readonly string[]): AccessLogEntry['kind'] {
  if (operation.startsWith('responses.')) return 'assessment';
  if (operation.startsWith('accessLog.') || operation.startsWith('audit.')) return 'access-log';
  return operation.startsWith('growthFiles.') || classes.some(one => one >= 'C3' && one <= 'C6') ? 'file' : 'roster';
}

/** Who acted in this role is known by the number as a student, as staff, or as a guardian: numbers are given apart, and one may be another's. */
const actedAs = (roles: Iterable<string>) => sql<boolean>`(entry.role = any(${[...roles]}::text[]))`;
const asStudent = actedAs(studentRoles);

export const handlers: ResourceHandlers<'accessLog'> = {
  async list({ db, tenant, principal }, { query }) {
    const before = readCursor(query, ['long']);
    const rows = await db
      .selectFrom('audit.entries as entry')
      .select([
        'entry.id',
        'entry.at',
        'entry.role',
        'entry.purpose',
        'entry.action',
        'entry.operation',
        'entry.classes',
      ])
      // For the rows of the page alone.
      .select(
        sql<string | null>`(
          select name from people where people.tenant_id = entry.tenant_id and people.staff_number = entry.actor
            and not ${actedAs([...studentRoles, 'guardian'])}
        )`.as('name'),
      )
      .where('entry.tenant_id', '=', tenant)
      .where(sql<boolean>`entry.subjects @> array[${principal.studentId}]::text[]`)
      // Of others, as people. What was refused gave nothing away.
      .where('entry.role', 'is not', null)
      .where(query => query.or([query('entry.actor', '!=', principal.userId), query.not(asStudent)]))
      .where('entry.outcome', '!=', 'refused')
      // An alert names whom it is about: an entry of one, under whatever name, would say that there is one.
      .where('entry.operation', 'not like', 'alerts.%')
      .$if(before !== undefined, q => q.where('entry.id', '<', before![0]))
      .orderBy('entry.id', 'desc')
      .limit(limitOf(query) + 1)
      .execute();
    return pageOf(
      query,
      rows,
      row => [row.id],
      row => ({
        id: `${row.id}`,
        at: timestamp(row.at),
        role: row.role!,
        name: row.name,
        purpose: row.purpose,
        action: row.action,
        kind: kindOf(row.operation, row.classes),
      }),
    );
  },
};
