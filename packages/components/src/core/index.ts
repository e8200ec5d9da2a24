/** The core that elements are built on; public for hosts that write elements of their own. */
export { contentText, plainText } from './content.ts';
export * from './contexts.ts';
export * from './define.ts';
export * from './element.ts';
export * from './help-lines.ts';
export { type Language, languageFor, LANGUAGES, Localization, type Strings } from './localization.ts';
export { overrideStrings } from './override-strings.ts';
export * from './resource-controller.ts';
export { palettes, type Theme } from './palettes.ts';
export { tokens } from './tokens.ts';
export { version } from './version.ts';
