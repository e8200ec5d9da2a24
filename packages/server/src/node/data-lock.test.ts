import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { lockData } from './data-lock.ts';

describe('the lock of a data folder', () => {
  const root = mkdtempSync(join(tmpdir(), 'xinqiao-lock-'));
  after(() => rmSync(root, { recursive: true }));
  const folder = (name: string) => join(root, name);

  test('keeps the same process out as well, until it is given back', () => {
    const lock = lockData(folder('own'));
    assert.throws(
      () => lockData(folder('own')),
      /is in use by process \d+: stop that process, or set XINQIAO_DATA_DIR/,
    );
    lock.release();
    assert.equal(existsSync(join(folder('own'), 'lock')), false);
    lockData(folder('own')).release();
  });

  test('of a process that lives is respected, of one that has died taken over', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(other, 'spawn');
    lockData(folder('other')).release();
    const file = join(folder('other'), 'lock');
    writeFileSync(file, `${other.pid}\n`);
    assert.throws(() => lockData(folder('other')), new RegExp(`in use by process ${other.pid}:`));
    assert.equal(readFileSync(file, 'utf8'), `${other.pid}\n`);
    other.kill('SIGKILL');
    await once(other, 'exit');
    const lock = lockData(folder('other'));
    assert.equal(readFileSync(file, 'utf8'), `${process.pid}\n`);
    lock.release();
  });

  test('that is empty, because its process died while writing it, is taken over', () => {
    lockData(folder('empty')).release();
    writeFileSync(join(folder('empty'), 'lock'), '');
    lockData(folder('empty')).release();
  });
});
