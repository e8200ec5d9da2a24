/** A school's own wordings: asked under their licence, which stays with every response; never asked without words. */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { operations } from '@xinqiao/contract';
import { checkInstrument, languagesOf, type LicensedText, licensedTextTemplate } from '@xinqiao/instruments';
import { getInstrument } from '@xinqiao/instruments/library';
import { json } from '../database/tables/columns.ts';
import { DEFAULT_TENANT } from '../database/database.ts';
import { expectBody, expectProblem } from '../testing/expect.ts';
import { createSmallSchool, type SmallSchool } from '../testing/small-school.ts';
import { askedWithoutWording, LicensedTextsError, registerLicensedTexts } from './licensed-texts.ts';

const { assignments, instruments, responses } = operations;
const sds = getInstrument('sds')!;
const answers = Object.fromEntries(sds.items.map(({ id }) => [id, 2]));

/** A whole file; its words only say which slot they are for. */
function wording(changes: Partial<LicensedText> = {}, word = 'Slot'): LicensedText {
  const file = licensedTextTemplate(getInstrument(changes.instrument ?? 'sds')!, 'zh-CN');
  const fill = (of: Record<string, string>) => Object.fromEntries(Object.keys(of).map(key => [key, `${word} ${key}`]));
  return {
    ...file,
    licence: { holder: '示例大学', reference: 'L-2026-17', date: '2026-09-01' },
    items: fill(file.items),
    options: Object.fromEntries(Object.entries(file.options ?? {}).map(([id, labels]) => [id, fill(labels)])),
    ...changes,
  };
}
const file = (value: unknown, name = 'sds.zh-CN.json') => ({ name, content: JSON.stringify(value) });

let school: SmallSchool;
afterEach(() => school.close());

const student = () => school.sessionFor({ userId: '2026bea', role: 'student' });
const register = (...files: { name: string; content: string }[]) => registerLicensedTexts(school.database, files);
/** The open campaign asks bea the SDS, whose definition is there. */
async function ask() {
  const { kysely } = school.database;
  const common = { tenant_id: DEFAULT_TENANT, instrument_id: 'sds', instrument_version: sds.version };
  await kysely
    .insertInto('instruments')
    .values({
      tenant_id: DEFAULT_TENANT,
      id: 'sds',
      version: sds.version,
      definition: json(sds),
      registered_at: new Date(),
    })
    .onConflict(conflict => conflict.doNothing())
    .execute();
  await kysely
    .insertInto('campaign_instruments')
    .values({ ...common, campaign_id: 'open', position: 9 })
    .execute();
  await kysely
    .insertInto('assignments')
    .values({ ...common, id: 'bea.open.sds', campaign_id: 'open', student_id: 'bea' })
    .execute();
}
const listed = async () => {
  const { data } = await expectBody(
    await school.call(await student(), 'GET', '/v1/assignments'),
    assignments.list.response,
  );
  return data.some(({ id }) => id === 'bea.open.sds');
};
const read = async () => {
  const psychologist = await school.sessionFor({ userId: 't-psy', role: 'psych-staff' });
  const reply = await school.call(psychologist, 'GET', '/v1/responses?studentId=bea');
  return (await expectBody(reply, responses.list.response)).data;
};
const refused = async (...files: { name: string; content: string }[]): Promise<readonly string[]> => {
  const error = await register(...files).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof LicensedTextsError);
  return error.faults;
};

describe('a scale without words', () => {
  test('is on nobody’s list, and an answer to it is refused with the reason', async () => {
    school = await createSmallSchool();
    await ask();
    assert.equal(await listed(), false);
    await expectProblem(await school.call(await student(), 'GET', '/v1/assignments/bea.open.sds'), 404, 'not-found');
    const reply = await school.submit('bea', 'open.sds', answers);
    await expectProblem(reply, 422, 'invalid-request', ['/instrumentId']);
    assert.deepEqual(await read(), []);
  });
  test('that a campaign asks is named for the operator', async () => {
    school = await createSmallSchool();
    await ask();
    const now = school.clock.now();
    const asked = { campaignId: 'open', instrumentId: 'sds', instrumentVersion: sds.version };
    assert.deepEqual(await askedWithoutWording(school.database, { now }), [asked]);
    await register(file(wording()));
    assert.deepEqual(await askedWithoutWording(school.database, { now }), []);
  });
});

