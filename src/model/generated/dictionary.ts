// Generated from schemas/dictionary.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * One term: what a value means, its type and its constraints. Short form: the type name.
 *
 * This interface was referenced by `DictionaryManifest`'s JSON-Schema
 * via the `definition` "Term".
 */
export type TermManifest =
  | string
  | {
      /**
       * Name of the term for people. Default: the name.
       */
      title?: string;
      /**
       * What the term means.
       */
      description?: string;
      /**
       * Other words for the same thing.
       */
      synonyms?: string[];
      /**
       * Values that show what is meant.
       *
       * Items: Any value.
       */
      examples?: {
        [k: string]: unknown;
      }[];
      /**
       * People who answer for the term: one, or a list.
       */
      steward?: string | string[];
      /**
       * Where the term stands in its life.
       */
      status?: string;
      /**
       * Type of the value: one of the type names, or a list of one. Dates, times and instants are ISO text; decimals and integers keep every digit.
       */
      type:
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
    };
/**
 * Type of the elements of a list: a type name, or a type with constraints.
 *
 * This interface was referenced by `DictionaryManifest`'s JSON-Schema
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
 * This interface was referenced by `DictionaryManifest`'s JSON-Schema
 * via the `definition` "Values".
 */
export type Values =
  | string
  | string[]
  | {
      [k: string]: unknown;
    };
/**
 * One code: its title, or its title and aliases.
 *
 * This interface was referenced by `DictionaryManifest`'s JSON-Schema
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
 * Terms: the words of the company, with type, constraints and care.
 */
export interface DictionaryManifest {
  /**
   * What this document declares.
   */
  kind: 'dictionary';
  /**
   * Name of the dictionary, unique among all documents of this kind.
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
   * The terms by name; a name is unique over all dictionaries.
   */
  terms: {
    [k: string]: TermManifest;
  };
}
