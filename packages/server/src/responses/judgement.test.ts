/** What the service makes of a response beyond its score: its quality, and alerts that look at earlier results. */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { operations } from '@xinqiao/contract';
import { type AlertRuleSet, defaultAlertRules, defaultQualityPolicy, ShapeError } from '@xinqiao/instruments';
import { createApp } from '../app/create-app.ts';
import { expectBody, expectProblem } from '../testing/expect.ts';
import {
  answersTo,
  consentVersion,
  createSmallSchool,
  DAY,
  type SmallSchool,
  submission,
} from '../testing/small-school.ts';

const { responses, alerts } = operations;
const source = 'Invented for this test.';

let school: SmallSchool;
afterEach(() => school.close());

const session = (userId: string, role: 'psych-staff' | 'counsellor' | 'student') => school.sessionFor({ userId, role });
const responsesOf = async (studentId: string) => {
  const reply = await school.call(await session('t-psy', 'psych-staff'), 'GET', `/v1/responses?studentId=${studentId}`);
  return (await expectBody(reply, responses.list.response)).data;
};
const alertOf = async (studentId: string, userId = 't-psy', role: 'psych-staff' | 'counsellor' = 'psych-staff') => {
  const reply = await school.call(await session(userId, role), 'GET', '/v1/alerts');
  return (await expectBody(reply, alerts.list.response)).data.find(({ student }) => student.id === studentId);
};
const stored = async () =>
  (await school.database.kysely.selectFrom('clinical.responses').select('id').execute()).length;
const submitted = async (studentId: string, assignment: string, answers: Record<string, unknown>, more?: object) => {
  const reply = await school.submit(studentId, assignment, answers, more as Record<string, unknown>);
  return expectBody(reply, responses.submit.response, 201);
};
const everyItem = (milliseconds: number) =>
  Object.fromEntries(Object.keys(answersTo('phq9')).map(item => [item, milliseconds]));

