/**
 * Asks all of the access matrix and of the second wall, in a process of its own: beside `node:test`, which follows every promise,
 * it takes twice as long. Writes a {@link Finding} for each operation and each caller, a line each.
 */
import { names } from './ask.ts';
import { faultsOfOperation } from './matrix.ts';
import { principalsOf, readFaults, rightFaults } from './second-wall.ts';
import { readSamples, writeFaults } from './second-wall-writes.ts';
import { createUndo } from './undo.ts';
import { createWorld } from './world.ts';

export interface Finding {
  /** An operation, or a caller. */
  readonly of: string;
  readonly cells: number;
  readonly faults: readonly string[];
}

const post = (finding: Finding): void => void process.stdout.write(`${JSON.stringify(finding)}\n`);

const world = await createWorld();
const undo = await createUndo(world.database);
const principals = await principalsOf(world);
const samples = await readSamples(world);
for (const who of principals) {
  post({
    of: who[0].id,
    cells: 0,
    faults: [
      ...(await rightFaults(world, who)),
      ...(await readFaults(world, who)),
      ...(await writeFaults(world, who, samples)),
    ],
  });
}
for (const name of names) {
  // A fault of the service ends in the findings, and the others are asked for all the same.
  const found = await faultsOfOperation({ world, undo }, name).catch((error: unknown) => ({
    cells: 0,
    faults: [String(error)],
  }));
  post({ of: name, ...found });
}
await world.close();
