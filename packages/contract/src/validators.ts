/** Checks of answers for a browser: the shape of each, the check, and what is fetched only where it is needed. */
export * from './generated/shapes.ts';
export { misfit, type Report, type Shape, type Vocabulary } from './validate.ts';

/** The values that enumerations list today: only who is told of others needs them. */
export const vocabularies = async () => (await import('./generated/vocabulary.ts')).vocabulary;
