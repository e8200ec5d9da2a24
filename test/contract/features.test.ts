/** What an element asks the service for is what a session made for it may call. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { COMMON_FEATURES, COMPONENT_FEATURES, operations } from '@xinqiao/contract';

const source = new URL('../../packages/components/src/', import.meta.url);

/** Resources that the files of an element call: `client.alerts.list`. */
function called(folder: string): string[] {
  const files = readdirSync(new URL(`${folder}/`, source), { recursive: true, encoding: 'utf8' });
  const text = files
    .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map(file => readFileSync(new URL(`${folder}/${file}`, source), 'utf8'))
    .join('\n');
  const names = [...text.matchAll(/\bclient[!?]*\.(\w+)/g)].map(([, name]) => name!);
  return [...new Set(names)].filter(name => Object.hasOwn(operations, name) && !COMMON_FEATURES.includes(name)).sort();
}

test('a session serves what each of its elements calls', () => {
  const elements = readdirSync(source, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !['core', 'testing'].includes(entry.name))
    .map(({ name }) => [`xq-${name}`, called(name)] as const)
    .filter(([, features]) => features.length > 0);
  assert.ok(elements.length > 5);
  for (const [tag, features] of elements) {
    const unserved = features.filter(feature => !COMPONENT_FEATURES[tag]?.includes(feature));
    assert.deepEqual(unserved, [], tag);
  }
  for (const feature of Object.values(COMPONENT_FEATURES).flat())
    assert.ok(Object.hasOwn(operations, feature), feature);
});
