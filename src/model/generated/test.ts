// Generated from schemas/test.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * An example that must hold: given these records, expect these changes and findings. Runs without a network.
 */
export interface TestManifest {
  /**
   * What this document declares.
   */
  kind: 'test';
  /**
   * Name of the test, unique among all documents of this kind.
   */
  name: string;
  /**
   * Name for people. Default: the name.
   */
  title?: string;
  /**
   * What a reader should know.
   */
  description?: string;
  /**
   * Entity under test.
   */
  entity: string;
  /**
   * Native records by system.
   */
  given: {
    /**
     * Native records of one system.
     *
     * Items: One native record.
     */
    [k: string]: {
      [k: string]: unknown;
    }[];
  };
  /**
   * Native records by system at the last agreement. Default: none, so that every difference is a first contact.
   */
  base?: {
    /**
     * Native records of one system.
     *
     * Items: One native record.
     */
    [k: string]: {
      [k: string]: unknown;
    }[];
  };
  /**
   * True when first contacts are released. Default false.
   */
  bootstrap?: boolean;
  expect: ExpectManifest;
}
/**
 * What must come out. A part that is left out is not compared.
 */
export interface ExpectManifest {
  /**
   * Every change, in any order; what is left out of a change is not compared.
   */
  changes?: ExpectedChangeManifest[];
  /**
   * Every finding, in any order.
   */
  findings?: ExpectedFindingManifest[];
}
/**
 * One expected change.
 *
 * This interface was referenced by `TestManifest`'s JSON-Schema
 * via the `definition` "ExpectedChange".
 */
export interface ExpectedChangeManifest {
  /**
   * System that is written.
   */
  system?: string;
  /**
   * Canonical key: the value of a single key field, or a map.
   */
  key?:
    | string
    | number
    | {
        [k: string]: unknown;
      };
  /**
   * What is done.
   */
  action?: 'create' | 'update' | 'delete' | 'link';
  /**
   * Fields that change, by canonical or native name, with the value after; or only their names.
   */
  fields?:
    | {
        [k: string]: unknown;
      }
    | string[];
  /**
   * Verdict of the fields.
   */
  verdict?: string;
}
/**
 * One expected finding.
 *
 * This interface was referenced by `TestManifest`'s JSON-Schema
 * via the `definition` "ExpectedFinding".
 */
export interface ExpectedFindingManifest {
  /**
   * Code of the finding.
   */
  code: string;
}
