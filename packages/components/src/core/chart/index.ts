/** What charts share: geometry without DOM, and render functions with their styles. Private to the library. */
export * from './ring.ts';
export * from './stacked-bar.ts';
export * from './trend.ts';
export { bandRange } from './trend-geometry.ts';
