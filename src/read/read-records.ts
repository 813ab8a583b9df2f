import { hash } from 'node:crypto';
import type { Column, Connector, GuardInfo, ReadCertificate, ReadPage, ReadRequest } from '../model/connector.ts';
import type { LiveRecord } from '../model/record.ts';
import { nativeIdText } from '../value/key-text.ts';

/** One read of one binding: every record once, and whether that was all. */
export interface ReadResult {
  readonly records: readonly LiveRecord[];
  readonly certificate: ReadCertificate;
  /** Guard of the resource as the pages told it; null when no page came. */
  readonly guard: GuardInfo | null;
}

/** Whose records are read. */
export interface ReadSubject {
  readonly entity: string;
  readonly system: string;
}

/**
 * Reads all pages of a request. The certificate is withheld when the stream ends without one, when a record came twice,
 * or when the system's own count differs from what was read. Errors of the connector pass through.
 */
export async function readRecords(
  connector: Connector,
  subject: ReadSubject,
  request: ReadRequest,
  signal: AbortSignal,
  onPage: (count: number) => void = () => {},
): Promise<ReadResult> {
  const records: LiveRecord[] = [];
  const seen = new Set<string>();
  let repeated = 0;
  let certificate: ReadCertificate | null = null;
  let guard: GuardInfo | null = null;
  for await (const page of connector.read(request, signal)) {
    guard = page.guard;
    repeated += takePage(subject, page, records, seen);
    certificate = page.certificate;
    onPage(records.length);
  }
  return { records, certificate: settleCertificate(certificate, records.length, repeated), guard };
}

function takePage(subject: ReadSubject, page: ReadPage, records: LiveRecord[], seen: Set<string>): number {
  const columns = new Map<string, Column>(page.columns.map((column) => [column.name, column]));
  let repeated = 0;
  for (let i = 0; i < page.count; i += 1) {
    const idParts = page.key(i);
    const nativeId = nativeIdText(idParts);
    if (seen.has(nativeId)) {
      repeated += 1;
      continue;
    }
    seen.add(nativeId);
    const rawDigest = hash('sha256', page.bytes(i), 'hex').slice(0, 16);
    records.push({
      ...subject,
      nativeId,
      idParts,
      version: page.version(i),
      guard: page.guard,
      native: page.decode(i),
      columns,
      rawDigest,
    });
  }
  return repeated;
}

function settleCertificate(given: ReadCertificate | null, count: number, repeated: number): ReadCertificate {
  if (given === null) return { complete: false, count, total: null, reason: 'the read ended before its end was seen' };
  if (given.count !== count + repeated)
    return { ...given, complete: false, count, reason: 'the read promised other than it returned' };
  if (repeated > 0) return { ...given, complete: false, count, reason: 'records came more than once' };
  if (given.total !== null && given.total !== count)
    return { ...given, complete: false, count, reason: 'the system counts other than what it returned' };
  return { ...given, count };
}
