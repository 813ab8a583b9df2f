// Generated from schemas/schema-list.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * The schemas that ship, as `schema --json` prints them.
 */
export interface SchemaList {
  /**
   * One entry for each schema, by name.
   */
  schemas: SchemaEntry[];
}
/**
 * One schema.
 *
 * This interface was referenced by `SchemaList`'s JSON-Schema
 * via the `definition` "SchemaEntry".
 */
export interface SchemaEntry {
  /**
   * Its name; `concordat schema NAME` prints it.
   */
  name: string;
  /**
   * What it is for.
   */
  description: string;
}
