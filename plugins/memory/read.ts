import { setImmediate as turn } from 'node:timers/promises';
import {
  ConcordatError,
  type ConnectorOptions,
  type NativeValue,
  type ReadCertificate,
  type ReadPage,
  type ReadRequest,
} from 'concordat/connector';
import { guardOf } from './guard.ts';
import { shuffled } from './shuffle.ts';
import type { MemoryRecord, MemoryResource, MemorySystem } from './system.ts';

/** A read of one resource. */
export interface MemoryRead {
  readonly system: string;
  readonly resource: MemoryResource;
  readonly live: MemorySystem;
  readonly world: ConnectorOptions['world'] | null;
  readonly request: ReadRequest;
  readonly signal: AbortSignal;
}

/** Pages over a copy of the records as they were when the read began. */
export async function* readPages(read: MemoryRead): AsyncGenerator<ReadPage> {
  const { resource, live, request, world, signal } = read;
  const { faults } = live;
  live.landDue();
  const found = resource.records
    .filter((record) => isWanted(record, request))
    .map(({ values, version }) => ({ values: new Map(values), version }));
  const records = faults.shuffleSeed === null ? found : shuffled(found, faults.shuffleSeed);
  for (let start = 0; ; start += request.pageSize) {
    if (faults.latencyMs > 0) await world?.sleep(faults.latencyMs, signal);
    await turn();
    signal.throwIfAborted();
    const isLast = start + request.pageSize >= records.length;
    const page = records.slice(start, start + request.pageSize);
    if (faults.failAfter !== null && start + page.length > faults.failAfter) throw brokenOff(read);
    const total = records.length + faults.totalOffset;
    yield pageOf(read, page, isLast && !faults.isUncertified ? certify(read, records, total) : null);
    if (isLast) return;
  }
}

function brokenOff({ system, request }: MemoryRead): ConcordatError {
  return new ConcordatError('CONNECTOR_BROKEN_OFF', 'The connection broke in the middle of a read.', {
    at: `${system}:${request.resource}`,
    isRetryable: true,
  });
}

function certify({ request }: MemoryRead, records: readonly MemoryRecord[], total: number): ReadCertificate {
  const isEveryIdThere = records.every(({ values }) => request.id.every((name) => (values.get(name) ?? null) !== null));
  const reason = isEveryIdThere ? null : 'a record has no id';
  return { complete: isEveryIdThere, count: records.length, total, reason };
}

function pageOf(
  { resource, live, request }: MemoryRead,
  records: readonly MemoryRecord[],
  certificate: ReadCertificate | null,
): ReadPage {
  const at = (i: number): MemoryRecord => {
    const record = records[i];
    if (record === undefined) throw new RangeError('Bug in concordat: a page has no such record.');
    return record;
  };
  const read = (i: number): readonly (readonly [string, NativeValue])[] =>
    request.fields.flatMap((name) => {
      const value = at(i).values.get(name);
      return value === undefined ? [] : [[name, value] as const];
    });
  return {
    columns: request.fields.map((name) => ({ name, kind: resource.kinds.get(name) ?? 'text' })),
    guard: guardOf(live.traits.guard),
    count: records.length,
    key: (i) => request.id.map((name) => keyText(at(i).values.get(name))),
    version: (i) => String(at(i).version),
    bytes: (i) => Buffer.from(JSON.stringify(read(i)), 'utf8'),
    decode: (i) => new Map(read(i)),
    certificate,
  };
}

/** Text form of a value in an id. */
export function keyText(value: NativeValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function isWanted({ values }: MemoryRecord, { lookup }: ReadRequest): boolean {
  if (lookup === null) return true;
  const found = JSON.stringify(lookup.by.map((name) => values.get(name) ?? null));
  return lookup.values.some((wanted) => JSON.stringify(wanted) === found);
}
