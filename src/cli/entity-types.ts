import type { EntityDef, FieldDef, FieldType, Manifest } from '../model/manifest.ts';

/** Longer code lists are typed as their base type. */
const MOST_CODES = 60;

/** TypeScript interfaces of all entities, by name, with what the dictionary says of each field as its comment. */
export function entityTypes(manifest: Manifest): string {
  const entities = [...manifest.entities.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const head = `// Made by "concordat types" from the manifests of ${manifest.project.name}. Make it again when they change.`;
  return `${[head, ...entities.map((entity) => entityInterface(entity, manifest))].join('\n\n')}\n`;
}

function entityInterface(entity: EntityDef, manifest: Manifest): string {
  const fields = [...entity.fields.values()].flatMap((field) => [
    comment(fieldSentences(field, manifest), '  '),
    `  readonly ${propertyName(field.name)}: ${fieldType(field, manifest)};`,
  ]);
  const about = [entity.title, `Key: ${entity.key.join(', ')}`, `Born in ${entity.lifecycle.owner}`];
  return [comment(about, ''), `export interface ${typeName(entity.name)} {`, ...fields, '}'].join('\n');
}

function fieldSentences(field: FieldDef, manifest: Manifest): string[] {
  const { type } = field;
  const description = type.term === null ? null : (manifest.terms.get(type.term)?.description ?? null);
  return [
    field.title,
    description ?? '',
    field.owner === null ? 'Derived' : `Owner: ${field.owner}`,
    formOf(type),
    type.class === 'personal' || type.class === 'confidential' ? `Class: ${type.class}` : '',
  ].filter((sentence) => sentence !== '');
}

/** What a reader cannot see from the TypeScript type. */
function formOf(type: FieldType): string {
  if (type.values !== null && type.values.list !== null) return `Code of ${type.values.list}`;
  if (type.kind === 'decimal')
    return type.scale === null ? 'Decimal text' : `Decimal text, at most ${type.scale} digits after the point`;
  if (type.kind === 'integer') return 'Integer text';
  if (type.kind === 'date' || type.kind === 'time' || type.kind === 'datetime')
    return `ISO 8601 ${type.kind === 'datetime' ? 'instant in UTC' : type.kind}`;
  return type.format === null ? '' : `Format: ${type.format}`;
}

function fieldType(field: FieldDef, manifest: Manifest): string {
  const base = field.ref === null ? baseType(field.type) : referenceType(field.ref, manifest);
  return field.type.isRequired ? base : `${base} | null`;
}

function baseType(type: FieldType): string {
  const codes = type.values !== null && type.values.list === null ? [...type.values.codes.keys()] : [];
  if (codes.length > 0 && codes.length <= MOST_CODES) return codes.map(literal).join(' | ');
  if (type.kind === 'list') return `ReadonlyArray<${type.item === null ? 'unknown' : baseType(type.item)}>`;
  if (type.kind === 'json') return 'unknown';
  return type.kind === 'boolean' ? 'boolean' : 'string';
}

/** The key of the entity pointed at; a tuple when it has several fields. */
function referenceType(name: string, manifest: Manifest): string {
  const parts = (manifest.entities.get(name)?.key ?? []).map((key) => `${typeName(name)}[${literal(key)}]`);
  return parts.length === 1 ? (parts[0] ?? 'unknown') : `readonly [${parts.join(', ')}]`;
}

function typeName(name: string): string {
  return name.replace(/(?:^|[_-]+)([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
}

function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`;
}

function comment(sentences: readonly string[], indent: string): string {
  const text = sentences.map((sentence) => (/[.?!]$/.test(sentence) ? sentence : `${sentence}.`)).join(' ');
  return `${indent}/** ${text.replaceAll('*/', '*\\/').replaceAll(/\s+/g, ' ')} */`;
}
