/** The operations of the contract, and ids that are in the database, for attacks that are made at all of them. */
import { type Operation, operations } from '@xinqiao/contract';
import { OTHER_TENANT, type Service } from './service.ts';

/** There is nothing of this id. */
export const NONE = 'there-is-no-such-id';

export interface Named {
  /** `alerts.list`. */
  readonly id: string;
  readonly operation: Operation;
}

export const all: readonly Named[] = Object.entries(operations).flatMap(([resource, members]) =>
  Object.entries(members as Record<string, Operation>).map(([name, operation]) => ({
    id: `${resource}.${name}`,
    operation,
  })),
);

/** Asked by a person, and answered to the end. */
export const isOfPersons = ({ operation }: Named): boolean =>
  operation.authentication === 'session' && !operation.stream;

/** Ids of what lies in the tables, of this school and of the other, by the name of the parameter. */
export async function idsOf({ database: { kysely } }: Service): Promise<Record<string, string[]>> {
  const read = async (
    table:
      | 'students'
      | 'units'
      | 'campaigns'
      | 'assignments'
      | 'clinical.alerts'
      | 'clinical.responses'
      | 'clinical.corrections',
  ) => {
    const rows = await kysely.selectFrom(table).select(['tenant_id', 'id']).orderBy('id').execute();
    const theirs = rows.filter(row => row.tenant_id === OTHER_TENANT);
    const ours = rows.filter(row => row.tenant_id !== OTHER_TENANT);
    // The first, the last, one between and one of the neighbour's.
    const some = [ours[0], ours[ours.length >> 1], ours.at(-1), theirs[0]];
    return [...new Set(some.flatMap(row => (row ? [row.id] : [])))];
  };
  return {
    studentId: await read('students'),
    unitId: await read('units'),
    campaignId: await read('campaigns'),
    assignmentId: await read('assignments'),
    alertId: await read('clinical.alerts'),
    responseId: await read('clinical.responses'),
    correctionId: await read('clinical.corrections'),
    instrumentId: ['phq9'],
  };
}
