import type { Column, NativeKind } from '../model/connector.ts';
import type { FieldType } from '../model/manifest.ts';
import type { Json, NativeValue, Value } from '../model/value.ts';

/** A conversion that may refuse a value. `detail` says what is wrong with its form and never contains the value itself. */
export type Converted<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly detail: string };

/** A violated constraint of a field's type. `detail` never contains the value. */
export interface Violation {
  readonly code: string;
  readonly detail: string;
}

/** A field type made ready: parsing, equality and constraints. Built once by compileType; pure. */
export interface TypeRuntime {
  readonly type: FieldType;
  /**
   * The same text exactly when two canonical values are equal under the field's equality and `empty` list.
   * Null, EMPTY and values have different normal forms unless `empty` makes them one. Never called with UNREADABLE.
   */
  normalForm(value: Value): string;
  /** Native value without a codec → canonical. Code lists accept code, title and alias. Null → null; `""` → EMPTY unless declared otherwise. */
  parse(native: NativeValue, kind: NativeKind): Converted<Value>;
  /** Violated constraints of a canonical value, `required` included; [] when valid. */
  violations(value: Value): readonly Violation[];
  /** True when null or EMPTY may clear a field of this type: null always, EMPTY when the `empty` list declares it. */
  mayClear(value: Value): boolean;
  /** What expressions see: numbers for integers and decimals that a double holds exactly (else their text); undefined for nothings. */
  toExpression(value: Value): Json | undefined;
  /** An expression's result → canonical; undefined → null. Numbers become decimal text without rounding. */
  fromExpression(result: Json | undefined): Converted<Value>;
}

/** A chain of codecs made ready for one field binding. Both directions are total: a bad value is a refused conversion, never a throw. */
export interface CodecRuntime {
  /** Native → canonical. Null → null, UNREADABLE → UNREADABLE, `""` → EMPTY unless a codec or the type says otherwise. */
  decode(native: NativeValue, kind: NativeKind): Converted<Value>;
  /** Canonical → native. Null → null, EMPTY → "". */
  encode(value: Value): Converted<NativeValue>;
  /** Constant text why reading back what was written may not give the value, or null when it always does. */
  readonly lossy: string | null;
}

/** What a raw record's field looks like to a `read` expression: numbers where a double holds them exactly, undefined for nothings. */
export type NativeToExpression = (native: NativeValue, column: Column) => Json | undefined;
