// Makes src/manifest/generated/validators.ts from the schemas of the manifests: ajv's own code, compiled here instead of at every start.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';

const KINDS = ['config', 'system', 'dictionary', 'entity', 'policy', 'route', 'test'];

const BANNER = `// @ts-nocheck
// Generated from the schemas of the manifests in schemas/ by scripts/generate-validators.mjs; edit a schema, then run npm run generate.
// ajv writes "require" for its helpers also into a module.
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
`;

/** Where the code belongs, relative to the root of the project. */
export const VALIDATORS = 'src/manifest/generated/validators.ts';

/** A module with one function for each kind, which answers like a function that ajv compiles at run time. */
export function makeValidators() {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    ownProperties: true,
    strict: false,
    meta: false,
    validateSchema: false,
    logger: false,
    // One function for each definition, without optimisation: the code is small and quick to load.
    inlineRefs: false,
    code: { source: true, esm: true, lines: true },
  });
  const ids = KINDS.map((kind) => {
    const schema = JSON.parse(readFileSync(`schemas/${kind}.schema.json`, 'utf8'));
    ajv.addSchema(schema);
    return [kind, schema.$id];
  });
  return BANNER + standalone.default(ajv, Object.fromEntries(ids)).replace('"use strict";', '');
}
