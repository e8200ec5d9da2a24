export { XqHelpCard } from './help-card.ts';
export type { HelpCardStrings } from './strings.ts';
