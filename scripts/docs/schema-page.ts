import { stringify } from 'yaml';
import { refName, type NamedSchema, type Schema } from './json-schema.ts';
import { code, page, slug, table } from './markdown.ts';

const DEFAULT = /\s*Default:?\s+((?:[^.`]|`[^`]*`|\.(?=\S))+)\.?\s*$/;

/** The reference of a schema: its own keys, then one section for each of its definitions. */
export function schemaSections({ schema }: NamedSchema, notation: 'yaml' | 'json'): readonly string[] {
  const definitions = Object.entries(schema.$defs ?? {});
  return [
    section(schema, notation),
    ...definitions.flatMap(([name, definition]) => [
      `## ${name}`,
      definition.description ?? '',
      section(definition, notation),
    ]),
  ];
}

/** The page of a manifest kind. */
export function manifestPage({ name, schema }: NamedSchema, intro: string): string {
  return page([
    `# ${name === 'config' ? 'concordat.yaml' : `kind: ${name}`}`,
    GENERATED(`schemas/${name}.schema.json`),
    schema.description ?? '',
    intro,
    '## Keys',
    ...schemaSections({ name, schema }, 'yaml'),
    `The schema itself: \`concordat schema ${name}\`. Keys that begin with \`x-\` are free for your own notes.`,
  ]);
}

/** The page of an output's format. */
export function outputPage({ name, schema }: NamedSchema, intro: string): string {
  return page([
    `# Output: ${name}`,
    GENERATED(`schemas/${name}.schema.json`),
    schema.description ?? '',
    intro,
    '## Document',
    ...schemaSections({ name, schema }, 'json'),
    `The schema itself: \`concordat schema ${name}\`.`,
  ]);
}

/** The line that says where a page comes from. */
export function GENERATED(source: string): string {
  return `<!-- Generated from ${source} by scripts/docs/generate.ts; edit the source. -->`;
}

function section(schema: Schema, notation: 'yaml' | 'json'): string {
  const rows = rowsOf(schema, '', notation);
  const head =
    notation === 'yaml' ? ['key', 'type', 'default', 'meaning', 'example'] : ['key', 'type', 'meaning', 'example'];
  const isShort = rows.length > 0 && typesOf(schema).includes('string');
  return [
    isShort ? 'Short form: text. Long form:' : '',
    rows.length === 0 ? plainType(schema) : table(head, rows),
    rows.length === 0 ? examplesLine(schema, notation) : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** One row for each key; the keys of a map that has no section of its own follow it as `map.key`. */
function rowsOf(schema: Schema, prefix: string, notation: 'yaml' | 'json'): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) => [
    row(`${prefix}${key}`, property, schema, notation),
    ...rowsOf(property, `${prefix}${key}.`, notation),
  ]);
}

function row(key: string, property: Schema, parent: Schema, notation: 'yaml' | 'json'): string[] {
  const { text, fallback } = splitDefault(property.description ?? '');
  const isRequired = parent.required?.includes(key.slice(key.lastIndexOf('.') + 1)) === true;
  const examples = (property.examples ?? []).slice(0, 2).map((example) => code(show(example, notation)));
  const shown = examples.join('<br>');
  if (notation === 'json') return [code(key), typeText(property) + (isRequired ? '' : ', may be absent'), text, shown];
  return [code(key), typeText(property), isRequired ? 'required' : fallback, text, shown];
}

function splitDefault(description: string): { readonly text: string; readonly fallback: string } {
  const marked = /`([^`]+)` \(default\)/.exec(description);
  if (marked?.[1] !== undefined) return { text: description, fallback: code(marked[1]) };
  const found = DEFAULT.exec(description);
  if (found?.[1] === undefined) return { text: description, fallback: '' };
  return { text: description.slice(0, found.index), fallback: found[1] };
}

function plainType(schema: Schema): string {
  const words = typeText(schema);
  return words === '' ? '' : `Form: ${words}.`;
}

function examplesLine(schema: Schema, notation: 'yaml' | 'json'): string {
  const examples = (schema.examples ?? []).map((example) => code(show(example, notation)));
  return examples.length === 0 ? '' : `Examples: ${examples.join(', ')}.`;
}

/** A type in words, with links to the definitions it uses. */
export function typeText(schema: Schema): string {
  const reference = refName(schema);
  if (reference !== null) return `[${reference}](#${slug(reference)})`;
  if (schema.const !== undefined) return code(JSON.stringify(schema.const).replaceAll('"', ''));
  if (schema.enum !== undefined) return schema.enum.map((value) => code(String(value))).join(', ');
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeText).join(' or ');
  return typesOf(schema)
    .map((type) => oneType(type, schema))
    .join(' or ');
}

function typesOf(schema: Schema): readonly string[] {
  if (schema.type === undefined) return [];
  return typeof schema.type === 'string' ? [schema.type] : schema.type;
}

function oneType(type: string, schema: Schema): string {
  if (type === 'array') return schema.items === undefined ? 'list' : `list of ${elementText(schema.items)}`;
  if (type === 'object') return mapType(schema);
  if (type === 'string') return schema.then?.enum === undefined ? 'text' : typeText(schema.then);
  return type === 'integer' ? integerType(schema) : type;
}

function elementText(items: Schema): string {
  const text = typeText(items);
  if (text === '') return 'anything';
  return / or |, /.test(text) ? `(${text})` : text;
}

function mapType({ additionalProperties, properties }: Schema): string {
  if (properties !== undefined) return 'map';
  if (typeof additionalProperties !== 'object') return 'map';
  const value = typeText(additionalProperties);
  return value === '' ? 'map' : `map, name → ${value}`;
}

function integerType({ minimum, maximum }: Schema): string {
  if (minimum !== undefined && maximum !== undefined) return `integer, ${minimum} to ${maximum}`;
  return minimum === undefined ? 'integer' : `integer from ${minimum}`;
}

function show(example: unknown, notation: 'yaml' | 'json'): string {
  if (notation === 'json') return JSON.stringify(example);
  return stringify(example, { collectionStyle: 'flow', lineWidth: 0 }).trim();
}
