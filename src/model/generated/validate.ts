// Generated from schemas/validate.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * What is wrong with the manifests, as `validate --json` prints it.
 */
export interface ValidateReport {
  /**
   * True when no problem is an error; then the command exits 0, else 65.
   */
  valid: boolean;
  /**
   * Every problem, warnings among them.
   */
  diagnostics: DiagnosticDocument[];
}
/**
 * A problem, told without data of a record.
 *
 * This interface was referenced by `ValidateReport`'s JSON-Schema
 * via the `definition` "DiagnosticDocument".
 */
export interface DiagnosticDocument {
  /**
   * Stable code; see the page of codes.
   */
  code: string;
  /**
   * Only an error stops anything.
   */
  severity: 'error' | 'warning' | 'info';
  /**
   * What is wrong, the same words for each such problem.
   */
  summary: string;
  /**
   * What is wrong here, why it matters and what to do, in full sentences.
   */
  detail: string;
  /**
   * Where: `file:line:column`, or a system, resource or field such as `erp:customers.email`.
   */
  at: string;
}
