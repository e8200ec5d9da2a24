/** Responses with what they answer: the assignment, its campaign, and the instrument in the version that was asked. */
import type { Context } from '../app/handlers.ts';

export const selectAnswered = ({ db, tenant }: Pick<Context, 'db' | 'tenant'>) =>
  db
    .selectFrom('clinical.responses as response')
    .innerJoin('assignments', join =>
      join
        .onRef('assignments.tenant_id', '=', 'response.tenant_id')
        .onRef('assignments.id', '=', 'response.assignment_id'),
    )
    .innerJoin('campaigns', join =>
      join
        .onRef('campaigns.tenant_id', '=', 'assignments.tenant_id')
        .onRef('campaigns.id', '=', 'assignments.campaign_id'),
    )
    .innerJoin('instruments', join =>
      join
        .onRef('instruments.tenant_id', '=', 'response.tenant_id')
        .onRef('instruments.id', '=', 'response.instrument_id')
        .onRef('instruments.version', '=', 'response.instrument_version'),
    )
    .where('response.tenant_id', '=', tenant);
