import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xinqiao-roster-'));
});
after(() => rm(folder, { recursive: true, force: true }));

const run = (...args: string[]) => {
  const { DATABASE_URL, ...env } = process.env;
  return spawnSync(process.execPath, ['--conditions=source', main, 'roster', ...args], {
    encoding: 'utf8',
    env: { ...env, XINQIAO_DATA_DIR: join(folder, 'data') },
  });
};
const HEADER = '学号,姓名,出生日期,学院,班级';

test('a roster is looked at, refused cell by cell, and taken over', async () => {
  const sheet = join(folder, '学生.csv');
  await writeFile(sheet, `${HEADER}\n20260001,王伟,2008-02-31,文学院,一班\n`);
  const refused = run('import', sheet, '--stage', 'undergraduate');
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /^学生\.csv:2 出生日期: .*\(not-a-date\)$/m);
  assert.match(refused.stderr, /^1 faults\. Nothing was written\.$/m);
  assert.doesNotMatch(refused.stderr, /王伟/);

  await writeFile(sheet, `${HEADER}\n20260001,王伟,2008-02-29,文学院,一班\n`);
  const taken = run('import', sheet, '--stage', 'undergraduate', '--school', '青屿大学');
  assert.equal(taken.status, 0, taken.stderr);
  assert.match(taken.stdout, /^students {2}1 new/m);
  assert.match(taken.stdout, /^Written\.$/m);
  const again = run('check', sheet, '--stage', 'undergraduate', '--json');
  assert.equal(again.status, 0, again.stderr);
  const report = JSON.parse(again.stdout) as { dryRun: boolean; students: { unchanged: number; new: number } };
  assert.deepEqual([report.dryRun, report.students.unchanged, report.students.new], [true, 1, 0]);
});

test('what is no command says how it is used', () => {
  for (const args of [['import'], ['delete', 'x.csv']]) {
    const { status, stderr } = run(...args);
    assert.equal(status, 2);
    assert.match(stderr, /roster import FILE/);
  }
});