describe('the quality of a response', () => {
  test('is stored beside the score, for psychology staff, and the times themselves are not', async () => {
    school = await createSmallSchool();
    const receipt = await submitted('bea', 'open.phq9', answersTo('phq9'), { timings: everyItem(400) });
    assert.doesNotMatch(JSON.stringify(receipt), /quality|timings/);
    const [response] = await responsesOf('bea');
    assert.deepEqual(response?.quality?.flagged, ['item-speed', 'total-time']);
    assert.ok(!('seed' in response) && !('shuffle' in response));
    const total = response.quality.indices.find(({ id }) => id === 'total-time');
    assert.deepEqual([total?.value, total?.threshold?.value], [3600, 18_000]);
    assert.equal(response.result.scores['total'], 0);
    assert.doesNotMatch(JSON.stringify(response.quality), /\b400\b|"timings"/);
    assert.deepEqual(Object.keys(response.answers ?? {}), Object.keys(answersTo('phq9')));
  });

  test('tells of changed answers and of the time in sight; the order can be drawn again, and what was sent is not kept', async () => {
    school = await createSmallSchool();
    await submitted('bea', 'open.phq9', answersTo('phq9'), {
      ...{ timings: everyItem(4000), changes: { '1': 7, '2': 1, '3': 1, '4': 1, '5': 1 }, visibleTime: 17_999 },
      ...{ seed: 4_294_967_295, shuffle: ['items', 'options'] },
    });
    const [response] = await responsesOf('bea');
    assert.deepEqual(response?.quality?.flagged, ['visible-time', 'answer-changes']);
    assert.deepEqual([response.seed, response.shuffle], [4_294_967_295, ['items', 'options']]);
    const row = await school.database.kysely.selectFrom('clinical.responses').selectAll().executeTakeFirstOrThrow();
    assert.doesNotMatch(JSON.stringify({ ...row, answers: null }), /"changes"|"visibleTime"|\b4000\b/);
    const { data } = await expectBody(
      await school.call(await session('t-one', 'counsellor'), 'GET', '/v1/alerts'),
      alerts.list.response,
    );
    assert.doesNotMatch(JSON.stringify(data), /4294967295|shuffle/);
  });

  test('is judged without times, too', async () => {
    school = await createSmallSchool();
    await submitted('bea', 'open.rses', answersTo('rses'));
    const [response] = await responsesOf('bea');
    assert.equal(response?.quality?.indices.find(({ id }) => id === 'total-time')?.reason, 'no-timings');
    assert.equal(response?.quality?.indices.find(({ id }) => id === 'longstring')?.status, 'flagged');
  });

  test('of nonsense times is a pointed error or not computable, and no answer is lost', async () => {
    school = await createSmallSchool();
    await school.consent('2026bea', 'open');
    const send = async (timings: unknown) =>
      school.call(await session('2026bea', 'student'), 'POST', '/v1/responses', {
        body: submission('bea', 'open', 'phq9', answersTo('phq9'), { timings }),
      });
    await expectProblem(await send({ '1': -1 }), 422, 'invalid-request', ['/timings/1']);
    await expectProblem(await send({ '1': '900' }), 422, 'invalid-request', ['/timings/1']);
    await expectProblem(await send([900]), 422, 'invalid-request', ['/timings']);
    assert.equal(await stored(), 0);
    await expectProblem(await send({ '2': 1e300 }), 422, 'invalid-request', ['/timings/2']);
    for (const [wrong, pointer] of [
      [{ changes: { '1': -1 } }, '/changes/1'],
      [{ changes: { '1': 1.5 } }, '/changes/1'],
      [{ changes: [1] }, '/changes'],
      [{ visibleTime: -1 }, '/visibleTime'],
      [{ visibleTime: 1e12 }, '/visibleTime'],
      [{ visibleTime: 0.5 }, '/visibleTime'],
      [{ seed: 2 ** 32 }, '/seed'],
      [{ seed: '1' }, '/seed'],
      [{ shuffle: ['answers'] }, '/shuffle/0'],
      [{ shuffle: ['items', 'items', 'items', 'items'] }, '/shuffle'],
      [{ mouse: [[0, 0]] }, '/mouse'],
    ] as const) {
      const body = submission('bea', 'open', 'phq9', answersTo('phq9'), wrong);
      const reply = await school.call(await session('2026bea', 'student'), 'POST', '/v1/responses', { body });
      await expectProblem(reply, 422, 'invalid-request', [pointer]);
    }
    assert.equal(await stored(), 0);
    assert.equal((await send({ elsewhere: 900, constructor: 1, '2': 900 })).status, 201);
    const [response] = await responsesOf('bea');
    assert.equal(response?.quality?.indices.find(({ id }) => id === 'total-time')?.reason, 'too-few-items');
  });

  test('is a caveat of an alert: the level stays, and only who may see answers reads which', async () => {
    school = await createSmallSchool();
    await submitted('bea', 'open.phq9', answersTo('phq9', { '9': 1 }), { timings: everyItem(400) });
    const seen = await alertOf('bea');
    assert.equal(seen?.level, 'high');
    assert.deepEqual(
      seen.reasons.map(({ code, rule }) => [code, rule]),
      [
        ['critical-item', 'xinqiao/suicidal-ideation@1.0.0'],
        ['quality', 'xinqiao/quality@1.0.0'],
        ['quality', 'xinqiao/quality@1.0.0'],
      ],
    );
    const counsellor = await alertOf('bea', 't-one', 'counsellor');
    assert.deepEqual(
      counsellor?.reasons.map(reason => Object.keys(reason).sort()),
      Array(3).fill(['at', 'code', 'text']),
    );
  });
});

