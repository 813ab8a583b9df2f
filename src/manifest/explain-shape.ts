import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Diagnostic } from '../model/diagnostic.ts';
import { closestKey, didYouMean, listWords, suggest } from './suggest.ts';
import type { Path, Span, YamlMap, YamlNode } from './yaml-node.ts';
import { keySpanOf, nodeAt, spanOf } from './yaml-node.ts';

/** The parts of a JSON Schema that explanations quote. */
interface ExplainedSchema {
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, unknown>>;
}

type Words = Pick<Diagnostic, 'code' | 'summary' | 'detail'>;

/** Turns the validator's errors about one document into diagnostics at the key or value concerned, one per fault. */
export function explainShape(node: YamlMap, errors: readonly ErrorObject[]): readonly Diagnostic[] {
  const misspelled = collectMisspelled(node, errors);
  const explained: Diagnostic[] = [];
  for (const error of errors) {
    if (error.keyword === 'if' || error.keyword === 'propertyNames') continue;
    if (error.keyword === 'required' && misspelled.has(`${error.instancePath}/${param(error, 'missingProperty')}`))
      continue;
    const path = pathOf(error.instancePath);
    explained.push({ severity: 'error', ...locate(node, path, error), ...describe(error, path, nodeAt(node, path)) });
  }
  return explained;
}

/** Keys that an unknown key near them was meant to be: they are not missing as well. */
function collectMisspelled(node: YamlMap, errors: readonly ErrorObject[]): ReadonlySet<string> {
  const meant = new Set<string>();
  for (const error of errors) {
    if (error.keyword !== 'additionalProperties') continue;
    const closest = meantKey(error, nodeAt(node, pathOf(error.instancePath)));
    if (closest !== null) meant.add(`${error.instancePath}/${closest}`);
  }
  return meant;
}

function locate(node: YamlMap, path: Path, error: ErrorObject): Span {
  if (error.keyword === 'additionalProperties') return keySpanOf(node, [...path, param(error, 'additionalProperty')]);
  if (error.propertyName !== undefined) return keySpanOf(node, [...path, error.propertyName]);
  if (error.keyword === 'required' || (error.keyword.startsWith('min') && error.keyword.endsWith('s'))) {
    const span = path.length === 0 ? spanOf(node, path) : keySpanOf(node, path);
    return path.length === 0 ? { at: span.at, length: 1 } : span;
  }
  return spanOf(node, path);
}

function describe(error: ErrorObject, path: Path, found: YamlNode | undefined): Words {
  if (error.propertyName !== undefined) return badName(error.propertyName);
  if (path.at(-1) === 'owner' && path.at(-3) === 'fields' && found?.kind === 'list') return twoOwners();
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(error, found);
    case 'required':
      return missingKey(param(error, 'missingProperty'), error);
    case 'enum':
      return notOneOf(found, (error.params as { allowedValues: readonly unknown[] }).allowedValues.map(String));
    case 'const':
      return notOneOf(found, [String((error.params as { allowedValue: unknown }).allowedValue)]);
    case 'type':
      return wrongType(path, (error.params as { type: string | readonly string[] }).type, found, error);
    case 'pattern':
      return path.at(-1) === 'name' && found?.kind === 'scalar' ? badName(String(found.value)) : badForm(path, error);
    default:
      return outOfBounds(path, error);
  }
}

function unknownKey(error: ErrorObject, found: YamlNode | undefined): Words {
  const known = knownKeys(error);
  return {
    code: 'MANIFEST_UNKNOWN_KEY',
    summary: 'This key is not known here.',
    detail: `${nounOf(error)} has the keys ${listWords(known)}.${suggest(meantKey(error, found))} Keys of your own begin with x-.`,
  };
}

/** A key that stands here already was hardly meant by another one. */
function meantKey(error: ErrorObject, found: YamlNode | undefined): string | null {
  const unused = knownKeys(error).filter((key) => found?.kind !== 'map' || !found.entries.has(key));
  return closestKey(param(error, 'additionalProperty'), unused);
}

function missingKey(key: string, error: ErrorObject): Words {
  const schema = schemaOf(error);
  const property = schema.properties?.[key] as ExplainedSchema | undefined;
  const means = property?.description === undefined ? '' : ` ${property.description}`;
  return {
    code: 'MANIFEST_MISSING_KEY',
    summary: 'A key is missing here.',
    detail: `${nounOf(error)} needs the key "${key}".${means}${exampleOf(property)}`,
  };
}

