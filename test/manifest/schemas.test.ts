import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';

type Schema = Readonly<Record<string, unknown>>;

const folder = new URL('../../schemas/', import.meta.url);
const KINDS = ['config', 'system', 'dictionary', 'entity', 'policy', 'route', 'test'] as const;
/** Outputs of commands. */
const OUTPUTS = [
  'alerts',
  'error',
  'init',
  'schema-list',
  'system-check',
  'system-describe',
  'test-report',
  'types',
  'validate',
] as const;
const schemaOf = (kind: string): Schema =>
  JSON.parse(readFileSync(new URL(`${kind}.schema.json`, folder), 'utf8')) as Schema;

/** Every schema inside a schema, with its path. */
function* walk(schema: unknown, path: string): Generator<readonly [string, Schema]> {
  if (typeof schema !== 'object' || schema === null) return;
  yield [path, schema as Schema];
  for (const [key, value] of Object.entries(schema)) {
    if (['if', 'then', 'else', 'items', 'additionalProperties', 'propertyNames'].includes(key))
      yield* walk(value, `${path}/${key}`);
    if (!['properties', 'patternProperties', '$defs'].includes(key)) continue;
    for (const [name, inner] of Object.entries(value as Schema)) yield* walk(inner, `${path}/${key}/${name}`);
  }
}

describe.each([...KINDS, ...OUTPUTS])('the schema of %s', (kind) => {
  const schema = schemaOf(kind);
  const ajv = new Ajv2020({ allErrors: true, strict: false });

  it('is valid JSON Schema, draft 2020-12, under its own address', () => {
    expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(schema['$id']).toBe(`https://concordat.dev/schemas/${kind}.schema.json`);
    expect(ajv.validateSchema(schema)).toBe(true);
  });

  it('describes every property and gives an example', () => {
    const bare = [...walk(schema, '')].flatMap(([path, each]) =>
      Object.entries((each['properties'] ?? {}) as Record<string, Schema>)
        .filter(
          ([, property]) =>
            typeof property['description'] !== 'string' ||
            !Array.isArray(property['examples']) ||
            property['examples'].length === 0,
        )
        .map(([name]) => `${path}/properties/${name}`),
    );

    expect(bare).toEqual([]);
  });

  it('gives examples that are valid themselves', () => {
    ajv.addSchema(schema);
    const wrong = [...walk(schema, '')].flatMap(([path, each]) => {
      const validate = ajv.getSchema(`${String(schema['$id'])}#${path.replaceAll('^', '%5E')}`);
      return ((each['examples'] ?? []) as readonly unknown[])
        .filter((example) => Array.isArray(each['examples']) && validate?.(example) !== true)
        .map((example) => `${path}: ${JSON.stringify(example)}`);
    });

    expect(wrong).toEqual([]);
  });

  it('closes every map with named properties, but for keys that begin with x-', () => {
    const open = [...walk(schema, '')]
      .filter(([, each]) => each['properties'] !== undefined && each['additionalProperties'] !== false)
      .map(([path]) => path);

    expect(open).toEqual([]);
  });

  it('holds no pattern that can backtrack', () => {
    const nested = [...walk(schema, '')].filter(
      ([, each]) => typeof each['pattern'] === 'string' && /[+*}][)]?[+*{]/.test(each['pattern']),
    );

    expect(nested).toEqual([]);
  });
});

describe('terms and fields', () => {
  it('share the words of a type', () => {
    const term = (schemaOf('dictionary')['$defs'] as Record<string, Schema>)['Term']?.['properties'] as Record<
      string,
      Schema
    >;
    const field = (schemaOf('entity')['$defs'] as Record<string, Schema>)['Field']?.['properties'] as Record<
      string,
      Schema
    >;

    const words = Object.keys(term).filter(
      (word) => !['title', 'description', 'synonyms', 'examples', 'steward', 'status'].includes(word),
    );
    expect(words).toHaveLength(16);
    for (const word of words) expect(field[word], word).toEqual(term[word]);
    for (const shared of ['ElementType', 'Values', 'Code']) {
      expect((schemaOf('entity')['$defs'] as Schema)[shared]).toEqual(
        (schemaOf('dictionary')['$defs'] as Schema)[shared],
      );
    }
  });

  it('have no schema without a generated type', () => {
    const types = readdirSync(new URL('../src/model/generated/', folder));

    for (const kind of [...KINDS, ...OUTPUTS]) expect(types).toContain(`${kind}.ts`);
  });
});
