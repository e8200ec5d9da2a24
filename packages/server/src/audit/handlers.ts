/** The audit as an operator sees it: what was done, without whom it was about. */
import type { AuditEntry } from '@xinqiao/contract/types';
import type { ResourceHandlers } from '../app/handlers.ts';
import { limitOf, pageOf, readCursor } from '../app/paging.ts';
import { instantOf, timestamp } from '../app/time.ts';

export const handlers: ResourceHandlers<'audit'> = {
  async list({ db, tenant }, { query }) {
    const before = readCursor(query, ['long']);
    const from = instantOf(query, 'from');
    const to = instantOf(query, 'to');
    const rows = await db
      .selectFrom('audit.entries')
      // Neither student nor resource: that somebody has an alert is not an operator's to know.
      .select(['id', 'at', 'actor', 'role', 'session_id', 'operation', 'action'])
      .select(['classes', 'purpose', 'outcome', 'request_id', 'batch'])
      .where('tenant_id', '=', tenant)
      .$if(from !== undefined, q => q.where('at', '>=', from!))
      .$if(to !== undefined, q => q.where('at', '<', to!))
      .$if(before !== undefined, q => q.where('id', '<', before![0]))
      .orderBy('id', 'desc')
      .limit(limitOf(query) + 1)
      .execute();
    return pageOf(
      query,
      rows,
      row => [row.id],
      row => ({
        id: `${row.id}`,
        at: timestamp(row.at),
        actor: row.actor,
        role: row.role,
        sessionId: row.session_id,
        operation: row.operation,
        action: row.action,
        classes: row.classes as AuditEntry['classes'],
        purpose: row.purpose,
        outcome: row.outcome,
        requestId: row.request_id,
        batch: row.batch,
      }),
    );
  },
};
