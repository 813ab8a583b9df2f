import type { Connector, NativeKind } from '../../src/model/connector.ts';
import type { NativeRecord, NativeValue } from '../../src/model/value.ts';
import type { World } from '../../src/model/world.ts';

/** What the network may do to one request, as the client sees it. */
export type WireFaultKind =
  /** Never reached the server: nothing happened there. */
  | 'unsent'
  /** The answer was lost or too late: it may have happened, or may still happen later. */
  | 'lost'
  /** The server answered with a status of its own accord, doing nothing: 401, 403, 429 or 503. */
  | 'status'
  /** The answer was cut in the middle: it happened, and half of what was answered arrived. */
  | 'partial';

/** Thrown by Wire.request. */
export class WireFault extends Error {
  readonly kind: WireFaultKind;
  readonly status: number | null;
  readonly retryAfterMs: number | null;

  constructor(kind: WireFaultKind, status: number | null = null, retryAfterMs: number | null = null) {
    super(`wire fault: ${kind}${status === null ? '' : ` ${status}`}`);
    this.kind = kind;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * The simulated network between a connector and its server. `perform` does the whole request at the server, at once and synchronously, whenever
 * the network delivers it: now, late (after the client gave up), twice, or never. Faults come out as WireFault.
 */
export interface Wire {
  request<T>(call: {
    readonly system: string;
    readonly kind: 'read' | 'write';
    /** e.g. `page`, `lookup`, `update`, `commit`. */
    readonly name: string;
    readonly perform: () => T;
  }): Promise<T>;
}

/** One record at a server. */
export interface SimRecord {
  readonly values: Map<string, NativeValue>;
  /** Moves with every write, by whomever. */
  version: number;
  /** Virtual instant of the last write, milliseconds. */
  modifiedMs: number;
}

/** One landed write: the truth that audit and invariants are compared with. */
export interface LandedWrite {
  readonly atMs: number;
  readonly system: string;
  readonly resource: string;
  readonly nativeId: string;
  readonly action: 'create' | 'update' | 'delete';
  /** `concordat:<change id>` or the name of a person. */
  readonly by: string;
  /** The whole record before and after; null where there was or is none. */
  readonly before: NativeRecord | null;
  readonly after: NativeRecord | null;
  /** The version that the writer named as guard, or null for none. */
  readonly guard: string | null;
  /** The version the record had when it landed. */
  readonly versionBefore: string | null;
  readonly idempotencyKey: string | null;
}

/** A simulated system: its server's truth, and connectors to it. */
export interface SimSystem {
  readonly name: string;
  /** `postgres`, `mysql`, `http-etag`, `http-date`, `http-version`, `http-none`, `ldap`, `csv`. */
  readonly kind: string;
  readonly resources: ReadonlyMap<string, ReadonlyMap<string, SimRecord>>;
  /** Every landed write in order. Observers are told at once. */
  readonly landed: readonly LandedWrite[];
  onLanded(observer: (write: LandedWrite) => void): void;
  /** A connector of one engine process; `world` is that process's. */
  connect(wire: Wire, world: World): Connector;
  /** What people do, at once, outside the wire. Each moves version and time. */
  insert(person: string, resource: string, values: Readonly<Record<string, NativeValue>>): string;
  update(person: string, resource: string, nativeId: string, values: Readonly<Record<string, NativeValue>>): void;
  remove(person: string, resource: string, nativeId: string): void;
  /** Puts a deleted record back with its old id. */
  restore(person: string, resource: string, nativeId: string): void;
}

/** How to make one: `now` is the virtual clock in milliseconds, `random` the seed's. */
export interface SimSystemOptions {
  readonly name: string;
  readonly now: () => number;
  readonly random: () => number;
  readonly resources: Readonly<
    Record<
      string,
      {
        readonly id: string;
        readonly fields: Readonly<Record<string, NativeKind>>;
        readonly unique?: readonly (readonly string[])[];
        /** Most characters of a text field: longer ones are cut (mysql-like, with a warning) or refused. */
        readonly maxLength?: Readonly<Record<string, number>>;
        /** Fields that a trigger rewrites after each write, e.g. trims. */
        readonly triggers?: Readonly<Record<string, (value: NativeValue) => NativeValue>>;
      }
    >
  >;
}

/** The longest time after the client gave up in which a write may still land: connectors declare at least this as `settleMs`. */
export const LATE_LANDING_MS = 5_000;
