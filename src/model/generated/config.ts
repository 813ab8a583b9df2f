// Generated from schemas/config.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * Encrypts what the state knows of records. The key as one reference, or long with key or command.
 *
 * This interface was referenced by `ConfigManifest`'s JSON-Schema
 * via the `definition` "StateEncryption".
 */
export type StateEncryption =
  | string
  | {
      /**
       * Where the key is: ${env:NAME} or ${file:path}, the path relative to this file. At least 16 characters.
       */
      key?: string;
      /**
       * A program and its arguments that print the key; run without a shell in the folder of this file, for 30 s at most.
       *
       * @minItems 1
       * @maxItems 64
       */
      command?: string[];
    };

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
   * Where what was proven is remembered: a file relative to this one, or a postgres:// address; or long, with at and encryption. CONCORDAT_STATE overrides the place. Default .concordat/state.db.
   */
  state?:
    | string
    | {
        /**
         * A file relative to this one, or a postgres:// address. CONCORDAT_STATE overrides it. Default .concordat/state.db.
         */
        at?: string;
        encryption?: StateEncryption;
      };
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
