import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { ManifestDocument } from './manifest-document.ts';

/** SHA-256 (hex) of the canonical JSON (RFC 8785) of the documents, sorted by kind and name. */
export function digestDocuments(documents: readonly ManifestDocument[]): string {
  const sorted = [...documents].sort((a, b) => compareText(a.kind, b.kind) || compareText(a.name, b.name));
  return createHash('sha256')
    .update(canonicalize(sorted.map((each) => each.json)) ?? '')
    .digest('hex');
}

/** Order by UTF-16 units, the same in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