describe('a licensed wording', () => {
  test('is asked, and its licence is read with the response', async () => {
    school = await createSmallSchool();
    await register(file(wording()));
    await ask();
    assert.equal(await listed(), true);
    const served = await expectBody(
      await school.call(await student(), 'GET', '/v1/instruments/sds'),
      instruments.get.response,
    );
    assert.deepEqual(checkInstrument(served), []);
    assert.deepEqual(languagesOf(served), ['zh-CN']);
    assert.equal((await school.submit('bea', 'open.sds', answers, { language: 'zh-CN' })).status, 201);
    const [response] = await read();
    const { digest, ...licence } = response!.textLicence!;
    assert.deepEqual(licence, { holder: '示例大学', reference: 'L-2026-17', date: '2026-09-01' });
    assert.match(digest!, /^[0-9a-f]{64}$/);
    assert.equal(response!.result.scores['raw'], 2 * 10 + 3 * 10);
  });
  test('leaves a response to wording that ships without a licence', async () => {
    school = await createSmallSchool();
    await register(file(wording()));
    const rses = Object.fromEntries(getInstrument('rses')!.items.map(({ id }) => [id, 2]));
    assert.equal((await school.submit('bea', 'open.rses', rses)).status, 201);
    assert.ok(!('textLicence' in (await read())[0]!));
  });
  test('that is replaced stays with the responses given before, and one that is taken away is shown no more', async () => {
    school = await createSmallSchool();
    await register(file(wording()));
    await ask();
    assert.equal((await school.submit('bea', 'open.sds', answers)).status, 201);
    const [before] = await read();
    const licence = { holder: '示例大学', reference: 'L-2027-01', date: '2026-10-01' };
    await register(file(wording({ licence }, 'Other')));
    const definition = async () =>
      (
        await school.database.kysely
          .selectFrom('instruments')
          .select('definition')
          .where('id', '=', 'sds')
          .executeTakeFirstOrThrow()
      ).definition;
    assert.equal((await definition()).licences['zh-CN']!.licensed!.reference, 'L-2027-01');
    assert.equal((await definition()).items[0]!.text!['zh-CN'], 'Other 1');
    await register();
    assert.deepEqual(languagesOf(await definition()), []);
    assert.deepEqual(checkInstrument(await definition()), []);
    assert.doesNotMatch(JSON.stringify(await definition()), /Other|Slot|L-2027/);
    assert.deepEqual(await read(), [before]);
    // What was answered is still on the list, as done.
    assert.equal(await listed(), true);
  });
  test('registered twice is the same', async () => {
    school = await createSmallSchool();
    await register(file(wording()));
    const all = () => school.database.kysely.selectFrom('instruments').selectAll().orderBy('id').execute();
    const before = await all();
    await register(file(wording()));
    assert.deepEqual(await all(), before);
  });
});

describe('files that cannot be used', () => {
  test('are all named, with pointers, and nothing has changed', async () => {
    school = await createSmallSchool();
    const { '3': _left, ...items } = wording().items;
    const faults = await refused(
      file(wording({ instrument: 'sas' }), 'a.json'),
      file(wording({ items }), 'b.json'),
      { name: 'c.json', content: '{' },
      file({ ...wording(), instrument: 'none' }, 'd.json'),
      file([], 'e.json'),
      file({ ...wording(), version: '9.0.0' }, 'f.json'),
    );
    assert.deepEqual(
      faults.map(fault => fault.replace(/: (no JSON|\/\S+)[: ].*/, ': $1')),
      ['b.json: /items/3', 'c.json: no JSON', 'd.json: /instrument', 'e.json: /instrument', 'f.json: /instrument'],
    );
    const ids = await school.database.kysely
      .selectFrom('instruments')
      .select('id')
      .where('id', 'in', ['sas', 'sds'])
      .execute();
    assert.deepEqual(ids, []);
  });
  test('include two for the same language, and one for wording that ships', async () => {
    school = await createSmallSchool();
    const faults = await refused(
      file(wording(), 'a.json'),
      file(wording({}, 'Other'), 'b.json'),
      file(wording({ instrument: 'gad7' }), 'c.json'),
    );
    assert.equal(faults.length, 2);
    assert.match(faults[0]!, /^b\.json: \/language a\.json has the wording/);
    assert.match(faults[1]!, /^c\.json: \/language .*has wording in zh-CN already/);
  });
});
