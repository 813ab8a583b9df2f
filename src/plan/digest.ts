import canonicalize from 'canonicalize';
import type { Digests } from '../model/digest.ts';
import type { Change, Finding, PlanHeader } from '../model/generated/plan.ts';

/** What a change's digest covers (design §4): what would be written and by which rule, not when or in which file. */
export interface ChangeContent {
  readonly change: Omit<Change, 'digest' | 'id'>;
  /** Hash of the resolved rules of the fields. */
  readonly rule: string;
  /** Digest of the whole record that a delete takes away, as read; null or absent for other actions, whose fields say what they replace. */
  readonly removed?: string | null;
}

/** SHA-256 over the content of one change, hex. Classified values stand as their fingerprints; a value known after apply as its key. */
export function changeDigest(digests: Digests, { change, rule, removed }: ChangeContent): string {
  const { system, entity, key, action, resource, native_id } = change;
  const fields = change.fields.map(({ name, at, before, after }) => ({
    name,
    at,
    before: unmasked(before),
    after: unmasked(after),
  }));
  const bare = Object.fromEntries(Object.entries(key).map(([name, value]) => [name, unmasked(value)]));
  const content = { system, entity, key: bare, action, resource, native_id, fields, rule };
  if (removed === null || removed === undefined) return digests.sha256(canonicalText(content));
  // Keyed: the plain digest of a record would tell its content to who guesses it.
  const record = digests.hmac(['removed', entity, system, removed].join('\u0000'));
  return digests.sha256(canonicalText({ ...content, record }));
}

/** The plan digest of design §10.1: no times, commit, serial or certificates. */
export function planDigest(
  digests: Digests,
  header: Omit<PlanHeader, 'digest'>,
  changes: readonly Change[],
  findings: readonly Finding[],
): string {
  return digests.sha256(
    canonicalText({
      format: header.format,
      lineage: header.lineage,
      systems: header.systems,
      manifests: header.manifests,
      bootstrap: header.bootstrap,
      ...(header.undo === undefined ? {} : { undo: header.undo }),
      changes: sortedTexts(changes),
      findings: sortedTexts(findings),
    }),
  );
}

/** RFC 8785 text of plain JSON data. */
export function canonicalText(value: unknown): string {
  return canonicalize(value) ?? 'null';
}

function sortedTexts(items: readonly unknown[]): string[] {
  return items.map((item) => canonicalText(item)).sort();
}

function unmasked(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('fp' in value)) return value;
  return { fp: value.fp };
}
