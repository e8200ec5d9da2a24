/**
 * Every row of a list, on whichever page it stands. A list that is asked for without following its cursor is cut off in
 * silence where there is more than a page.
 *
 * @param list what an operation of the client gives
 * @throws what one of its pages throws
 */
export async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const rows: T[] = [];
  for await (const row of list) rows.push(row);
  return rows;
}
