/** What leaders and district officers are told of counts, until the next release. */
import type { AggregateCell } from '@xinqiao/contract/types';
import type { Instant, Json } from './columns.ts';

/** By the path of a unit. */
export type ReleasedTable = Readonly<
  Record<string, { readonly students: number; readonly cells: readonly AggregateCell[] }>
>;

export interface AggregateReleases {
  tenant_id: string;
  /** The operation that tells it. */
  about: string;
  /** First day of the week or the day for which it holds. */
  period: string;
  released_at: Instant;
  /** By the smallest count that is shown. */
  body: Json<Readonly<Record<5 | 10, ReleasedTable>>>;
}
