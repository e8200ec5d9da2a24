/** The core that elements are built on; public for hosts that write elements of their own. */
export * from './contexts.ts';
export * from './define.ts';
export * from './element.ts';
export * from './help-lines.ts';
export * from './localization.ts';
export * from './resource-controller.ts';
export { palettes, type Theme, tokens } from './tokens.ts';
export { version } from './version.ts';
