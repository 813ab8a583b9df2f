// Generated from schemas/error.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * What stopped a command, as every command prints it with `--json` instead of its result.
 */
export interface ErrorDocument {
  error: StoppingError;
}
/**
 * An error without data of a record.
 *
 * This interface was referenced by `ErrorDocument`'s JSON-Schema
 * via the `definition` "StoppingError".
 */
export interface StoppingError {
  /**
   * Stable code; see the page of codes.
   */
  code: string;
  /**
   * What happened, in a sentence.
   */
  message: string;
  /**
   * Where: a file, a place in one, a system or a field; null when it has no place.
   */
  at: string | null;
  /**
   * What to do; null when there is nothing to say.
   */
  advice: string | null;
  /**
   * Every problem behind it, warnings among them; empty when it is one by itself.
   */
  diagnostics: DiagnosticDocument[];
}
/**
 * A problem, told without data of a record.
 *
 * This interface was referenced by `ErrorDocument`'s JSON-Schema
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
