import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '@xinqiao/contract';
import { answersTo, createSmallSchool, DAY, NOW, type SmallSchool, submission } from '../testing/small-school.ts';
import { expectBody, expectProblem } from '../testing/expect.ts';
import { answersDigest } from './receipt.ts';

const { responses } = operations;

describe('responses', () => {
  let school: SmallSchool;
  before(async () => {
    school = await createSmallSchool();
  });
  after(() => school.close());

  const student = (id: string) => school.sessionFor({ userId: `2026${id}`, role: 'student' });
  const counts = async () => {
    const { kysely } = school.database;
    const [stored, alerts, events] = await Promise.all(
      (['clinical.responses', 'clinical.alerts', 'clinical.alert_events'] as const).map(async table => {
        const row = await kysely
          .selectFrom(table)
          .select(query => query.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow();
        return row.n;
      }),
    );
    return { stored, alerts, events };
  };

  test('a submission is scored, answered with a receipt and done', async () => {
    const answers = answersTo('gad7', { '1': 3, '2': 3 });
    const receipt = await expectBody(await school.submit('bea', 'open.gad7', answers), responses.submit.response, 201);
    assert.match(receipt.receiptCode, /^XQ-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    assert.equal(receipt.digest, await answersDigest(answers));
    assert.equal(receipt.receivedAt, '2026-10-12T10:00:00+08:00');
    assert.equal(receipt.offerHelp, false);
    // The policy tells the level, never the number.
    assert.deepEqual(
      receipt.feedback?.map(one => [one.scaleId, one.score, typeof one.level?.['zh-CN'], typeof one.level?.['en']]),
      [['total', null, 'string', 'string']],
    );
    const assignment = await school.call(await student('bea'), 'GET', '/v1/assignments/bea.open.gad7');
    const done = await expectBody(assignment, operations.assignments.get.response);
    assert.deepEqual([done.status, done.completedAt], ['done', '2026-10-12T10:00:00+08:00']);
  });

  test('feedback follows the policy of the campaign', async () => {
    const silent = await expectBody(
      await school.submit('bea', 'silent.phq4', answersTo('phq4')),
      responses.submit.response,
      201,
    );
    assert.equal(silent.feedback, null);
    const scored = await expectBody(
      await school.submit('bea', 'scored.k6', answersTo('k6')),
      responses.submit.response,
      201,
    );
    assert.deepEqual(
      scored.feedback?.map(one => typeof one.score),
      ['number'],
    );
  });

  test('one positive answer to a critical item alerts, whatever the total is', async () => {
    const response = await school.submit('cai', 'open.phq9', answersTo('phq9', { '9': 1 }));
    const receipt = await expectBody(response, responses.submit.response, 201);
    assert.equal(receipt.offerHelp, true);
    const psych = await school.sessionFor({ userId: 't-psy', role: 'psych-staff' });
    const list = await expectBody(await school.call(psych, 'GET', '/v1/alerts'), operations.alerts.list.response);
    const alert = list.data.find(one => one.student.id === 'cai');
    assert.deepEqual([alert?.level, alert?.levelStatus, alert?.state], ['high', 'proposed', 'found']);
  });

  test('the same attempt gives the same receipt, with another key as well, and is stored once', async () => {
    const session = await student('dai');
    await school.consent('2026dai', 'open');
    const body = submission('dai', 'open', 'phq9', answersTo('phq9'));
    const first = await (await school.call(session, 'POST', '/v1/responses', { body })).text();
    const before = await counts();
    const again = await school.call(session, 'POST', '/v1/responses', { body });
    assert.equal(again.status, 201);
    assert.equal(await again.text(), first);
    assert.deepEqual(await counts(), before);

    const other = { ...body, answers: { ...(body.answers as object), '1': 1 } };
    await expectProblem(
      await school.call(session, 'POST', '/v1/responses', { body: other }),
      409,
      'idempotency-conflict',
    );
    const second = { ...body, attemptId: crypto.randomUUID() };
    await expectProblem(
      await school.call(session, 'POST', '/v1/responses', { body: second }),
      409,
      'already-submitted',
    );
    assert.deepEqual(await counts(), before);
  });

  test('the receipt of an attempt is repeated after the campaign has closed', async () => {
    const session = await student('eve');
    await school.consent('2026eve', 'open');
    const body = submission('eve', 'open', 'gad7', answersTo('gad7'));
    const first = await (await school.call(session, 'POST', '/v1/responses', { body })).text();
    school.clock.advance(60 * DAY);
    try {
      const later = await student('eve');
      assert.equal(await (await school.call(later, 'POST', '/v1/responses', { body })).text(), first);
    } finally {
      school.clock.set(NOW);
    }
  });

  test('an attempt id of somebody else is a conflict', async () => {
    const body = submission('ann', 'open', 'rses', answersTo('rses'));
    await school.consent('2026ann', 'open');
    await school.consent('2026bea', 'open');
    assert.equal((await school.call(await student('ann'), 'POST', '/v1/responses', { body })).status, 201);
    const stolen = { ...body, assignmentId: 'bea.open.rses' };
    await expectProblem(
      await school.call(await student('bea'), 'POST', '/v1/responses', { body: stolen }),
      409,
      'idempotency-conflict',
    );
  });

  describe('nothing is stored when', () => {
    const refused = async (
      code: Parameters<typeof expectProblem>[2],
      status: number,
      body: unknown,
      pointers?: string[],
      userId = '2026ann',
    ) => {
      const before = await counts();
      const session = await school.sessionFor({ userId, role: 'student' });
      const response = await school.call(session, 'POST', '/v1/responses', { body });
      const problem = await expectProblem(response, status, code, pointers);
      assert.deepEqual(await counts(), before);
      return problem;
    };
    const gad7 = (given: Record<string, unknown>) => submission('ann', 'open', 'gad7', answersTo('gad7', given));
    before(() => school.consent('2026ann', 'open'));

    test('an answer is not on the list', async () => {
      const problem = await refused('invalid-answers', 422, gad7({ '3': 4177 }), ['/answers/3']);
      assert.doesNotMatch(JSON.stringify(problem), /4177/);
    });
    const misfits: [string, Record<string, unknown>, string[]][] = [
      ['an answer is digits in quotes', { '3': '3' }, ['/answers/3']],
      ['an answer is null', { '3': null }, ['/answers/3']],
      ['an answer is an array', { '3': [1] }, ['/answers/3']],
      ['an answer is an object', { '3': { value: 1 } }, ['/answers/3']],
      ['an answer is true', { '3': true }, ['/answers/3']],
      ['an answer is a fraction', { '3': 1.5 }, ['/answers/3']],
      ['an item is unknown', { '99': 1 }, ['/answers/99']],
      ['an item has a path in its name', { 'a/b~c': 1 }, ['/answers/a~1b~0c']],
      [
        'an item is named like a property of every object',
        { constructor: 1, toString: 1 },
        ['/answers/constructor', '/answers/toString'],
      ],
    ];
    for (const [name, given, pointers] of misfits) {
      test(name, async () => {
        await refused('invalid-answers', 422, gad7(given), pointers);
      });
    }
    test('one answer is missing', async () => {
      const answers = answersTo('gad7');
      delete answers['7'];
      await refused('invalid-answers', 422, submission('ann', 'open', 'gad7', answers), ['/answers/7']);
    });
    test('the answers are no object', async () => {
      await refused('invalid-request', 422, submission('ann', 'open', 'gad7', [1, 2]), ['/answers']);
    });
    test('the instrument is another', async () => {
      await refused('invalid-request', 422, { ...gad7({}), instrumentId: 'phq9' }, ['/instrumentId']);
    });
    test('the version is another', async () => {
      await refused('invalid-request', 422, { ...gad7({}), instrumentVersion: '9.9.9' }, ['/instrumentVersion']);
    });
    test('the assignment is another student’s, exactly as when there is none', async () => {
      const theirs = await refused('not-found', 404, { ...gad7({}), assignmentId: 'dai.open.gad7' });
      const nobody = await refused('not-found', 404, { ...gad7({}), assignmentId: 'nobody' });
      assert.deepEqual({ ...theirs, requestId: '' }, { ...nobody, requestId: '' });
    });
    test('the campaign is over', async () => {
      await refused('campaign-not-open', 409, submission('ann', 'over', 'phq9', answersTo('phq9')));
    });
    test('the campaign has not begun', async () => {
      await refused('campaign-not-open', 409, submission('ann', 'planned', 'phq9', answersTo('phq9')));
    });
    test('consent has not been given', async () => {
      await refused(
        'consent-required',
        403,
        submission('eve', 'silent', 'phq4', answersTo('phq4')),
        undefined,
        '2026eve',
      );
    });
    test('consent was withdrawn', async () => {
      await school.consent('2026eve', 'scored');
      const body = { campaignId: 'scored', version: '2026-09', decision: 'withdrawn' };
      assert.equal((await school.call(await student('eve'), 'POST', '/v1/consents', { body })).status, 201);
      await refused('gone', 410, submission('eve', 'scored', 'k6', answersTo('k6')), undefined, '2026eve');
    });
  });

  test('psychology staff read answers and result; nobody else may', async () => {
    const psych = await school.sessionFor({ userId: 't-psy', role: 'psych-staff' });
    const page = await expectBody(
      await school.call(psych, 'GET', '/v1/responses?studentId=bea'),
      responses.list.response,
    );
    const gad7 = page.data.find(one => one.instrumentId === 'gad7');
    assert.equal(gad7?.result.scores['total'], 6);
    assert.equal(gad7?.answers?.['1'], 3);
    const one = await expectBody(await school.call(psych, 'GET', `/v1/responses/${gad7?.id}`), responses.get.response);
    assert.deepEqual(one, gad7);
    await expectProblem(await school.call(psych, 'GET', '/v1/responses?studentId=nobody'), 404, 'not-found');
    // Carers and leaders may, in a relation: without one there is nothing for them.
    for (const [userId, role, status, code] of [
      ['t-one', 'counsellor', 404, 'not-found'],
      ['t-dean', 'college-leader', 404, 'not-found'],
      ['2026bea', 'student', 403, 'forbidden'],
    ] as const) {
      const session = await school.sessionFor({ userId, role });
      await expectProblem(await school.call(session, 'GET', `/v1/responses/${gad7?.id}`), status, code);
      await expectProblem(await school.call(session, 'GET', '/v1/responses/nobody'), status, code);
    }
  });

  test('pages of responses hold each once', async () => {
    const psych = await school.sessionFor({ userId: 't-psy', role: 'psych-staff' });
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query = `studentId=bea&limit=1${cursor && `&cursor=${cursor}`}`;
      const response = await school.call(psych, 'GET', `/v1/responses?${query}`);
      const page: { data: { id: string }[]; nextCursor: string | null } = await expectBody(
        response,
        responses.list.response,
      );
      ids.push(...page.data.map(one => one.id));
      cursor = page.nextCursor;
    }
    assert.equal(ids.length, 3);
    assert.equal(new Set(ids).size, 3);
  });
});
