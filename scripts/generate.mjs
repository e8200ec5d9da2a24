/** Writes every generated file anew, from its one source. Run after a change of the contract or of an element's public face. */
import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './lib/root.mjs';

const node = process.execPath;

// openapi.json, types, routes and validators, from the schemas and operations.
execFileSync(node, ['--conditions=source', 'packages/contract/generate/main.ts'], { cwd: root, stdio: 'inherit' });

// The public table of what the client does when things go wrong, from the rows that test it.
execFileSync(node, ['--conditions=source', 'test/bad-input/page.ts'], { cwd: root, stdio: 'inherit' });
execFileSync(node, ['--conditions=source', 'test/sdk/torture/page.ts'], { cwd: root, stdio: 'inherit' });

// The public table of the faults that a questionnaire survives, from the list that names its tests.
execFileSync(node, ['--conditions=source', 'test/faults/page.ts'], { cwd: root, stdio: 'inherit' });

// The page of who may see what, from the table that guards it.
execFileSync(node, ['--conditions=source', 'packages/server/generate/access.ts'], { cwd: root, stdio: 'inherit' });

// custom-elements.json, from the elements. The analyzer works on the folder it is started in and warns of every type of
// the DOM that is too deep to spell out; only its failure is news.
const analyzer = path.join(root, 'node_modules/@custom-elements-manifest/analyzer/cem.js');
const { status, stdout, stderr } = spawnSync(
  node,
  [analyzer, 'analyze', '--config', 'custom-elements-manifest.config.mjs'],
  {
    cwd: path.join(root, 'packages/components'),
    encoding: 'utf8',
  },
);
if (status !== 0) {
  console.error(stdout + stderr);
  process.exit(1);
}
