import { hash } from 'node:crypto';
import {
  auditGenesisInput,
  auditHashInput,
  auditLeaf,
  type AuditLeaf,
  type AuditRecord,
} from '../../src/model/audit.ts';

/** An audited decision with only the parts that matter. */
export function leafOf(part: Partial<AuditLeaf>): AuditLeaf {
  return auditLeaf({ kind: 'decision', at: '2026-11-22T12:00:00.000Z', actor: 'ann', action: 'approve', ...part });
}

/** What is wrong with a whole chain, written apart from the code that makes it: numbers, links and hashes from the genesis of the lineage on. */
export function chainFaults(lineage: string, records: readonly AuditRecord[]): readonly string[] {
  let prev = hash('sha256', auditGenesisInput(lineage), 'hex');
  return records.flatMap((record, index) => {
    const own = hash('sha256', auditHashInput(record.prev, record.seq, record.leaf), 'hex');
    const faults = [
      ...(record.seq === index + 1 ? [] : [`number ${record.seq} stands at ${index + 1}`]),
      ...(record.prev === prev ? [] : [`${record.seq} does not follow the one before`]),
      ...(record.hash === own ? [] : [`${record.seq} has another hash`]),
    ];
    prev = record.hash;
    return faults;
  });
}
