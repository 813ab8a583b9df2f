// Generated from schemas/system-describe.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * What the live systems hold, as `system describe --json` prints it. No record is read.
 */
export interface SystemDescription {
  /**
   * The systems that were asked.
   */
  systems: DescribedSystem[];
}
/**
 * One system.
 *
 * This interface was referenced by `SystemDescription`'s JSON-Schema
 * via the `definition` "DescribedSystem".
 */
export interface DescribedSystem {
  /**
   * Name of the system.
   */
  name: string;
  /**
   * Its resources that this login can see, by name, or the one asked for.
   */
  resources: DescribedResource[];
}
/**
 * A table, view, file or collection.
 *
 * This interface was referenced by `SystemDescription`'s JSON-Schema
 * via the `definition` "DescribedResource".
 */
export interface DescribedResource {
  /**
   * Name of the resource, as `resource` takes it.
   */
  name: string;
  /**
   * Native fields of its key, in order; empty when unknown.
   */
  id: string[];
  /**
   * What this login may do; null when the system does not tell.
   */
  rights: ('read' | 'create' | 'update' | 'delete')[] | null;
  /**
   * Its native fields, in the system's order.
   */
  fields: DescribedField[];
}
/**
 * One native field.
 *
 * This interface was referenced by `SystemDescription`'s JSON-Schema
 * via the `definition` "DescribedField".
 */
export interface DescribedField {
  /**
   * Name of the field, as `at` takes it.
   */
  name: string;
  /**
   * What its values are.
   */
  kind:
    | 'text'
    | 'integer'
    | 'decimal'
    | 'float'
    | 'boolean'
    | 'date'
    | 'time'
    | 'datetime'
    | 'local-datetime'
    | 'json'
    | 'list'
    | 'bytes';
  /**
   * The system's own name of the type.
   */
  native_type: string;
  /**
   * True when it may be null.
   */
  is_nullable: boolean;
  /**
   * False for generated and read-only fields.
   */
  is_writable: boolean;
  /**
   * Digits after the point; null when none are declared.
   */
  scale: number | null;
  /**
   * The only values it takes; null when they are not listed.
   */
  enum: string[] | null;
}
