/** What the help card shows: the school's own lines, never fewer kinds of help than the built-in ones. */
import type { HelpLine } from '@xinqiao/contract/types';
import { defaultHelpLines } from '../core/help-lines.ts';

export interface HelpCardView {
  /** Lines to talk to somebody, in the school's order. Never empty. */
  support: readonly HelpLine[];
  /** Lines of immediate rescue. Never empty. */
  emergency: readonly HelpLine[];
  /** The oldest date on which one of the shown lines was checked, `YYYY-MM-DD`. */
  checked: string;
}

/**
 * A school may configure only its own centre's number, or nothing at all: a kind of help that it leaves out is filled
 * in from the national lines, because a person in need must never meet an empty card.
 */
export function helpCardView(lines: readonly HelpLine[] | undefined): HelpCardView {
  const pick = (emergency: boolean) => {
    const own = (lines ?? []).filter(line => (line.emergency ?? false) === emergency);
    return own.length > 0 ? own : defaultHelpLines.filter(line => (line.emergency ?? false) === emergency);
  };
  const support = pick(false);
  const emergency = pick(true);
  const checked = [...support, ...emergency].map(line => line.lastChecked).sort()[0] as string;
  return { support, emergency, checked };
}
