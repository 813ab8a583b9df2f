// Generated from schemas/init.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * What a new project was given, as `init --json` prints it.
 */
export interface InitReport {
  /**
   * Absolute path of the project.
   */
  folder: string;
  /**
   * Files that were written, relative to the folder.
   */
  files: string[];
  /**
   * Environment variables that must hold the addresses of systems, which are in no file.
   */
  variables: string[];
}
