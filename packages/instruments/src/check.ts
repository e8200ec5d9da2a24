/** Checking a definition before it is used. Apart from scoring, so that a page that trusts its definitions leaves it out. */
import type { Instrument } from '@xinqiao/contract/types';
import { checkRules } from './check-rules.ts';
import { checkStructure } from './check-structure.ts';
import type { Finding } from './finding.ts';

/** A definition that can't be used, and why. */
export class InstrumentError extends Error {
  override readonly name = 'InstrumentError';
  /** Every fault; at least one. */
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    const [first] = findings;
    const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
    super(`The instrument definition can't be used: ${first?.path || '/'} ${first?.message}${more}`);
    this.findings = findings;
  }
}

/**
 * Everything that is wrong with a definition; empty when it can be used.
 *
 * First the structure; only when that is sound what the parts mean to each other: references, ranges, levels, licences.
 * Takes anything, throws nothing, and needs time in proportion to the definition. Properties beyond the format are
 * ignored.
 */
export function checkInstrument(value: unknown): Finding[] {
  const findings = checkStructure(value);
  return findings.length > 0 ? findings : checkRules(value as Instrument);
}

/**
 * The same object, known to be a definition.
 *
 * @throws {InstrumentError} with every finding, when there is one.
 */
export function parseInstrument(value: unknown): Instrument {
  const findings = checkInstrument(value);
  if (findings.length > 0) throw new InstrumentError(findings);
  return value as Instrument;
}
