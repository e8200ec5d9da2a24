/** What is read whole, by the plans of a list's statements. */
import { sql } from 'kysely';
import type { Database } from '../../../packages/server/src/database/database.ts';
import { asAsked, explain } from './measure.ts';

type Asked = Parameters<typeof asAsked>[1];

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}

function* scansOf(plan: Plan): Generator<string> {
  if (plan['Node Type'] === 'Seq Scan') yield plan['Relation Name']!;
  for (const part of plan.Plans ?? []) yield* scansOf(part);
}

/** Names of the tables of more than `rows` rows. */
export async function tablesOver({ kysely }: Database, rows: number): Promise<ReadonlySet<string>> {
  const found = await sql<{ name: string }>`
    select relname as name from pg_class where relkind in ('r', 'p') and reltuples > ${rows}
  `.execute(kysely);
  return new Set(found.rows.map(({ name }) => name));
}

/** Tables of `big` that a statement reads from the first row to the last. */
export async function wholeScans(database: Database, asked: Asked, big: ReadonlySet<string>): Promise<string[]> {
  const plans = await asAsked(database, asked, explain(asked, 'format json'));
  const scans = plans.flatMap(rows => {
    const [row] = rows as [{ 'QUERY PLAN': [{ Plan: Plan }] }];
    return [...scansOf(row['QUERY PLAN'][0].Plan)];
  });
  return [...new Set(scans.filter(name => big.has(name)))];
}

/** The plans as PostgreSQL writes them, with times; for reading. */
export async function plansOf(database: Database, asked: Asked): Promise<string> {
  const plans = await asAsked(database, asked, explain(asked, 'analyze, buffers'));
  return plans.map(rows => (rows as { 'QUERY PLAN': string }[]).map(row => row['QUERY PLAN']).join('\n')).join('\n\n');
}
