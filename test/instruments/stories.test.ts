/** Every scale of the library has its story, and the list of all scales leads to it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { catalogue, structures } from '@xinqiao/instruments/library';
import { storyNameFromExport, toId } from 'storybook/internal/csf';
import { storyOf } from '../../stories/instruments/story-ids.ts';

it('has one story a scale, at the address that the list links to', () => {
  const file = new URL('../../stories/instruments/instruments.stories.ts', import.meta.url);
  const names = [...readFileSync(file, 'utf8').matchAll(/^export const (\w+): Story/gm)].map(([, name]) => name!);
  const ids = names.map(name => toId('Instruments/Scales', storyNameFromExport(name)));
  assert.deepEqual(ids.sort(), [...catalogue, ...structures].map(({ id }) => storyOf(id)).sort());
});
