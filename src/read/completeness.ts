import type { ReadCertificate } from '../model/connector.ts';
import type { ReadMark } from '../model/state.ts';

/** Share of the last complete count under which a read is taken for incomplete (design §2). */
const SMALLEST_RATIO = 0.8;

/** A source that shrank by more than a fifth since its last complete read gets no certificate. */
export function certifyCount(
  certificate: ReadCertificate,
  mark: ReadMark | undefined,
  filter: string,
): ReadCertificate {
  if (!certificate.complete || mark === undefined || mark.filter !== filter) return certificate;
  if (certificate.count >= mark.count * SMALLEST_RATIO) return certificate;
  return {
    ...certificate,
    complete: false,
    reason: `only ${certificate.count} records, where the last complete read saw ${mark.count}`,
  };
}

/** True when what this read did not return is proven not to be there: complete, and under the filter of the base. */
export function isAbsenceProven(certificate: ReadCertificate, mark: ReadMark | undefined, filter: string): boolean {
  return certificate.complete && (mark === undefined || mark.filter === filter);
}
