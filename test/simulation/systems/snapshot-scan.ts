import type { ReadCertificate, ReadPage } from '../../../src/model/connector.ts';
import type { SimRecord, Wire } from '../contract.ts';
import { type PageLayout, pageOf, pagesOf } from './page.ts';
import { once } from './refusal.ts';
import { ask } from './wire-faults.ts';

/** A read over one connection; `tellsTotal` where the system counts for the certificate. */
export interface SnapshotRead {
  readonly system: string;
  readonly wire: Wire;
  readonly layout: PageLayout;
  readonly signal: AbortSignal;
  readonly tellsTotal: boolean;
}

/** A cursor over the records of one moment; the last page is the first short one, maybe empty. */
export async function* scanSnapshot(read: SnapshotRead, open: () => readonly SimRecord[]): AsyncGenerator<ReadPage> {
  const { layout, signal } = read;
  const size = Math.max(1, layout.request.pageSize);
  let cursor: readonly SimRecord[] | null = null;
  for (let start = 0; ; start += size) {
    const rows: readonly SimRecord[] = await askRows(read, 'page', () => {
      cursor ??= open();
      return cursor.slice(start, start + size);
    });
    signal.throwIfAborted();
    const isLast = rows.length < size;
    yield pageOf(layout, rows, isLast ? certificateOf(read, start + rows.length) : null);
    if (isLast) return;
    signal.throwIfAborted();
  }
}

/** Single records, all of one moment. `keep` drops those that the server only took for the same. */
export async function* lookUp(
  read: SnapshotRead,
  find: () => readonly SimRecord[],
  keep: (record: SimRecord) => boolean = () => true,
): AsyncGenerator<ReadPage> {
  const found = (await askRows(read, 'lookup', find)).filter(keep);
  read.signal.throwIfAborted();
  yield* pagesOf(read.layout, found, certificateOf(read, found.length));
}

function askRows(
  { system, wire, layout }: SnapshotRead,
  name: string,
  perform: () => readonly SimRecord[],
): Promise<readonly SimRecord[]> {
  const at = `${system}:${layout.request.resource}`;
  return ask(wire, at, { system, kind: 'read', name, perform: once(perform) });
}

/** The end of a cursor within one snapshot proves that all was seen. */
function certificateOf({ tellsTotal }: SnapshotRead, count: number): ReadCertificate {
  return { complete: true, count, total: tellsTotal ? count : null, reason: null };
}
