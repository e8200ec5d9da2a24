import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { sealAll } from '../audit/seal.ts';
import { verifyAudit } from '../audit/verify.ts';
import { readRoleNames } from '../database/roles.ts';
import { createApp, migrate } from '../index.ts';
import { applyRetention } from '../retention/apply.ts';
import { answersTo, createSmallSchool } from '../testing/small-school.ts';
import { openPostgres, serve } from './index.ts';

const url = process.env['XINQIAO_TEST_DATABASE_URL'];

describe('several processes on one PostgreSQL', { skip: url ? false : 'XINQIAO_TEST_DATABASE_URL is not set' }, () => {
  const name = `xinqiao_test_${randomUUID().replaceAll('-', '')}`;
  const here = () => {
    const own = new URL(url ?? '');
    own.pathname = `/${name}`;
    return own.href;
  };
  const admin = async (statement: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  before(() => admin(`create database ${name}`));
  after(() => admin(`drop database ${name} with (force)`));

  test('that start at once migrate once and fill once', async () => {
    let filled = 0;
    const start = () =>
      serve({
        port: 0,
        databaseUrl: here(),
        signals: false,
        populate: async ({ kysely }) => {
          filled++;
          await kysely
            .insertInto('units')
            .values({ tenant_id: 'school', id: 'school', kind: 'school', name: '测试学校', path: 'school/' })
            .execute();
        },
      });
    const servers = await Promise.all([start(), start(), start()]);
    assert.equal(filled, 1);
    await Promise.all(servers.map(server => server.close()));
  });

  test('take options of the URL before what they prefer, and not before what they need; through a socket too', async () => {
    const { hostname, port, username } = new URL(here());
    const options = encodeURIComponent('-c jit=on -c timezone=Asia/Tokyo');
    // As one names a socket: pg's own way of writing, with no host before the path.
    const database = openPostgres(`postgres://${username}@/${name}?options=${options}&host=${hostname}&port=${port}`);
    const { rows } = await sql`
      select current_setting('jit') as jit, current_setting('timezone') as timezone,
        current_setting('random_page_cost') as cost, current_setting('default_transaction_isolation') as isolation
    `.execute(database.kysely);
    await database.close();
    assert.deepEqual(rows, [{ jit: 'on', timezone: 'UTC', cost: '1.1', isolation: 'read committed' }]);
  });

  test('read every type as PGlite does', async () => {
    const database = openPostgres(here());
    await migrate(database);
    const { rows } = await sql`
      select 9007199254740991::int8 as big, 1.5::numeric(4, 1) as number, date '2026-10-12' as day,
        timestamptz '2026-10-12T10:00:00.123+08:00' as instant, array['a', 'b'] as list, '{"a": [1]}'::jsonb as json
    `.execute(database.kysely);
    assert.deepEqual(rows, [
      {
        big: 9007199254740991,
        number: 1.5,
        day: '2026-10-12',
        instant: new Date('2026-10-12T02:00:00.123Z'),
        list: ['a', 'b'],
        json: { a: [1] },
      },
    ]);
    await database.close();
  });

  test('hear of each other’s alerts, also after their connection was cut', async () => {
    const school = await createSmallSchool();
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(school.database.kysely);
    const own = new URL(url ?? '');
    own.pathname = `/${rows[0]?.name}`;
    const elsewhere = openPostgres(own.href);
    const other = createApp({ database: elsewhere, clock: school.clock.now });
    const { token } = await school.sessionFor({ userId: 't-psy', role: 'psych-staff' });
    const response = await other.fetch(
      new Request('http://localhost/v1/alerts/events', { headers: { authorization: `Bearer ${token}` } }),
    );
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const until = async (pattern: RegExp) => {
      while (!pattern.test(text)) {
        const { done, value } = await reader.read();
        assert.ok(!done, 'The stream has ended.');
        text += value;
      }
    };
    await until(/id: 0\n\n/);
    await school.submit('ann', 'open.phq9', answersTo('phq9', { '9': 1 }));
    await until(/id: 1\n/);
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query ilike 'listen%'
    `.execute(school.database.kysely);
    await school.submit('bea', 'open.phq9', answersTo('phq9', { '9': 1 }));
    await until(/id: 2\n/);
    await reader.cancel();
    await other.close();
    await elsewhere.close();
    await school.close();
  });

  test('keep trying to listen when the server takes no connection at first', async () => {
    const database = openPostgres(here());
    const heard: string[] = [];
    await admin(`alter database ${name} with allow_connections false`);
    const unlisten = await database
      .listen('greetings', payload => heard.push(payload))
      .finally(() => admin(`alter database ${name} with allow_connections true`));
    // Whoever could not hear for a while is told so, by nothing.
    while (heard.length === 0) await setTimeout(50);
    await sql`select pg_notify('greetings', 'good morning')`.execute(database.kysely);
    while (heard.length === 1) await setTimeout(50);
    assert.deepEqual(heard, ['', 'good morning']);
    await unlisten();
    await database.close();
  });

  test('leave no connection behind that was being made when they closed', async () => {
    const database = openPostgres(here());
    const listening = database.listen('left_behind', () => {});
    await database.close();
    await listening;
    const left = openPostgres(here());
    const listeners = async () => {
      const { rows } = await sql`select from pg_stat_activity where query = 'listen "left_behind"'`.execute(
        left.kysely,
      );
      return rows.length;
    };
    while ((await listeners()) > 0) await setTimeout(50);
    await left.close();
  });

  test('work for a user that owns the tables and is no superuser: row-level security binds the owner too', async () => {
    const user = `owner_${name}`;
    const own = new URL(url ?? '');
    own.username = user;
    own.pathname = `/${user}`;
    await admin(`create role ${user} login createrole`);
    await admin(`create database ${user} owner ${user}`);
    try {
      const database = openPostgres(own.href);
      const school = await createSmallSchool({ openDatabase: async () => database });
      const { rows: who } = await sql`
        select rolsuper, rolbypassrls, pg_get_userbyid(relowner) = current_user as owns
        from pg_roles, pg_class where rolname = current_user and pg_class.oid = 'clinical.responses'::regclass
      `.execute(database.kysely);
      assert.deepEqual(who, [{ rolsuper: false, rolbypassrls: false, owns: true }]);
      assert.equal((await school.submit('ann', 'open.phq9', answersTo('phq9', { '9': 1 }))).status, 201);
      const count = async (role: 't-one' | 't-psy') => {
        const session = await school.sessionFor({
          userId: role,
          role: role === 't-one' ? 'counsellor' : 'psych-staff',
        });
        const response = await school.call(session, 'GET', '/v1/alerts');
        return ((await response.json()) as { data: unknown[] }).data.length;
      };
      assert.deepEqual([await count('t-one'), await count('t-psy')], [1, 1]);
      await sealAll(database, { tenant: 'school', clock: school.clock.now });
      assert.deepEqual((await verifyAudit(database.kysely, { tenant: 'school' })).faults, []);
      assert.ok((await verifyAudit(database.kysely, { tenant: 'school' })).entries > 0);
      await applyRetention(database, { now: school.clock.now() });
      // Without the owner's own policy there is nothing to see.
      await sql`drop policy service on clinical.responses`.execute(database.kysely);
      assert.deepEqual(await database.kysely.selectFrom('clinical.responses').selectAll().execute(), []);
      await migrate(database);
      assert.equal((await database.kysely.selectFrom('clinical.responses').selectAll().execute()).length, 1);
      const roles = Object.values(await readRoleNames(database.kysely));
      await school.close();
      await admin(`drop database ${user} with (force)`);
      for (const role of [...roles, user]) await admin(`drop role ${role}`);
    } finally {
      await admin(`drop database if exists ${user} with (force)`);
    }
  });
});
