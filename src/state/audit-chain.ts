import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { auditGenesisInput, auditHashInput, type AuditLeaf, type AuditRecord } from '../model/audit.ts';

/** The end of a chain: number and hash of its last record, or 0 and the genesis hash of its state. */
export interface ChainEnd {
  readonly seq: number;
  readonly hash: string;
}

/** The end of a chain that has no record yet. */
export function chainStart(lineage: string): ChainEnd {
  return { seq: 0, hash: hash('sha256', auditGenesisInput(lineage), 'hex') };
}

/** The records that these leaves become behind `end`. */
export function chainRecords(end: ChainEnd, leaves: readonly AuditLeaf[]): readonly AuditRecord[] {
  const records: AuditRecord[] = [];
  let { seq, hash: prev } = end;
  for (const leaf of leaves) {
    const text = canonicalize(leaf) ?? 'null';
    seq += 1;
    const record = { seq, leaf: text, prev, hash: hash('sha256', auditHashInput(prev, seq, text), 'hex') };
    records.push(record);
    prev = record.hash;
  }
  return records;
}
