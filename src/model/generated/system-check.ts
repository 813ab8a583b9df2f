// Generated from schemas/system-check.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * How the live systems are, as `system check --json` prints it.
 */
export interface SystemCheckReport {
  /**
   * The systems that were checked.
   */
  systems: CheckedSystem[];
}
/**
 * What was found out about one system.
 *
 * This interface was referenced by `SystemCheckReport`'s JSON-Schema
 * via the `definition` "CheckedSystem".
 */
export interface CheckedSystem {
  /**
   * Name of the system.
   */
  name: string;
  /**
   * Name of its connector.
   */
  connector: string;
  /**
   * Which system it is, as plans name it; null when it could not be opened.
   */
  identity: string | null;
  /**
   * 0 well, 1 broken or misconfigured, 75 out of reach for now.
   */
  exit: 0 | 1 | 75;
  /**
   * Every problem, warnings among them.
   */
  diagnostics: DiagnosticDocument[];
}
/**
 * A problem, told without data of a record.
 *
 * This interface was referenced by `SystemCheckReport`'s JSON-Schema
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
