import type { Diagnostic } from '../model/diagnostic.ts';
import { formatPlace } from '../model/diagnostic.ts';
import type { Span } from './yaml-node.ts';

/** Most keys of one mapping. */
export const MAX_KEYS = 5_000;

/** Keys and names that mean something to JavaScript objects. */
const RESERVED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** True for a key or name that JavaScript objects treat specially. */
export function isReservedName(name: string): boolean {
  return RESERVED.has(name);
}

/** An unquoted number that YAML would change. */
export function alteredNumber(span: Span, source: string, becomes: string, number: string | null): Diagnostic {
  const orNumber = number === null ? '' : ` If you mean the number, write ${number}.`;
  return {
    ...span,
    code: 'YAML_ALTERED_NUMBER',
    severity: 'error',
    summary: 'YAML would alter this unquoted value.',
    detail: `${shorten(source)} would be read as ${shorten(becomes)}. Put it in quotes: "${shorten(source)}".${orNumber}`,
  };
}

/** A key that is not text. */
export function keyNotText(span: Span, source: string | null): Diagnostic {
  const fix = source === null ? 'Write a single text as the key.' : `Put it in quotes: "${shorten(source)}".`;
  return {
    ...span,
    code: 'YAML_KEY_NOT_TEXT',
    severity: 'error',
    summary: 'A key must be text.',
    detail: `This key is a number, a truth value, empty, or a collection; YAML tools disagree about what becomes of it. ${fix}`,
  };
}

/** A key that stands twice in one mapping. */
export function duplicateKey(span: Span, key: string, first: Span): Diagnostic {
  return {
    ...span,
    code: 'YAML_DUPLICATE_KEY',
    severity: 'error',
    summary: 'This key stands twice in the same map.',
    detail: `"${key}" was set at ${formatPlace(first.at)} already, and one of the two would be lost. Remove or rename one.`,
  };
}

/** A merge key. */
export function mergeKey(span: Span): Diagnostic {
  return {
    ...span,
    code: 'YAML_MERGE_KEY',
    severity: 'error',
    summary: 'Merge keys are not allowed.',
    detail: '"<<" mixes in keys from elsewhere, which a reviewer does not see here. Write the keys out.',
  };
}

/** A key or name that JavaScript objects treat specially. */
export function reservedName(span: Span, name: string): Diagnostic {
  return {
    ...span,
    code: 'YAML_RESERVED_NAME',
    severity: 'error',
    summary: 'This name is reserved.',
    detail: `"${name}" means something to the language that concordat and its connectors are written in. Choose another name.`,
  };
}

/** A mapping with too many keys. */
export function tooManyKeys(span: Span, count: number): Diagnostic {
  return {
    ...span,
    length: 1,
    code: 'YAML_TOO_MANY_KEYS',
    severity: 'error',
    summary: 'This map has too many keys.',
    detail: `It has ${count} keys; at most ${MAX_KEYS} are read. Split it, for example into several dictionaries.`,
  };
}

/** What the YAML parser itself refuses. */
export function syntaxError(span: Span, message: string): Diagnostic {
  return {
    ...span,
    code: 'YAML_SYNTAX',
    severity: 'error',
    summary: 'This is not valid YAML.',
    detail: `${message.trim().replace(/\.?$/, '.')} Text with a colon and a space, or one that begins with a bracket, needs quotes.`,
  };
}

function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 36)}…`;
}
