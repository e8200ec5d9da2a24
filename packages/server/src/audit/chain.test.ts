import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import { createSmallSchool, NOW, type SmallSchool } from '../testing/small-school.ts';
import { hashOf, NO_HASH, type EntryRow } from './chain.ts';
import { exportCheckpoints, exportEntries } from './export.ts';
import { type AuditKey, generateAuditKey, readAuditKey } from './keys.ts';
import { sealAll, sealBatch } from './seal.ts';
import { type AuditFault, verifyAudit } from './verify.ts';

const tenant = 'school';
const clock = () => NOW;

async function collect(lines: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = [];
  for await (const line of lines) found.push(line);
  return found;
}

describe('the chain of the audit', () => {
  let school: SmallSchool;
  let database: Database;
  let checkpoints: string[];
  before(async () => {
    school = await createSmallSchool();
    ({ database } = school);
    for (let batch = 0; batch < 3; batch++) {
      // Each session that is made is a write.
      for (let i = 0; i < 4; i++) await school.sessionFor({ userId: '2026ann', role: 'student' });
      await sealBatch(database, { tenant, clock });
    }
    await school.sessionFor({ userId: '2026ann', role: 'student' });
    checkpoints = await collect(exportCheckpoints(database.kysely, tenant));
  });
  after(() => school.close());
  beforeEach(async () => {
    assert.deepEqual(await faults(), []);
  });

  async function faults(given: { exported?: readonly string[]; key?: AuditKey } = {}): Promise<AuditFault[]> {
    const report = await verifyAudit(database.kysely, {
      tenant,
      checkpoints: given.exported ?? [],
      ...(given.key && { trustedKeys: [given.key.id] }),
    });
    return [...report.faults];
  }

  /** Does `tamper` as whoever owns the tables could, and gives what `look` sees; then all is as it was. */
  async function tampered<T>(tamper: readonly string[], look: () => Promise<T>): Promise<T> {
    const { kysely } = database;
    await sql`create table kept_entries as table audit.entries`.execute(kysely);
    await sql`create table kept_batches as table audit.batches`.execute(kysely);
    const alter = (what: 'disable' | 'enable') => async () => {
      await sql`alter table audit.entries ${sql.raw(what)} trigger user`.execute(kysely);
      await sql`alter table audit.batches ${sql.raw(what)} trigger user`.execute(kysely);
    };
    await alter('disable')();
    try {
      for (const statement of tamper) await sql.raw(statement).execute(kysely);
      return await look();
    } finally {
      await sql`delete from audit.entries`.execute(kysely);
      await sql`delete from audit.batches`.execute(kysely);
      await sql`insert into audit.entries overriding system value select * from kept_entries`.execute(kysely);
      await sql`insert into audit.batches select * from kept_batches`.execute(kysely);
      await sql`drop table kept_entries, kept_batches`.execute(kysely);
      await alter('enable')();
    }
  }

  test('holds every entry once, in batches that follow from each other', async () => {
    const report = await verifyAudit(database.kysely, { tenant, checkpoints });
    assert.deepEqual(
      [report.batches, report.entries, report.unsealed, report.keys.length, report.faults.length],
      [3, 12, 1, 1, 0],
    );
    assert.equal(checkpoints.length, 3);
  });

  const cases: Record<string, { tamper: string[]; finds: AuditFault[]; exported?: true }> = {
    'an entry was changed': {
      tamper: [`update audit.entries set actor = 'somebody' where id = (select min(id) + 5 from audit.entries)`],
      finds: [{ code: 'entries-changed', sequence: 2 }],
    },
    'the students of an entry were changed': {
      tamper: [`update audit.entries set subjects = '{eve}' where id = (select min(id) from audit.entries)`],
      finds: [{ code: 'entries-changed', sequence: 1 }],
    },
    'an entry was deleted': {
      tamper: [`delete from audit.entries where id = (select min(id) + 1 from audit.entries)`],
      finds: [{ code: 'entries-missing', sequence: 1 }],
    },
    'an entry was slipped in': {
      tamper: [
        `insert into audit.entries (tenant_id, at, actor, operation, action, subjects, classes, purpose, outcome, request_id, batch)
         select tenant_id, at, actor, operation, action, subjects, classes, purpose, outcome, request_id, 2
         from audit.entries order by id limit 1`,
      ],
      finds: [{ code: 'entries-added', sequence: 2 }],
    },
    'two entries changed places': {
      tamper: [
        `update audit.entries as one set request_id = other.request_id, resource_id = other.resource_id
         from audit.entries as other
         where one.batch = 1 and other.batch = 1 and abs(one.id - other.id) = 1
           and least(one.id, other.id) = (select min(id) from audit.entries)`,
      ],
      finds: [{ code: 'entries-changed', sequence: 1 }],
    },
    'an entry was moved to another batch': {
      tamper: [`update audit.entries set batch = 2 where id = (select min(id) from audit.entries)`],
      finds: [
        { code: 'entries-missing', sequence: 1 },
        { code: 'entries-added', sequence: 2 },
      ],
    },
    'an entry was taken back out of its batch': {
      tamper: [`update audit.entries set batch = null where id = (select min(id) from audit.entries)`],
      finds: [{ code: 'entries-missing', sequence: 1 }],
    },
    'a batch was deleted with its entries': {
      tamper: [`delete from audit.entries where batch = 2`, `delete from audit.batches where sequence = 2`],
      finds: [
        { code: 'batch-missing', sequence: 2 },
        { code: 'chain-broken', sequence: 3 },
      ],
    },
    'a batch was deleted and its entries stayed': {
      tamper: [`delete from audit.batches where sequence = 3`],
      finds: [{ code: 'entries-without-batch', sequence: 3 }],
    },
    'two batches changed places': {
      tamper: [
        `update audit.batches set sequence = 9 where sequence = 1`,
        `update audit.batches set sequence = 1 where sequence = 2`,
        `update audit.batches set sequence = 2 where sequence = 9`,
        `update audit.entries set batch = 3 - batch where batch in (1, 2)`,
      ],
      finds: [
        { code: 'chain-broken', sequence: 1 },
        { code: 'entries-changed', sequence: 1 },
        { code: 'signature-invalid', sequence: 1 },
        { code: 'chain-broken', sequence: 2 },
        { code: 'entries-changed', sequence: 2 },
        { code: 'signature-invalid', sequence: 2 },
        { code: 'chain-broken', sequence: 3 },
      ],
    },
    'a signature was changed': {
      tamper: [
        `update audit.batches set checkpoint = overlay(checkpoint placing 'AAAA' from length(checkpoint) - 9)
         where sequence = 2`,
      ],
      finds: [{ code: 'signature-invalid', sequence: 2 }],
    },
    'the end was cut off, entries and batch': {
      tamper: [
        `delete from audit.entries where batch >= 3 or batch is null`,
        `delete from audit.batches where sequence = 3`,
      ],
      finds: [{ code: 'batch-missing', sequence: 3 }],
      exported: true,
    },
  };
  for (const [name, { tamper, finds, exported }] of Object.entries(cases)) {
    test(`it is found that ${name}`, async () => {
      const found = await tampered(tamper, () => faults(exported ? { exported: checkpoints } : {}));
      assert.deepEqual(found, finds);
    });
  }

  test('whoever makes the whole chain anew, signed with the key in the database, differs from what was exported', async () => {
    const remade = await tampered(
      [
        `delete from audit.batches`,
        `update audit.entries set batch = null`,
        `update audit.entries set actor = 'somebody' where id = (select min(id) from audit.entries)`,
      ],
      async () => {
        await sealAll(database, { tenant, clock: () => new Date(NOW.getTime() + 1) });
        return { alone: await faults(), compared: await faults({ exported: checkpoints }) };
      },
    );
    assert.deepEqual(remade.alone, [], 'Without what was exported nobody can tell.');
    assert.deepEqual(
      [...new Set(remade.compared.map(({ code }) => code))].sort(),
      ['batch-missing', 'checkpoint-differs'].sort(),
    );
  });

  test('with a key that is kept elsewhere, what is signed by another is not trusted', async () => {
    const key = await generateAuditKey();
    const signedByOthers = await faults({ key });
    assert.deepEqual(
      signedByOthers.map(({ code }) => code),
      Array.from({ length: 3 }, () => 'signature-invalid'),
    );
    await tampered([`delete from audit.batches`, `update audit.entries set batch = null`], async () => {
      await sealAll(database, { tenant, clock, key });
      assert.deepEqual(await faults({ key }), []);
      const stored = await database.kysely.selectFrom('audit.keys').selectAll().where('id', '=', key.id).execute();
      assert.deepEqual(
        stored.map(row => row.private_key),
        [null],
      );
    });
    await database.kysely.deleteFrom('audit.keys').where('id', '=', key.id).execute();
    await assert.rejects(readAuditKey({ kty: 'EC', crv: 'P-256', x: 'a', y: 'b' }), TypeError);
  });

  test('a line of exported checkpoints that is none, or another school’s, is told', async () => {
    const [first = ''] = checkpoints;
    const found = await faults({ exported: ['no checkpoint', `${first.slice(0, -4)}AAAA`, first] });
    assert.deepEqual(found, [
      { code: 'checkpoint-invalid', sequence: 1 },
      { code: 'checkpoint-invalid', sequence: 2 },
    ]);
    const other = await verifyAudit(database.kysely, { tenant: 'other', checkpoints: [first] });
    assert.deepEqual(other.faults, [{ code: 'checkpoint-invalid', sequence: 1 }]);
  });

  test('what is exported is enough to compute the chain elsewhere', async () => {
    const rows = (await collect(exportEntries(database.kysely, tenant))).map(
      line => JSON.parse(line) as EntryRow & { at: string },
    );
    let previous = NO_HASH;
    for (const [index, jws] of checkpoints.entries()) {
      const entries = rows.filter(row => row.batch === index + 1).map(row => ({ ...row, at: new Date(row.at) }));
      previous = await hashOf(tenant, index + 1, previous, entries);
      const payload = JSON.parse(Buffer.from(jws.split('.')[1]!, 'base64url').toString()) as { hash: string };
      assert.equal(payload.hash, previous);
    }
    assert.equal(rows.length, 12);
  });
});
