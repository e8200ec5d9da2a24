/** What an attempt asks for that was begun and left. */
import type { Answers, Decision, Instrument, ScoreResult } from '@xinqiao/contract/types';
import { type AlertProposal, proposeAlert, type ProposeAlertOptions } from './alert-rules.ts';
import { defaultAlertRules } from './alert-rules-default.ts';
import { ofRefused, ofUnfinished } from './alert-rules-words.ts';
import { checkAnswers } from './answers.ts';
import { score } from './score.ts';
import { indexInstrument } from './visibility.ts';

export interface UnfinishedOptions extends Pick<ProposeAlertOptions, 'rules'> {
  /** They were handed in and not taken: the reasons say that in place of that nobody has handed them in. */
  isRefused?: boolean | undefined;
}

/** Answers as they stand in the middle of a form, without those that do not fit: half a word takes no critical answer with it. */
function fitting(definition: Instrument, answers: Answers): Answers {
  const { byId } = indexInstrument(definition);
  const known = Object.fromEntries(
    Object.entries(answers).filter(([id, value]) => byId.has(id) && value !== null && value !== undefined),
  );
  for (const { item } of checkAnswers(definition, known)) delete known[item];
  return known;
}

/** Whether a decision is settled by answers to items, and no score might have decided before it. */
function isSettledByItems({ decisions = [] }: Instrument, { flags }: ScoreResult): boolean {
  const settled = decisions.findIndex(({ id }) => flags.includes(id));
  const looksAtScore = ({ all = [], any = [] }: Decision) => [...all, ...any].some(condition => 'scale' in condition);
  return settled >= 0 && !decisions.slice(0, settled + 1).some(looksAtScore);
}

/**
 * The alert that an unfinished attempt proposes for its critical answers, or `null` when it has none.
 *
 * Critical items alone speak, and decisions that answers to items have settled already, as a screen that was left after a yes
 * and before its critical question: nothing is made of a score, a level or a
 * change before somebody has handed the answers in. The reasons say that the attempt was not finished. A person decides,
 * as with every proposal.
 *
 * @param definition In the version that is being answered.
 * @param answers As far as they were given; those that do not fit are passed over. Never throws for them.
 */
export function proposeAlertUnfinished(
  definition: Instrument,
  answers: Answers,
  { rules = defaultAlertRules, isRefused = false }: UnfinishedOptions = {},
): AlertProposal | null {
  const result = score(definition, fitting(definition, answers));
  if (result.critical.length === 0 && !isSettledByItems(definition, result)) return null;
  const speaking = rules.rules.filter(({ when }) => when.on === 'critical-item' || when.on === 'decision');
  const proposal = proposeAlert(definition, result, { rules: { ...rules, rules: speaking } });
  return proposal && { ...proposal, reasons: proposal.reasons.map(isRefused ? ofRefused : ofUnfinished) };
}
