import canonicalize from 'canonicalize';
import type { Equality, FieldType } from '../model/manifest.ts';
import { isNothing, type Json, type Value } from '../model/value.ts';
import { normalDecimal } from './decimal-text.ts';
import { foldCase, toNfc } from './fold-text.ts';
import { scalarText } from './parse-native.ts';

/** Normal form of null. Texts that begin with U+0000 are marked, so no value has it. */
export const NULL_FORM = '\u0000n';

/** Normal form of EMPTY, unless the type's `empty` list makes it one with null. */
export const EMPTY_FORM = '\u0000e';

/** The normal form of a type's values, see TypeRuntime.normalForm. */
export function normalFormOf(type: FieldType): (value: Value) => string {
  const present = presentForm(type);
  const emptyForm = type.empty?.includes(null) === true ? NULL_FORM : EMPTY_FORM;
  return (value) => {
    if (typeof value === 'string') return present(value);
    if (value === null) return NULL_FORM;
    return isNothing(value) ? emptyForm : present(value);
  };
}

/** One text for equal JSON, whatever the order of keys: RFC 8785. */
export function canonicalJson(value: Json): string {
  return canonicalize(value) ?? 'null';
}

function presentForm(type: FieldType): (value: Json) => string {
  if (type.kind === 'list') return listForm(type);
  if (type.kind === 'json') return canonicalJson;
  if (type.kind === 'integer' || type.kind === 'decimal')
    return (value) => normalDecimal(scalarText(value) ?? canonicalJson(value));
  const text = textForm(type.equality);
  return (value) => {
    const form = text(scalarText(value) ?? canonicalJson(value));
    return form.charCodeAt(0) === 0 ? `\u0000s${form}` : form;
  };
}

function textForm(equality: Equality): (text: string) => string {
  if (equality === 'case-insensitive') return foldCase;
  if (equality === 'trimmed') return (text) => toNfc(text.trim());
  return toNfc;
}

function listForm(type: FieldType): (value: Json) => string {
  const item = type.item;
  const inherited = type.equality === 'unordered' ? null : type.equality;
  const one =
    item === null
      ? canonicalJson
      : normalFormOf(inherited === null || inherited === 'exact' ? item : { ...item, equality: inherited });
  return (value) => {
    const forms = Array.isArray(value) ? value.map(one) : [one(value)];
    return JSON.stringify(type.equality === 'unordered' ? forms.sort() : forms);
  };
}
