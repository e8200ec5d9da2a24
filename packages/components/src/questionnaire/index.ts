export * from './events.ts';
export { type Field, type FormContext, type Kind, registerControl } from './kinds.ts';
export type { Layout, Question, Shuffle } from './pages.ts';
export { XqQuestionnaire } from './questionnaire.ts';
export type { QuestionnaireStrings } from './strings.ts';
