// Generated from schemas/entity.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * Type of the elements of a list: a type name, or a type with constraints.
 *
 * This interface was referenced by `EntityManifest`'s JSON-Schema
 * via the `definition` "ElementType".
 */
export type ElementType =
  | string
  | {
      /**
       * Type of each element; a list of lists is not possible.
       */
      type: 'string' | 'integer' | 'decimal' | 'boolean' | 'date' | 'time' | 'datetime' | 'json';
      /**
       * Well-known form that the text must have, e.g. email, phone, iban, url, uuid.
       */
      format?: string;
      /**
       * RE2 regular expression that the whole value must match.
       */
      pattern?: string;
      values?: Values;
      /**
       * Smallest allowed value, inclusive. Text for dates and for numbers with many digits.
       */
      minimum?: string | number;
      /**
       * Largest allowed value, inclusive. Text for dates and for numbers with many digits.
       */
      maximum?: string | number;
      /**
       * Fewest characters, or elements of a list.
       */
      min_length?: number;
      /**
       * Most characters, or elements of a list.
       */
      max_length?: number;
      /**
       * Most digits after the point.
       */
      scale?: number;
      /**
       * When two values are the same. `exact` (default) ignores the form of numbers and of Unicode; `unordered` is for lists.
       */
      equality?: 'exact' | 'case-insensitive' | 'trimmed' | 'unordered';
    };
/**
 * A code list: by name, as codes, as a map from code to title, or a shipped list with additions.
 *
 * @minItems 1
 *
 * This interface was referenced by `EntityManifest`'s JSON-Schema
 * via the `definition` "Values".
 */
export type Values =
  | string
  | string[]
  | {
      [k: string]: unknown;
    };
/**
 * Whose record it is to be born and to die. Short form: the owner.
 *
 * This interface was referenced by `EntityManifest`'s JSON-Schema
 * via the `definition` "Lifecycle".
 */
export type LifecycleManifest =
  | string
  | {
      /**
       * System in which records are born and die.
       */
      owner: string;
      /**
       * A record that a replica lacks. Default create.
       */
      on_missing?: 'create' | 'report' | 'hold';
      /**
       * A record that was deleted at the owner. `deactivate` names the canonical fields to set. Default hold.
       */
      on_delete?:
        | string
        | {
            /**
             * Canonical fields to set instead of deleting, with their values.
             */
            deactivate: {
              [k: string]: unknown;
            };
          };
      /**
       * A record that only a replica has. Default report.
       */
      on_orphan?: 'report' | 'hold' | 'delete';
    };
/**
 * One field in one system. Short form: the native name.
 *
 * This interface was referenced by `EntityManifest`'s JSON-Schema
 * via the `definition` "FieldBinding".
 */
export type FieldBindingManifest =
  | string
  | {
      /**
       * Native field.
       */
      at: string;
      codec?: Codecs;
      /**
       * For reference fields: whether the system stores its own id of the other record (default), or the canonical key.
       */
      ref?: 'id' | 'key';
      /**
       * When the replica gets the value: `always` (default), `if_empty`, or `on_create`.
       */
      fill?: 'always' | 'if_empty' | 'on_create';
      /**
       * What happens to a value that was changed in a system that does not own it. Narrower settings win: field, binding, entity. Default revert.
       */
      on_foreign_edit?: 'revert' | 'hold' | 'report';
      /**
       * `enforce` writes, `observe` only tells. Narrower settings win: field, binding, entity. Default enforce.
       */
      mode?: 'observe' | 'enforce';
    };
/**
 * Codecs in reading order: one, or a list.
 *
 * @minItems 1
 *
 * This interface was referenced by `EntityManifest`'s JSON-Schema
 * via the `definition` "Codecs".
 */
export type Codecs =
  | string
  | {
      [k: string]: unknown;
    }
  | Codec[];
/**
 * One two-way codec: its name, or a map whose first key is its name and the others its options.
 *
 * This interface was referenced by `EntityManifest`'s JSON-Schema
 * via the `definition` "Codec".
 */
export type Codec =
  | string
  | {
      [k: string]: unknown;
    };
/**
 * One code: its title, or its title and aliases.
 *
 * This interface was referenced by `EntityManifest`'s JSON-Schema
 * via the `definition` "Code".
 */
export type Code =
  | string
  | {
      /**
       * Name of the code for people; accepted as a spelling of it.
       */
      title?: string;
      /**
       * Further spellings of the code.
       */
      aliases?: string[];
    };

/**
 * One kind of record, in all systems: its fields and their owners, its life, and how each system holds it.
 */
export interface EntityManifest {
  /**
   * What this document declares.
   */
  kind: 'entity';
  /**
   * Name of the entity, unique among all documents of this kind.
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
   * Canonical key: one field, or several in order.
   *
   * @minItems 1
   */
  key: string | string[];
  /**
   * The canonical fields by name.
   */
  fields: {
    [k: string]: FieldManifest;
  };
  /**
   * Fields that move as one, by group name; all of them have the same owner.
   */
  groups?: {
    /**
     * Fields of the group.
     *
     * @minItems 1
     */
    [k: string]: string[];
  };
  lifecycle?: LifecycleManifest;
  /**
   * How records without a link are paired, tried in order: a field, or fields that must all agree. A tie is a case for a person. Default: the key.
   *
   * @minItems 1
   */
  match?: (string | string[])[];
  /**
   * What must be true of every record.
   */
  rules?: RuleManifest[];
  /**
   * What happens to a value that was changed in a system that does not own it. Narrower settings win: field, binding, entity. Default revert.
   */
  on_foreign_edit?: 'revert' | 'hold' | 'report';
  /**
   * `enforce` writes, `observe` only tells. Narrower settings win: field, binding, entity. Default enforce.
   */
  mode?: 'observe' | 'enforce';
  /**
   * How each system holds the entity, by system name.
   */
  systems: {
    [k: string]: BindingManifest;
  };
}
/**
 * One canonical field. It has exactly one owner, or is derived.
 *
 * This interface was referenced by `EntityManifest`'s JSON-Schema
 * via the `definition` "Field".
 */
