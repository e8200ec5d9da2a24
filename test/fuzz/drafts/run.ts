/**
 * Fills in one form on two devices, in ways that are drawn by lot: pages that crash, are closed, opened twice, moved; lines that are cut,
 * slow, or lose the answers of the service. What a page has said to be saved, or to wait on the device, has to be there in the end.
 *
 *   --runs 50      how many forms
 *   --steps 40     of each
 *   --seed 7       repeats the plans of a run; without it the seed is new and printed. When things happen differs all the same.
 */
import { parseArgs } from 'node:util';
import type { Instrument } from '@xinqiao/contract/types';
import { getInstrument } from '@xinqiao/instruments/library';
import { launch } from '../../faults/browser/stage.ts';
import { openPortal } from '../../faults/lib/site.ts';
import { Journey } from './journey.ts';
import { ITEMS, plans } from './plan.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '50' },
    steps: { type: 'string', default: '40' },
    seed: { type: 'string' },
  },
});
const runs = Number(values.runs);
const steps = Number(values.steps);
const seed = values.seed === undefined ? Date.now() & 0x7fffffff : Number(values.seed);
if (!(runs > 0 && steps > 0) || ![runs, steps, seed].every(Number.isInteger)) {
  throw new Error('--runs, --steps and --seed are whole numbers');
}

const text = (words: string) => ({ 'zh-CN': words, en: words });
/** Of words only: each answer is another one. */
const form = {
  ...getInstrument('gad7')!,
  id: 'fuzz-drafts',
  title: text('A made-up form'),
  items: ITEMS.map(id => ({ type: 'text', id, text: text(`Item ${id}`), required: false })),
  scales: [],
} as unknown as Instrument;

console.log(`${runs} forms of ${steps} steps, seed ${seed}`);
const started = performance.now();
const portal = await openPortal();
const browser = await launch();
let given = 0;
let lost = 0;
try {
  for (const [number, plan] of plans(runs, steps, seed).entries()) {
    const student = await portal.next({ instrument: form });
    const journey = await Journey.begin(portal, student, browser);
    try {
      for (const step of plan) await journey.take(step);
      await journey.end();
    } catch (error) {
      lost++;
      console.error(`form ${number}: ${error instanceof Error ? error.message : error}\n${journey.history}`);
      for (const step of plan) console.error(JSON.stringify(step));
    } finally {
      const { kept } = journey.history;
      console.log(`form ${number}: ${kept} kept`);
      given += kept;
      await journey.close();
    }
  }
} finally {
  await browser.close();
  await portal.close();
}
const seconds = ((performance.now() - started) / 1000).toFixed(0);
console.log(
  `${given} answers that were said to be kept, in ${runs} forms, ${seconds} s, seed ${seed}: ${lost} forms lost some.`,
);
process.exit(lost === 0 ? 0 : 1);
