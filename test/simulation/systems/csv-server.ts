import { isNothing, type NativeValue } from '../../../src/model/value.ts';
import type { SimRecord } from '../contract.ts';
import { Refusal } from './refusal.ts';
import { SimStore, type StoreRules, type Writer, keyText } from './store.ts';
import type { SystemSpec } from './switches.ts';

const CSV_RULES: StoreRules = { keep: cellOf, fold: keyText };

/** A file as one program read it. */
export interface FileCopy {
  readonly rows: readonly SimRecord[];
  /** Tells this state of the file from every other. */
  readonly stamp: number;
}

/** One row of a new file: the record, and who changed it; null for a row as it was read. */
export interface NewRow {
  /** The id it had in the copy; null for a new row. */
  readonly nativeId: string | null;
  /** Null for a row that the new file leaves out. */
  readonly record: SimRecord | null;
  readonly writer: Writer | null;
}

/** A folder of CSV files, one per resource. Cells are text; no program knows more of a file than its content. */
export class CsvServer {
  readonly store: SimStore;
  /** Temporary files that broken writes left behind. */
  readonly leftovers: string[] = [];
  readonly #stamps = new Map<string, number>();

  constructor(spec: SystemSpec) {
    this.store = new SimStore(textSpec(spec), CSV_RULES);
    this.store.onLanded(({ resource }) => this.#stamps.set(resource, this.stampOf(resource) + 1));
  }

  /** The whole file, in its order. */
  readFile(resource: string): FileCopy {
    return { rows: [...this.store.recordsOf(resource).values()], stamp: this.stampOf(resource) };
  }

  stampOf(resource: string): number {
    return this.#stamps.get(resource) ?? 0;
  }

  /** Renames a new file over the old one when that still has the stamp, or whatever it has when `stamp` is null. False: nothing happened. */
  replace(resource: string, stamp: number | null, rows: readonly NewRow[]): boolean {
    if (stamp !== null && stamp !== this.stampOf(resource)) return false;
    const writer = rows.find((row) => row.writer !== null)?.writer ?? null;
    if (writer === null) return true;
    const live = this.store.recordsOf(resource);
    const copied = new Set(rows.map(({ nativeId }) => nativeId));
    for (const id of Array.from(live.keys())) if (!copied.has(id)) this.#land(resource, id, null, writer);
    for (const row of rows) {
      const isThere = row.nativeId !== null && live.has(row.nativeId);
      if (row.record === null && !isThere) continue;
      if (row.nativeId !== null && live.get(row.nativeId) === row.record) continue;
      this.#land(resource, isThere ? row.nativeId : null, row.record, row.writer ?? writer);
    }
    return true;
  }

  /** A rename asks nobody: what others wrote since the copy is gone, by the hand of the first of its changes. */
  #land(resource: string, nativeId: string | null, record: SimRecord | null, writer: Writer): void {
    this.store.land(resource, nativeId, record, writer);
  }
}

function textSpec(spec: SystemSpec): SystemSpec {
  const resources = Object.entries(spec.resources).map(([name, resource]) => {
    const fields = Object.fromEntries(Object.keys(resource.fields).map((field) => [field, 'text' as const]));
    return [name, { ...resource, fields, unique: [] }] as const;
  });
  return { ...spec, resources: Object.fromEntries(resources) };
}

/** A cell's text; null is an empty cell without quotes. */
function cellOf(value: NativeValue): NativeValue {
  if (value === null || typeof value === 'string') return value;
  if (!isNothing(value)) return typeof value === 'object' ? JSON.stringify(value) : String(value);
  if (value.nothing === 'empty') return '';
  throw new Refusal('VALUE_UNREADABLE');
}
