export * from './events.ts';
export type { Layout } from './pages.ts';
export { XqQuestionnaire } from './questionnaire.ts';
export type { QuestionnaireStrings } from './strings.ts';
