import type { Diagnostic } from './diagnostic.ts';
import type { NativeRecord, NativeValue } from './value.ts';
import type { World } from './world.ts';

/** What a record's edit does in one system. */
export type WriteAction = 'create' | 'update' | 'delete';

/** How a write is protected. `strong`: compare and write in one atomic statement; `weak`: a window remains; `none`. */
export type GuardStrength = 'strong' | 'weak' | 'none';

/** The guard that protects writes to one resource. */
export interface GuardInfo {
  /** `xmin`, `version`, `values` (binary compare of the record's read columns), `file`, `etag`, … or `none`. */
  readonly kind: string;
  readonly strength: GuardStrength;
}

/** The form of a column at the connector's border; see NativeValue for what each looks like. */
export type NativeKind =
  | 'text'
  | 'integer'
  | 'decimal'
  | 'float'
  | 'boolean'
  | 'date'
  | 'time'
  | 'datetime'
  | 'local-datetime'
  | 'json'
  | 'list'
  | 'bytes';

/** One native field of a page, in the order of the request. */
export interface Column {
  readonly name: string;
  /** `local-datetime` is a timestamp without zone ("2020-03-01T10:00:00.123456"); `datetime` ends in Z; `bytes` is base64. */
  readonly kind: NativeKind;
}

/** What a connector can do for one resource. Unknown means cannot. */
export interface ResourceCapabilities {
  readonly actions: readonly WriteAction[];
  readonly guard: GuardInfo;
  /** Most changes one writeBatch may carry. */
  readonly batchSize: number;
  /** Byte order of text keys in scans: `binary`, or `unordered` when a scan promises no order. */
  readonly keyOrder: 'binary' | 'unordered';
  /** True when a scan is one consistent snapshot of the resource. */
  readonly snapshot: boolean;
  /** How long after a lost answer a write may still land, or a read may still be old. Default 0. */
  readonly settleMs?: number;
  /** Sets of native fields that the system itself keeps unique: a create that is sent twice cannot make two records. Default none. */
  readonly uniqueKeys?: readonly (readonly string[])[];
  /** How long the system remembers WriteChange.idempotencyKey. Default 0: it has no such keys. */
  readonly idempotencyMs?: number;
  /** False when `lookup` works by id alone. Default true. */
  readonly isSearchable?: boolean;
}

/** Capabilities of a connection, per resource. */
export interface Capabilities {
  of(resource: string, signal: AbortSignal): Promise<ResourceCapabilities>;
}

/** A table, view, file or collection as the system describes it. */
export interface ResourceSchema {
  readonly name: string;
  readonly fields: readonly ResourceField[];
  /** Native columns of the primary key, in order; empty when unknown. */
  readonly id: readonly string[];
  /** Rights of the credential on this resource, where the system tells. */
  readonly rights?: readonly ('read' | WriteAction)[];
}

/** One native field as the system describes it. */
export interface ResourceField {
  readonly name: string;
  readonly kind: NativeKind;
  /** The system's own type name, e.g. `numeric(12,2)`. */
  readonly nativeType: string;
  readonly isNullable: boolean;
  readonly enum?: readonly string[];
  /** Digits after the point, where declared. */
  readonly scale?: number;
  /** False for generated and read-only columns. Default true. */
  readonly isWritable?: boolean;
}

/** A read of one resource. Records come once each; the last page carries the certificate. */
export interface ReadRequest {
  readonly resource: string;
  /** Native column or columns of the system's own key. */
  readonly id: readonly string[];
  /** Native fields wanted, sorted, without duplicates; `id` columns are always included in the page's columns if listed here. */
  readonly fields: readonly string[];
  /** Native filter, passed down as it is; null for none. */
  readonly where: string | null;
  /** Read only the records whose `by` columns equal one of `values` (text forms); null for a scan. At most 1,000 values. */
  readonly lookup: { readonly by: readonly string[]; readonly values: readonly (readonly NativeValue[])[] } | null;
  /** Records per page. */
  readonly pageSize: number;
  /**
   * The column that guards writes, where the manifest names one; its value is part of ReadPage.version, and so reaches the write. Absent:
   * the connector's own guard.
   */
  readonly version?: VersionColumn;
}

/** A native column that another value stands in after every change. */
export interface VersionColumn {
  readonly at: string;
  /** True: each update adds one to it. False: the system moves it by itself. */
  readonly increment: boolean;
}

