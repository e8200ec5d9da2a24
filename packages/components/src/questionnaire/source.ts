/** Where a form comes from: an assignment of the service, or a definition that the page gives. */
import type { Assignment, Instrument } from '@xinqiao/contract/types';
import { languagesOf, textOf } from '@xinqiao/instruments';
import type { XinqiaoClient } from '@xinqiao/sdk';
import type { ConsentDecision } from '../core/contexts.ts';
import { type CheckAnswers, loadKinds } from './kinds.ts';
import { isLong, isQuestion, type Layout } from './pages.ts';

/** `assignment` is left out stand-alone; `instrument` while the assignment cannot be filled in. */
export interface Form {
  /** The definition given, or the id of the assignment. */
  of: Instrument | string;
  assignment?: Assignment;
  instrument?: Instrument;
  check?: CheckAnswers | undefined;
}

/** From this width on, in CSS pixels of the element, two or more short options fit beside each other. */
export const WIDE = 640;

/**
 * The layout where the host names none. On a phone one question at a time: nothing to lose sight of. With more room the
 * whole form, as on paper: a screener is two screens, read at a glance and quick to correct. Long forms by section.
 */
export function automaticLayout(instrument: Instrument, wide: boolean): Layout {
  if (!wide) return 'one';
  return isLong(instrument) ? 'section' : 'all';
}

/** The decision that counts: that of the gate around the element is newer than what was loaded. */
export const effectiveConsent = (
  gate: ConsentDecision | undefined,
  assignment: Assignment | undefined,
): ConsentDecision => gate ?? assignment?.consent ?? 'given';

/** @returns without the definition when there is no consent, or when it is not the time to fill it in */
export async function loadAssignment(
  client: XinqiaoClient,
  assignmentId: string,
  gate: ConsentDecision | undefined,
  signal: AbortSignal,
): Promise<Form> {
  const assignment = await client.assignments.get(assignmentId, { signal });
  if (effectiveConsent(gate, assignment) !== 'given' || assignment.status !== 'to-do')
    return { of: assignmentId, assignment };
  const { instrumentId, instrumentVersion: version } = assignment;
  const instrument = await client.instruments.get(instrumentId, { version }, { signal });
  return { of: assignmentId, assignment, instrument, check: await loadKinds(instrument) };
}

/** @throws {InstrumentError} when the definition cannot be used; one that is trusted is taken as it is */
export async function loadStandAlone(instrument: unknown, trusted: boolean): Promise<Form> {
  const { parseInstrument } = await (trusted ? import('./trusted.ts') : import('./stand-alone.ts'));
  const parsed = parseInstrument(instrument);
  return { of: parsed, instrument: parsed, check: await loadKinds(parsed) };
}

/** Asked with every answer, and slow in a long form. */
const wordings = new WeakMap<Instrument, Map<string, string | undefined>>();

/** The language of the wording: the wanted one where every required question has it, else the nearest there is. */
export function wordingLanguage(instrument: Instrument, wanted: string): string | undefined {
  let known = wordings.get(instrument);
  if (!known) wordings.set(instrument, (known = new Map<string, string | undefined>()));
  if (!known.has(wanted)) {
    const languages = languagesOf(instrument);
    const nearest = textOf(Object.fromEntries(languages.map(tag => [tag, tag])), wanted)?.text;
    known.set(wanted, instrument.items.some(isQuestion) ? (nearest ?? languages[0]) : wanted);
  }
  return known.get(wanted);
}
