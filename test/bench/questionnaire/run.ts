/**
 * `npm run bench -- questionnaire`: what the questionnaire costs a browser, beside a page written by hand, the shortest
 * element of Lit, and SurveyJS, Form.io, LHC-Forms and Smart Forms, with the same made-up forms of 9, 90 and 500 items.
 *
 *   npm run bench -- questionnaire --only DOM,Lit,xq --rounds 9    some of them, more often
 *   npm run bench -- questionnaire --items 90
 *
 * Rounds alternate between them, so that a machine that slows down slows all of them; medians are printed, and how many
 * times the page written by hand needs. Processor time is that which the main thread was given (`TaskDuration` in thread ticks), so that other work on
 * the machine counts little. The peers have fewer rounds: they are far away and slow.
 */
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { browserArgs, findBrowser } from '../../../scripts/browser.mjs';
import { buildSites, type Site } from './build.ts';
import {
  type Found,
  look,
  type Looked,
  type Measure,
  measureCold,
  measureForm,
  measureSlow,
  median,
} from './measure.ts';
import { serveSites } from './server.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '7' },
    items: { type: 'string', default: '9,90,500' },
  },
});
const ROUNDS = Number(values.rounds);
if (!(ROUNDS > 0)) throw new Error('Say how many rounds');
const PEER_ROUNDS = Math.min(3, ROUNDS);
const FLOORS = ['plain DOM', 'Lit', 'xq-questionnaire'];
const counts = values.items.split(',').map(Number);

const only = values.only.split(',').filter(Boolean);
const built = await buildSites(only.length > 0 ? ['plain DOM', ...only] : []);
const sites = built.filter(({ missing }) => missing === undefined);
for (const { name, missing } of built) if (missing) console.log(`${name} is left out: ${missing}`);
const server = await serveSites(sites);
const browser = await chromium.launch({ executablePath: await findBrowser({ install: true }), args: browserArgs });

const found = new Map<string, Found[]>();
/** Forms that a page cannot show, or not within a minute: they are not asked for again. */
const failed = new Set<string>();
const keyOf = (site: Site, count: number) => `${site.name} ${count}`;
async function take(site: Site, count: number, measure: () => Promise<Found>): Promise<void> {
  const key = keyOf(site, count);
  if (failed.has(key)) return;
  try {
    const one = await measure();
    found.set(key, [...(found.get(key) ?? []), one]);
  } catch (error) {
    failed.add(key);
    console.log(`${site.name} fails at ${count} items: ${String(error).split('\n')[0]}`);
  }
}

const looked = new Map<Site, Looked>();
for (const site of sites) {
  try {
    looked.set(site, await look(browser, server, site));
  } catch (error) {
    for (const count of counts) failed.add(keyOf(site, count));
    console.log(`${site.name} cannot be looked at: ${String(error).split('\n')[0]}`);
  }
}
const totals = new Map([...looked].map(([site, { total }]) => [site.name, Number(total)]));
for (const [name, total] of totals) {
  // A page that computes something else is not compared with.
  if (total !== totals.get('plain DOM')) console.log(`${name} gives another score: ${total}`);
}

for (let round = 0; round < ROUNDS; round++) {
  for (const count of counts) {
    for (const site of sites) {
      const isPeer = !FLOORS.includes(site.name);
      // Of the longest form they are seen once: one visit of some takes a minute.
      if (isPeer && round >= (count > 90 ? 1 : PEER_ROUNDS)) continue;
      await take(site, count, () => measureCold(browser, server, site, count));
      await take(site, count, () => measureForm(browser, server, site, count, isPeer ? 1 : 3));
      if (count === 90 && round < PEER_ROUNDS) await take(site, count, () => measureSlow(browser, server, site, count));
    }
  }
  console.error(`round ${round + 1} of ${ROUNDS}, ${Math.round(performance.now() / 1000)} s`);
}
await browser.close();
server.close();

const number = (value: number, digits: number) => value.toLocaleString('en', { maximumFractionDigits: digits });
const of = (site: Site, count: number, measure: Measure) =>
  median((found.get(keyOf(site, count)) ?? []).map(one => one[measure] ?? NaN).filter(value => !Number.isNaN(value)));
const floor = sites.find(({ name }) => name === 'plain DOM')!;

/** `ratio`: at most so many times the page written by hand; `limit`: in the unit of the row. */
const ROWS: {
  measure: Measure;
  name: string;
  digits: number;
  ratio?: Record<number, number>;
  limit?: Record<number, number>;
}[] = [
  { measure: 'cold', name: 'navigation to first question, ms of processor', digits: 0, ratio: { 90: 1.3 } },
  { measure: 'wall', name: 'navigation to first question, ms', digits: 0 },
  { measure: 'slow', name: 'the same, slow 4G, 4 × throttle, ms', digits: 0, ratio: { 90: 1.25 } },
  { measure: 'render', name: 'render alone, ms of processor', digits: 1, ratio: { 90: 1.2, 500: 0.6 } },
  { measure: 'answer', name: 'one answer, ms of processor', digits: 2, ratio: { 9: 1.25, 90: 1.25, 500: 1.25 } },
  {
    measure: 'skip',
    name: 'one that shows or hides, ms of processor',
    digits: 2,
    ratio: { 9: 1.25, 90: 1.25, 500: 1.25 },
  },
  { measure: 'click', name: 'click to frame, 4 × throttle, ms', digits: 0, limit: { 90: 30, 500: 30 } },
  { measure: 'heap', name: 'heap, MB', digits: 1, limit: { 90: 2.5, 500: 4 } },
  { measure: 'nodes', name: 'elements', digits: 0 },
];

console.log(
  `\nMedians of ${ROUNDS} alternating rounds (peers: ${PEER_ROUNDS}, and once at 500 items), ${browser.version()}`,
);
for (const count of counts) {
  console.log(`\n${count} items`);
  for (const { measure, name, digits, ratio, limit } of ROWS) {
    if (measure === 'slow' && count !== 90) continue;
    const aim = ratio?.[count] ? `   aim: ≤ ${ratio[count]} ×` : limit?.[count] ? `   aim: ≤ ${limit[count]}` : '';
    console.log(`  ${name}${aim}`);
    for (const site of sites) {
      const value = of(site, count, measure);
      if (Number.isNaN(value)) continue;
      const times = value / of(floor, count, measure);
      const judged = site.name === 'xq-questionnaire' && aim !== '';
      const met = (ratio?.[count] ? times <= ratio[count]! : value <= (limit?.[count] ?? Infinity)) ? 'met' : 'missed';
      console.log(
        `    ${site.name.padEnd(26)}${number(value, digits).padStart(9)}   ${times.toFixed(2).padStart(6)} ×${judged ? `   ${met}` : ''}`,
      );
    }
  }
}
console.log(`\nUntil the first question stands, under script-src 'self'; style-src 'self', and by keyboard`);
console.log(`${''.padEnd(28)}      gzip    brotli   violations   sheets in the page   tab stops a question`);
for (const [site, { needed, violations, works, sheets, tabStops }] of looked) {
  const broken = works ? String(violations) : `${violations}, not shown`;
  console.log(
    `  ${site.name.padEnd(26)}${number(needed.gzip, 0).padStart(10)}${number(needed.brotli, 0).padStart(10)}   ${broken.padStart(10)}   ${String(sheets).padStart(18)}   ${number(tabStops, 1).padStart(20)}`,
  );
}
console.log(
  '  Ours with a definition known to be right (`trusted`; its check takes 7.6 kB more) and with scores; `npm run size` says what it weighs alone (aim: 17,000 gzip).',
);
