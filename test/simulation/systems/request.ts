import { unknownField, unknownResource } from '../../../src/connector/unknown-name.ts';
import { ConcordatError } from '../../../src/model/error.ts';
import type { ReadRequest, ResourceSchema, WriteBatch } from '../../../src/model/connector.ts';
import type { ResourceSpec } from './store.ts';
import type { SystemSpec } from './switches.ts';

/** The resource of a request. Throws CONNECTOR_UNKNOWN_RESOURCE. */
export function resourceOf({ name, resources }: SystemSpec, resource: string): ResourceSpec {
  const spec = resources[resource];
  if (spec === undefined) throw unknownResource(name, resource, Object.keys(resources));
  return spec;
}

/** Refuses fields that the resource does not have: CONNECTOR_UNKNOWN_FIELD. */
export function checkRead(system: SystemSpec, { resource, id, fields, lookup }: ReadRequest): ResourceSpec {
  return checkNames(system, resource, [...id, ...fields, ...(lookup?.by ?? [])]);
}

/** The same for a batch. */
export function checkBatch(system: SystemSpec, { resource, id, changes }: WriteBatch): ResourceSpec {
  return checkNames(system, resource, [...id, ...changes.flatMap(({ values }) => [...values.keys()])]);
}

/** Refuses a native filter, for systems that take none. */
export function refuseFilter({ name }: SystemSpec, { resource, where }: ReadRequest): void {
  if (where === null) return;
  throw new ConcordatError('CONNECTOR_NO_FILTER', 'This system takes no `where`.', { at: `${name}:${resource}` });
}

/** Every resource in the contract's words. */
export function schemasOf({ resources, switches }: SystemSpec): readonly ResourceSchema[] {
  return Object.entries(resources).map(([name, { id, fields }]) => ({
    name,
    id: [id],
    fields: Object.entries(fields).map(([field, kind]) => {
      const scale = switches?.scales?.[`${name}.${field}`];
      const base = { name: field, kind, nativeType: kind, isNullable: field !== id };
      return scale === undefined ? base : { ...base, scale };
    }),
  }));
}

function checkNames(system: SystemSpec, resource: string, names: readonly string[]): ResourceSpec {
  const spec = resourceOf(system, resource);
  const missing = names.find((name) => spec.fields[name] === undefined);
  if (missing !== undefined) throw unknownField({ system: system.name, resource }, missing, Object.keys(spec.fields));
  return spec;
}
