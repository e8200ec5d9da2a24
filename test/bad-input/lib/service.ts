/** The real service on a port, with the demo's university in it, everybody who can sign in, and a second school beside it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { COMMON_FEATURES, operations } from '@xinqiao/contract';
import type { EmbedSession, Role } from '@xinqiao/contract/types';
import { type Database, type FailureReport, rotateSigningKey } from '@xinqiao/server';
import { createSecretKey, type RunningServer, type ServeOptions, serve } from '@xinqiao/server/node';
import { cast, seed } from '@xinqiao/server/seed';
import { type Asked, send } from './wire.ts';

export const ORIGIN = 'https://portal.example.edu.cn';
/** The school that the service serves, and one whose rows lie in the same tables. */
export const TENANT = 'school';
export const OTHER_TENANT = 'neighbour';

const staffOf = (role: Role, userId: string) => ({ role, userId });
/** Those whom the demo has no use for; {@link populate} gives them their roles. */
const added = {
  homeroomTeacher: staffOf('homeroom-teacher', 'T-homeroom'),
  districtOfficer: staffOf('district-officer', 'T-district'),
  hospitalPartner: staffOf('hospital-partner', 'T-hospital'),
  dormLeader: staffOf('dorm-leader', cast.student.userId),
  classCommittee: staffOf('class-committee', cast.student.userId),
  guardian: staffOf('guardian', 'G-student'),
};
/** Somebody of every role. */
export const people = { ...cast, ...added };
export type Person = keyof typeof people;

/** Tables in which the service notes what it has let be read. */
const NOTES: ReadonlySet<string> = new Set(['aggregate_releases']);

export interface Service {
  readonly url: string;
  readonly port: number;
  readonly database: Database;
  /** The service's clock stands still here. */
  readonly now: Date;
  readonly secretKey: string;
  /** Another key of this school. */
  readonly otherKey: string;
  /** A key of the other school, for the same origin. */
  readonly neighbourKey: string;
  /** What has failed on our side since the last asking. */
  failures(): readonly FailureReport[];
  /** The session's token of a person; made once. */
  tokenOf(person: Person): Promise<string>;
  sessionOf(person: Person): Promise<EmbedSession>;
  /** The next time the person is asked for, a session is made anew. */
  forget(person: Person): void;
  /** Sends as that person, with the headers that a well-meant request has; what `asked` says wins. */
  as(person: Person, asked: Asked): Promise<Response>;
  /** Sends as the portal's back end. */
  asPortal(asked: Asked): Promise<Response>;
  /**
   * How many rows each table has and the sum of the transactions that wrote them: whatever is inserted, changed or taken
   * away changes one of the two. Without the audit, which notes refusals too, and {@link NOTES}.
   */
  stored(): Promise<ReadonlyMap<string, string>>;
  close(): Promise<void>;
}

async function populate({ kysely }: Database): Promise<void> {
  const student = await kysely
    .selectFrom('students')
    .selectAll()
    .where('student_number', '=', cast.student.userId)
    .executeTakeFirstOrThrow();
  const tenant_id = TENANT;
  const school = student.class_path.split('/')[0]!;
  const unitOf: Partial<Record<Role, string>> = { 'homeroom-teacher': student.class_id };
  for (const { role, userId } of Object.values(added)) {
    if (role === 'guardian') continue;
    const isStudent = userId === cast.student.userId;
    if (!isStudent) {
      await kysely
        .insertInto('people')
        .values({ tenant_id, id: userId, staff_number: userId, name: '某老师' })
        .execute();
    }
    const held = role === 'dorm-leader' ? student.dormitory_id : role === 'class-committee' ? student.class_id : null;
    await kysely
      .insertInto('role_assignments')
      .values({
        ...{ tenant_id, id: `added-${role}`, role, unit_id: held ?? unitOf[role] ?? school },
        ...(isStudent ? { student_id: student.id } : { person_id: userId }),
      })
      .execute();
  }
  const { userId: user_number } = added.guardian;
  await kysely.insertInto('guardians').values({ tenant_id, id: 'guardian', user_number, name: '林母' }).execute();
  await kysely
    .insertInto('guardianships')
    .values({ ...{ tenant_id, guardian_id: 'guardian', student_id: student.id, relation: '母亲' }, since: new Date(0) })
    .execute();
  await populateNeighbour(kysely, student);
}

