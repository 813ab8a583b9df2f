import { RE2JS } from 're2js';
import type { FieldType } from '../model/manifest.ts';
import { isNothing, type Json, type Value } from '../model/value.ts';
import type { CodeList } from './code-list.ts';
import { compareText } from './compare-text.ts';
import type { Violation } from './contract.ts';
import { compareDecimals, decimalScale } from './decimal-text.ts';
import { formatTest } from './formats.ts';
import { parserOf, scalarText } from './parse-native.ts';
import type { ShippedLists } from './shipped-lists.ts';

type Check = (value: Json) => Violation | null;

/** The constraints of a type, compiled; see TypeRuntime.violations. Elements of a list are checked by their own type. */
export function constraintsOf(
  type: FieldType,
  list: CodeList | null,
  lists: ShippedLists,
): (value: Value) => readonly Violation[] {
  const checks = compileChecks(type, list, lists);
  const required: readonly Violation[] = [
    { code: 'VALUE_REQUIRED', detail: 'The field is required and has no value.' },
  ];
  return (value) => {
    if (value === null || isNothing(value)) return type.isRequired ? required : NONE;
    if (checks.length === 0) return NONE;
    return checks.map((check) => check(value)).filter((violation) => violation !== null);
  };
}

const NONE: readonly Violation[] = [];

function compileChecks(type: FieldType, list: CodeList | null, lists: ShippedLists): Check[] {
  const checks: Check[] = [];
  if (list !== null) checks.push(checkText('VALUE_NOT_IN_LIST', 'It is not a code of the list.', codeTest(list)));
  if (type.format !== null) checks.push(formatCheck(type.format, lists));
  if (type.pattern !== null) checks.push(patternCheck(type.pattern));
  checks.push(...lengthChecks(type), ...boundChecks(type));
  const { scale } = type;
  if (scale !== null && type.kind === 'decimal') {
    checks.push(
      checkText(
        'VALUE_SCALE',
        `It has more than ${scale} digits after the point.`,
        (text) => decimalScale(text) <= scale,
      ),
    );
  }
  return checks;
}

function codeTest(list: CodeList): (text: string) => boolean {
  const codes = new Set(list.codes);
  return (text) => codes.has(text);
}

function formatCheck(name: string, lists: ShippedLists): Check {
  const test = formatTest(name, lists.phone) ?? (() => false);
  return checkText('VALUE_FORMAT', `It is not of the format ${name}.`, test);
}

function patternCheck(pattern: string): Check {
  const compiled = compilePattern(pattern);
  return checkText(
    'VALUE_PATTERN',
    'It does not match the pattern of its type.',
    (text) => compiled?.testExact(text) ?? false,
  );
}

/** An RE2 pattern, or null when it is not one. */
export function compilePattern(pattern: string): RE2JS | null {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return null;
  }
}

function lengthChecks(type: FieldType): Check[] {
  const { minLength: least, maxLength: most } = type;
  const unit = type.kind === 'list' ? 'elements' : 'characters';
  const checks: Check[] = [];
  if (least !== null)
    checks.push((value) =>
      lengthOf(value) >= least ? null : { code: 'VALUE_TOO_SHORT', detail: `It has under ${least} ${unit}.` },
    );
  if (most !== null)
    checks.push((value) =>
      lengthOf(value) <= most ? null : { code: 'VALUE_TOO_LONG', detail: `It has over ${most} ${unit}.` },
    );
  return checks;
}

function boundChecks(type: FieldType): Check[] {
  const compare = comparerOf(type);
  if (compare === null) return [];
  const { minimum, maximum } = type;
  const low = minimum === null ? undefined : boundOf(type, minimum);
  const high = maximum === null ? undefined : boundOf(type, maximum);
  const checks: Check[] = [];
  if (low !== undefined)
    checks.push(checkText('VALUE_TOO_SMALL', 'It is under the minimum.', (text) => compare(text, low) >= 0));
  if (high !== undefined)
    checks.push(checkText('VALUE_TOO_LARGE', 'It is over the maximum.', (text) => compare(text, high) <= 0));
  return checks;
}

/** A declared bound in canonical form, or undefined when it is none. */
export function boundOf(type: FieldType, declared: string): string | undefined {
  if (type.kind === 'list') return undefined;
  const parsed = parserOf(type.kind)(declared, 'text');
  return parsed.ok ? scalarText(parsed.value) : undefined;
}

/** The order of a kind's canonical texts, or null where bounds have no meaning. */
export function comparerOf(type: FieldType): ((a: string, b: string) => number) | null {
  if (type.kind === 'integer' || type.kind === 'decimal') return compareDecimals;
  if (type.kind === 'date' || type.kind === 'time') return compareText;
  if (type.kind === 'datetime') return (a, b) => compareText(a.slice(0, -1), b.slice(0, -1));
  return null;
}

function checkText(code: string, detail: string, test: (text: string) => boolean): Check {
  const violation: Violation = { code, detail };
  return (value) => {
    const text = scalarText(value);
    return text !== undefined && test(text) ? null : violation;
  };
}

function lengthOf(value: Json): number {
  if (Array.isArray(value)) return value.length;
  const text = scalarText(value) ?? JSON.stringify(value);
  let points = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    const isPair = unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00;
    if (isPair) i += 1;
    points += 1;
  }
  return points;
}
