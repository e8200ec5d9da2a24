import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type DataClass,
  type Operation,
  operations,
  QuestionnaireResponse,
  Alert,
  GrowthFile,
  Instrument,
} from '@xinqiao/contract';
import { library } from '@xinqiao/instruments/library';
import { isBelow } from './reach.ts';
import { mask, MaskingError } from './mask.ts';
import { type Caller, matrix, type OperationName, operations as policy, standingClasses } from './policy.ts';

const classes = (...all: DataClass[]) => new Set<DataClass>(all);

const student = { id: 's', studentNumber: '1', name: '安一', className: '一班', collegeName: '学院' };
const alert = {
  id: 'a',
  student,
  level: 'high',
  levelStatus: 'proposed',
  state: 'found',
  reasons: [{ code: 'band', at: '2026-10-12T10:00:00+08:00', text: { en: 'Follow up.' }, detail: { en: 'PHQ-9: 20' } }],
  openedAt: '2026-10-12T10:00:00+08:00',
  respondBy: '2026-10-12T10:00:00+08:00',
  acknowledgedAt: null,
  acknowledgedBy: null,
  revision: 1,
};

describe('masking', () => {
  test('leaves out optional properties of a class that is not seen, however deep', () => {
    const masked = mask(Alert, alert, classes('C0', 'C1', 'C3')) as typeof alert;
    assert.deepEqual(masked.reasons, [{ code: 'band', at: alert.reasons[0]?.at, text: { en: 'Follow up.' } }]);
    assert.deepEqual(mask(Alert, alert, classes('C0', 'C1', 'C3', 'C5')), alert);
  });

  test('refuses to leave out what must be there', () => {
    assert.throws(() => mask(Alert, alert, classes('C0', 'C1')), MaskingError);
    const response = {
      id: 'r',
      student,
      assignmentId: 'x',
      instrumentId: 'phq9',
      instrumentVersion: '1.0.0',
      language: 'en',
      receivedAt: '2026-10-12T10:00:00+08:00',
      answers: { '1': 0 },
      result: {
        instrumentId: 'phq9',
        instrumentVersion: '1.0.0',
        status: 'complete',
        scores: {},
        bands: {},
        flags: [],
      },
    };
    assert.throws(() => mask(QuestionnaireResponse, response, classes('C0', 'C1', 'C2', 'C3')), MaskingError);
    const { answers, ...scores } = response;
    assert.deepEqual(mask(QuestionnaireResponse, response, classes('C0', 'C1', 'C4')), scores);
  });

  test('leaves out what the contract does not know', () => {
    const masked = mask(Alert, { ...alert, secret: 1, student: { ...student, idCard: 2 } }, classes('C0', 'C1', 'C3'));
    assert.doesNotMatch(JSON.stringify(masked), /secret|idCard/);
  });

  test('keeps whole definitions, with every kind of item', () => {
    for (const instrument of library) assert.deepEqual(mask(Instrument, instrument, classes('C0')), instrument);
  });

  test('keeps the time line and leaves out symptom levels for a counsellor', () => {
    const entry = { id: 'e', kind: 'assessment', on: '2026-10-12', title: { en: 'PHQ-9' }, summary: { en: 'Mild' } };
    const file = {
      student,
      responsible: [],
      stages: [
        {
          stage: 'undergraduate',
          school: '测试学校',
          from: '2026-09-01',
          to: null,
          terms: [{ id: '2026-2027-1', entries: [entry] }],
        },
      ],
      updatedAt: '2026-10-12T10:00:00+08:00',
    };
    const { summary, ...rest } = entry;
    const seen = mask(GrowthFile, file, new Set(standingClasses('counsellor'))) as typeof file;
    assert.deepEqual(seen.stages[0]?.terms[0]?.entries, [rest]);
    const all = mask(GrowthFile, file, new Set(standingClasses('psych-staff'))) as typeof file;
    assert.deepEqual(all.stages[0]?.terms[0]?.entries[0]?.summary, summary);
  });
});

describe('roles', () => {
  test('every operation names its callers, and none that does not exist is named', () => {
    const names = Object.entries(operations).flatMap(([resource, members]) =>
      Object.keys(members).map(name => `${resource}.${name}`),
    );
    assert.deepEqual(Object.keys(policy).sort(), names.sort());
    for (const [resource, members] of Object.entries(operations)) {
      for (const [name, operation] of Object.entries(members as Record<string, Operation>)) {
        const callers = Object.keys(policy[`${resource}.${name}` as OperationName]);
        assert.ok(callers.length > 0, `${resource}.${name}`);
        // A code acts for the key that made it.
        assert.equal(callers.includes('secret-key'), operation.authentication !== 'session', `${resource}.${name}`);
      }
    }
  });

  test('scores and answers are for the student and psychology staff; nobody but them sees C4 or C5', () => {
    const seeing = (dataClass: DataClass) =>
      (Object.keys(matrix) as Caller[]).filter(caller => standingClasses(caller).includes(dataClass));
    assert.deepEqual(seeing('C5'), ['psych-staff']);
    assert.deepEqual(seeing('C4'), ['student', 'psych-staff', 'guardian']);
    assert.deepEqual(seeing('C7'), ['student', 'operator']);
    assert.deepEqual(seeing('C6'), []);
  });
});

test('a unit whose id begins like another’s is not below it', () => {
  const c1 = { id: 'c1', kind: 'class', path: 'school/c1/' };
  assert.equal(isBelow('school/c1/d/', [c1]), true);
  assert.equal(isBelow('school/c10/', [c1]), false);
  assert.equal(isBelow('school/c1/', []), false);
});
