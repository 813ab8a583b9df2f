import type { ResourceField, ResourceSchema } from '../model/connector.ts';
import { ConcordatError } from '../model/error.ts';
import { bareName, toName, type DescribedSource } from './live-source.ts';
import { configFile, type NewFile } from './starter-project.ts';
import { yamlText } from './yaml-text.ts';

/** One resource of one system. */
interface Holder {
  readonly system: string;
  readonly resource: ResourceSchema;
}

/**
 * A project proposed from live systems: each system, and an entity for each resource. Resources of the same name in several
 * systems become one entity. Who owns what nobody can read from a schema: it stands as TODO, and validate asks for it.
 */
export function proposeProject(name: string, described: readonly DescribedSource[]): readonly NewFile[] {
  const entities = new Map<string, Holder[]>();
  for (const { source, resources } of described) {
    for (const resource of resources) {
      const entity = toName(singular(bareName(resource.name)));
      entities.set(entity, [...(entities.get(entity) ?? []), { system: source.name, resource }]);
    }
  }
  return [
    configFile(name, false),
    { path: 'sync.d/systems.yaml', text: described.map(systemText).join('---\n') },
    ...[...entities]
      .sort()
      .map(([entity, holders]) => ({ path: `sync.d/${entity}.yaml`, text: entityText(entity, holders) })),
  ];
}

/** Throws INIT_NOTHING, exit 1, for a system without a resource to propose from. */
export function refuseNothing(described: readonly DescribedSource[]): void {
  const bare = described.find(({ resources }) => resources.length === 0);
  if (bare === undefined) return;
  throw new ConcordatError('INIT_NOTHING', 'The system shows no table, view or file to propose an entity from.', {
    at: bare.source.name,
    advice: 'Check the address, the rights of the login, and the names after --resource.',
  });
}

function systemText({ source, resources }: DescribedSource): string {
  const [key = '', value = ''] = Object.entries(source.connection)[0] ?? [];
  const access = resources.map(({ name }) => `  ${yamlText(name)}: [read]`);
  return [
    '# What concordat may do, by resource. Add create, update or delete where it should write.',
    'kind: system',
    `name: ${yamlText(source.name)}`,
    `connector: ${source.connector}`,
    `connection: { ${key}: ${yamlText(value)} }`,
    ...(access.length === 0 ? [] : ['access:', ...access]),
    '',
  ].join('\n');
}

function entityText(entity: string, holders: readonly Holder[]): string {
  const fields = new Map<string, { readonly field: ResourceField; readonly systems: readonly string[] }>();
  for (const { system, resource } of holders) {
    for (const field of resource.fields.filter(({ kind }) => kind !== 'bytes')) {
      const name = toName(field.name);
      const known = fields.get(name);
      fields.set(name, { field: known?.field ?? field, systems: [...(known?.systems ?? []), system] });
    }
  }
  const key = keyOf(holders, [...fields.keys()]);
  return [
    `# Proposed from the live ${holders.length === 1 ? 'schema' : 'schemas'} of ${holders.map(({ system }) => system).join(', ')}.`,
    '# Replace every TODO by the name of the system that decides about the field, then run: concordat validate',
    'kind: entity',
    `name: ${yamlText(entity)}`,
    `key: [${key.map(yamlText).join(', ')}]    # what tells two records apart in every system; often not the id of a table`,
    'fields:',
    ...[...fields].map(([name, { field, systems }]) => fieldLine(name, field, systems, key)),
    'lifecycle: { owner: TODO }    # the system where a record is born and where it dies',
    'systems:',
    ...holders.flatMap((holder) => bindingLines(holder, key)),
    '',
  ].join('\n');
}

function fieldLine(name: string, field: ResourceField, systems: readonly string[], key: readonly string[]): string {
  const required = key.includes(name) ? ', required: true' : '';
  return `  ${yamlText(name)}: { ${typeText(field)}${required}, owner: TODO }    # in ${systems.join(', ')}: ${field.nativeType.replaceAll(/\s+/g, ' ')}`;
}

function typeText(field: ResourceField): string {
  if (field.enum !== undefined && field.enum.length > 0) {
    return `type: string, values: { ${field.enum.map((code) => `${yamlText(code)}: ${yamlText(code)}`).join(', ')} }`;
  }
  switch (field.kind) {
    case 'decimal':
      return field.scale === undefined ? 'type: decimal' : `type: decimal, scale: ${field.scale}`;
    case 'float':
      return 'type: decimal';
    case 'local-datetime':
      return 'type: datetime';
    case 'list':
      return 'type: { list: string }';
    case 'text':
    case 'bytes':
      return 'type: string';
    default:
      return `type: ${field.kind}`;
  }
}

/** The primary key of the first resource that has one, if every system holds those fields; else the first field. */
function keyOf(holders: readonly Holder[], names: readonly string[]): readonly string[] {
  const keys = holders.map(({ resource }) => resource.id.map(toName)).filter((key) => key.length > 0);
  const isShared = (key: readonly string[]): boolean =>
    holders.every(({ resource }) => key.every((part) => resource.fields.some((field) => toName(field.name) === part)));
  return keys.find(isShared) ?? keys[0] ?? names.slice(0, 1);
}

function bindingLines({ system, resource }: Holder, key: readonly string[]): string[] {
  const id =
    resource.id.length > 0
      ? resource.id
      : resource.fields.filter(({ name }) => key.includes(toName(name))).map(({ name }) => name);
  const idText = id.length === 1 ? yamlText(id[0] ?? '') : `[${id.map(yamlText).join(', ')}]`;
  return [
    `  ${yamlText(system)}:`,
    `    resource: ${yamlText(resource.name)}`,
    `    id: ${idText}`,
    '    fields:',
    ...resource.fields
      .filter(({ kind }) => kind !== 'bytes')
      .map(({ name }) => `      ${yamlText(toName(name))}: ${yamlText(name)}`),
  ];
}

function singular(name: string): string {
  if (/ies$/i.test(name)) return name.replace(/ies$/i, 'y');
  if (/(?:ss|x|ch|sh)es$/i.test(name)) return name.slice(0, -2);
  return /[^s]s$/i.test(name) ? name.slice(0, -1) : name;
}
