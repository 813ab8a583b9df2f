import type { AuditLeaf, AuditRecord } from '../../src/model/audit.ts';
import type { AuditHead } from '../../src/model/generated/audit-anchor.ts';
import { type AuditSigner, signerOf, signHead } from '../../src/audit/heads.ts';
import { type ChainEnd, chainRecords, chainStart } from '../../src/state/audit-chain.ts';
import { digestsUnder } from '../../src/state/key.ts';
import { realWorld } from '../../src/world.ts';
import { leafOf } from '../state/audit-leaves.ts';

/** A chain, what lies beside it, and what is kept elsewhere. */
export interface Chain {
  readonly lineage: string;
  readonly records: readonly AuditRecord[];
  readonly heads: readonly unknown[];
  readonly anchors: readonly unknown[];
}

/** The real world without a signing key. */
export const WORLD = { ...realWorld(), env: () => undefined };

/** Who signs under a key of a project. */
export function signerUnder(key: string): AuditSigner {
  return signerOf(digestsUnder(key), WORLD);
}

/** The project's own signer, and the key that its verifier trusts. */
export const OWN = signerUnder('a key for tests, long enough');
/** Somebody else's. */
export const OTHER = signerUnder('the key of somebody who forges');

/** Writes and decisions as a project has them. `mark` makes two chains of the same length different. */
export function leavesOf(count: number, mark = ''): AuditLeaf[] {
  return Array.from({ length: count }, (_, i) => {
    const at = new Date(Date.UTC(2026, 10, 22, 12, 0, i)).toISOString();
    if (i % 5 === 4) return leafOf({ at, actor: 'bob', change: `c${i}${mark}`, detail: { reason: `seen ${i}` } });
    return writeOf(i, mark, at);
  });
}

function writeOf(i: number, mark: string, at: string): AuditLeaf {
  return leafOf({
    kind: 'write',
    at,
    action: 'update',
    run: 'r1',
    change: `c${i}${mark}`,
    entity: 'customer',
    system: 'erp',
    resource: 'customers',
    key: `C-${i}`,
    nativeId: String(i),
    commit: '1f0c2aa9',
    fields: [
      { name: 'city', at: 'town', before: 'Bonn', after: `Rome ${i}`, verdict: 'stale replica', rule: 'a.yaml:3' },
    ],
    guard: { kind: 'xmin', strength: 'strong', version: String(i), after: String(i + 1) },
    outcome: 'applied',
    attempts: 1,
    envelope: `r1/c${i}`,
  });
}

/** Records of a lineage from its genesis on. */
export function recordsOf(lineage: string, leaves: readonly AuditLeaf[]): readonly AuditRecord[] {
  return chainRecords(chainStart(lineage), leaves);
}

/** A head for the record with this number. */
export function headAt(records: readonly AuditRecord[], seq: number, lineage: string, signer = OWN): AuditHead {
  const record = records[seq - 1];
  if (record === undefined) throw new Error(`There is no record ${seq}.`);
  return signHead(signer, { lineage, record, at: '2026-11-22T13:00:00.000Z' });
}

/** The same leaves from `from` (an index) on, numbered, linked and hashed anew: anybody can do that, it takes no key. */
export function rehash(lineage: string, records: readonly AuditRecord[], from: number): readonly AuditRecord[] {
  const kept = records.slice(0, from);
  const last = kept.at(-1);
  const end: ChainEnd = last === undefined ? chainStart(lineage) : { seq: last.seq, hash: last.hash };
  const leaves = records.slice(from).map(({ leaf }) => JSON.parse(leaf) as AuditLeaf);
  return [...kept, ...chainRecords(end, leaves)];
}

/** A part of a leaf replaced; the hash stays as it was. */
export function withLeaf(record: AuditRecord, part: Partial<AuditLeaf>): AuditRecord {
  return { ...record, leaf: JSON.stringify({ ...(JSON.parse(record.leaf) as AuditLeaf), ...part }) };
}
