/** Runs in the copy of the project that Stryker has altered: there, our packages are the altered ones. */
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';

mkdirSync('node_modules/@xinqiao', { recursive: true });
for (const name of ['contract', 'instruments']) {
  symlinkSync(path.resolve('packages', name), path.join('node_modules/@xinqiao', name), 'junction');
}
