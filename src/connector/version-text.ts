import type { ReadRequest, VersionColumn } from '../model/connector.ts';
import { ConcordatError } from '../model/error.ts';

/** The parts of a record's version. */
export interface RecordVersion {
  /** The column that guards, when the manifest names one. */
  readonly column: VersionColumn | null;
  /** The column's value, or the system's own token. */
  readonly token: string;
  /** Digest of everything that was read. */
  readonly digest: string;
}

/** One text of a record's version: `token:digest`, with the column's name before it (`=name=`, `+name=` where it is counted up). */
export function versionText({ column, token, digest }: RecordVersion): string {
  const mark = column === null ? '' : `${column.increment ? '+' : '='}${encodeURIComponent(column.at)}=`;
  return `${mark}${token}:${digest}`;
}

/** The parts of a text of `versionText`; null for another text. */
export function parseVersion(text: string | null): RecordVersion | null {
  const split = text?.lastIndexOf(':') ?? -1;
  if (text === null || split === -1) return null;
  const [head, digest] = [text.slice(0, split), text.slice(split + 1)];
  const isMarked = head.startsWith('=') || head.startsWith('+');
  if (!isMarked) return { column: null, token: head, digest };
  const end = head.indexOf('=', 1);
  if (end === -1) return null;
  const column = { at: decodeURIComponent(head.slice(1, end)), increment: head.startsWith('+') };
  return { column, token: head.slice(end + 1), digest };
}

/** CONNECTOR_NO_VERSION, exit 1: for connectors without version columns. */
export function refuseVersion({ resource, version }: ReadRequest, system: string): void {
  if (version === undefined) return;
  throw new ConcordatError('CONNECTOR_NO_VERSION', 'This connector has no version columns.', {
    at: `${system}:${resource}`,
    advice: 'Remove `version` from the binding: the connector guards writes by itself.',
  });
}
