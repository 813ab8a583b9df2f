// Generated from schemas/system.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * A count per time: 50/s, 1000/min, 20000/day, or long with count and per.
 *
 * This interface was referenced by `SystemManifest`'s JSON-Schema
 * via the `definition` "Rate".
 */
export type Rate =
  | string
  | {
      /**
       * How many.
       */
      count: number;
      /**
       * In which time.
       */
      per: 's' | 'second' | 'min' | 'minute' | 'h' | 'hour' | 'd' | 'day';
    };

/**
 * A live system: how to reach it and what concordat may do there.
 */
export interface SystemManifest {
  /**
   * What this document declares.
   */
  kind: 'system';
  /**
   * Name of the system, unique among all documents of this kind.
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
   * Built-in connector (postgres, sqlite, csv, memory) or the name of a package.
   */
  connector: string;
  /**
   * How to reach the system; the keys are the connector's. Secrets stand as ${env:NAME} or ${file:path}. Relative paths start at the project.
   */
  connection?: {
    [k: string]: unknown;
  };
  /**
   * What concordat may do, by resource. A resource that is not listed: read only.
   */
  access?: {
    /**
     * Rights on one resource.
     */
    [k: string]: string | ('read' | 'create' | 'update' | 'delete')[];
  };
  /**
   * How fast concordat may go. Default: no declared limit.
   */
  limits?: {
    requests?: Rate;
    /**
     * Most requests at once.
     */
    concurrency?: number;
    budget?: Rate;
  };
}
