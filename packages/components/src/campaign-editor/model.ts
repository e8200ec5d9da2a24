/** A plan while it is edited: changes by pointer, errors by field, times as the clock at the school shows them. */
import type {
  CampaignPlan,
  CampaignPlanContent,
  CampaignTarget,
  Instrument,
  LocalizedText,
} from '@xinqiao/contract/types';

/** China keeps one time all year. */
const OFFSET = '+08:00';

export const RULES = ['all', 'freshmen', 'yearly', 'grades'] as const;
export const FEEDBACK = ['none', 'level', 'score'] as const;
export const FEEDBACK_FROM = ['submission', 'closing'] as const;
export const ABANDONED = ['propose', 'ignore'] as const;
export const REMINDERS = ['after-opening', 'before-end'] as const;
export type InstrumentChoice = CampaignTarget['instruments'][number];

export const emptyContent = (): CampaignPlanContent => ({
  ...{ title: {}, purpose: {}, target: { unitIds: [], rule: 'all', enrolmentYears: [] }, instruments: [] },
  ...{ opensAt: null, closesAt: null, feedback: 'level', feedbackFrom: 'submission' },
  abandonedAttempts: 'propose',
  reminders: [
    { when: 'after-opening', days: 7 },
    { when: 'before-end', days: 2 },
  ],
  consent: { title: {}, summary: {}, points: [{ title: {}, text: {} }], contact: {} },
});

export function contentOf(plan: CampaignPlan): CampaignPlanContent {
  const { title, purpose, target, instruments, opensAt, closesAt, consent } = plan;
  const { feedback, feedbackFrom, abandonedAttempts, reminders } = plan;
  return {
    ...{ title, purpose, target, instruments, opensAt, closesAt, consent },
    ...{ feedback, feedbackFrom, abandonedAttempts, reminders },
  };
}

/** What is asked to count a target. */
export function queryOf({ target, opensAt }: CampaignPlanContent) {
  const { unitIds, rule, enrolmentYears } = target;
  return {
    ...{ rule, enrolmentYears: enrolmentYears.join(',') },
    ...(unitIds.length > 0 && { unitIds: unitIds.join(',') }),
    ...(opensAt && { opensAt }),
  };
}

/** A copy in which the value at the pointer (RFC 6901, without escapes) is another one. */
export function changed<T>(thing: T, pointer: string, value: unknown): T {
  const [, key, ...rest] = pointer.split('/');
  if (key === undefined) return value as T;
  const inner = (thing as Record<string, unknown>)[key];
  const next = changed(inner ?? {}, rest.length > 0 ? `/${rest.join('/')}` : '', value);
  if (Array.isArray(thing)) return thing.map((one, index) => (index === Number(key) ? next : (one as unknown))) as T;
  return { ...thing, [key]: next };
}

/** An empty text is not there at all. */
export function withText(text: LocalizedText, language: string, words: string): LocalizedText {
  const { [language]: _, ...others } = text;
  return words === '' ? others : { ...others, [language]: words };
}

/** `2026-10-12T08:00+08:00` → `2026-10-12T08:00`, what an input of a time shows. */
export function toLocal(timestamp: string | null): string {
  if (timestamp === null) return '';
  return new Date(Date.parse(timestamp) + 8 * 3_600_000).toISOString().slice(0, 16);
}

export const fromLocal = (local: string): string | null => (local === '' ? null : `${local}:00${OFFSET}`);

/** `2025, 2026` in any punctuation; undefined when something in it is no year. */
export function parseYears(text: string): number[] | undefined {
  const parts = text.split(/[^\p{L}\p{N}]+/u).filter(part => part !== '');
  const years = parts.map(part => /^(20\d\d)级?$/.exec(part)?.[1]);
  return years.every(year => year !== undefined) ? [...new Set(years.map(Number))] : undefined;
}

/** The field beside which an error stands: units and instruments are one field each. */
export function fieldOf(pointer: string): string {
  const list = /^\/(target\/unitIds|target\/enrolmentYears|instruments)\//.exec(pointer);
  return list ? `/${list[1]}` : pointer;
}

/** Codes of errors by field, the first of each. */
export function errorsByField(errors: readonly { pointer: string; code: string }[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { pointer, code } of errors) {
    const field = fieldOf(pointer);
    if (!found.has(field)) found.set(field, code);
  }
  return found;
}

export const idOf = (field: string): string => `f${field.replaceAll(/[^A-Za-z0-9]/g, '-')}`;

/** Chosen ones first, in their order; then those that can be chosen; what can't comes last. */
export function orderInstruments(choices: readonly InstrumentChoice[], chosen: readonly string[]): InstrumentChoice[] {
  const rank = ({ id, hindrance }: InstrumentChoice) =>
    chosen.includes(id) ? chosen.indexOf(id) - chosen.length : hindrance === null ? 0 : 1;
  return [...choices].sort((one, other) => rank(one) - rank(other));
}

/** The first question with its options, as a student reads it. */
export function firstQuestion(
  instrument: Instrument,
): { text: LocalizedText; options: readonly LocalizedText[] } | undefined {
  for (const item of instrument.items) {
    if (item.type === 'display' || item.type === 'group' || !item.text) continue;
    const set = 'responseSet' in item ? instrument.responseSets?.find(({ id }) => id === item.responseSet) : undefined;
    const options = ('options' in item ? item.options : undefined) ?? set?.options ?? [];
    return { text: item.text, options: options.map(({ label }) => label) };
  }
  return undefined;
}

/** Whole minutes, at about 8 seconds a question, as the student's list has them. */
export const minutesOf = (questions: number): number => Math.max(1, Math.ceil((questions * 8) / 60));
