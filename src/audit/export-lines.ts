import type { AuditRecord } from '../model/audit.ts';
import type { Json } from '../model/value.ts';

/** What an export says of itself first. */
export interface ExportHeader {
  readonly lineage: string;
  readonly project: string;
  /** UTC ISO instant. */
  readonly at: string;
}

/**
 * The lines of an export of the audit chain, NDJSON: what it is, the signed heads, the records in order, and how many there were. Holds all
 * that concordat-audit-verify needs.
 */
export async function* exportLines(
  header: ExportHeader,
  heads: readonly Json[],
  records: AsyncIterable<AuditRecord>,
): AsyncGenerator<string> {
  yield line({ export: { format: 'concordat-audit-export/1', ...header } });
  for (const head of heads) yield line({ head });
  let count = 0;
  for await (const { seq, leaf, prev, hash } of records) {
    count += 1;
    yield line({ record: { seq, leaf, prev, hash } });
  }
  yield line({ end: { heads: heads.length, records: count } });
}

function line(part: Json): string {
  return `${JSON.stringify(part)}\n`;
}
