// Generated from schemas/types.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * TypeScript types of the entities, as `types --json` prints them.
 */
export interface TypesDocument {
  /**
   * The text of one TypeScript file, with an interface for each entity.
   */
  types: string;
}
