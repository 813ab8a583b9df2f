import type { NativeKind } from '../model/connector.ts';
import type { FieldType } from '../model/manifest.ts';
import { isNothing, type Json, type Value } from '../model/value.ts';
import type { Converted } from './contract.ts';
import { canonicalDecimal, normalDecimal } from './decimal-text.ts';
import { refuse } from './refuse.ts';

/** A double's decimal digits up to here always survive the way there and back. */
const SAFE_DIGITS = 15;

/** Canonical value → what expressions see, see TypeRuntime.toExpression. */
export function expressionOf(type: FieldType): (value: Value) => Json | undefined {
  const { kind, item } = type;
  if (kind === 'integer' || kind === 'decimal')
    return (value) => (typeof value === 'string' ? numberOrText(value) : undefined);
  if (kind === 'list' && item !== null) {
    const one = expressionOf(item);
    return (value) =>
      Array.isArray(value) ? (value as readonly Json[]).map((element) => one(element) ?? null) : undefined;
  }
  return (value) => (value === null || isNothing(value) ? undefined : value);
}

/** The number, when its shortest text is the same number; else the text. Takes canonical decimal text. */
export function numberOrText(canonical: string): Json {
  const value = Number(canonical);
  if (canonical.length <= SAFE_DIGITS) return value;
  const back = canonicalDecimal(String(value));
  return back !== undefined && normalDecimal(back) === normalDecimal(canonical) ? value : canonical;
}

/** An expression's result as plain data with the native kind to parse it as. Arrays lose flags, objects their odd prototypes. */
export function resultOf(
  type: FieldType,
  result: Json,
): Converted<{ readonly native: Json; readonly kind: NativeKind }> {
  const isList = type.kind === 'list';
  const native = plainJson(isList && !Array.isArray(result) ? [result] : result);
  if (native === undefined)
    return refuse('VALUE_EXPRESSION', 'The expression gives a function or a number that is not finite.');
  return { ok: true, value: { native, kind: isList ? 'list' : kindOfResult(type, native) } };
}

function kindOfResult(type: FieldType, native: Json): NativeKind {
  if (type.kind === 'json') return 'json';
  if (typeof native === 'number') return 'float';
  return typeof native === 'boolean' ? 'boolean' : 'text';
}

function plainJson(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'object') return undefined;
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  const plain: [string | number, Json][] = [];
  for (const [key, element] of entries) {
    const copy = plainJson(element);
    if (copy === undefined) return undefined;
    plain.push([key, copy]);
  }
  return Array.isArray(value) ? plain.map(([, element]) => element) : Object.fromEntries(plain);
}
