import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { termId, termOf } from './term.ts';

describe('terms', () => {
  for (const [day, id] of [
    ['2026-08-31', '2025-2026-2'],
    ['2026-09-01', '2026-2027-1'],
    ['2026-12-31', '2026-2027-1'],
    ['2027-01-01', '2026-2027-1'],
    ['2027-02-28', '2026-2027-1'],
    ['2028-02-29', '2027-2028-1'],
    ['2027-03-01', '2026-2027-2'],
  ] as const) {
    test(`${day} is in ${id}`, () => assert.equal(termId(termOf(day)), id));
  }

  test('begin at midnight of the school', () => {
    assert.equal(termId(termOf(new Date('2026-08-31T15:59:59Z'))), '2025-2026-2');
    assert.equal(termId(termOf(new Date('2026-08-31T16:00:00Z'))), '2026-2027-1');
  });
});
