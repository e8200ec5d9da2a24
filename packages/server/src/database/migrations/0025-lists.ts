/** Indexes that lists are read by. What decides whether a student is counted stands in the index beside the class: counting reads no row of the table. */
import { type Kysely, sql } from 'kysely';

export const lists = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`drop index students_by_class`.execute(db);
    await sql`create index students_by_class on students (tenant_id, class_path) include (dormitory_path, id)`.execute(
      db,
    );
  },
};
