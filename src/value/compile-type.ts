import type { NativeKind } from '../model/connector.ts';
import type { FieldType } from '../model/manifest.ts';
import { EMPTY, isNothing, type Json, type NativeValue, type Value } from '../model/value.ts';
import { compileCodeList, type CodeList } from './code-list.ts';
import { constraintsOf } from './constraints.ts';
import type { Converted, TypeRuntime, Violation } from './contract.ts';
import { expressionOf, resultOf } from './expression-value.ts';
import { normalFormOf } from './normal-form.ts';
import { parserOf, scalarText, type NativeParser } from './parse-native.ts';
import { accept, refuse } from './refuse.ts';
import { NO_LISTS, type ShippedLists } from './shipped-lists.ts';

/**
 * Makes a type ready. `lists`: what loadShippedLists gave for this type; a shipped list that is missing there is empty.
 * A pattern, format or bound that typeProblems reports is never satisfied, or ignored for bounds.
 */
export function compileType(type: FieldType, lists: ShippedLists = NO_LISTS): TypeRuntime {
  const list = type.values === null ? null : compileCodeList(type.values, lists);
  const parse = parseOf(type, list, lists);
  const declaresEmpty = type.empty?.some((text) => text !== null) === true;
  return {
    type,
    normalForm: normalFormOf(type),
    parse,
    violations: violationsOf(type, list, lists),
    mayClear: (value) => value === null || (isNothing(value) && value.nothing === 'empty' && declaresEmpty),
    toExpression: expressionOf(type),
    fromExpression: (result) => {
      if (result === undefined || result === null) return accept(null);
      const plain = resultOf(type, result);
      return plain.ok ? parse(plain.value.native, plain.value.kind) : plain;
    },
  };
}

/** True for a native value that is empty before any codec sees it: EMPTY, or a text that the type declares as empty. */
export function isDeclaredEmpty(type: FieldType): (native: NativeValue) => boolean {
  const texts = new Set(type.empty?.filter((text) => text !== null));
  if (texts.size === 0) return () => false;
  return (native) => {
    const text = native === null ? undefined : scalarText(native as Json);
    return text !== undefined && texts.has(text);
  };
}

function parseOf(
  type: FieldType,
  list: CodeList | null,
  lists: ShippedLists,
): (native: NativeValue, kind: NativeKind) => Converted<Value> {
  const present = presentParser(type, list, lists);
  const isEmpty = isDeclaredEmpty(type);
  return (native, kind) => {
    if (native === null) return ACCEPTED_NULL;
    if (native === '' || isEmpty(native)) return ACCEPTED_EMPTY;
    if (typeof native === 'object' && isNothing(native)) return accept(native);
    return present(native, kind);
  };
}

const ACCEPTED_NULL: Converted<Value> = accept<Value>(null);
const ACCEPTED_EMPTY: Converted<Value> = accept<Value>(EMPTY);

function presentParser(type: FieldType, list: CodeList | null, lists: ShippedLists): NativeParser {
  if (type.kind === 'list') return listParser(type, lists);
  const scalar = parserOf(type.kind);
  if (list === null) return scalar;
  return (native, kind) => {
    const text = scalarText(native);
    const code = text === undefined ? undefined : list.codeOf(text);
    if (code === undefined)
      return refuse('VALUE_NOT_IN_LIST', 'It is neither a code nor a title nor an alias of the list.');
    return scalar(code, kind === 'decimal' ? kind : 'text');
  };
}

function listParser(type: FieldType, lists: ShippedLists): NativeParser {
  const item = type.item === null ? null : compileType(type.item, lists);
  return (native) => {
    if (!Array.isArray(native))
      return refuse('VALUE_LIST', 'It is not a list. Text needs a codec such as { list: ";" }.');
    if (item === null) return accept(native as Json);
    const values: Json[] = [];
    for (const element of native as readonly Json[]) {
      const parsed = item.parse(element, item.type.kind === 'json' ? 'json' : kindOfElement(element));
      if (!parsed.ok) return refuse(parsed.code, `Element ${values.length + 1}: ${parsed.detail}`);
      values.push(parsed.value as Json);
    }
    return accept(values);
  };
}

function kindOfElement(element: Json): NativeKind {
  if (typeof element === 'number') return 'float';
  if (typeof element === 'boolean') return 'boolean';
  return typeof element === 'string' ? 'text' : 'json';
}

function violationsOf(
  type: FieldType,
  list: CodeList | null,
  lists: ShippedLists,
): (value: Value) => readonly Violation[] {
  const own = constraintsOf(type, list, lists);
  if (type.kind !== 'list' || type.item === null) return own;
  const ofItem = compileType(type.item, lists).violations;
  return (value) => {
    if (!Array.isArray(value)) return own(value);
    const inner = (value as readonly Json[]).flatMap((element, index) =>
      ofItem(element).map(({ code, detail }) => ({ code, detail: `Element ${index + 1}: ${detail}` })),
    );
    return [...own(value), ...inner];
  };
}
