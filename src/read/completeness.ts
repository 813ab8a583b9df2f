import type { ReadCertificate } from '../model/connector.ts';
import type { PolicyDef } from '../model/manifest.ts';
import type { ReadMark } from '../model/state.ts';

/** Share of the last complete count under which a read is taken for incomplete (design §2). */
const SMALLEST_RATIO = 0.8;

/** Least share of one source's last complete count: the policies' for this very source, the strictest of several, else a fifth less. */
export function leastRatio(policies: readonly PolicyDef[], entity: string, system: string): number {
  const own = policies
    .flatMap(({ sources }) => sources)
    .filter((source) => source.entity === entity && source.system === system)
    .map(({ minimumRatio }) => minimumRatio);
  return own.length === 0 ? SMALLEST_RATIO : Math.max(...own);
}

/** A source that shrank under its least share since its last complete read gets no certificate. */
export function certifyCount(
  certificate: ReadCertificate,
  mark: ReadMark | undefined,
  filter: string,
  ratio = SMALLEST_RATIO,
): ReadCertificate {
  if (!certificate.complete || mark === undefined || mark.filter !== filter) return certificate;
  if (certificate.count >= mark.count * ratio) return certificate;
  return {
    ...certificate,
    complete: false,
    reason: `only ${certificate.count} records, where the last complete read saw ${mark.count}; if this is meant, let a policy accept it under sources`,
  };
}

/** True when what this read did not return is proven not to be there: complete, and under the filter of the base. */
export function isAbsenceProven(certificate: ReadCertificate, mark: ReadMark | undefined, filter: string): boolean {
  return certificate.complete && (mark === undefined || mark.filter === filter);
}
