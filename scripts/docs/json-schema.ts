import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The part of JSON Schema that the project's schemas use. */
export interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly then?: Schema;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly uniqueItems?: boolean;
  readonly examples?: readonly unknown[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** A schema of `schemas/`, by the name of its file. */
export interface NamedSchema {
  readonly name: string;
  readonly schema: Schema;
}

/** All schemas of the project, sorted by name. */
export function readSchemas(root: string): readonly NamedSchema[] {
  const dir = join(root, 'schemas');
  return readdirSync(dir)
    .filter((file) => file.endsWith('.schema.json'))
    .sort()
    .map((file) => ({
      name: file.replace('.schema.json', ''),
      schema: JSON.parse(readFileSync(join(dir, file), 'utf8')) as Schema,
    }));
}

/** The name of the definition that a schema refers to, or null. */
export function refName(schema: Schema): string | null {
  return schema.$ref?.replace('#/$defs/', '') ?? null;
}
