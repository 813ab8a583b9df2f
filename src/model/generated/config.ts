// Generated from schemas/config.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * concordat.yaml: the file that makes a folder a concordat project.
 */
export interface ConfigManifest {
  /**
   * Version of this format.
   */
  version: 1;
  /**
   * Name of the project.
   */
  name: string;
  /**
   * Name of the project for people.
   */
  title?: string;
  /**
   * What a reader should know.
   */
  description?: string;
  /**
   * Folder of the manifests, relative to this file. Default sync.d.
   */
  manifests?: string;
  /**
   * Where what was proven is remembered: a file relative to this one, or a postgres:// address. CONCORDAT_STATE overrides it. Default .concordat/state.db.
   */
  state?: string;
  /**
   * Named environments of the project, for people and later versions; no command reads them yet.
   */
  environments?: {
    [k: string]: Environment;
  };
}
/**
 * One environment.
 *
 * This interface was referenced by `ConfigManifest`'s JSON-Schema
 * via the `definition` "Environment".
 */
export interface Environment {
  /**
   * Name for people.
   */
  title?: string;
  /**
   * State of this environment.
   */
  state?: string;
}
