import { ConcordatError } from '../model/error.ts';
import { didYouMean } from './closest-name.ts';

/** CONNECTOR_UNKNOWN_RESOURCE, exit 1: the system has no such table, view, file or collection. */
export function unknownResource(system: string, resource: string, known: readonly string[]): ConcordatError {
  return new ConcordatError(
    'CONNECTOR_UNKNOWN_RESOURCE',
    `${system} has no resource "${resource}".${didYouMean(resource, known)}`,
    { at: `${system}:${resource}`, advice: `concordat system describe ${system} lists its resources.` },
  );
}

/** CONNECTOR_UNKNOWN_FIELD, exit 1: the resource has no such native field. */
export function unknownField(
  place: { readonly system: string; readonly resource: string },
  field: string,
  known: readonly string[],
): ConcordatError {
  const { system, resource } = place;
  return new ConcordatError(
    'CONNECTOR_UNKNOWN_FIELD',
    `${system}:${resource} has no field "${field}".${didYouMean(field, known)}`,
    { at: `${system}:${resource}.${field}`, advice: `concordat system describe ${system} lists its fields.` },
  );
}
