/**
 * The access matrix: every operation × every role, a portal's key and nobody × everything that it can be asked about, in
 * every relation and every state of consent. What the service answers is compared with `oracle.ts`, a second opinion.
 * And the second wall alone: raw queries as every caller, for every table and operation that the database tells apart.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { names } from './ask.ts';
import { callers, further } from './facts.ts';
import type { Finding } from './run.ts';

const findings = new Map<string, Finding>();

before(async () => {
  const args = ['--conditions=source', fileURLToPath(new URL('run.ts', import.meta.url))];
  const asking = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: asking.stdout })) {
    const finding = JSON.parse(line) as Finding;
    findings.set(finding.of, finding);
  }
});
after(() => {
  const cells = [...findings.values()].reduce((sum, one) => sum + one.cells, 0);
  console.log(`${cells} cells: ${names.length} operations, ${callers.length} callers`);
});

const expectNoFault = (of: string): void => {
  const finding = findings.get(of);
  assert.ok(finding, 'has not been asked');
  assert.deepEqual(finding.faults.slice(0, 40), []);
};

describe('the access matrix: the service answers as the oracle says', () => {
  for (const name of names) {
    test(name, () => {
      expectNoFault(name);
      assert.ok(findings.get(name)!.cells >= callers.length);
    });
  }
});

describe('the second wall alone lets read and write what is meant for', () => {
  for (const { id } of [...callers, ...further].filter(one => one.id !== 'no credential'))
    test(id, () => expectNoFault(id));
});
