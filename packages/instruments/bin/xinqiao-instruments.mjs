#!/usr/bin/env node
// The built package. In a clone that was not built yet, or with --conditions=source, the sources: Node 22.18 and later run
// them as they stand.
import { existsSync } from 'node:fs';

const built = new URL('../dist/cli/main.js', import.meta.url);
const source = new URL('../src/cli/main.ts', import.meta.url);
try {
  const { run } = await import(existsSync(built) && !process.execArgv.includes('--conditions=source') ? built : source);
  await run();
} catch (error) {
  console.error(
    error?.code === 'ERR_UNKNOWN_FILE_EXTENSION'
      ? 'The package is not built. Run "npm run build" first, or use Node.js 22.18 or later.'
      : `xinqiao-instruments could not start: ${error?.message}`,
  );
  process.exitCode = 2;
}