/** A student of another school, with the same number and another id, who has an alert and wants something corrected. */
async function populateNeighbour(
  kysely: Database['kysely'],
  student: { readonly student_number: string; readonly birth_date: string },
): Promise<void> {
  const tenant_id = OTHER_TENANT;
  await kysely
    .insertInto('tenants')
    .values({ id: tenant_id, name: '邻校', created_at: new Date(0) })
    .execute();
  const units = [
    { id: 'n-school', kind: 'school' as const, parent_id: null, path: 'n-school/' },
    { id: 'n-college', kind: 'college' as const, parent_id: 'n-school', path: 'n-school/n-college/' },
    { id: 'n-class', kind: 'class' as const, parent_id: 'n-college', path: 'n-school/n-college/n-class/' },
  ];
  await kysely
    .insertInto('units')
    .values(units.map(unit => ({ tenant_id, name: '邻校', ...unit })))
    .execute();
  await kysely
    .insertInto('students')
    .values({
      ...{
        tenant_id,
        id: 'n-student',
        student_number: student.student_number,
        name: '邻校学生',
        gender: 'unspecified',
      },
      ...{ birth_date: student.birth_date, stage: 'undergraduate', enrolment_year: 2026, college_id: 'n-college' },
      ...{ class_id: 'n-class', class_path: 'n-school/n-college/n-class/' },
    })
    .execute();
  const student_id = 'n-student';
  const at = new Date(0);
  await kysely
    .insertInto('clinical.alerts')
    .values({
      ...{ tenant_id, id: 'n-alert', student_id, level: 'high', level_status: 'proposed', state: 'found' },
      ...{ opened_at: at, respond_by: at, revision: 1 },
    })
    .execute();
  await kysely
    .insertInto('clinical.corrections')
    .values({
      ...{ tenant_id, id: 'n-correction', student_id, about: 'roster', wrong: '姓名', right: '姓名' },
      ...{ requested_at: at, state: 'open' },
    })
    .execute();
}

interface StartOptions extends Partial<ServeOptions> {
  /** Where the clock stands still, so that no session ends on a slow machine. */
  now?: Date;
}

/** Starts the service; the options go beside or instead of what these tests need. */
export async function startService({ now = new Date(), ...options }: StartOptions = {}): Promise<Service> {
  const folder = await mkdtemp(path.join(tmpdir(), 'xinqiao-bad-input-'));
  const failed: FailureReport[] = [];
  let server: RunningServer;
  try {
    server = await serve({
      ...{ port: 0, dataDir: folder, signals: false },
      // Sealed at the end: a sealing in between would change rows that are compared.
      audit: { interval: 60 * 60 * 1000 },
      populate: async database => {
        await seed(database, { students: 30, today: now });
        await populate(database);
      },
      clock: () => now,
      onFailure: report => failed.push(report),
      ...options,
    });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  const { database, port, url } = server;
  const secretKey = await createSecretKey(database, { origins: [ORIGIN] });
  const otherKey = await createSecretKey(database, { origins: [ORIGIN] });
  const neighbourKey = await createSecretKey(database, { origins: [ORIGIN], tenant: OTHER_TENANT });
  // What the service writes by itself, now and not in the middle of a row: the neighbour's signing key, a key's last use.
  await rotateSigningKey(database, { tenant: OTHER_TENANT });
  await database.kysely.updateTable('secret_keys').set({ last_used_at: now }).execute();
  const tables = database.kysely.introspection
    .getTables()
    .then(all => all.filter(({ schema, name, isView }) => schema !== 'audit' && !NOTES.has(name) && !isView));
  const sessions = new Map<Person, Promise<EmbedSession>>();
  const wellMeant = ({ method = 'GET', body }: Asked, credential: string): Record<string, string> => ({
    authorization: `Bearer ${credential}`,
    ...(method === 'POST' && { 'idempotency-key': crypto.randomUUID() }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
  });
  const with_ = (asked: Asked, credential: string) =>
    send(port, { ...asked, headers: { ...wellMeant(asked, credential), ...asked.headers } });

  const features = Object.keys(operations).filter(name => !COMMON_FEATURES.includes(name));
  const makeSession = async (person: Person): Promise<EmbedSession> => {
    const { userId, role } = people[person];
    const body = JSON.stringify({ userId, role, components: ['xq-provider'], features, origin: ORIGIN });
    const response = await with_({ method: 'POST', path: '/v1/embed-sessions', body }, secretKey);
    if (response.status !== 201) throw new Error(`No session for ${person}: ${await response.text()}`);
    return (await response.json()) as EmbedSession;
  };
  const sessionOf = (person: Person): Promise<EmbedSession> => {
    const session = sessions.get(person) ?? makeSession(person);
    sessions.set(person, session);
    return session;
  };
  const tokenOf = async (person: Person) => (await sessionOf(person)).token;
  return {
    ...{ url, port, database, now, secretKey, otherKey, neighbourKey, tokenOf, sessionOf },
    forget: person => void sessions.delete(person),
    failures: () => failed.splice(0),
    as: async (person, asked) => with_(asked, await tokenOf(person)),
    asPortal: asked => with_(asked, secretKey),
    async stored() {
      const found = new Map<string, string>();
      for (const { schema = 'public', name } of await tables) {
        const row = await database.kysely
          .withSchema(schema)
          .selectFrom(name as 'units')
          .select(query => [
            query.fn.countAll().as('rows'),
            query.fn.sum(query.cast(query.cast(query.ref('xmin' as 'id'), 'text'), 'bigint')).as('writers'),
          ])
          .executeTakeFirstOrThrow();
        found.set(`${schema}.${name}`, `${row.rows} rows, ${row.writers}`);
      }
      return found;
    },
    async close() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
