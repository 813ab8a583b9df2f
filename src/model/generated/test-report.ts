// Generated from schemas/test-report.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * What became of the examples of kind test, as `test --json` prints it.
 */
export interface TestReport {
  /**
   * One outcome for each test, in the order of the manifests.
   */
  tests: TestOutcome[];
}
/**
 * What became of one test.
 *
 * This interface was referenced by `TestReport`'s JSON-Schema
 * via the `definition` "TestOutcome".
 */
export interface TestOutcome {
  /**
   * Name of the test.
   */
  name: string;
  /**
   * Where it stands, `file:line:column`.
   */
  at: string;
  /**
   * True when all that it expects came, and nothing else.
   */
  passed: boolean;
  /**
   * What came otherwise, a sentence each; empty when it passed.
   */
  problems: string[];
}
