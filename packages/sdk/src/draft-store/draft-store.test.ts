/** The store and the real service, where there is no storage (Node); with storage in test/sdk/browsers. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast } from '@xinqiao/server/seed';
import { createTestService, type TestService } from '@xinqiao/server/testing';
import { XinqiaoClient } from '../client.ts';
import { AbortedError, CampaignNotOpenError, InvalidRequestError } from '../errors.ts';
import { asOfNow } from '../person.ts';
import { createCipher } from './cipher.ts';
import { DraftStore } from './draft-store.ts';
import { merge } from './merge.ts';

let service: TestService;
let assignmentId: string;
let closesAt: string;
let isAway = false;

const client = () =>
  new XinqiaoClient({
    baseUrl: 'http://service.invalid',
    fetchSession: () => service.sessionFor(cast.student),
    fetch: request => {
      if (isAway) throw new TypeError('Failed to fetch');
      return service.app.fetch(request);
    },
    retry: { delay: 1 },
  });
const empty = { answers: {}, timings: {}, position: null };
const until = async (holds: () => boolean, within = 20_000) => {
  for (const end = performance.now() + within; !holds();) {
    assert.ok(performance.now() < end, `It never came to pass: ${holds}`);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
};

before(async () => {
  service = await createTestService();
  const student = client();
  const { data } = await student.assignments.list({ status: 'to-do' });
  const assignment = data[0]!;
  assignmentId = assignment.id;
  const campaign = await student.campaigns.get(assignment.campaignId);
  closesAt = campaign.closesAt;
  await student.consents.decide({ campaignId: campaign.id, version: campaign.consent.version, decision: 'given' });
});
after(() => service.close());

test('the platform and the library seal alike, and neither opens what was made for something else', async () => {
  const key = Buffer.alloc(32, 7).toString('base64');
  const platform = await createCipher(key, 'form a');
  const library = await createCipher(key, 'form a', null as never);
  const content = { answers: { '9': 1, note: '想休息' } };
  const sealed = await platform.seal(content);
  assert.deepEqual(await library.open(sealed), content);
  assert.deepEqual(await platform.open(await library.seal(content)), content);
  assert.notDeepEqual(await platform.seal(content), sealed, 'no number is used twice');
  assert.ok(!Buffer.from(sealed).includes('想休息'));
  for (const subtle of [crypto.subtle, null as never]) {
    const others = [
      await createCipher(key, 'form b', subtle),
      await createCipher(Buffer.alloc(32, 8).toString('base64'), 'form a', subtle),
    ];
    for (const other of others) await assert.rejects(async () => other.open(sealed));
    const altered = sealed.slice();
    altered[20]! ^= 1;
    const same = await createCipher(key, 'form a', subtle);
    await assert.rejects(async () => same.open(altered));
  }
});

test('of two devices an answer stands that was changed on one; of both, the one here, and that is told', () => {
  const base = { answers: { a: 1, b: 1, c: 1 }, timings: { a: 5 }, position: 'c' };
  const mine = { answers: { a: 2, b: 1, d: 4 }, timings: { a: 5, d: 9 }, position: 'e' };
  const theirs = { answers: { a: 1, b: 3, c: 1, e: 5 }, timings: { a: 5, e: 7 }, position: 'f' };
  const content = { answers: { b: 3, e: 5, a: 2, d: 4 }, timings: { a: 5, e: 7, d: 9 }, position: 'e' };
  // A copy from before changes and time in sight were counted has none.
  assert.deepEqual(merge(base, mine, theirs), {
    content: { ...content, changes: {}, visibleTime: 0 },
    overridden: false,
  });
  const counted = merge(
    { ...base, changes: { a: 0 }, visibleTime: 1000 },
    { ...mine, changes: { a: 1, d: 0 }, visibleTime: 1500 },
    { ...theirs, changes: { a: 0, b: 1 }, visibleTime: 4000 },
  );
  assert.deepEqual(counted.content, { ...content, changes: { a: 1, b: 1, d: 0 }, visibleTime: 4500 });
  const both = merge(base, mine, { ...theirs, answers: { ...theirs.answers, a: 3 } });
  assert.deepEqual([both.content.answers.a, both.overridden], [2, true]);
  // Left behind, and changed elsewhere more often since.
  const since = { ...theirs, answers: { ...theirs.answers, a: 3 }, changes: { a: 1 } };
  const left = merge(base, { ...mine, changes: { a: 0 } }, since, true);
  assert.deepEqual([left.content.answers.a, left.content.answers.d, left.overridden], [3, 4, true]);
});

test('"saved" is said when the service has it; while it is away nothing is, and it goes on by itself', async () => {
  const told: string[] = [];
  const store = await DraftStore.open(client(), {
    assignmentId,
    language: 'zh-CN',
    interval: 1,
    onState: s => told.push(s),
  });
  assert.deepEqual([store.state, store.content], ['saved', empty]);
  isAway = true;
  store.change({ ...empty, answers: { '1': 2 } });
  assert.equal(store.state, 'pending');
  await store.flush();
  assert.equal(store.state, 'pending', 'without storage nothing is saved yet');
  isAway = false;
  await until(() => store.state === 'saved');
  assert.deepEqual(told, ['pending', 'pending', 'saved'], 'told again when the service could not be reached');
  store.close();
  const again = await DraftStore.open(client(), { assignmentId, language: 'zh-CN' });
  assert.equal(again.attemptId, store.attemptId);
  assert.deepEqual(again.content.answers, { '1': 2 });
  again.close();
});

test('what is given while a save comes to its end is saved as well', async () => {
  const given = (value: number) => ({ answers: { '1': value }, timings: {}, position: '1' });
  let store: DraftStore;
  let more: (() => void) | undefined = () => {
    store.change(given(3));
    void store.flush();
  };
  store = await DraftStore.open(client(), {
    assignmentId,
    language: 'zh-CN',
    interval: 60_000,
    onState: state => {
      if (state !== 'saved' || !more) return;
      // The service has all there was; its copy on the device is about to go.
      queueMicrotask(more);
      more = undefined;
    },
  });
  store.change(given(1));
  await store.flush();
  await until(() => store.state === 'saved' && store.content.answers['1'] === 3, 2_000);
  store.close();
});

test('two devices lose nothing of each other', async () => {
  const shown: unknown[] = [];
  const options = { assignmentId, language: 'zh-CN', interval: 60_000 };
  const one = await DraftStore.open(client(), options);
  const two = await DraftStore.open(client(), { ...options, onContent: content => shown.push(content.answers) });
  one.change({ ...empty, answers: { '1': 2, '2': 0 } });
  two.change({ ...empty, answers: { '1': 2, '3': 1 } });
  await one.flush();
  await two.flush();
  assert.equal(two.state, 'saved');
  assert.deepEqual({ ...two.content.answers }, { '1': 2, '2': 0, '3': 1 });
  assert.equal(shown.length, 1);
  one.close();
  two.close();
});

test('what is given while the answer of another device is put aside stands, and is saved', async t => {
  const options = { assignmentId, language: 'zh-CN', interval: 60_000 };
  const shown: unknown[] = [];
  const one = await DraftStore.open(client(), options);
  const two = await DraftStore.open(client(), { ...options, onContent: ({ answers }) => shown.push(answers['1']) });
  const answer = (store: DraftStore, value: number) =>
    store.change({ ...store.content, answers: { ...store.content.answers, '1': value } });
  answer(one, 1);
  answer(two, 0);
  await one.flush();
  const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
  const sealing = t.mock.method(crypto.subtle, 'encrypt', (...given: Parameters<typeof encrypt>) => {
    answer(two, 3);
    return encrypt(...given);
  });
  await two.flush();
  await until(() => two.state === 'saved');
  assert.equal(sealing.mock.callCount(), 1, 'both had answered it');
  assert.equal(two.content.answers['1'], 3);
  assert.equal((await client().drafts.get(two.attemptId)).answers['1'], 3);
  assert.ok(!shown.includes(0), 'what was given before is not shown again');
  one.close();
  two.close();
});

test('after an answer that the service refuses, saving goes on as soon as it is another one', async () => {
  const store = await DraftStore.open(client(), { assignmentId, language: 'zh-CN', interval: 1 });
  const given = (note: string) => ({ ...store.content, answers: { ...store.content.answers, note } });
  store.change(given('half of an emoji: \ud83d'));
  await until(() => store.state === 'ended');
  assert.ok(InvalidRequestError.is(store.error));
  store.change(given('none'));
  await until(() => store.state === 'saved');
  assert.equal((await client().drafts.get(store.attemptId)).answers['note'], 'none');
  store.close();
});

test('what something before the service answers is no end: saving goes on when it is gone', async () => {
  for (const status of [403, 404, 410, 413]) {
    let isUpdating = true;
    const through = new XinqiaoClient({
      baseUrl: 'http://service.invalid',
      fetchSession: () => service.sessionFor(cast.student),
      fetch: request =>
        isUpdating && request.method === 'PATCH'
          ? new Response('<html>We are updating', { status, headers: { 'Content-Type': 'text/html' } })
          : service.app.fetch(request),
      retry: 0,
    });
    const store = await DraftStore.open(through, { assignmentId, language: 'zh-CN', interval: 1 });
    store.change({ ...store.content, answers: { ...store.content.answers, '2': status % 4 } });
    await until(() => store.problem !== undefined);
    assert.equal(store.state, 'pending', String(status));
    isUpdating = false;
    await until(() => store.state === 'saved');
    store.close();
  }
});

test('what one person has answered is not sent once the sessions of the client are of somebody else', async () => {
  const writes: string[] = [];
  let person: { userId: string; role: 'student' } = cast.student;
  const shared = new XinqiaoClient({
    baseUrl: 'http://service.invalid',
    fetchSession: () => service.sessionFor(person),
    fetch: request => {
      if (request.method !== 'GET') writes.push(new URL(request.url).pathname);
      return service.app.fetch(request);
    },
    retry: 0,
  });
  const store = await DraftStore.open(shared, { assignmentId, language: 'zh-CN', interval: 60_000 });
  store.change({ ...store.content, position: '3' });
  writes.length = 0;
  person = cast.seniorStudent;
  // Ten minutes are what a session lasts.
  service.clock.set(new Date(service.clock.now().getTime() + 11 * 60_000));
  await assert.rejects(shared.me.get(), error => AbortedError.is(error));
  assert.equal((await asOfNow(shared).me.get()).userId, person.userId);
  await store.flush();
  assert.deepEqual([writes, store.state], [[], 'pending']);
  store.close();
});

test('when the campaign is over the store says so, and sends no more', async () => {
  const store = await DraftStore.open(client(), { assignmentId, language: 'zh-CN', interval: 60_000 });
  service.clock.set(new Date(Date.parse(closesAt) + 1000));
  store.change({ ...store.content, position: '5' });
  await store.flush();
  assert.equal(store.state, 'ended');
  assert.ok(CampaignNotOpenError.is(store.error));
  await store.finish();
});
