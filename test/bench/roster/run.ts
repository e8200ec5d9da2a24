/**
 * How long a roster of 200,000 students takes: read from a spreadsheet in UTF-8, checked, and written into an empty
 * database; then the same roster again, and once more with a tenth of it under other names and in other classes.
 *
 *   npm run bench -- roster --students 10000
 */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { findPostgres, startPostgres } from '../../../scripts/postgres.mjs';
import type { Database } from '../../../packages/server/src/database/database.ts';
import { migrate } from '../../../packages/server/src/database/migrate.ts';
import { openEmptyPGlite } from '../../../packages/server/src/database/snapshots.ts';
import { openPostgres } from '../../../packages/server/src/node/postgres.ts';
import { importRoster } from '../../../packages/server/src/rosters/import-roster.ts';
import { readRoster } from '../../../packages/server/src/rosters/read-roster.ts';

const { values } = parseArgs({ options: { students: { type: 'string', default: '200000' } } });
const STUDENTS = Number(values.students);
if (!(STUDENTS > 0)) throw new Error('Say how many students');
/** Seconds for all of it. */
const BUDGET = 60;

const surnames = '王李张刘陈杨黄赵吴周';
const given = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚';

/** One line a student: 40 to a class, 50 classes to a college, four to a room. */
function sheet(change: boolean): Uint8Array {
  const lines = ['学号,姓名,性别,出生日期,学院,班级,入学年份,楼栋,宿舍'];
  for (let index = 0; index < STUDENTS; index++) {
    const isOther = change && index % 10 === 0;
    const home = Math.floor(index / 40) + (isOther ? 1 : 0);
    const name = surnames[index % 10]! + given[(index * 7) % 20]! + (isOther ? '一' : '');
    lines.push(
      [
        `2026${String(index).padStart(6, '0')}`,
        name,
        index % 2 === 0 ? '女' : '男',
        `200${index % 9}-0${1 + (index % 9)}-1${index % 10}`,
        `第${Math.floor(home / 50)}学院`,
        `第${home}班`,
        '2026级',
        `${Math.floor(index / 2_000)}栋`,
        String(Math.floor(index / 4) % 500),
      ].join(','),
    );
  }
  return new TextEncoder().encode(lines.join('\n'));
}

async function measure(where: string, database: Database): Promise<boolean> {
  await migrate(database);
  const spent: number[] = [];
  for (const [what, bytes] of [
    ['all new', sheet(false)],
    ['nothing new', sheet(false)],
    ['a tenth changed and moved', sheet(true)],
  ] as const) {
    const start = performance.now();
    const roster = readRoster([{ name: 'students.csv', bytes }], { stage: 'undergraduate' });
    const read = (performance.now() - start) / 1000;
    const { students } = await importRoster(database, roster);
    const all = (performance.now() - start) / 1000;
    spent.push(all);
    console.log(
      `${where}: ${STUDENTS} students, ${what}: ${all.toFixed(1)} s, of which reading ${read.toFixed(1)} s ` +
        `(${students.new} new, ${students.changed} changed, ${students.unchanged} unchanged)`,
    );
  }
  await database.close();
  return spent.every(seconds => seconds < BUDGET);
}

let isWithin = await measure('PGlite', await openEmptyPGlite());
const bin = await findPostgres({ install: false, log: () => {} });
if (bin) {
  const server = await startPostgres(bin, ['roster']);
  isWithin = (await measure('PostgreSQL', openPostgres(server.urlOf('roster')))) && isWithin;
  await server.stop();
} else console.log('PostgreSQL: there is none on this machine.');
console.log(isWithin ? `Each within ${BUDGET} s.` : `One took longer than ${BUDGET} s.`);
process.exit(isWithin ? 0 : 1);
