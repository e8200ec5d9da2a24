/**
 * Which rows of which table a caller reads and writes. A table that is missing does not compile.
 *
 * To add a table, in the room of its schema in `rows/`: name its class and, for each relation, which of its rows are meant:
 * `aboutStudent` where a column holds a student's id, `following` where another table's row decides, `everyRow` for what the whole
 * school may see. Readers then follow from `matrix`; what they don't says `also`, and every write is there. A table with `standing`
 * rows for nobody (`nobody`) is the service's own, and in `own.ts`. The next start makes grants and policies of it.
 */
import type { Table } from './conditions.ts';
import { clinicalRows } from './rows/clinical.ts';
import type { TableAccess } from './rows/kinds.ts';
import { ownRows } from './rows/own.ts';
import { publicRows } from './rows/public.ts';

export const tables: Readonly<Record<Table, TableAccess>> = { ...publicRows, ...clinicalRows, ...ownRows };
