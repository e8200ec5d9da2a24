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

/** The tables whose rows a parameter names. */
const TABLES = {
  ...{ studentId: 'students', unitId: 'units', campaignId: 'campaigns', assignmentId: 'assignments' },
  ...{ alertId: 'clinical.alerts', responseId: 'clinical.responses', correctionId: 'clinical.corrections' },
} as const;
type Parameter = keyof typeof TABLES;

/** Ids of what lies in the tables, in order, by the name of the parameter: of this school, and of the other. */
export async function storedIds({
  database: { kysely },
}: Service): Promise<Readonly<Record<Parameter, { readonly ours: string[]; readonly theirs: string[] }>>> {
  const found: Partial<Record<Parameter, { ours: string[]; theirs: string[] }>> = {};
  for (const parameter of Object.keys(TABLES) as Parameter[]) {
    const table = TABLES[parameter] as 'students';
    const rows = await kysely.selectFrom(table).select(['tenant_id', 'id']).orderBy('id').execute();
    const of = (isTheirs: boolean) => rows.filter(row => (row.tenant_id === OTHER_TENANT) === isTheirs);
    found[parameter] = { ours: of(false).map(row => row.id), theirs: of(true).map(row => row.id) };
  }
  return found as Record<Parameter, { ours: string[]; theirs: string[] }>;
}

/** Of each the first, the last, one between and one of the neighbour's. */
export async function idsOf(service: Service): Promise<Record<string, string[]>> {
  const all = Object.entries(await storedIds(service)).map(([parameter, { ours, theirs }]) => {
    const some = [ours[0], ours[ours.length >> 1], ours.at(-1), theirs[0]];
    return [parameter, [...new Set(some.filter(id => id !== undefined))]] as const;
  });
  return { ...Object.fromEntries(all), instrumentId: ['phq9'] };
}