describe('the quality settings of a school', () => {
  const policy = {
    ...defaultQualityPolicy,
    id: 'school',
    itemSpeed: { ...defaultQualityPolicy.itemSpeed, below: 300 },
    inconsistentPairs: { ...defaultQualityPolicy.inconsistentPairs, minPairs: 1 },
  };
  const references = { phq9: { pairs: [{ items: ['1', '2'], relation: 'same', source }] } } as const;

  test('hold for what it submits', async () => {
    school = await createSmallSchool({ quality: { policy, references } });
    await submitted('bea', 'open.phq9', answersTo('phq9', { '1': 3 }), { timings: everyItem(400) });
    await submitted('bea', 'open.gad7', answersTo('gad7'));
    const list = await responsesOf('bea');
    const [phq9, gad7] = ['phq9', 'gad7'].map(id => list.find(({ instrumentId }) => instrumentId === id));
    assert.equal(phq9?.quality?.policy, 'school@1.1.0');
    assert.deepEqual(phq9?.quality?.flagged, ['total-time', 'inconsistent-pairs']);
    assert.equal(gad7?.quality?.indices.find(({ id }) => id === 'inconsistent-pairs')?.reason, 'no-pairs');
  });

  test('are refused at the start when they are faulty', async () => {
    school = await createSmallSchool();
    const { database } = school;
    const faulty = { ...policy, version: 'newest' };
    assert.throws(() => createApp({ database, quality: { policy: faulty } }), ShapeError);
    const nameless = { phq9: { pairs: [{ ...references.phq9.pairs[0], source: '' }] } };
    assert.throws(() => createApp({ database, quality: { references: nameless } }), ShapeError);
  });
});

describe('rules of a school', () => {
  const rules: AlertRuleSet = {
    id: 'school',
    version: '3.0.0',
    rules: [
      ...defaultAlertRules.rules.filter(({ when }) => when.on === 'critical-item'),
      {
        id: 'worse',
        level: 'high',
        source,
        when: {
          on: 'worsening',
          withinDays: 30,
          against: 'previous',
          measurement: {
            instrument: 'phq9',
            scale: 'total',
            worse: 'higher',
            sd: { value: 5, source },
            reliability: { value: 0.8, source },
          },
        },
      },
      {
        id: 'both',
        level: 'watch',
        source,
        when: {
          on: 'several',
          withinDays: 14,
          all: [
            { on: 'score', instrument: 'gad7', scale: 'total', op: '>=', value: 3 },
            { on: 'score', instrument: 'phq9', scale: 'total', op: '>=', value: 3 },
          ],
        },
      },
    ],
  };
  const reasons = async (studentId: string) =>
    (await alertOf(studentId))?.reasons.map(({ code, rule }) => [code, rule]);

  test('see that a result is reliably worse than the one before', async () => {
    school = await createSmallSchool({ alertRules: rules });
    await submitted('cai', 'open.phq9', answersTo('phq9'));
    assert.equal(await alertOf('cai'), undefined);
    school.clock.advance(8 * DAY);
    await submitted('cai', 'planned.phq9', answersTo('phq9', { '1': 3, '2': 3, '3': 1 }));
    assert.deepEqual(await reasons('cai'), [['worsening', 'school/worse@3.0.0']]);
    assert.equal((await alertOf('cai'))?.level, 'high');
    const [reason] = (await alertOf('cai'))!.reasons;
    assert.match(reason!.detail!['en']!, /^PHQ-9: 0 \(8 days ago\) → 7, reliable change index 2\.21/);
  });

  test('do not look at a result of somebody else, or from too long ago', async () => {
    school = await createSmallSchool({ alertRules: rules });
    await submitted('bea', 'open.phq9', answersTo('phq9'));
    await submitted('dai', 'open.phq9', answersTo('phq9'));
    school.clock.advance(8 * DAY);
    await submitted('cai', 'planned.phq9', answersTo('phq9', { '1': 3, '2': 3, '3': 1 }));
    assert.equal(await alertOf('cai'), undefined);
    school.clock.advance(23 * DAY);
    await submitted('dai', 'planned.phq9', answersTo('phq9', { '1': 3, '2': 3, '3': 1 }));
    assert.equal(await alertOf('dai'), undefined);
  });

  test('see several instruments together, whichever comes last', async () => {
    school = await createSmallSchool({ alertRules: rules });
    await submitted('eve', 'open.gad7', answersTo('gad7', { '1': 3 }));
    assert.equal(await alertOf('eve'), undefined);
    await submitted('eve', 'open.phq9', answersTo('phq9', { '1': 3 }));
    assert.deepEqual(await reasons('eve'), [['several', 'school/both@3.0.0']]);
  });

  test('look at what came before, also where the clock was set back since', async () => {
    school = await createSmallSchool({ alertRules: rules });
    await submitted('eve', 'open.gad7', answersTo('gad7', { '1': 3 }));
    school.clock.advance(-60_000);
    await submitted('eve', 'open.phq9', answersTo('phq9', { '1': 3 }));
    assert.deepEqual(await reasons('eve'), [['several', 'school/both@3.0.0']]);
  });

  test('are refused at the start when they are faulty', async () => {
    school = await createSmallSchool();
    const faulty = { ...rules, version: 'newest' };
    assert.throws(() => createApp({ database: school.database, alertRules: faulty }), ShapeError);
  });
});

