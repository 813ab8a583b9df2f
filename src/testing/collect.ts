import type { Column, Connector, GuardInfo, NativeRecord, ReadCertificate, ReadRequest } from '../connector/index.ts';

/** All of one read. */
export interface Collected {
  readonly records: readonly CollectedRecord[];
  readonly columns: readonly Column[];
  readonly guard: GuardInfo | null;
  /** One per page. */
  readonly certificates: readonly (ReadCertificate | null)[];
  /** The last page's. */
  readonly certificate: ReadCertificate | null;
}

/** One record as its page gave it. */
export interface CollectedRecord {
  readonly key: readonly string[];
  readonly version: string;
  /** Hex. */
  readonly bytes: string;
  readonly native: NativeRecord;
}

/** Reads all pages and copies what they hold: a page is valid until the next one is asked for. */
export async function collectRead(
  connector: Connector,
  request: ReadRequest,
  signal: AbortSignal = new AbortController().signal,
): Promise<Collected> {
  const records: CollectedRecord[] = [];
  const certificates: (ReadCertificate | null)[] = [];
  let columns: readonly Column[] = [];
  let guard: GuardInfo | null = null;
  for await (const page of connector.read(request, signal)) {
    ({ columns, guard } = page);
    certificates.push(page.certificate);
    for (let i = 0; i < page.count; i += 1) {
      const bytes = Buffer.from(page.bytes(i)).toString('hex');
      records.push({ key: page.key(i), version: page.version(i), bytes, native: page.decode(i) });
    }
  }
  return { records, columns, guard, certificates, certificate: certificates.at(-1) ?? null };
}
