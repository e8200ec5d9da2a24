/**
 * How long it takes to decide which counts may be shown, for universities of several sizes, and how much is left of
 * them. The counts are drawn as in the synthetic university: most students provided for, one college behind.
 */
import { performance } from 'node:perf_hooks';
import { type LeafCounts, protect } from '../../../packages/server/src/aggregates/protect.ts';
import { randomOf } from '../../../packages/server/src/seed/random.ts';
import { measureReasons } from './reasons.ts';

const CLASS = 39;
const COLLEGES = 30;

function university(students: number): LeafCounts[] {
  const classes = Math.round(students / CLASS);
  return Array.from({ length: classes }, (_, index) => {
    const college = index % Math.min(COLLEGES, Math.max(2, Math.floor(classes / 15)));
    const isWeak = college === 1;
    const isFirstYear = Math.floor(index / COLLEGES) % 4 === 0;
    const random = randomOf('class', `${index}`);
    const counts = [0, 0, 0, 0, 0];
    for (let student = 0; student < CLASS; student += 1) {
      const kind = random.weighted(isWeak ? [52, 28, 20] : [94.4, 5, 0.6]);
      const status = kind === 0 ? (isFirstYear ? 1 : 0) : kind === 1 ? (isFirstYear ? 2 : 3) : 4;
      counts[status]! += 1;
    }
    return { path: `school/${college}/${index}/`, counts };
  });
}

for (const students of [6_000, 40_000, 200_000]) {
  const leaves = university(students);
  const began = performance.now();
  const five = protect(leaves, 5);
  const middle = performance.now();
  const ten = protect(leaves, 10, five);
  const ended = performance.now();
  const shares = [five, ten].map(table => {
    const kinds = [...table.values()].flatMap(({ cells }) => cells.map(({ kind }) => kind));
    const share = (kind: string) => `${((kinds.filter(one => one === kind).length / kinds.length) * 100).toFixed(1)} %`;
    return `${share('value')} numbers, ${share('fewer')} fewer, ${share('all-but-fewer')} nearly all, ${share('withheld')} withheld`;
  });
  console.log(
    `${students} students, ${leaves.length} classes\n` +
      `  k = 5:  ${(middle - began).toFixed(0)} ms; ${shares[0]}\n` +
      `  k = 10: ${(ended - middle).toFixed(0)} ms; ${shares[1]}`,
  );
}

console.log('\nReasons for not answering, 6,000 students');
await measureReasons(6_000);