/** A page of raw records; a record is decoded only when somebody needs it. Valid until the next page is asked for. */
export interface ReadPage {
  readonly columns: readonly Column[];
  readonly guard: GuardInfo;
  readonly count: number;
  /** Text forms of the id columns of record `i`. */
  key(i: number): readonly string[];
  /** The record's concurrency token. */
  version(i: number): string;
  /** The record's raw bytes over the requested fields: equal content gives equal bytes, different content different bytes. */
  bytes(i: number): Uint8Array;
  decode(i: number): NativeRecord;
  /** Non-null on the last page only. A stream that ends without one is an incomplete read. */
  readonly certificate: ReadCertificate | null;
}

/** The proof, or its absence, that a read saw everything it asked for. */
export interface ReadCertificate {
  readonly complete: boolean;
  /** Records delivered. */
  readonly count: number;
  /** The system's own count under the same filter, when it can tell. */
  readonly total: number | null;
  /** Why it is not complete; a constant text without data. */
  readonly reason: string | null;
}

/** One guarded edit of one record. */
export interface WriteChange {
  readonly id: string;
  readonly action: WriteAction;
  /** Text forms of the id columns; null on create, unless the id is among `values`. */
  readonly nativeId: readonly string[] | null;
  /** The version of the re-read that the write is guarded by; null on create. */
  readonly version: string | null;
  /** The whole record as re-read (all requested fields); null on create. Guards of kind `values` compare it. */
  readonly before: NativeRecord | null;
  /** Native fields to set; empty on delete. */
  readonly values: NativeRecord;
  /** The same for every sending of one intent, another for every other; systems with idempotency keys get it. */
  readonly idempotencyKey?: string;
}

/** Changes to one resource, in order. */
export interface WriteBatch {
  readonly resource: string;
  readonly id: readonly string[];
  readonly changes: readonly WriteChange[];
}

/** What became of one change, one per change in the batch's order. `detail` is constant text or a constraint's name, never data. */
export interface WriteOutcome {
  readonly id: string;
  /**
   * `applied`; `conflict`: the guard refused, nothing written; `rejected`: the system refused the data, nothing written;
   * `failed`: nothing written, may work later; `unknown`: it may or may not have landed.
   */
  readonly status: 'applied' | 'conflict' | 'rejected' | 'failed' | 'unknown';
  /** The record's id after the write; text forms. Null unless applied. */
  readonly nativeId: readonly string[] | null;
  readonly code: string | null;
  readonly detail: string | null;
  /** How long the system asks to wait before the same is tried again. */
  readonly retryAfterMs?: number;
}

/** A live system. It translates and pages; it does not diff, retry, mask, log or decide. Errors are ConcordatErrors without data. */
export interface Connector {
  readonly capabilities: Capabilities;
  /** Which system this is, without secrets, stable over runs: a staging plan must not fit production. */
  identity(signal: AbortSignal): Promise<string>;
  /** Address, login and rights, too many as well as too few; never writes. */
  check(signal: AbortSignal): Promise<readonly Diagnostic[]>;
  describe(signal: AbortSignal): Promise<readonly ResourceSchema[]>;
  read(request: ReadRequest, signal: AbortSignal): AsyncIterable<ReadPage>;
  /** Guarded; one outcome per change, in order. Called by src/apply alone. */
  writeBatch?(batch: WriteBatch, signal: AbortSignal): Promise<readonly WriteOutcome[]>;
  close(): Promise<void>;
}

/** What a connector's factory receives. */
export interface ConnectorOptions {
  readonly system: string;
  /** The manifest's `connection`, with references to secrets resolved. */
  readonly connection: Readonly<Record<string, unknown>>;
  /** Rights by resource, as the manifest grants them. Informative for check(). */
  readonly access: Readonly<Record<string, readonly ('read' | WriteAction)[]>>;
  /** Absolute path of the project; relative paths in `connection` start here. */
  readonly root: string;
  readonly world: World;
}

/** The default export of a connector package is one of these. Client libraries load inside `open`. */
export interface ConnectorPlugin {
  readonly name: string;
  /** Keys of `connection` with a one-line description; `required` ones must be present, unknown ones are errors. */
  readonly connection: Readonly<Record<string, ConnectionKey>>;
  open(options: ConnectorOptions): Promise<Connector>;
}

/** One key of a system's `connection`. */
export interface ConnectionKey {
  readonly description: string;
  readonly required?: boolean;
  readonly type: 'string' | 'number' | 'boolean' | 'object';
  readonly example?: string;
}
