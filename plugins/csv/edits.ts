import {
  applied,
  conflict,
  rejected,
  type NativeRecord,
  type OutcomeCode,
  type WriteBatch,
  type WriteChange,
  type WriteOutcome,
} from 'concordat/connector';
import type { CsvDocument } from './document.ts';
import { canEncode, type Format } from './format.ts';
import { Header } from './header.ts';
import { bytesOf, cellOf, nativeOf, versionOf, type Cell } from './record.ts';

/** Changes to one document, each compared with the record as it stands there now. */
export class DocumentEdits {
  readonly #document: CsvDocument;
  readonly #format: Format;
  readonly #header: Header;
  readonly #id: readonly number[];
  /** Rows by id; more than one for an ambiguous id. */
  readonly #rows = new Map<string, number[]>();
  readonly #removed = new Set<number>();

  constructor(document: CsvDocument, format: Format, batch: WriteBatch, system: string) {
    this.#document = document;
    this.#format = format;
    this.#header = new Header(document.header, { system, resource: batch.resource });
    this.#id = this.#header.positions(batch.id);
    for (const index of document.records()) this.#note(this.#keyOf(document.cells(index)), index);
  }

  apply(change: WriteChange): WriteOutcome {
    const cells = this.#cellsOf(change.values);
    if ('code' in cells) return rejected(change.id, cells.code, cells.detail);
    if (change.action === 'create') return this.#create(change, cells.values);
    if (change.action === 'update' && change.values.size === 0) return rejected(change.id, 'NOTHING_TO_WRITE');
    const { nativeId, before, version } = change;
    if (nativeId === null || before === null || version === null) return rejected(change.id, 'NO_GUARD');
    const found = this.#rows.get(JSON.stringify(nativeId)) ?? [];
    if (found.length > 1) return rejected(change.id, 'AMBIGUOUS_ID');
    const [index] = found;
    if (index === undefined || !this.#isAsRead(index, before, version)) return conflict(change.id);
    if (this.#document.cells(index).length !== this.#header.names.length)
      return rejected(change.id, 'NOT_WRITABLE', 'Its row has another number of cells than the header.');
    return change.action === 'delete'
      ? this.#delete(change, index, nativeId)
      : this.#update(change, index, cells.values);
  }

  /** The text of the whole file with all changes. */
  finish(): string {
    this.#document.remove(this.#removed);
    return this.#document.toText();
  }

  #create(change: WriteChange, values: ReadonlyMap<number, Cell>): WriteOutcome {
    const row = this.#header.names.map((_, position) => values.get(position) ?? null);
    const key = this.#keyOf(row);
    if (key === null) return rejected(change.id, 'NO_ID');
    if (this.#rows.has(key)) return rejected(change.id, 'UNIQUE');
    this.#note(key, this.#document.append(row));
    return applied(change.id, this.#idOf(row));
  }

  #update(change: WriteChange, index: number, values: ReadonlyMap<number, Cell>): WriteOutcome {
    const old = this.#document.cells(index);
    const row = old.map((cell, position) => values.get(position) ?? (values.has(position) ? null : cell));
    const [oldKey, key] = [this.#keyOf(old), this.#keyOf(row)];
    if (key === null) return rejected(change.id, 'NO_ID');
    if (key !== oldKey && this.#rows.has(key)) return rejected(change.id, 'UNIQUE');
    this.#document.update(index, values);
    if (oldKey !== null) this.#rows.delete(oldKey);
    this.#note(key, index);
    return applied(change.id, this.#idOf(row));
  }

  #delete(change: WriteChange, index: number, nativeId: readonly string[]): WriteOutcome {
    this.#removed.add(index);
    this.#rows.delete(JSON.stringify(nativeId));
    return applied(change.id, nativeId);
  }

  #isAsRead(index: number, before: NativeRecord, version: string): boolean {
    const fields = [...before.keys()];
    if (fields.some((name) => !this.#header.names.includes(name))) return false;
    const row = this.#document.cells(index);
    const positions = this.#header.positions(fields);
    if (versionOf(bytesOf(row, positions)) !== version) return false;
    const now = nativeOf(row, fields, positions);
    return fields.every((name) => cellOf(before.get(name) ?? null) === (now.get(name) ?? null));
  }

  #cellsOf(
    values: NativeRecord,
  ):
    | { readonly values: ReadonlyMap<number, Cell> }
    | { readonly code: OutcomeCode<'rejected'>; readonly detail: string } {
    const cells = new Map<number, Cell>();
    for (const [name, value] of values) {
      const position = this.#header.names.indexOf(name);
      if (position === -1) return { code: 'CONNECTOR_UNKNOWN_FIELD', detail: name };
      const cell = cellOf(value);
      if (cell === undefined) return { code: 'VALUE_UNREADABLE', detail: name };
      if (cell !== null && !canEncode(cell, this.#format.encoding)) return { code: 'BAD_VALUE', detail: name };
      cells.set(position, cell);
    }
    return { values: cells };
  }

  #keyOf(row: readonly Cell[]): string | null {
    const id = this.#id.map((position) => row[position] ?? null);
    return id.includes(null) ? null : JSON.stringify(id);
  }

  #idOf(row: readonly Cell[]): readonly string[] {
    return this.#id.map((position) => row[position] ?? '');
  }

  #note(key: string | null, index: number): void {
    if (key === null) return;
    this.#rows.set(key, [...(this.#rows.get(key) ?? []), index]);
  }
}
