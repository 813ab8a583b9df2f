/** How a long table is read in parts. */
export interface Paging<Row, Place> {
  /** Rows of a full page, as the statement's limit has it. */
  readonly size: number;
  /** The place before the first row. */
  readonly start: Place;
  /** At most `size` rows after a place, in the order of their places. */
  readonly read: (after: Place) => Promise<readonly Row[]>;
  readonly placeOf: (row: Row) => Place;
}

/** Page after page, each from the last row of the one before, until one is not full. */
export async function* pagesOf<Row, Place>({
  size,
  start,
  read,
  placeOf,
}: Paging<Row, Place>): AsyncGenerator<readonly Row[]> {
  for (let after = start; ;) {
    const page = await read(after);
    yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < size) return;
    after = placeOf(last);
  }
}
