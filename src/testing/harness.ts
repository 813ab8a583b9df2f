import type { Column, Connector, NativeKind, NativeRecord, NativeValue, WriteAction } from '../connector/index.ts';

/**
 * What a connector's author gives the contract suite: one resource in a real system, and a way to it that does not use the connector.
 * The resource has one text column as its id, at least one more text column that can be null, and as many other kinds as the system knows.
 */
export interface ContractHarness {
  readonly resource: string;
  /** Name of the id column; its kind is `text`, its values are unique and given by the caller. */
  readonly id: string;
  /** All columns, the id included, with the kinds that the connector must report. */
  readonly columns: readonly Column[];
  /** What the connector can do to this resource; cases for other actions are left out. */
  readonly actions: readonly WriteAction[];
  /** Values to use for a column or a kind instead of the suite's, where the system cannot hold those. A column's name goes first. */
  readonly samples?:
    | Readonly<Record<string, readonly NativeValue[]>>
    | Partial<Readonly<Record<NativeKind, readonly NativeValue[]>>>;
  /** Native filters that select all records and none; left out when the connector takes no filters. */
  readonly filters?: { readonly all: string; readonly none: string };
  /** False for a system that stores null and empty text as the same. Default true. */
  readonly tellsNullFromEmpty?: boolean;
  /** A new, empty system for one case. */
  start(): Promise<ContractSystem>;
}

/** One running system of a harness. All methods but `open` go behind the connector's back. */
export interface ContractSystem {
  /** A new connector for this system; the suite closes it. */
  open(): Promise<Connector>;
  /** Replaces all records of the resource. Every record has a value or null for every column. */
  seed(records: readonly NativeRecord[]): Promise<void>;
  /** Changes one field of one record, as another program would. */
  mutate(id: string, field: string, value: NativeValue): Promise<void>;
  /** Everything the resource holds, in any order, in the forms of NativeValue. */
  rawRecords(): Promise<readonly NativeRecord[]>;
  /** Changes when anything in the system does: bytes of all files, a dump of all tables. */
  fingerprint(): Promise<string>;
  stop(): Promise<void>;
}
