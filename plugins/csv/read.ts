import type { GuardInfo, ReadPage, ReadRequest } from 'concordat/connector';
import { Header, noHeader } from './header.ts';
import { bytesOf, cellOf, nativeOf, versionOf, type Cell } from './record.ts';
import { readRows, type Ending, type RowSource } from './rows.ts';

/** A rename replaces the file at once, but another writer can come between the comparison and the rename. */
export const FILE_GUARD: GuardInfo = { kind: 'file', strength: 'weak' };

type Row = readonly Cell[];

/** Streams a file in pages. What makes the read incomplete is in the last page's certificate. */
export async function* readPages(source: RowSource, request: ReadRequest, system: string): AsyncGenerator<ReadPage> {
  const rows = readRows(source);
  try {
    const first = await rows.next();
    if (first.done === true && first.value === null) throw noHeader(source.at);
    const header = new Header(first.done === true ? [] : first.value, { system, resource: request.resource });
    if (first.done === true) {
      yield emptyPage(request, first.value);
      return;
    }
    yield* pagesOf(rows, new Selection(request, header));
  } finally {
    await rows.return(null);
  }
}

async function* pagesOf(rows: AsyncGenerator<Row, Ending>, selection: Selection): AsyncGenerator<ReadPage> {
  let page: Row[] = [];
  for (let next = await rows.next(); ; next = await rows.next()) {
    if (next.done === true) {
      yield selection.pageOf(page, next.value);
      return;
    }
    if (!selection.take(next.value)) continue;
    if (page.length === selection.pageSize) {
      yield selection.pageOf(page);
      page = [];
    }
    page.push(next.value);
  }
}

function emptyPage(request: ReadRequest, ending: Ending): ReadPage {
  return {
    columns: request.fields.map((name) => ({ name, kind: 'text' })),
    guard: FILE_GUARD,
    count: 0,
    key: () => [],
    version: () => '',
    bytes: () => new Uint8Array(),
    decode: () => new Map(),
    certificate: { complete: false, count: 0, total: null, reason: ending },
  };
}

/** Which rows a request wants, and what was wrong with those seen. */
class Selection {
  readonly pageSize: number;
  readonly #width: number;
  readonly #fields: readonly string[];
  readonly #id: readonly number[];
  readonly #positions: readonly number[];
  readonly #by: readonly number[];
  readonly #wanted: ReadonlySet<string> | null;
  readonly #seen = new Set<string>();
  #count = 0;
  #problem: Ending = null;

  constructor({ fields, id, lookup, pageSize }: ReadRequest, header: Header) {
    this.pageSize = pageSize;
    this.#width = header.names.length;
    this.#fields = fields;
    this.#id = header.positions(id);
    this.#positions = header.positions(fields);
    this.#by = header.positions(lookup?.by ?? []);
    this.#wanted =
      lookup === null
        ? null
        : new Set(lookup.values.map((values) => JSON.stringify(values.map((value) => cellOf(value) ?? null))));
  }

  /** True when the row belongs to the answer. */
  take(row: Row): boolean {
    if (row.length !== this.#width) this.#problem ??= 'a row has another number of cells than the header';
    const id = this.#id.map((position) => row[position] ?? null);
    if (id.includes(null)) this.#problem ??= 'a record has no id';
    const key = JSON.stringify(id);
    if (this.#seen.has(key)) this.#problem ??= 'two records have the same id';
    this.#seen.add(key);
    return (
      !id.includes(null) &&
      (this.#wanted === null || this.#wanted.has(JSON.stringify(this.#by.map((position) => row[position] ?? null))))
    );
  }

  /** The last page is the one with an ending. */
  pageOf(rows: readonly Row[], ending?: Ending): ReadPage {
    this.#count += rows.length;
    const reason = ending ?? this.#problem;
    const at = (i: number): Row => {
      const row = rows[i];
      if (row === undefined) throw new RangeError('Bug in concordat: a page has no such record.');
      return row;
    };
    return {
      columns: this.#fields.map((name) => ({ name, kind: 'text' })),
      guard: FILE_GUARD,
      count: rows.length,
      key: (i) => this.#id.map((position) => at(i)[position] ?? ''),
      version: (i) => versionOf(bytesOf(at(i), this.#positions)),
      bytes: (i) => bytesOf(at(i), this.#positions),
      decode: (i) => nativeOf(at(i), this.#fields, this.#positions),
      certificate: ending === undefined ? null : { complete: reason === null, count: this.#count, total: null, reason },
    };
  }
}
