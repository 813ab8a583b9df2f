import type { FieldType, TypeKind } from '../model/manifest.ts';

/** A type of one kind with every constraint at its default: internal, optional, exact; a list is one of strings. */
export function plainType(kind: TypeKind): FieldType {
  return {
    kind,
    item: kind === 'list' ? plainType('string') : null,
    format: null,
    pattern: null,
    values: null,
    minimum: null,
    maximum: null,
    minLength: null,
    maxLength: null,
    scale: null,
    isRequired: false,
    isUnique: false,
    equality: 'exact',
    empty: null,
    class: 'internal',
    approve: null,
    term: null,
  };
}
