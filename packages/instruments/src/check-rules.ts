/** What the parts of a definition mean to each other: references, ranges, levels, licences. Expects a sound structure. */
import type { Condition, Decision, Instrument, Item, LocalizedText, Option } from '@xinqiao/contract/types';
import type { Finding } from './finding.ts';
import { checkOrder, unique, type Context, type Report } from './check-context.ts';
import { checkReachable } from './check-reachable.ts';
import { checkBands, checkScale, conditionalIds } from './check-scales.ts';
import { step } from './check-structure.ts';
import { variantOf } from './variants.ts';
import { holds, makeIndex } from './visibility.ts';

const isQuestion = ({ type }: Item) => type !== 'display' && type !== 'group';

function checkOptions(options: readonly Option[], path: string, report: Report): void {
  // Compared as text: 1 and "1" can't be told apart in a form.
  const values = options.map(({ value }) => String(value));
  unique(values, index => `${path}/${index}/value`, report, 'duplicate-option');
}

function checkCondition({ item, op, value }: Condition, path: string, { index, report }: Context): void {
  const target = index.byId.get(item);
  if (!target) return report(`${path}/item`, 'unknown-reference', `There is no item "${item}".`);
  if (!isQuestion(target.item)) return report(`${path}/item`, 'not-a-question', `"${item}" takes no answer.`);
  const wrong = (message: string) => report(`${path}/value`, 'never-holds', message);
  if (op === 'exists') return typeof value === 'boolean' ? undefined : wrong('"exists" compares with true or false.');
  const { type } = target.item;
  const isChoice = type === 'choice' || type === 'multiple-choice';
  const isEqual = op === '=' || op === '!=';
  if (typeof value === 'boolean') return wrong('Only "exists" compares with true or false.');
  if (isChoice && isEqual && !target.options.some(option => option.value === value)) {
    return wrong(`No option of "${item}" has this value.`);
  }
  if (!isEqual && (typeof value !== 'number' || type === 'text' || type === 'multiple-choice')) {
    return report(`${path}/op`, 'never-holds', 'Only numbers are greater or smaller.');
  }
  const isText = typeof value === 'string';
  if (!isChoice && isText !== (type === 'text')) wrong(`"${item}" is never answered with a ${typeof value}.`);
}

type Conditions = NonNullable<Decision['all']>;

function checkConditions(conditions: Conditions | undefined, path: string, context: Context): void {
  conditions?.forEach((condition, index) => {
    if ('item' in condition) checkCondition(condition, `${path}/${index}`, context);
  });
}

function checkItem(item: Item, path: string, earlier: ReadonlySet<string>, context: Context): void {
  const { index, responseSets, report } = context;
  if (item.group !== undefined) {
    const group = index.byId.get(item.group)?.item;
    if (!group) report(`${path}/group`, 'unknown-reference', `There is no group "${item.group}".`);
    else if (group.type !== 'group') report(`${path}/group`, 'not-a-group', `"${item.group}" is no group.`);
    else if (!earlier.has(item.group)) {
      report(`${path}/group`, 'forward-group', `The group "${item.group}" must stand before what it encloses.`);
    }
  }
  checkConditions(item.enableWhen, `${path}/enableWhen`, context);
  if (item.type === 'number' || item.type === 'scale') checkOrder(item.min, item.max, `${path}/min`, report);
  if (item.type !== 'choice' && item.type !== 'multiple-choice') return;

  const { options, responseSet } = item;
  if (options && responseSet) {
    report(path, 'two-option-lists', 'Give either "options" or "responseSet".');
  } else if (options) {
    checkOptions(options, `${path}/options`, report);
  } else if (responseSet === undefined) {
    report(path, 'no-options', 'A choice needs "options" or a "responseSet".');
  } else if (!responseSets.has(responseSet)) {
    report(`${path}/responseSet`, 'unknown-reference', `There is no response set "${responseSet}".`);
  }
  if (item.type !== 'multiple-choice') return;
  const count = index.byId.get(item.id)!.options.length;
  checkOrder(item.minSelected, item.maxSelected, `${path}/minSelected`, report);
  if ((item.minSelected ?? 0) > count) report(`${path}/minSelected`, 'out-of-range', `There are ${count} options.`);
}

/** An option without a label is an empty slot: only where no item has wording either, until a licensed school fills both. */
function checkSlots({ instrument, report }: Context): void {
  if (!instrument.items.some(({ text }) => text)) return;
  const check = (options: readonly Option[] | undefined, path: string) =>
    options?.forEach(({ label }, at) => {
      if (Object.keys(label).length > 0) return;
      report(`${path}/${at}/label`, 'no-language', 'The label has no language, but the items have wording.');
    });
  instrument.responseSets?.forEach(({ options }, at) => check(options, `/responseSets/${at}/options`));
  instrument.items.forEach((item, at) => {
    if (item.type === 'choice' || item.type === 'multiple-choice') check(item.options, `/items/${at}/options`);
  });
}

