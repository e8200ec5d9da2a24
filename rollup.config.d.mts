import type { RollupOptions } from 'rollup';

/** One build of all of them, with shared chunks. */
export declare function weigh(input: Record<string, string>): RollupOptions;
