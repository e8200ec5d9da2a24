/** What an attempt asks for that was begun and left. */
import type { Answers, Instrument } from '@xinqiao/contract/types';
import { type AlertProposal, proposeAlert, type ProposeAlertOptions } from './alert-rules.ts';
import { defaultAlertRules } from './alert-rules-default.ts';
import { ofUnfinished } from './alert-rules-words.ts';
import { checkAnswers } from './answers.ts';
import { score } from './score.ts';
import { indexInstrument } from './visibility.ts';

/** Answers as they stand in the middle of a form, without those that do not fit: half a word takes no critical answer with it. */
function fitting(definition: Instrument, answers: Answers): Answers {
  const { byId } = indexInstrument(definition);
  const known = Object.fromEntries(
    Object.entries(answers).filter(([id, value]) => byId.has(id) && value !== null && value !== undefined),
  );
  for (const { item } of checkAnswers(definition, known)) delete known[item];
  return known;
}

/**
 * The alert that an unfinished attempt proposes for its critical answers, or `null` when it has none.
 *
 * Critical items alone speak, and decisions that they have settled already: nothing is made of a score, a level or a
 * change before somebody has handed the answers in. The reasons say that the attempt was not finished. A person decides,
 * as with every proposal.
 *
 * @param definition In the version that is being answered.
 * @param answers As far as they were given; those that do not fit are passed over. Never throws for them.
 */
export function proposeAlertUnfinished(
  definition: Instrument,
  answers: Answers,
  { rules = defaultAlertRules }: Pick<ProposeAlertOptions, 'rules'> = {},
): AlertProposal | null {
  const result = score(definition, fitting(definition, answers));
  if (result.critical.length === 0) return null;
  const speaking = rules.rules.filter(({ when }) => when.on === 'critical-item' || when.on === 'decision');
  const proposal = proposeAlert(definition, result, { rules: { ...rules, rules: speaking } });
  return proposal && { ...proposal, reasons: proposal.reasons.map(ofUnfinished) };
}