function notOneOf(found: YamlNode | undefined, allowed: readonly string[]): Words {
  const text = found?.kind === 'scalar' ? String(found.value) : '';
  return {
    code: 'MANIFEST_NOT_ONE_OF',
    summary: 'This value is not one of those allowed.',
    detail: `Allowed here: ${listWords(allowed)}.${didYouMean(text, allowed)}`,
  };
}

function wrongType(
  path: Path,
  type: string | readonly string[],
  found: YamlNode | undefined,
  error: ErrorObject,
): Words {
  const wanted = (typeof type === 'string' ? [type] : type).map((each) => TYPE_WORDS[each] ?? each);
  const isQuoted =
    found?.kind === 'scalar' && typeof found.value === 'string' && /^(?:-?[0-9.]+|true|false)$/.test(found.value);
  const isBare = found?.kind === 'scalar' && (typeof found.value === 'number' || typeof found.value === 'boolean');
  const fix = isBare && wanted.includes('text') ? ' Put it in quotes.' : isQuoted ? ' Remove the quotes.' : '';
  return {
    code: 'MANIFEST_WRONG_TYPE',
    summary: 'This value has the wrong type.',
    detail: `${subjectOf(path)} must be ${wanted.join(' or ')}, and is ${typeWordOf(found)}.${fix}${exampleOf(schemaOf(error))}`,
  };
}

function badForm(path: Path, error: ErrorObject): Words {
  const { description } = schemaOf(error);
  return {
    code: 'MANIFEST_BAD_FORM',
    summary: 'This value does not have the form that is needed here.',
    detail: `${subjectOf(path)} cannot be read.${description === undefined ? '' : ` ${description}`}${exampleOf(schemaOf(error))}`,
  };
}

function outOfBounds(path: Path, error: ErrorObject): Words {
  return {
    code: 'MANIFEST_OUT_OF_BOUNDS',
    summary: 'This value is too small, too large, too short or too long.',
    detail: `${subjectOf(path)} ${boundOf(error)}.${exampleOf(schemaOf(error))}`,
  };
}

function boundOf(error: ErrorObject): string {
  if (/^min(?:Items|Length|Properties)$/.test(error.keyword)) return 'must not be empty';
  if (error.keyword === 'uniqueItems') return 'must not name the same thing twice';
  return error.message ?? 'is out of bounds';
}

function badName(name: string): Words {
  const why =
    name.length > 64
      ? 'has more than 64 characters'
      : 'has other characters than letters, digits, _ and -, or does not begin with a letter';
  return {
    code: 'MANIFEST_BAD_NAME',
    summary: 'This name cannot be used.',
    detail: `It ${why}. Names stand in addresses such as customer.email and system:crm. Use letters, digits, _ and -; a title may be any text.`,
  };
}

function twoOwners(): Words {
  return {
    code: 'FIELD_TWO_OWNERS',
    summary: 'A field has exactly one owner.',
    detail:
      'Several systems are named here, and each would overwrite the others. Name the one system of record; the other systems are replicas.',
  };
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'a map',
  array: 'a list',
  null: 'null',
};

function typeWordOf(node: YamlNode | undefined): string {
  if (node === undefined || node.kind === 'map') return 'a map';
  if (node.kind === 'list') return 'a list';
  if (node.value === null) return 'empty';
  if (typeof node.value === 'number') return Number.isInteger(node.value) ? 'a whole number' : 'a number';
  return typeof node.value === 'boolean' ? 'true or false' : 'text';
}

/** The last key of a path, to begin a sentence with. */
function subjectOf(path: Path): string {
  const key = path.findLast((step) => typeof step === 'string' && !/^[0-9]+$/.test(step));
  if (key === undefined) return 'This document';
  return key === path.at(-1) ? `"${key}"` : `Each item of "${key}"`;
}

function nounOf(error: ErrorObject): string {
  const title = schemaOf(error).title;
  if (title === undefined) return 'This map';
  const noun = title
    .replace(/Manifest$/, '')
    .replace(/(?!^)[A-Z]/g, (letter) => ` ${letter}`)
    .toLowerCase();
  return `${/^[aeiou]/.test(noun) ? 'An' : 'A'} ${noun}`;
}

function exampleOf(schema: ExplainedSchema | undefined): string {
  const [example] = schema?.examples ?? [];
  return example === undefined ? '' : ` For example: ${JSON.stringify(example).replace(/^"(.*)"$/, '$1')}`;
}

function knownKeys(error: ErrorObject): readonly string[] {
  return Object.keys(schemaOf(error).properties ?? {});
}

function schemaOf(error: ErrorObject): ExplainedSchema {
  return (error.parentSchema ?? {}) as ExplainedSchema;
}

function param(error: ErrorObject, name: string): string {
  return String((error.params as Readonly<Record<string, unknown>>)[name]);
}

function pathOf(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
