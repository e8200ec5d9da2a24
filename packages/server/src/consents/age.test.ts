import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { localDate } from '../app/time.ts';
import { decidesFrom, needsGuardian } from './age.ts';
import { consentState, type Decision, isWithdrawn } from './newest.ts';

describe('the age of consent', () => {
  test('a child needs a guardian until the day before the 14th birthday', () => {
    assert.equal(needsGuardian('2012-10-12', '2026-10-11'), true);
    assert.equal(needsGuardian('2012-10-12', '2026-10-12'), false);
    assert.equal(needsGuardian('2012-10-12', '2026-10-13'), false);
    assert.equal(needsGuardian('2013-01-01', '2026-12-31'), true);
    assert.equal(needsGuardian('2013-01-01', '2027-01-01'), false);
  });

  test('who was born on 29 February decides from 1 March', () => {
    assert.equal(decidesFrom('2012-02-29'), '2026-03-01');
    assert.equal(needsGuardian('2012-02-29', '2026-02-28'), true);
    assert.equal(needsGuardian('2012-02-29', '2026-03-01'), false);
    // The days beside it are ordinary ones.
    assert.equal(decidesFrom('2012-02-28'), '2026-02-28');
    assert.equal(decidesFrom('2012-03-01'), '2026-03-01');
    // The 14th birthday may itself be a 29 February's neighbour of a leap year.
    assert.equal(decidesFrom('2014-02-28'), '2028-02-28');
  });

  test('the day is the one at the school: a minute before midnight at +08:00 is still the day before', () => {
    const birthDate = '2012-10-12';
    assert.equal(needsGuardian(birthDate, localDate(new Date('2026-10-11T23:59:59.999+08:00'))), true);
    assert.equal(needsGuardian(birthDate, localDate(new Date('2026-10-12T00:00:00+08:00'))), false);
    // The same two moments are one day in UTC.
    assert.equal(new Date('2026-10-11T23:59:59.999+08:00').toISOString().slice(0, 10), '2026-10-11');
    assert.equal(new Date('2026-10-12T00:00:00+08:00').toISOString().slice(0, 10), '2026-10-11');
  });
});

describe('what holds', () => {
  const by = (decision: Decision['decision'], on = '2026-09-01', version = 'v1'): Decision => ({
    decision,
    version,
    on,
  });
  const child = '2013-05-05';
  const adult = '2008-05-05';
  const on = (birthDate: string, student: Decision | null, guardian: Decision | null, today = '2026-10-12') =>
    consentState({ birthDate, student, guardian }, 'v1', today);

  test('under 14 only both together are a consent', () => {
    const decisions = [null, by('given'), by('refused'), by('withdrawn')];
    const held = decisions.flatMap(student => decisions.map(guardian => on(child, student, guardian)));
    assert.equal(held.filter(state => state === 'given').length, 1);
    assert.equal(on(child, by('given'), by('given')), 'given');
    assert.equal(on(child, null, by('given')), 'required');
    assert.equal(on(child, by('given'), null), 'guardian-required');
    assert.equal(on(child, by('given'), by('refused')), 'guardian-refused');
    assert.equal(on(child, by('given'), by('withdrawn')), 'guardian-refused');
    assert.equal(on(child, by('refused'), by('given')), 'refused');
    assert.equal(on(child, by('withdrawn'), by('given')), 'withdrawn');
  });

  test('from 14 the student decides, whatever a guardian said', () => {
    for (const guardian of [null, by('given'), by('refused'), by('withdrawn')]) {
      assert.equal(on(adult, by('given'), guardian), 'given');
      assert.equal(on(adult, by('refused'), guardian), 'refused');
      assert.equal(on(adult, null, guardian), 'required');
    }
  });

  test('an assent without a guardian does not turn into a consent on the birthday: it is asked for again', () => {
    const student = by('given', '2026-10-11');
    assert.equal(on('2012-10-12', student, by('refused'), '2026-10-11'), 'guardian-refused');
    assert.equal(on('2012-10-12', student, by('refused'), '2026-10-12'), 'required');
    assert.equal(on('2012-10-12', student, by('given'), '2026-10-12'), 'given');
    assert.equal(on('2012-10-12', by('given', '2026-10-12'), by('refused'), '2026-10-12'), 'given');
  });

  test('a newer text is asked for again on each side', () => {
    const old = by('given', '2026-09-01', 'v0');
    assert.equal(on(adult, old, null), 'required');
    assert.equal(on(child, old, by('given')), 'required');
    assert.equal(on(child, by('given'), old), 'guardian-required');
  });

  test('a withdrawal by whoever is needed takes the ground away', () => {
    const today = '2026-10-12';
    assert.equal(isWithdrawn({ birthDate: child, student: by('given'), guardian: by('withdrawn') }, today), true);
    assert.equal(isWithdrawn({ birthDate: adult, student: by('given'), guardian: by('withdrawn') }, today), false);
    assert.equal(isWithdrawn({ birthDate: adult, student: by('withdrawn'), guardian: null }, today), true);
    assert.equal(isWithdrawn({ birthDate: child, student: by('refused'), guardian: by('refused') }, today), false);
  });
});