/** Wording may stand only in languages whose licence lets it ship. Titles, periods and levels are our own words. */
function checkLicences({ instrument, report }: Context): void {
  const licences = new Map(Object.entries(instrument.licences));
  const check = (text: LocalizedText | undefined, path: string) => {
    for (const language of Object.keys(text ?? {})) {
      const licence = licences.get(language);
      const ship = licence?.ship;
      // A school filled it in and says under which licence.
      if (licence?.licensed) continue;
      if (!ship) report(step(path, language), 'no-licence', `No licence is given for text in ${language}.`);
      else if (ship === 'keys-only' || ship === 'structure-only') {
        report(step(path, language), 'text-not-allowed', `The licence for ${language} is ${ship}: leave the text out.`);
      }
    }
  };
  const checkLabels = (options: readonly Option[] | undefined, path: string) =>
    options?.forEach(({ label }, at) => check(label, `${path}/${at}/label`));

  check(instrument.stem, '/stem');
  instrument.responseSets?.forEach(({ options }, at) => checkLabels(options, `/responseSets/${at}/options`));
  instrument.items.forEach((item, at) => {
    const path = `/items/${at}`;
    check(item.text, `${path}/text`);
    check(item.help, `${path}/help`);
    if (item.type === 'choice' || item.type === 'multiple-choice') checkLabels(item.options, `${path}/options`);
    if (item.type !== 'scale') return;
    check(item.minLabel, `${path}/minLabel`);
    check(item.maxLabel, `${path}/maxLabel`);
  });
}

function checkReferences({ instrument, index, scales, report }: Context): void {
  const scaleAt = (id: string, path: string) => {
    if (!scales.has(id)) report(path, 'unknown-reference', `There is no scale "${id}".`);
    return scales.get(id);
  };
  const limit = (id: string, value: number, path: string, name = 'scale') => {
    const scale = scaleAt(id, `${path}/${name}`);
    if (scale && (value < scale.min || value > scale.max)) {
      report(`${path}/value`, 'out-of-range', `The scale "${id}" goes from ${scale.min} to ${scale.max}.`);
    }
  };
  instrument.cutoffs?.forEach(({ scale, anyOf = [], value }, at) => {
    limit(scale, value, `/cutoffs/${at}`);
    anyOf.forEach((id, other) => limit(id, value, `/cutoffs/${at}`, `anyOf/${other}`));
    unique([scale, ...anyOf], other => `/cutoffs/${at}/anyOf/${other - 1}`, report, 'duplicate-scale');
  });
  instrument.validity?.forEach(({ scale, value }, at) => limit(scale, value, `/validity/${at}`));
  instrument.decisions?.forEach(decision => {
    const at = instrument.decisions!.indexOf(decision);
    for (const list of ['all', 'any'] as const) {
      decision[list]?.forEach((condition, place) => {
        if ('scale' in condition) limit(condition.scale, condition.value, `/decisions/${at}/${list}/${place}`);
      });
    }
  });
  instrument.critical?.forEach(({ item: id, op, value }, at) => {
    const entry = index.byId.get(id);
    const path = `/critical/${at}`;
    if (!entry) return report(`${path}/item`, 'unknown-reference', `There is no item "${id}".`);
    const { item, options } = entry;
    const isNumeric = item.type === 'number' || item.type === 'scale';
    const values = item.type === 'choice' ? options.map(option => option.value) : isNumeric ? [value] : [];
    if (!values.some(one => typeof one === 'number')) {
      report(`${path}/item`, 'not-scorable', `"${id}" is never answered with a number.`);
    } else if (!values.some(one => typeof one === 'number' && (isNumeric || holds({ op, value }, one)))) {
      report(`${path}/value`, 'never-holds', `No option of "${id}" makes this hold.`);
    }
  });
  for (const id of Object.keys(instrument.missing.fixed ?? {})) {
    if (!index.byId.has(id)) report(step('/missing/fixed', id), 'unknown-reference', `There is no item "${id}".`);
  }
  for (const id of Object.keys(instrument.loinc?.scales ?? {})) scaleAt(id, step('/loinc/scales', id));
  for (const id of Object.keys(instrument.loinc?.items ?? {})) {
    if (!index.byId.has(id)) report(step('/loinc/items', id), 'unknown-reference', `There is no item "${id}".`);
  }
}

