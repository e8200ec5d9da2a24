export { XqGrowthFile } from './growth-file.ts';
export type { GrowthFileStrings } from './strings.ts';
