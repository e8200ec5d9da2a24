/** Makes the world of `facts.ts` in a real service, with a twin of it in another tenant of the same database. */
import type { EmbedSession } from '@xinqiao/contract/types';
import { createTestService, type TestService } from '@xinqiao/server/testing';
import { sql } from 'kysely';
import { DEFAULT_TENANT } from '../../packages/server/src/database/database.ts';
import { answersTo } from '../../packages/server/src/testing/small-school.ts';
import { openTestDatabase } from '../../packages/server/src/testing/test-database.ts';
import {
  type Caller,
  callers,
  type Campaign,
  campaigns,
  FOREIGN_MARK,
  ELSEWHERE,
  FOREIGN_STUDENT,
  further,
  idOf,
  NOW,
  students,
} from './facts.ts';
import { type Db, fill, studentRow, versionOf } from './rows.ts';

const tenant_id = DEFAULT_TENANT;
export const OTHER_TENANT = 'elsewhere';

/** The same rows for the other tenant, with every name marked, and one student more. */
async function writeTwin(db: Db): Promise<void> {
  await sql`insert into tenants (id, name, created_at)
    select ${OTHER_TENANT}, ${FOREIGN_MARK}, created_at from tenants`.execute(db);
  const { rows } = await sql<{ name: string; columns: string[] }>`
    select quote_ident(table_schema) || '.' || quote_ident(table_name) as name,
      array_agg(quote_ident(column_name) order by ordinal_position) as columns
    from information_schema.columns
    where table_schema in ('public', 'clinical', 'audit') and is_identity = 'NO' and is_generated = 'NEVER'
    group by table_schema, table_name having bool_or(column_name = 'tenant_id')
  `.execute(db);
  // In any order: the rows that are referred to come with the others.
  await sql`set local session_replication_role = replica`.execute(db);
  for (const { name, columns } of rows.filter(one => !one.name.endsWith('keys'))) {
    const others = columns.filter(column => column !== 'tenant_id').join(', ');
    await sql
      .raw(
        `insert into ${name} (tenant_id, ${others}) select '${OTHER_TENANT}', ${others} from ${name}
         where tenant_id = '${tenant_id}' on conflict do nothing`,
      )
      .execute(db);
  }
  for (const table of ['units', 'students', 'people', 'guardians'] as const) {
    await db
      .updateTable(table)
      .set({ name: sql<string>`${FOREIGN_MARK} || name` })
      .where('tenant_id', '=', OTHER_TENANT)
      .execute();
  }
  const zoe = { ...students[0]!, id: FOREIGN_STUDENT };
  await db
    .insertInto('students')
    .values({ ...studentRow(zoe), tenant_id: OTHER_TENANT, name: `${FOREIGN_MARK}学生` })
    .execute();
  await sql`set local session_replication_role = origin`.execute(db);
}

/** One answer of each kind goes through the service; the others are copies of it. */
async function answer(service: TestService): Promise<void> {
  const { kysely } = service.database;
  const [first, ...others] = students.filter(one => one.hasAnswered);
  const answered = campaigns.filter(one => one.isAnswered);
  const session = await service.sessionFor({ userId: `n-${first!.id}`, role: 'student' });
  await kysely.updateTable('assignments').set({ completed_at: null }).where('student_id', '=', first!.id).execute();
  for (const campaign of answered) {
    const response = await service.call(session, 'POST', '/v1/responses', { body: submissionOf(first!.id, campaign) });
    if (response.status !== 201) throw new Error(await response.text());
  }
  await kysely.transaction().execute(async db => {
    const columns = sql.raw(
      'instrument_id, instrument_version, language, answers, digest, offer_help, result, quality, text_licence',
    );
    for (const campaign of answered) {
      const id = idOf.response(first!.id, campaign.id);
      await db
        .updateTable('clinical.responses')
        .set({ id })
        .where('assignment_id', '=', idOf.assignment(first!.id, campaign))
        .execute();
      for (const { id: student } of others) {
        await sql`
          insert into clinical.responses
            (tenant_id, id, attempt_id, assignment_id, student_id, receipt_code, received_at, ${columns})
          select tenant_id, ${idOf.response(student, campaign.id)}, ${crypto.randomUUID()},
            ${idOf.assignment(student, campaign)}, ${student}, ${`XQ-${student}`}, received_at, ${columns}
          from clinical.responses where id = ${id}
        `.execute(db);
      }
    }
  });
}

export const submissionOf = (studentId: string, campaign: Campaign) => ({
  ...{ attemptId: crypto.randomUUID(), assignmentId: idOf.assignment(studentId, campaign) },
  ...{ instrumentId: campaign.instrumentId, instrumentVersion: versionOf(campaign.instrumentId), language: 'zh-CN' },
  answers: answersTo(campaign.instrumentId),
});

/** Another portal's key and a session that was made with it; of each key a session that waits for its code. */
async function writeElsewhere(db: Db): Promise<void> {
  const other = { id: 'another', family: 'another', hash: '0'.repeat(64) };
  const session = { id: 'elsewhere', key_id: 'another', user_id: ELSEWHERE };
  for (const [table, more] of [
    ['secret_keys', other],
    ['sessions', session],
  ] as const) {
    await sql`insert into ${sql.table(table)} select made.* from
      (select * from ${sql.table(table)} where tenant_id = ${tenant_id} limit 1) as one,
      jsonb_populate_record(null::${sql.table(table)}, to_jsonb(one) || ${JSON.stringify(more)}::jsonb) as made`.execute(
      db,
    );
  }
  await sql`insert into session_codes (tenant_id, id, hash, session_id, expires_at)
    select tenant_id, user_id, md5(user_id), id, ${NOW}::timestamptz + interval '1 minute'
    from (select distinct on (user_id) * from sessions where tenant_id = ${tenant_id}) as one`.execute(db);
}

export interface World extends TestService {
  /** What the caller shows: a session, a key, or nothing. */
  readonly credentials: ReadonlyMap<Caller, EmbedSession | string | undefined>;
  /** A further session of each person, by the caller's id. */
  readonly spare: ReadonlyMap<string, EmbedSession>;
}

export async function createWorld(): Promise<World> {
  const service = await createTestService({
    now: NOW,
    content: { key: 'access matrix', fill },
    ...(openTestDatabase && { openDatabase: openTestDatabase }),
  });
  await answer(service);
  const credentials = new Map<Caller, EmbedSession | string | undefined>();
  const spare = new Map<string, EmbedSession>();
  for (const caller of [...callers, ...further]) {
    const { id, role, userId } = caller;
    if (role !== null) {
      credentials.set(caller, await service.sessionFor({ userId, role }));
      spare.set(id, await service.sessionFor({ userId, role }));
    } else credentials.set(caller, id === 'embed key' ? service.secretKey : undefined);
  }
  await writeElsewhere(service.database.kysely);
  await service.database.kysely.transaction().execute(writeTwin);
  return { ...service, credentials, spare };
}
