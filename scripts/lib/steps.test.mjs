import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countTests } from './steps.mjs';

test('counts are read as they stand', () => {
  assert.deepEqual(countTests('ℹ tests 5\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\n'), { passed: 3, failed: 2 });
});

test('counts are read behind a progress bar that was wiped away', () => {
  const up = '\u001b[2K\u001b[1A\u001b[2K\u001b[G';
  assert.deepEqual(countTests(`Running tests...\n\n${up}ℹ pass 413\nℹ fail 0\n`), { passed: 413, failed: 0 });
});

test('nothing that counts is no test', () => {
  assert.deepEqual(countTests('Chrome: |███| 45/45 test files | 413 passed, 0 failed\n'), { passed: 0, failed: 0 });
});
