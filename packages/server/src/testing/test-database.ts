/** Tests run on PGlite; with `XINQIAO_TEST_DATABASE_URL` each gets an empty database on that PostgreSQL instead. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Database } from '../database/database.ts';
import { openPostgres } from '../node/postgres.ts';

const server = process.env['XINQIAO_TEST_DATABASE_URL'];

async function withAdmin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

export const openTestDatabase: (() => Promise<Database>) | undefined =
  server === undefined
    ? undefined
    : async () => {
        const name = `xinqiao_test_${randomUUID().replaceAll('-', '')}`;
        await withAdmin(server, `create database ${name}`);
        const url = new URL(server);
        url.pathname = `/${name}`;
        const database = openPostgres(url.href);
        return {
          ...database,
          close: async () => {
            await database.close();
            await withAdmin(server, `drop database ${name} with (force)`);
          },
        };
      };
