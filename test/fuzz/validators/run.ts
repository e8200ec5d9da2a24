/**
 * Asks the small validators and ajv about a million documents; they have to agree on each.
 *
 *   --documents 1000000   how many in all, shared out evenly among the operations
 *   --seed 7              repeats a run; without it the seed is new and printed
 */
import { parseArgs } from 'node:util';
import { answering, compare } from '../../contract/lib/verdicts.ts';

const { values } = parseArgs({ options: { documents: { type: 'string' }, seed: { type: 'string' } } });
const documents = Number(values.documents ?? 1_000_000);
const seed = values.seed === undefined ? Date.now() & 0x7fffffff : Number(values.seed);
if (!(documents > 0) || !Number.isInteger(seed)) throw new Error('--documents and --seed are whole numbers');

const each = Math.ceil(documents / answering.length);
const total = { fit: 0, misfit: 0 };
const started = performance.now();
for (const operation of answering) {
  const { fit, misfit } = compare(operation, each, seed);
  total.fit += fit;
  total.misfit += misfit;
  console.log(`${operation.id.padEnd(28)}${String(fit).padStart(8)} fit${String(misfit).padStart(8)} do not`);
}
const seconds = ((performance.now() - started) / 1000).toFixed(0);
console.log(
  `${total.fit + total.misfit} documents, seed ${seed}, ${seconds} s: both say of ${total.fit} that they fit, of ${total.misfit} that they do not.`,
);
