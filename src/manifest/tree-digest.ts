import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { compareText } from '../value/compare-text.ts';
import type { ManifestDocument } from './manifest-document.ts';

/** SHA-256 (hex) of the canonical JSON (RFC 8785) of the documents, sorted by kind and name. */
export function digestDocuments(documents: readonly ManifestDocument[]): string {
  const sorted = [...documents].sort((a, b) => compareText(a.kind, b.kind) || compareText(a.name, b.name));
  return createHash('sha256')
    .update(canonicalize(sorted.map((each) => each.json)) ?? '')
    .digest('hex');
}
