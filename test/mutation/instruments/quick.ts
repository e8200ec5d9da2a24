/** All golden cases and a few sheets of every scale, in less than a second: what runs first against each altered line. */
import { catalogue } from '@xinqiao/instruments/library';
import { compareOn } from '../../instruments/compare.ts';
import { fulfils, givenBy, goldenOf } from '../../instruments/golden.ts';
import { references } from '../../instruments/reference.ts';

for (const instrument of catalogue) {
  for (const golden of goldenOf(instrument).cases) {
    if (!fulfils(instrument, golden, givenBy(instrument, golden))) throw new Error(`${instrument.id}: ${golden.name}`);
  }
}
references.forEach((rules, at) => compareOn(rules, 30, at));
