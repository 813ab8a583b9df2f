import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkShape, KINDS } from '../../src/manifest/check-shape.ts';

describe.each(['config', ...KINDS] as const)('the generated validator of %s', (kind) => {
  const schema = JSON.parse(readFileSync(new URL(`../../schemas/${kind}.schema.json`, import.meta.url), 'utf8')) as {
    readonly properties: Readonly<Record<string, unknown>>;
  };
  const ajv = new Ajv2020({ allErrors: true, verbose: true, ownProperties: true, strict: false, inlineRefs: false });
  const compiled = ajv.compile(schema);
  const word = fc.oneof(fc.constantFrom(...Object.keys(schema.properties), 'x-note', 'toString'), fc.string());
  const leaf = fc.oneof(fc.constantFrom('read', 'a', 1, true, null), fc.string());
  const document = fc.dictionary(
    word,
    fc.oneof(leaf, fc.array(leaf), fc.dictionary(word, fc.oneof(leaf, fc.dictionary(word, leaf)))),
  );

  it('finds the faults that ajv finds with the schema itself', () => {
    fc.assert(
      fc.property(document, (value) => {
        const expected = compiled(value) ? [] : (compiled.errors ?? []);

        expect(checkShape(kind, value)).toEqual(expected);
      }),
    );
  });
});