describe('a submission that is refused', () => {
  const yes = answersTo('phq9', { '9': 2 });
  const attemptId = '3f1b6a52-5d0c-4c1e-9a52-000000000001';
  const send = async (studentId: string, assignment: string, answers: unknown, more: object = {}) => {
    const [campaignId = '', instrumentId = ''] = assignment.split('.');
    const body = submission(studentId, campaignId, instrumentId, answers, more as Record<string, unknown>);
    return school.call(await session(`2026${studentId}`, 'student'), 'POST', '/v1/responses', { body });
  };
  const entries = async () => {
    const { kysely } = school.database;
    const rows = await kysely.selectFrom('audit.entries').select(['operation', 'outcome']).orderBy('id').execute();
    return rows.filter(({ operation }) => operation === 'responses.submit').map(({ outcome }) => outcome);
  };

  test('is heard all the same: a yes beside what was taken before, of the same attempt and of another', async () => {
    school = await createSmallSchool();
    await submitted('ann', 'open.phq9', answersTo('phq9'), { attemptId });
    assert.equal(await alertOf('ann'), undefined);
    await expectProblem(await send('ann', 'open.phq9', yes, { attemptId }), 409, 'idempotency-conflict');
    const alert = await alertOf('ann');
    assert.deepEqual([alert?.level, alert?.levelStatus], ['high', 'proposed']);
    const [reason] = alert!.reasons;
    assert.match(reason!.text['en']!, /^A questionnaire was handed in and not taken\. /);
    assert.match(reason!.detail!['en']!, /item 9/);
    const [response] = await responsesOf('ann');
    assert.equal(response?.answers?.['9'], 0);
    // Once: a client may try as often as it likes, and staff have taken note of it.
    await expectProblem(await send('ann', 'open.phq9', yes, { attemptId }), 409, 'idempotency-conflict');
    await expectProblem(await send('ann', 'open.phq9', yes), 409, 'already-submitted');
    assert.deepEqual(await alertOf('ann'), alert);

    // As a client sends them whose first try was kept and not acknowledged: under the same key.
    const body = submission('cai', 'open', 'phq9', answersTo('phq9'), { attemptId: attemptId.replace(/1$/, '2') });
    await school.consent('2026cai', 'open');
    const headers = { 'idempotency-key': body.attemptId };
    const cai = await session('2026cai', 'student');
    assert.equal((await school.call(cai, 'POST', '/v1/responses', { body, headers })).status, 201);
    const changed = { ...body, answers: yes };
    const reply = await school.call(cai, 'POST', '/v1/responses', { body: changed, headers });
    await expectProblem(reply, 409, 'idempotency-conflict');
    assert.equal((await alertOf('cai'))?.level, 'high');
    // The key stays that of what it came with first.
    const { attemptId: _, ...other } = submission('cai', 'silent', 'phq4', answersTo('phq4'));
    await school.consent('2026cai', 'silent');
    const elsewhere = { body: { ...other, attemptId: attemptId.replace(/1$/, '3') }, headers };
    await expectProblem(await school.call(cai, 'POST', '/v1/responses', elsewhere), 409, 'idempotency-conflict');
    assert.equal(await stored(), 2);

    await submitted('bea', 'open.phq9', answersTo('phq9'));
    await expectProblem(await send('bea', 'open.phq9', yes), 409, 'already-submitted');
    assert.equal((await alertOf('bea'))?.level, 'high');
    assert.equal(await stored(), 3);
  });

  test('says nothing new where the same was heard already, by a response or an attempt that was left', async () => {
    school = await createSmallSchool();
    await submitted('ann', 'open.phq9', yes, { attemptId });
    const alert = await alertOf('ann');
    await expectProblem(await send('ann', 'open.phq9', { ...yes, '1': 3 }, { attemptId }), 409, 'idempotency-conflict');
    assert.deepEqual(await alertOf('ann'), alert);
  });

  test('asks for nobody without a critical answer, and leaves the same in the audit', async () => {
    school = await createSmallSchool();
    for (const [studentId, answers] of [
      ['ann', answersTo('phq9', { '1': 3 })],
      ['bea', yes],
    ] as const) {
      await submitted(studentId, 'open.phq9', answersTo('phq9'));
      await expectProblem(await send(studentId, 'open.phq9', answers), 409, 'already-submitted');
    }
    assert.equal(await alertOf('ann'), undefined);
    assert.deepEqual(await entries(), ['done', 'refused', 'done', 'refused']);
  });

  test('is read for nobody without consent, or when it is of another form', async () => {
    school = await createSmallSchool();
    const decide = async (decision: string) =>
      school.call(await session('2026ann', 'student'), 'POST', '/v1/consents', {
        body: { campaignId: 'open', version: consentVersion, decision },
      });
    school.clock.advance(19 * DAY);
    assert.equal((await decide('refused')).status, 201);
    school.clock.advance(DAY);
    await expectProblem(await send('ann', 'open.phq9', yes), 409, 'campaign-not-open');
    await expectProblem(await send('bea', 'open.phq9', yes), 409, 'campaign-not-open');
    school.clock.advance(-DAY);
    assert.equal((await decide('given')).status, 201);
    school.clock.advance(DAY);
    await expectProblem(await send('ann', 'open.gad7', yes, { instrumentId: 'phq9' }), 409, 'campaign-not-open');
    school.clock.advance(-DAY);
    assert.equal((await decide('withdrawn')).status, 201);
    school.clock.advance(DAY);
    await expectProblem(await send('ann', 'open.phq9', yes), 410, 'gone');
    assert.equal(await alertOf('ann'), undefined);
    assert.equal(await alertOf('bea'), undefined);
  });

  test('because an answer is missing, or does not fit', async () => {
    school = await createSmallSchool();
    await school.consent('2026ann', 'open');
    await school.consent('2026bea', 'open');
    const { '3': _, ...gap } = yes;
    await expectProblem(await send('ann', 'open.phq9', gap), 422, 'invalid-answers', ['/answers/3']);
    await expectProblem(await send('bea', 'open.phq9', { ...answersTo('phq9'), '3': 7 }), 422, 'invalid-answers');
    const alert = await alertOf('ann');
    assert.equal(alert?.level, 'high');
    assert.match(alert.reasons[0]!.text['en']!, /^A questionnaire was handed in and not taken\. /);
    assert.equal(await alertOf('bea'), undefined);
    assert.equal(await stored(), 0);
    // The audit says of both that they were refused, and no more.
    assert.deepEqual(await entries(), ['refused', 'refused']);
  });

  test('because the campaign is over', async () => {
    school = await createSmallSchool();
    await school.consent('2026ann', 'open');
    school.clock.advance(20 * DAY);
    await expectProblem(await send('ann', 'open.phq9', yes), 409, 'campaign-not-open');
    assert.equal((await alertOf('ann'))?.level, 'high');
    assert.equal(await stored(), 0);
  });
});
