/**
 * Units know how many students are directly in them: the tree of a large school is counted from its units, where every row of its
 * students was. Triggers keep the numbers, by the statement: a roster changes thousands of students in one.
 */
import { type Kysely, sql } from 'kysely';

/** Students of a set of rows by where they are: in a class, and perhaps in a dormitory. */
const placesOf = (rows: string, by: 1 | -1) => `
    select tenant_id, class_id as unit_id, ${by} as change from ${rows}
    union all select tenant_id, dormitory_id, ${by} from ${rows} where dormitory_id is not null`;

const add = (changes: string) => `
    update public.units set student_count = student_count + changed.change
    from (
      select tenant_id, unit_id, sum(change) as change from (${changes}
      ) as each group by tenant_id, unit_id having sum(change) <> 0
    ) as changed
    where units.tenant_id = changed.tenant_id and units.id = changed.unit_id;`;

const kept = {
  insert: { tables: 'new table as came', changes: placesOf('came', 1) },
  delete: { tables: 'old table as went', changes: placesOf('went', -1) },
  update: {
    tables: 'old table as went new table as came',
    changes: `${placesOf('went', -1)} union all ${placesOf('came', 1)}`,
  },
};

const statements = [
  `alter table units add column student_count int not null default 0`,
  add(placesOf('students', 1)),
  ...Object.entries(kept).flatMap(([event, { tables, changes }]) => [
    `create function count_students_at_${event}() returns trigger language plpgsql as $$
  begin${add(changes)}
    return null;
  end
  $$`,
    `create trigger students_counted_at_${event} after ${event} on students referencing ${tables}
      for each statement execute function count_students_at_${event}()`,
  ]),
];

export const unitSizes = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
