import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import * as validators from './generated/validators.ts';

/** Kinds of documents under the manifests' folder, in the order in which they are resolved. */
export const KINDS = ['system', 'dictionary', 'entity', 'policy', 'route', 'test'] as const;

/** One of KINDS. */
export type Kind = (typeof KINDS)[number];

/** Code that ajv made of the schemas when they were written: making it here would cost more than all else that a small project needs. */
const VALIDATORS = validators as unknown as Readonly<Record<Kind | 'config', ValidateFunction>>;

/** Errors of a JSON value against the schema of its kind, each with the part of the schema that it breaks; [] when it fits. */
export function checkShape(kind: Kind | 'config', value: unknown): readonly ErrorObject[] {
  const validate = VALIDATORS[kind];
  return validate(value) ? [] : (validate.errors ?? []);
}