/** What a variant breaks in a definition that is sound without it. */
function checkVariants({ instrument, scales, report }: Context, known: readonly Finding[]): void {
  const { variants = [], ...plain } = instrument;
  unique(
    variants.map(({ id }) => id),
    at => `/variants/${at}/id`,
    report,
  );
  const before = new Set(known.map(({ path, code }) => `${path} ${code}`));
  variants.forEach((variant, at) => {
    const { id, title, source, ...changes } = variant;
    const path = `/variants/${at}`;
    if (Object.keys(changes).length === 0) report(path, 'changes-nothing', `"${id}" changes nothing.`);
    for (const name of ['reverse', 'transform', 'table'] as const) {
      for (const scale of Object.keys(variant[name] ?? {})) {
        if (scales.has(scale)) continue;
        report(step(`${path}/${name}`, scale), 'unknown-reference', `There is no scale "${scale}".`);
      }
    }
    const definition = variantOf({ ...plain, variants: [variant] }, id)!;
    for (const finding of checkRules({ ...definition, variants: [] })) {
      if (before.has(`${finding.path} ${finding.code}`)) continue;
      report(path, finding.code, `With "${id}", at ${finding.path}: ${finding.message}`);
    }
  });
}

/** What is wrong with a definition whose structure is sound. */
export function checkRules(instrument: Instrument): Finding[] {
  const findings: Finding[] = [];
  const report: Report = (path, code, message) => void findings.push({ path, code, message });
  const { items, scales, responseSets = [], bands = [], cutoffs = [], critical = [], decisions = [] } = instrument;
  const index = makeIndex(instrument);
  const context: Context = {
    instrument,
    index,
    scales: new Map(scales.map(scale => [scale.id, scale])),
    responseSets: new Set(responseSets.map(({ id }) => id)),
    report,
  };
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);

  checkOrder(instrument.age.min ?? undefined, instrument.age.max ?? undefined, '/age/min', report);
  unique(ids(responseSets), at => `/responseSets/${at}/id`, report);
  responseSets.forEach(({ options }, at) => checkOptions(options, `/responseSets/${at}/options`, report));

  unique(ids(items), at => `/items/${at}/id`, report);
  const earlier = new Set<string>();
  const faulty = new Set<string>();
  items.forEach((item, at) => {
    const before = findings.length;
    checkItem(item, `/items/${at}`, earlier, context);
    if (findings.length > before) faulty.add(item.id);
    earlier.add(item.id);
  });
  const cyclic = new Set(ids(index.cyclic.map(({ item }) => item)));
  items.forEach(({ id }, at) => {
    const message = `Whether "${id}" is shown depends, by conditions and groups, on a circle of items.`;
    if (cyclic.has(id)) report(`/items/${at}`, 'cycle', message);
  });
  checkReachable(context, new Set([...faulty, ...cyclic]));

  unique(ids(scales), at => `/scales/${at}/id`, report);
  const conditional = conditionalIds(items);
  scales.forEach((scale, at) => checkScale(scale, `/scales/${at}`, conditional, context));
  const first = scales.findIndex(({ primary }) => primary);
  scales.forEach(({ id, primary }, at) => {
    const isSecond = primary && first < at;
    if (isSecond)
      report(`/scales/${at}/primary`, 'second-primary', `"${id}" can't be primary, too: one scale at most.`);
  });
  if (instrument.missing.rule === 'prorate' && instrument.missing.maxMissing === undefined) {
    report('/missing', 'missing', '"maxMissing" is missing: how many answers a scale may lack.');
  }
  if (instrument.missing.rule === 'prorate-per-scale' && instrument.missing.minAnswered === undefined) {
    report('/missing', 'missing', '"minAnswered" is missing: how many answers a scale must have.');
  }

  const keys = bands.map(({ key }) => key);
  unique(keys, at => `/bands/${at}/key`, report);
  bands.forEach((set, at) => checkBands(set, `/bands/${at}`, context));
  // Cut-offs and decisions both become flags, so they share their names.
  const flagPath = (at: number) => (at < cutoffs.length ? `/cutoffs/${at}/id` : `/decisions/${at - cutoffs.length}/id`);
  unique([...ids(cutoffs), ...ids(decisions)], flagPath, report);
  // Several items may raise the same alarm (id), but an item raises it once.
  const alarms = critical.map(({ id, item }) => `${id} (${item})`);
  unique(alarms, at => `/critical/${at}`, report);
  decisions.forEach(({ all = [], any }, at) => {
    checkConditions(all, `/decisions/${at}/all`, context);
    checkConditions(any, `/decisions/${at}/any`, context);
    const isEmpty = all.length === 0 && !any?.length;
    if (isEmpty) report(`/decisions/${at}`, 'empty', 'A decision needs a condition in "all" or "any".');
    else if (any?.length === 0) report(`/decisions/${at}/any`, 'empty', 'An empty "any" never holds; leave it out.');
  });
  checkReferences(context);
  checkSlots(context);
  unique(ids(instrument.validity ?? []), at => `/validity/${at}/id`, report);
  checkLicences(context);
  if (instrument.variants?.length) checkVariants(context, [...findings]);
  return findings;
}
