import { hash } from 'node:crypto';
import type {
  Column,
  GuardInfo,
  NativeRecord,
  NativeValue,
  ReadCertificate,
  ReadPage,
  VersionColumn,
} from 'concordat/connector';
import { UNREADABLE, versionText } from 'concordat/connector';
import type { Table, TableColumn } from './catalog.ts';
import { decodeList, decodeText, textOf } from './kinds.ts';
import { quoteName } from './identifiers.ts';
import type { Row } from './session.ts';

/** How rows of one read are laid out: the requested fields, then the id columns, then the version column or `xmin` where there is one. */
export interface RowLayout {
  readonly fields: readonly TableColumn[];
  readonly id: readonly TableColumn[];
  readonly hasXmin: boolean;
  readonly version: GuardColumn | null;
  readonly guard: GuardInfo;
}

/** A version column as the manifest names it, found in the table. */
export interface GuardColumn {
  readonly column: TableColumn;
  readonly named: VersionColumn;
}

/** SQL of a column as text; `null` where the login may not read it. */
export function columnText(column: TableColumn): string {
  return column.isReadable ? textOf(quoteName(column.name), column.base, column.item !== null) : 'null::text';
}

/** What protects writes to a table; a foreign table's own system decides what happens between compare and write. */
export function guardOf({ hasXmin, kind }: Table, version: GuardColumn | null = null): GuardInfo {
  const strength = kind === 'f' ? 'weak' : 'strong';
  if (version !== null) return { kind: 'version', strength };
  return hasXmin ? { kind: 'xmin', strength: 'strong' } : { kind: 'values', strength };
}

/** SQL of a version column's value as a token: null and every text are different. */
export function tokenSql(column: TableColumn): string {
  return `coalesce('v' || ${columnText(column)}, 'n')`;
}

/** The select list of a layout. */
export function selectList({ fields, id, hasXmin, version }: RowLayout): string {
  const token = version !== null ? [tokenSql(version.column)] : hasXmin ? ['xmin::text'] : [];
  return [...[...fields, ...id].map(columnText), ...token].join(', ');
}

/** The value of one column as it crosses the border. */
export function decodeColumn(text: string | null, column: TableColumn): NativeValue {
  if (!column.isReadable) return UNREADABLE;
  if (text === null) return null;
  return column.item === null ? decodeText(text, column.kind) : decodeList(text, column.item);
}

/** Text form of an id column; empty for a null in it. */
export function idText(text: string | null, column: TableColumn): string {
  const value = decodeColumn(text, column);
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * Digest of a record's texts. `digestSql` computes the same inside the server, so that a write can compare, in one
 * statement, everything that was read.
 */
export function digestTexts(texts: Row): string {
  const parts = texts.map((text) =>
    text === null ? 'n|' : `v${text.replaceAll('\\', '\\\\').replaceAll('|', '\\|')}|`,
  );
  return hash('sha256', parts.join(''), 'hex');
}

/** SQL of digestTexts over these columns. Backslashes are plain: standard_conforming_strings is on. */
export function digestSql(columns: readonly TableColumn[]): string {
  const parts = columns.map(
    (column) => `coalesce('v' || replace(replace(${columnText(column)}, '\\', '\\\\'), '|', '\\|'), 'n') || '|'`,
  );
  return `encode(sha256(convert_to(${parts.join(' || ') || "''"}, 'UTF8')), 'hex')`;
}

/** A page over rows in this layout. */
export function pageOf(layout: RowLayout, rows: readonly Row[], certificate: ReadCertificate | null): ReadPage {
  const { fields, id, hasXmin, version, guard } = layout;
  const columns: readonly Column[] = fields.map(({ name, kind }) => ({ name, kind }));
  const width = fields.length;
  const rowAt = (i: number): Row => rows[i] ?? [];
  const fieldsAt = (i: number): Row => rowAt(i).slice(0, width);
  return {
    columns,
    guard,
    count: rows.length,
    certificate,
    key: (i) => id.map((column, index) => idText(rowAt(i)[width + index] ?? null, column)),
    version: (i) =>
      versionText({
        column: version?.named ?? null,
        token: (hasXmin || version !== null ? rowAt(i).at(-1) : null) ?? 'values',
        digest: digestTexts(fieldsAt(i)),
      }),
    bytes: (i) =>
      Buffer.from(
        fieldsAt(i)
          .map((text) => (text === null ? 'n' : `${text.length}:${text}`))
          .join(''),
        'utf8',
      ),
    decode: (i): NativeRecord =>
      new Map(fields.map((column, index) => [column.name, decodeColumn(rowAt(i)[index] ?? null, column)])),
  };
}
