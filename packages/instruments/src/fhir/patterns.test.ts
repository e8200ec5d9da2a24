import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPatterns, fromFhir } from './index.ts';

const read = (pattern: string, more: object = {}) => {
  const url = 'http://hl7.org/fhir/StructureDefinition/regex';
  const item = [
    { linkId: '/x', type: 'string', maxLength: 10_000, extension: [{ url, valueString: pattern }], ...more },
    { linkId: 'y', type: 'string' },
  ];
  const resource = { resourceType: 'Questionnaire', status: 'active', item };
  return fromFhir(resource, { version: 'R4' }).instrument;
};
const problems = async (pattern: string, answer: string | null) =>
  (await checkPatterns(read(pattern), { x: answer, y: 'anything' })).map(({ item, code }) => `${item} ${code}`);

test('a whole answer must have the form of its pattern', async () => {
  assert.deepEqual(await problems('[0-9]{8}', '20240901'), []);
  assert.deepEqual(await problems('[0-9]{8}', '202409011'), ['x no-match']);
  assert.deepEqual(await problems('[一-龥]+', '心桥'), []);
  assert.deepEqual(await problems('[0-9]{8}', null), []);
});

test('no pattern blocks, however it was made', async () => {
  const long = `${'a'.repeat(9_999)}!`;
  for (const pattern of ['(a+)+$', '(a|a)*$', '(a|aa)+$', '(.*a){12}$', '([a-zA-Z]+)*$', '(a*)*b']) {
    assert.deepEqual(await problems(pattern, long), ['x no-match'], pattern);
  }
});

test('a pattern that can’t be run in linear time is named, and the answer repeated nowhere', async () => {
  for (const pattern of ['(?=a)a', '(a)\\1', '(', '(?<!x)y', 'a'.repeat(1001), 'a{1,100000}']) {
    assert.deepEqual(await problems(pattern, 'secret'), ['x not-a-pattern'], pattern);
  }
  const all = await checkPatterns(read('[0-9]'), { x: 'secret' });
  assert.doesNotMatch(JSON.stringify(all), /secret/);
});

test('the answer to a hidden item is not looked at', async () => {
  const enableWhen = [{ question: 'y', operator: '=', answerString: 'show' }];
  assert.deepEqual(await checkPatterns(read('[0-9]', { enableWhen }), { x: 'a', y: 'hide' }), []);
  assert.equal((await checkPatterns(read('[0-9]', { enableWhen }), { x: 'a', y: 'show' })).length, 1);
});
