import {
  applied,
  ConcordatError,
  failed,
  unknown,
  type ConnectorOptions,
  type WriteBatch,
  type WriteChange,
  type WriteOutcome,
} from 'concordat/connector';
import type { MemoryResource, MemorySystem } from './system.ts';
import type { MemoryWriteFault } from './write-faults.ts';
import { writeChange, type MemoryTarget } from './write.ts';

type World = ConnectorOptions['world'] | null;

/** Where a batch goes, and with which clock. */
export interface MemoryWrite {
  readonly live: MemorySystem;
  readonly resource: MemoryResource;
  readonly world: World;
  /** For errors. */
  readonly at: string;
}

/** Writes a batch, each change with the fault that a test has planned for it. */
export function writeFaulty({ live, resource, world, at }: MemoryWrite, batch: WriteBatch): readonly WriteOutcome[] {
  live.landDue();
  live.writeCalls += 1;
  const { traits } = live;
  const target: MemoryTarget = {
    resource,
    id: batch.id,
    isGuarded: traits.guard !== 'none',
    uniqueKeys: traits.uniqueKeys[batch.resource] ?? [],
  };
  throwPlanned(live, batch, at);
  return batch.changes.map((change) => {
    const fault = faultOf(live, batch, change);
    const write = (wanted: WriteChange): WriteOutcome =>
      live.answers.get({ world, keepMs: traits.idempotencyMs }, wanted, () => writeChange(target, wanted));
    return fault === undefined ? write(change) : underFault(fault, change, { live, world, write });
  });
}

interface Hit {
  readonly live: MemorySystem;
  readonly world: World;
  readonly write: (change: WriteChange) => WriteOutcome;
}

function underFault(fault: MemoryWriteFault, change: WriteChange, { live, world, write }: Hit): WriteOutcome {
  const { id } = change;
  switch (fault.kind) {
    case 'fail':
      return {
        ...failed(id, 'SYSTEM_BUSY'),
        code: fault.code ?? 'SYSTEM_BUSY',
        ...(fault.retryAfterMs === undefined ? {} : { retryAfterMs: fault.retryAfterMs }),
      };
    case 'reject':
      return { id, status: 'rejected', nativeId: null, code: fault.code, detail: null };
    case 'alter':
      return write({
        ...change,
        values: new Map([...change.values].map(([name, value]) => [name, fault.alter(value, name)])),
      });
    case 'ignore':
      return applied(id, change.nativeId ?? []);
    case 'throw':
      throw new Error('Bug in concordat: a fault of the whole call reached a change.');
    case 'lose':
      if (fault.landing === 'now') write(change);
      else if (fault.landing !== 'never') landLater(live, world, fault.landing.afterMs, () => void write(change));
      return unknown(id, 'SYSTEM_UNREACHABLE');
  }
}

/** Without a clock a late write lands with the next call. */
function landLater(live: MemorySystem, world: World, afterMs: number, land: () => void): void {
  const dueMs = (world?.monotonicMs() ?? 0) + afterMs;
  live.late.push({ isDue: () => world === null || world.monotonicMs() >= dueMs, land });
}

function throwPlanned(live: MemorySystem, batch: WriteBatch, at: string): void {
  const fault = live.faults.writeFaults.find(
    (one) => one.kind === 'throw' && isDue(one, live) && batch.changes.some((change) => isAbout(one, batch, change)),
  );
  if (fault?.kind !== 'throw') return;
  use(live, fault);
  const code = fault.code ?? 'SYSTEM_UNREACHABLE';
  throw new ConcordatError(code, 'The system refused the whole batch.', {
    at,
    isRetryable: code !== 'SYSTEM_LOGIN' && code !== 'SYSTEM_DENIED',
    ...(fault.retryAfterMs === undefined ? {} : { retryAfterMs: fault.retryAfterMs }),
  });
}

function faultOf(live: MemorySystem, batch: WriteBatch, change: WriteChange): MemoryWriteFault | undefined {
  const fault = live.faults.writeFaults.find(
    (one) => one.kind !== 'throw' && isDue(one, live) && isAbout(one, batch, change),
  );
  if (fault !== undefined) use(live, fault);
  return fault;
}

function isDue({ call, times }: MemoryWriteFault, { writeCalls }: MemorySystem): boolean {
  return (call === undefined || call === writeCalls) && times !== 0;
}

function isAbout({ record, action }: MemoryWriteFault, { id }: WriteBatch, change: WriteChange): boolean {
  if (action !== undefined && action !== change.action) return false;
  if (record === undefined) return true;
  if (change.nativeId !== null) return change.nativeId.join() === record;
  const key = id.map((name) => change.values.get(name));
  return key.includes(undefined) ? [...change.values.values()].includes(record) : key.join() === record;
}

/** One of its times is used up. */
function use({ faults }: MemorySystem, fault: MemoryWriteFault): void {
  if (fault.times === undefined) return;
  faults.writeFaults[faults.writeFaults.indexOf(fault)] = { ...fault, times: fault.times - 1 };
}
