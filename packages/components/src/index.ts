/**
 * Every element class, event and data type, without side effects. A line an element, in alphabetical order.
 * To have the tags defined, import `@xinqiao/components/define` or a single `@xinqiao/components/<element>/define`.
 */
export * from './core/index.ts';
export * from './access-log/index.ts';
export * from './alert-badge/index.ts';
export * from './assignments/index.ts';
export * from './campaign-editor/index.ts';
export * from './campaign-progress/index.ts';
export * from './consent/index.ts';
export * from './course-credits/index.ts';
export * from './course-overview/index.ts';
export * from './growth-file/index.ts';
export * from './help-card/index.ts';
export * from './my-data/index.ts';
export * from './provider/index.ts';
export * from './questionnaire/index.ts';
export * from './result-report/index.ts';
