/** Writes the database that the stories start from: a synthetic university as it is on the day of writing. */
import { mkdir, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { createTestService } from '@xinqiao/server/testing';

const folder = new URL('generated/', import.meta.url);
const now = new Date();
const service = await createTestService({ students: 600, now });
const dump = await service.database.dump?.();
if (!dump) throw new TypeError('Only PGlite gives snapshots.');
await service.close();

await mkdir(folder, { recursive: true });
// Not called .gz: some web servers would then tell the browser to unpack it, and others not.
await writeFile(new URL('university.snapshot', folder), gzipSync(await dump.arrayBuffer(), { level: 6 }));
await writeFile(new URL('university.json', folder), `${JSON.stringify({ now: now.toISOString() })}\n`);
