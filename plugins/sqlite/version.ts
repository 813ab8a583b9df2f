import { parseVersion, versionText, type VersionColumn } from 'concordat/connector';
import { tagged, versionOf, type SqlValue } from './value.ts';

/** A record's version: a digest of what was read, with the version column's value before it when the manifest names one. */
export function recordVersion(column: VersionColumn | undefined, value: SqlValue, bytes: Uint8Array): string {
  const digest = versionOf(bytes);
  return column === undefined ? digest : versionText({ column, token: tokenOf(value), digest });
}

/** What a write compares: the version column, if one is named, and the digest. */
export interface SeenVersion {
  readonly column: VersionColumn | null;
  /** Of the column's value; empty without one. */
  readonly token: string;
  readonly digest: string;
}

/** The parts of a text of recordVersion. */
export function seenVersion(text: string): SeenVersion {
  return parseVersion(text) ?? { column: null, token: '', digest: text };
}

/** Text of a version column's value: null, and values of each type, are all different. */
export function tokenOf(value: SqlValue): string {
  return tagged(value) ?? 'n';
}
