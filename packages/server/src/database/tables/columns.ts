/**
 * The kinds of columns that rows are made of, and what is the same in rows of several subjects.
 *
 * JSON columns are written as text (`json(value)`), because pg would turn a JavaScript array into a PostgreSQL array.
 * `timestamptz` is read as `Date`, `date` as `YYYY-MM-DD`, `int8` and `numeric` as numbers, on every engine.
 */
import type { ColumnType, Generated } from 'kysely';

export type Json<T> = ColumnType<T, string, string>;
export type JsonOrNull<T> = ColumnType<T | null, string | null | undefined, string | null>;
export type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;
/** Written by the service's clock, read as `Date`, precise to a millisecond. */
export type Instant = ColumnType<Date, Date | string, Date | string>;
export type InstantOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

/** What goes into a JSON column. */
export const json = (value: unknown): string => JSON.stringify(value);

/** What says where its student is: kept by the database. */
export interface Placed {
  class_path: Generated<string>;
  dormitory_path: Nullable<string>;
}
