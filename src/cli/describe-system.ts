import type { ResourceField, ResourceSchema } from '../model/connector.ts';
import type { DescribedField, SystemDescription } from '../model/generated/system-describe.ts';
import { ConcordatError } from '../model/error.ts';
import type { OpenSystem } from '../pipeline/run.ts';

/** A system's resources, by name, or the one asked for. Throws RESOURCE_UNKNOWN, exit 64. */
export async function describeSystem(
  name: string,
  resource: string | undefined,
  open: OpenSystem,
  signal: AbortSignal,
): Promise<readonly ResourceSchema[]> {
  const connector = await open(name);
  try {
    const all = await connector.describe(signal);
    const sorted = [...all].sort((a, b) => (a.name < b.name ? -1 : 1));
    if (resource === undefined) return sorted;
    const found =
      sorted.find((one) => one.name === resource) ?? sorted.find((one) => one.name.endsWith(`.${resource}`));
    if (found !== undefined) return [found];
    throw new ConcordatError('RESOURCE_UNKNOWN', 'The system has no resource with this name.', {
      exit: 64,
      at: `${name}:${resource}`,
      advice: `See concordat system describe ${name}.`,
    });
  } finally {
    await connector.close();
  }
}

/** Systems as `system describe --json` prints them. */
export function systemDescription(
  systems: readonly { readonly name: string; readonly resources: readonly ResourceSchema[] }[],
): SystemDescription {
  return {
    systems: systems.map(({ name, resources }) => ({
      name,
      resources: resources.map((resource) => ({
        name: resource.name,
        id: [...resource.id],
        rights: resource.rights === undefined ? null : [...resource.rights],
        fields: resource.fields.map(fieldDocument),
      })),
    })),
  };
}

function fieldDocument(field: ResourceField): DescribedField {
  return {
    name: field.name,
    kind: field.kind,
    native_type: field.nativeType,
    is_nullable: field.isNullable,
    is_writable: field.isWritable !== false,
    scale: field.scale ?? null,
    enum: field.enum === undefined ? null : [...field.enum],
  };
}

/** Systems for people: a line for each resource; its fields too when one was asked for. */
export function describedText(
  systems: readonly { readonly name: string; readonly resources: readonly ResourceSchema[] }[],
  hasFields: boolean,
): string {
  return systems
    .map(({ name, resources }) => {
      const width = Math.max(0, ...resources.map((resource) => resource.name.length));
      const lines = resources.flatMap((resource) => [
        `  ${resource.name.padEnd(width)}  ${resourceText(resource)}`.trimEnd(),
        ...(hasFields ? fieldLines(resource) : []),
      ]);
      return [name, ...(lines.length === 0 ? ['  no resource is visible to this login'] : lines)].join('\n');
    })
    .join('\n\n');
}

function resourceText(resource: ResourceSchema): string {
  const { fields, id, rights } = resource;
  const key = id.length === 0 ? 'no key known' : `key ${id.join(', ')}`;
  return `${fields.length} ${fields.length === 1 ? 'field' : 'fields'}, ${key}${rights === undefined ? '' : `, may ${rights.join(', ')}`}`;
}

function fieldLines(resource: ResourceSchema): string[] {
  const nameWidth = Math.max(0, ...resource.fields.map(({ name }) => name.length));
  const typeWidth = Math.max(0, ...resource.fields.map(({ nativeType }) => nativeType.length));
  return resource.fields.map((field) =>
    `    ${field.name.padEnd(nameWidth)}  ${field.nativeType.padEnd(typeWidth)}  ${fieldText(field, resource.id)}`.trimEnd(),
  );
}

function fieldText(field: ResourceField, id: readonly string[]): string {
  const words = [
    id.includes(field.name) ? 'key' : '',
    field.isNullable ? '' : 'required',
    field.isWritable === false ? 'read only' : '',
    field.enum === undefined ? '' : `one of ${field.enum.join(', ')}`,
  ];
  return words.filter((word) => word !== '').join(', ');
}
