import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { expectProblem } from '../testing/expect.ts';
import { consentVersion, createSmallSchool, NOW, type SmallSchool } from '../testing/small-school.ts';
import { RETENTION } from './idempotency.ts';

describe('a POST', () => {
  let school: SmallSchool;
  before(async () => {
    school = await createSmallSchool();
  });
  after(() => school.close());

  const decide = async (userId: string, key: string, decision = 'given') => {
    const session = await school.sessionFor({ userId, role: 'student' });
    return school.call(session, 'POST', '/v1/consents', {
      body: { campaignId: 'open', version: consentVersion, decision },
      headers: { 'idempotency-key': key },
    });
  };
  const decisions = async () => {
    const rows = await school.database.kysely.selectFrom('consents').select('id').execute();
    return rows.length;
  };

  test('is done once for each key, though the session is another', async () => {
    const first = await (await decide('2026ann', 'key-00001')).text();
    const again = await decide('2026ann', 'key-00001');
    assert.equal(again.status, 201);
    assert.equal(await again.text(), first);
    assert.equal(await decisions(), 1);
  });

  test('is done once when the same comes many times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => decide('2026bea', 'key-at-once')));
    const bodies = new Set(await Promise.all(answers.map(answer => answer.text())));
    assert.equal(bodies.size, 1);
    assert.equal(await decisions(), 2);
  });

  test('conflicts when the key came with another body', async () => {
    await expectProblem(await decide('2026ann', 'key-00001', 'refused'), 409, 'idempotency-conflict');
  });

  test('of another person with the same key is another', async () => {
    assert.equal((await decide('2026cai', 'key-00001', 'refused')).status, 201);
  });

  test('that failed leaves nothing behind and may be tried again', async () => {
    await expectProblem(await decide('2026dai', 'key-retry', 'withdrawn'), 409, 'state-conflict');
    assert.equal((await decide('2026dai', 'key-retry')).status, 201);
  });

  test('is forgotten after a day', async () => {
    school.clock.advance(RETENTION + 1);
    assert.equal((await decide('2026ann', 'key-00001', 'refused')).status, 201);
    school.clock.set(NOW);
  });
});
