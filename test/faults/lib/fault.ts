/** A test of a fault of `list.ts`, by its number. */
import { type TestContext, test, type TestOptions } from 'node:test';
import { faults, titleOf } from '../list.ts';

/** Those that are asked for, by `npm run faults -- --only`; all when nobody asks. */
const only = process.env['XINQIAO_FAULTS']?.split(',').map(Number);

/** @param run what `test` runs; `options` what it is told, such as why it is left out */
export function fault(number: number, run: (t: TestContext) => Promise<void>, options: TestOptions = {}): void {
  const found = faults.find(one => one.number === number);
  if (!found) throw new Error(`No fault has the number ${number}.`);
  if (only && !only.includes(number)) return;
  void test(titleOf(found), options, run);
}
