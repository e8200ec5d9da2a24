/** The manifest names each part that a page can style: designers read it there and nowhere else. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

interface Declaration {
  tagName?: string;
  cssParts?: { name: string }[];
}

const folder = fileURLToPath(new URL('../../packages/components/', import.meta.url));
const { modules } = JSON.parse(readFileSync(path.join(folder, 'custom-elements.json'), 'utf8')) as {
  modules: { declarations?: Declaration[] }[];
};

/** What the panels that all elements share bring along. */
const shared: readonly (readonly [RegExp, string])[] = [
  [/\brenderStale\(/, 'stale'],
  [/\brender(State|Empty|Loading)\(/, 'state'],
];

for (const { tagName, cssParts = [] } of modules.flatMap(({ declarations = [] }) => declarations)) {
  if (!tagName) continue;
  test(`${tagName}: its parts are in the manifest`, () => {
    const source = globSync(`src/${tagName.slice('xq-'.length)}/**/*.ts`, { cwd: folder })
      .filter(file => !/\.(test|fixture)\.ts$/.test(file))
      .map(file => readFileSync(path.join(folder, file), 'utf8'))
      .join('\n');
    const shown = [
      ...[...source.matchAll(/\bpart="([\w-]+)"/g)].map(([, name]) => name!),
      ...shared.filter(([call]) => call.test(source)).map(([, name]) => name),
    ];
    const named = cssParts.map(({ name }) => name);
    assert.deepEqual(
      [...new Set(shown)].filter(name => !named.includes(name)),
      [],
    );
  });
}
