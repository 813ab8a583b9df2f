import { readdir, readFile } from 'node:fs/promises';
import { ConcordatError } from '../model/error.ts';
import type { SchemaEntry } from '../model/generated/schema-list.ts';
import { packageFolder } from './package-folder.ts';

const ENDING = '.schema.json';

/** Every schema that ships with concordat, by name. */
export async function listSchemas(): Promise<SchemaEntry[]> {
  const schemas = [];
  for (const name of await schemaNames()) {
    const schema: unknown = JSON.parse(await readSchema(name));
    const description =
      typeof schema === 'object' && schema !== null && 'description' in schema ? String(schema.description) : '';
    schemas.push({ name, description });
  }
  return schemas;
}

/** One schema as it stands in its file. Throws SCHEMA_UNKNOWN, exit 64. */
export async function readSchema(name: string): Promise<string> {
  const names = await schemaNames();
  if (!names.includes(name)) {
    throw new ConcordatError('SCHEMA_UNKNOWN', 'There is no schema with this name.', {
      exit: 64,
      advice: `There are ${names.join(', ')}.`,
    });
  }
  return readFile(new URL(`schemas/${name}${ENDING}`, packageFolder()), 'utf8');
}

async function schemaNames(): Promise<string[]> {
  const files = await readdir(new URL('schemas/', packageFolder()));
  return files
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .sort();
}
