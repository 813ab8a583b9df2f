import { hash } from 'node:crypto';
import type { GuardInfo, ReadCertificate, ReadPage, ReadRequest } from '../../../src/model/connector.ts';
import type { SimRecord } from '../contract.ts';
import { keyText, type ResourceSpec } from './store.ts';

/** What a page needs of a record. */
export type PageRow = Pick<SimRecord, 'values'>;

/** How pages of one read are made. */
export interface PageLayout<Row extends PageRow = SimRecord> {
  readonly request: ReadRequest;
  readonly spec: ResourceSpec;
  readonly guard: GuardInfo;
  /** The version of a record over the fields of the request. */
  version(record: Row): string;
}

/** A page of records as a server gave them. */
export function pageOf<Row extends PageRow>(
  { request, spec, guard, version }: PageLayout<Row>,
  records: readonly Row[],
  certificate: ReadCertificate | null,
): ReadPage {
  const at = (i: number): Row => {
    const record = records[i];
    if (record === undefined) throw new RangeError('Bug in concordat: a page has no such record.');
    return record;
  };
  return {
    columns: request.fields.map((name) => ({ name, kind: spec.fields[name] ?? 'text' })),
    guard,
    count: records.length,
    key: (i) => request.id.map((name) => keyText(at(i).values.get(name))),
    version: (i) => version(at(i)),
    bytes: (i) => Buffer.from(textOf(at(i), request.fields), 'utf8'),
    decode: (i) => new Map(request.fields.map((name) => [name, at(i).values.get(name) ?? null])),
    certificate,
  };
}

/** Pages of records that are all here already. */
export function* pagesOf<Row extends PageRow>(
  layout: PageLayout<Row>,
  records: readonly Row[],
  certificate: ReadCertificate,
): Generator<ReadPage> {
  const size = Math.max(1, layout.request.pageSize);
  let start = 0;
  for (; start + size < records.length; start += size) yield pageOf(layout, records.slice(start, start + size), null);
  yield pageOf(layout, records.slice(start), certificate);
}

/** Equal for equal content of these fields, different for different content. */
export function digestOf(record: PageRow, fields: Iterable<string>): string {
  return hash('sha256', textOf(record, fields), 'hex').slice(0, 16);
}

function textOf({ values }: PageRow, fields: Iterable<string>): string {
  return JSON.stringify(Array.from(fields, (name) => values.get(name) ?? null));
}
