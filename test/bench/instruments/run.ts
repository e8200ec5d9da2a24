/**
 * How fast scoring is, beside SurveyJS's calculated values and fhirpath on the same scale in the same run.
 *
 * Rounds alternate between them, so that a machine that slows down slows all of them; medians are printed. Before anything
 * is timed all must give the same twelve scores. Ours also checks the answers and finds levels, flags and critical items.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { checkInstrument, optionsOf, score, scorer } from '@xinqiao/instruments';
import { getInstrument } from '@xinqiao/instruments/library';
import { answersOf, instrument, longDefinition, sums } from './shape.ts';

/* eslint-disable @typescript-eslint/no-explicit-any -- the peers are installed on demand and have no types here. */
const peers = createRequire(new URL('./peers/package.json', import.meta.url));
const [surveyJs, fhirPath]: any[] = ['survey-core', 'fhirpath'].map(name => peers(name));

const ROUNDS = 7;
const people = Array.from({ length: 5000 }, (_, n) => answersOf(n));
type Scores = Record<string, number>;

const survey = new surveyJs.Model({
  elements: people[0] && Object.keys(people[0]).map(name => ({ type: 'rating', name, rateMin: 1, rateMax: 5 })),
  calculatedValues: sums.map(({ id, items, mean }) => ({
    name: id,
    expression: `(${items.map(item => `{${item}}`).join(' + ')})${mean ? ` / ${items.length}` : ''}`,
  })),
});
const expressions = sums.map(({ id, items, mean }) => {
  // Looking an id up in a text is the quickest way that was found; `linkId in (… | …)` took a hundred times as long.
  const values = `QuestionnaireResponse.item.where(' ${items.join(' ')} '.contains(' ' & linkId & ' ')).answer.valueInteger`;
  return { id, run: fhirPath.compile(`${values}.sum()${mean ? ` / ${items.length}` : ''}`) };
});
const responses = people.map(answers => ({
  resourceType: 'QuestionnaireResponse',
  status: 'completed',
  item: Object.entries(answers).map(([linkId, valueInteger]) => ({ linkId, answer: [{ valueInteger }] })),
}));

const prepared = scorer(instrument);
const candidates: { name: string; each: number; run: (n: number) => Scores }[] = [
  { name: 'scorer', each: 20_000, run: n => prepared(people[n]!).scores as Scores },
  { name: 'score', each: 2000, run: n => score(instrument, people[n]!).scores as Scores },
  {
    name: 'survey-core',
    each: 20,
    run: n => {
      survey.data = people[n];
      return Object.fromEntries(sums.map(({ id }) => [id, survey.getVariable(id)]));
    },
  },
  {
    name: 'fhirpath',
    each: 10,
    run: n => Object.fromEntries(expressions.map(({ id, run }) => [id, Number(run(responses[n])[0])])),
  },
];

for (let n = 0; n < people.length; n += 97) {
  assert.deepEqual(prepared(people[n]!), score(instrument, people[n]!));
  const [ours, ...others] = candidates.map(({ run }) => run(n));
  for (const other of others) {
    for (const { id } of sums) assert.ok(Math.abs(ours![id]! - other[id]!) < 1e-6, `${id}: ${ours![id]} ${other[id]}`);
  }
}

const median = (list: number[]) => [...list].sort((a, b) => a - b)[list.length >> 1]!;
const times = candidates.map((): number[] => []);
for (let round = 0; round <= ROUNDS; round++) {
  candidates.forEach(({ each, run }, index) => {
    const start = performance.now();
    for (let n = 0; n < each; n++) run(n % people.length);
    // The first round warms up.
    if (round > 0) times[index]!.push(((performance.now() - start) / each) * 1000);
  });
}
const medians = times.map(median);
console.log(`One response of 90 items, 12 scores; median of ${ROUNDS} alternating rounds, Node ${process.version}`);
candidates.forEach(({ name }, index) => {
  const times = (ours: number) => (medians[index]! / medians[ours]!).toFixed(0);
  const ratio = index < 2 ? '' : `   scorer has ${times(0)} times its throughput, score ${times(1)} times`;
  console.log(`  ${name.padEnd(12)} ${medians[index]!.toFixed(1).padStart(10)} µs${ratio}`);
});

/** Wall time and, because others may use the machine, the time that the processor gave this process. */
function measured(run: () => void): string {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  run();
  const wall = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return `${wall.toFixed(2)} s (${((user + system) / 1e6).toFixed(2)} s of processor time)`;
}

const count = Number(process.argv[2] ?? 1_000_000);
const scl90 = getInstrument('scl90')!;
const filled = people.map(answers =>
  Object.fromEntries(
    scl90.items.map(({ id }, at) => [id, optionsOf(scl90, scl90.items[at]!)[Number(answers[`q${at + 1}`]) - 1]!.value]),
  ),
);
for (let n = 0; n < filled.length; n += 97) assert.deepEqual(scorer(scl90)(filled[n]!), score(scl90, filled[n]!));
for (const [name, run, answers] of [
  ['12 scores as above', prepared, people],
  [`the SCL-90 of the library, ${scl90.scales.length} scores`, scorer(scl90), filled],
] as const) {
  let sum = 0;
  const time = measured(() => {
    for (let n = 0; n < count; n++) sum += run(answers[n % answers.length]!).scores.total ?? 0;
  });
  console.log(`${count} responses, scorer, one process: ${time}, ${name} (aim: a million under 5 s; sum ${sum})`);
}

const checks: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const definition = longDefinition(10_000);
  const begin = performance.now();
  const findings = checkInstrument(definition);
  checks.push(performance.now() - begin);
  assert.deepEqual(findings, []);
}
console.log(`Check of a definition of 10,000 items: ${median(checks).toFixed(0)} ms, median (aim: under 200 ms)`);