export interface FieldManifest {
  /**
   * Dictionary term that gives the type and the constraints; keys beside it override it.
   */
  term?: string;
  /**
   * The one system of record of this field.
   */
  owner?: string;
  /**
   * JSONata over the canonical record; the field is then owned by nobody.
   */
  derive?: string;
  /**
   * Entity whose canonical key this field holds.
   */
  ref?: string;
  /**
   * Name of the field for people. Default: the term's title, else the name.
   */
  title?: string;
  /**
   * What a reader should know.
   */
  description?: string;
  /**
   * Type of the value: one of the type names, or a list of one. Dates, times and instants are ISO text; decimals and integers keep every digit.
   */
  type?:
    | string
    | {
        list: ElementType;
      };
  items?: ElementType;
  /**
   * Well-known form that the text must have, e.g. email, phone, iban, url, uuid.
   */
  format?: string;
  /**
   * RE2 regular expression that the whole value must match.
   */
  pattern?: string;
  values?: Values;
  /**
   * Smallest allowed value, inclusive. Text for dates and for numbers with many digits.
   */
  minimum?: string | number;
  /**
   * Largest allowed value, inclusive. Text for dates and for numbers with many digits.
   */
  maximum?: string | number;
  /**
   * Fewest characters, or elements of a list.
   */
  min_length?: number;
  /**
   * Most characters, or elements of a list.
   */
  max_length?: number;
  /**
   * Most digits after the point.
   */
  scale?: number;
  /**
   * True when a record without this value is invalid. Default false.
   */
  required?: boolean;
  /**
   * True when no two records may hold the same value. Default false.
   */
  unique?: boolean;
  /**
   * When two values are the same. `exact` (default) ignores the form of numbers and of Unicode; `unordered` is for lists.
   */
  equality?: 'exact' | 'case-insensitive' | 'trimmed' | 'unordered';
  /**
   * Values that count as empty. Only null and what stands here may clear a field.
   */
  empty?: (string | null)[];
  /**
   * How much care the value needs; drives masking everywhere. Default internal.
   */
  class?: 'public' | 'internal' | 'personal' | 'confidential';
  /**
   * Group whose approval every change of this value needs.
   */
  approve?: string;
  /**
   * What happens to a value that was changed in a system that does not own it. Narrower settings win: field, binding, entity. Default revert.
   */
  on_foreign_edit?: 'revert' | 'hold' | 'report';
  /**
   * `enforce` writes, `observe` only tells. Narrower settings win: field, binding, entity. Default enforce.
   */
  mode?: 'observe' | 'enforce';
  /**
   * When the replica gets the value: `always` (default), `if_empty`, or `on_create`.
   */
  fill?: 'always' | 'if_empty' | 'on_create';
}
/**
 * A rule over one canonical record.
 *
 * This interface was referenced by `EntityManifest`'s JSON-Schema
 * via the `definition` "Rule".
 */
export interface RuleManifest {
  /**
   * Name of the rule, unique in the entity.
   */
  name: string;
  /**
   * JSONata that must be true.
   */
  check: string;
  /**
   * What to tell a person when it is not.
   */
  message: string;
  /**
   * `error` (default) holds the record in all replicas, `warning` tells.
   */
  severity?: 'error' | 'warning';
}
/**
 * How one system holds the entity.
 *
 * This interface was referenced by `EntityManifest`'s JSON-Schema
 * via the `definition` "Binding".
 */
export interface BindingManifest {
  /**
   * Table, view, file or collection in the system.
   */
  resource: string;
  /**
   * The system's own key: one native field, or several in order.
   *
   * @minItems 1
   */
  id: string | string[];
  /**
   * Native filter, passed down as it is. A record that leaves the filter is out of scope, not deleted.
   */
  where?: string;
  /**
   * One-to-one fields, both directions: canonical name to native name, or to the long form.
   */
  fields?: {
    [k: string]: FieldBindingManifest;
  };
  /**
   * Canonical field from JSONata over the native record.
   */
  read?: {
    /**
     * JSONata over the native record.
     */
    [k: string]: string;
  };
  /**
   * Native field from JSONata over the canonical record.
   */
  write?: {
    /**
     * JSONata over the canonical record.
     */
    [k: string]: string;
  };
  /**
   * What happens to a value that was changed in a system that does not own it. Narrower settings win: field, binding, entity. Default revert.
   */
  on_foreign_edit?: 'revert' | 'hold' | 'report';
  /**
   * `enforce` writes, `observe` only tells. Narrower settings win: field, binding, entity. Default enforce.
   */
  mode?: 'observe' | 'enforce';
  /**
   * Native column that another value stands in after every change: writes are guarded by it. Short form: its name, kept by the system itself.
   */
  version?:
    | string
    | {
        /**
         * Native column.
         */
        at: string;
        /**
         * True where nobody counts it up but its writers: every update adds one. Default false.
         */
        increment?: boolean;
      };
  /**
   * The reason why writes that nothing guards are accepted here.
   */
  accept_unguarded?: string;
}
