/**
 * A synthetic university: everything in it is invented and the same on every run. No name, number or answer belongs to a
 * real person, and the school does not exist.
 */
import { sql } from 'kysely';
import { DEFAULT_TENANT, type Database, type Queries } from '../database/database.ts';
import { createSecretKey } from '../embed-sessions/secret-keys.ts';
import { type Calendar, calendarOf } from './calendar.ts';
import { SCHOOL_NAME } from './colleges.ts';
import { planConcerns } from './concerns.ts';
import { attendance, enrolments, planCourses } from './courses.ts';
import { house } from './dormitories.ts';
import { entries, stages } from './growth.ts';
import { insertRows } from '../database/insert-rows.ts';
import { electStudents, employ, type SeedPerson } from './staff.ts';
import { enrol, type SeedClass } from './students.ts';
import { cast } from './cast.ts';
import { writeCampaigns } from './write-campaigns.ts';
import { writePeople } from './write-people.ts';

export { cast } from './cast.ts';
export type { CastMember } from './cast.ts';

export interface SeedOptions {
  /** 30 to 200,000; 6,000 when left out. */
  students?: number;
  /** Nothing has happened after the beginning of this day; the real one when left out. */
  today?: Date;
  tenant?: string;
  /** A key for the portal of the demo, `xq_sk_` and at least 24 characters; needs `origins`. */
  secretKey?: string;
  /** Origins of the portal's pages. With these and no key a random one is made. */
  origins?: readonly string[];
}

export interface SeedResult {
  readonly students: number;
  /** What a portal's back end needs, when `origins` were given. */
  readonly secretKey: string | undefined;
}

/**
 * Fills a migrated database that has no students yet, in one transaction.
 *
 * The people, classes, courses and answers follow from the number of students and the academic year of `today`; what
 * happens in the present term is spread over its days up to `today`. A run on another day of the term gives the same
 * people, who have answered the same.
 *
 * @throws {RangeError} when the number of students is out of range.
 * @throws {Error} when there are students already.
 */
export async function seed(database: Database, options: SeedOptions = {}): Promise<SeedResult> {
  const { students = 6000, today = new Date(), tenant = DEFAULT_TENANT, secretKey, origins } = options;
  if (!Number.isInteger(students) || students < 30 || students > 200_000) {
    throw new RangeError('A synthetic university has 30 to 200,000 students.');
  }
  if (secretKey !== undefined && !origins) throw new TypeError('A secret key needs the origins it may serve.');
  const calendar = calendarOf(today);
  const classes = enrol(students, calendar.year);
  await database.kysely.transaction().execute(async db => {
    const some = await db.selectFrom('students').select('id').where('tenant_id', '=', tenant).limit(1).execute();
    if (some.length > 0) throw new Error('There are students already: a synthetic university needs an empty database.');
    await fill(db, tenant, calendar, classes);
  });
  // Nobody else does it on PGlite, and without statistics the planner takes the tables for empty.
  await sql`analyze`.execute(database.kysely);
  return {
    students,
    secretKey: origins && (await createSecretKey(database, { tenant, origins, ...(secretKey && { key: secretKey }) })),
  };
}

async function fill(db: Queries, tenant: string, calendar: Calendar, classes: readonly SeedClass[]): Promise<void> {
  const dormitories = house(classes);
  const staff = employ(classes);
  const everybody = classes.flatMap(one => one.students);

  await db.updateTable('tenants').set({ name: SCHOOL_NAME }).where('id', '=', tenant).execute();
  await writePeople(db, tenant, { classes, dormitories, staff, elected: electStudents(classes, dormitories) });
  await writeCampaigns(db, tenant, {
    calendar,
    classes,
    concerns: planConcerns(classes, demoClasses(staff), calendar.year),
    staff,
  });

  const courses = planCourses(classes, calendar);
  await insertRows(
    db,
    tenant,
    'courses',
    courses.map(({ course }) => course),
  );
  await insertRows(
    db,
    tenant,
    'course_sessions',
    courses.flatMap(({ sessions }) => sessions),
  );
  await insertRows(db, tenant, 'course_enrolments', enrolments(courses));
  await insertRows(db, tenant, 'attendance', attendance(courses, calendar));

  await insertRows(db, tenant, 'growth_stages', stages(everybody));
  await insertRows(db, tenant, 'growth_entries', entryRows(everybody));
  await insertRows(db, tenant, 'clinical.growth_summaries', summaryRows(everybody));
}

const demoClasses = (staff: readonly SeedPerson[]): readonly string[] =>
  staff.find(({ number }) => number === cast.counsellor.userId)?.unitIds ?? [];

function* entryRows(students: Parameters<typeof entries>[0]) {
  for (const { entry } of entries(students)) yield entry;
}

function* summaryRows(students: Parameters<typeof entries>[0]) {
  for (const { entry, summary } of entries(students)) if (summary) yield { entry_id: entry.id, summary };
}
