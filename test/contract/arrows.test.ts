/** The lint rule that keeps the arrows between packages fires on every wrong arrow, and on no right one. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
const wrong: [file: string, code: string, messageId: string][] = [
  ['packages/contract/src/x.ts', "import '@xinqiao/instruments';", 'arrow'],
  ['packages/contract/src/x.ts', "import '@xinqiao/server';", 'arrow'],
  ['packages/instruments/src/x.ts', "import '@xinqiao/contract';", 'arrow'],
  ['packages/instruments/src/x.ts', "import '@xinqiao/sdk';", 'arrow'],
  ['packages/instruments/src/x.ts', "import 'zod';", 'zod'],
  ['packages/sdk/src/x.ts', "import '@xinqiao/contract';", 'arrow'],
  ['packages/sdk/src/x.ts', "import '@xinqiao/instruments';", 'arrow'],
  ['packages/sdk/src/x.ts', "import '@xinqiao/components';", 'arrow'],
  ['packages/sdk/src/x.ts', "export * from '@xinqiao/server';", 'arrow'],
  ['packages/sdk/src/x.ts', "import 'zod/mini';", 'zod'],
  ['packages/components/src/alert-badge/x.ts', "import '@xinqiao/contract';", 'arrow'],
  ['packages/components/src/alert-badge/x.ts', "import '@xinqiao/contract/validators';", 'arrow'],
  ['packages/components/src/alert-badge/x.ts', "import '@xinqiao/server';", 'arrow'],
  ['packages/components/src/alert-badge/x.ts', "await import('@xinqiao/server');", 'arrow'],
  ['packages/components/src/alert-badge/x.ts', "export type A = import('@xinqiao/server').App;", 'arrow'],
  ['packages/components/src/alert-badge/x.ts', "import { z } from 'zod'; export { z };", 'zod'],
  ['packages/components/src/alert-badge/x.ts', "import '../help-card/define.ts';", 'define'],
  ['packages/components/src/alert-badge/x.ts', "import '@xinqiao/components/help-card/define';", 'define'],
  ['packages/components/src/index.ts', "import './define.ts';", 'define'],
  ['packages/components/src/alert-badge/x.ts', "import '../../../sdk/src/index.ts';", 'crossing'],
  ['packages/server/src/alerts/x.ts', "import '@xinqiao/sdk';", 'arrow'],
  ['packages/server/src/alerts/x.ts', "import '@xinqiao/components';", 'arrow'],
  ['packages/server/src/alerts/x.ts', "import '@xinqiao/components/define';", 'define'],
  ['packages/server/src/alerts/x.ts', "export { a } from '../../../contract/src/index.ts';", 'crossing'],
  ['scripts/x.mjs', "import '../packages/contract/src/index.ts';", 'outside'],
];

const right: [file: string, code: string][] = [
  ['packages/contract/src/x.ts', "import 'zod';"],
  ['packages/instruments/src/x.ts', "import type { Answers } from '@xinqiao/contract/types'; export type { Answers };"],
  ['packages/sdk/src/x.ts', "import '@xinqiao/contract/routes'; import '@xinqiao/contract/validators'; import 'ky';"],
  [
    'packages/components/src/alert-badge/x.ts',
    "import '@xinqiao/sdk'; import '@xinqiao/instruments'; import '@xinqiao/contract/types';",
  ],
  ['packages/components/src/alert-badge/x.ts', "import '../core/define.ts';"],
  ['packages/components/src/define.ts', "import './alert-badge/define.ts';"],
  ['packages/components/src/alert-badge/define.ts', "import '../help-card/define.ts';"],
  [
    'packages/server/src/alerts/x.ts',
    "import '@xinqiao/contract'; import '@xinqiao/instruments/library'; import '../instruments/x.ts';",
  ],
  ['packages/sdk/src/x.test.ts', "import '@xinqiao/server';"],
  ['examples/campus-portal/x.ts', "import '@xinqiao/components/define';"],
  ['test/e2e/x.ts', "import '../../packages/server/src/index.ts';"],
];

type Complaint = { ruleId: string | null; messageId?: string; fatal?: boolean; message: string };

// In a process of its own: a dependency of ESLint's plugins ships a broken `source` condition, which this process runs with.
const helper = fileURLToPath(new URL('lint-snippets.mjs', import.meta.url));
const snippets = [...wrong, ...right].map(([file, code]) => ({ file, code }));
const answer: Complaint[][] = JSON.parse(
  execFileSync(process.execPath, [helper], { input: JSON.stringify(snippets), encoding: 'utf8' }),
);

function complaints(index: number): (string | undefined)[] {
  const messages = answer[index] ?? assert.fail('ESLint ignores this file');
  assert.deepEqual(
    messages.filter(message => message.fatal),
    [],
    'the snippet must parse',
  );
  return messages.filter(message => message.ruleId === 'xinqiao/arrows').map(message => message.messageId);
}

for (const [index, [file, code, messageId]] of wrong.entries()) {
  test(`lint refuses in ${file}: ${code}`, () => assert.deepEqual(complaints(index), [messageId]));
}

for (const [index, [file, code]] of right.entries()) {
  test(`lint allows in ${file}: ${code}`, () => assert.deepEqual(complaints(wrong.length + index), []));
}
