/** Types of `postgres.mjs`. */
export function findPostgres(options?: {
  install?: boolean;
  log?: (line: string) => void;
}): Promise<string | undefined>;
export function startPostgres(
  bin: string,
  databases: string[],
  more?: Readonly<Record<string, string | number>>,
): Promise<{ urlOf: (database: string) => string; crash: () => Promise<void>; stop: () => Promise<void> }>;
