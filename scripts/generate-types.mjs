// Generates src/model/generated/*.ts from schemas/*.schema.json, and the validators of manifests. With --check it only compares and exits 1 on a difference.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { compile } from 'json-schema-to-typescript';
import { makeValidators, VALIDATORS } from './generate-validators.mjs';

/** Without free `x-` keys, which would make every type an index signature, and without words beside a $ref, which would copy its type. */
function plain(schema) {
  if (Array.isArray(schema)) return schema.map(plain);
  if (typeof schema !== 'object' || schema === null) return schema;
  if (schema.$ref !== undefined) return { $ref: schema.$ref };
  const kept = Object.entries(schema).filter(([key]) => key !== 'patternProperties');
  return Object.fromEntries(kept.map(([key, value]) => [key, plain(value)]));
}

const isCheck = process.argv.includes('--check');
const outDir = 'src/model/generated';
let stale = 0;

/** Writes a file that is not as it should be, or tells of it. */
function keep(target, code) {
  let current = '';
  try {
    current = readFileSync(target, 'utf8');
  } catch {}
  if (current === code) return;
  if (isCheck) {
    console.error(`${target} is not up to date with schemas/; run npm run generate`);
    stale += 1;
  } else {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code);
    console.log(`wrote ${target}`);
  }
}

for (const file of readdirSync('schemas')
  .filter((name) => name.endsWith('.schema.json'))
  .sort()) {
  const schema = JSON.parse(readFileSync(`schemas/${file}`, 'utf8'));
  const name = file.replace('.schema.json', '');
  const code = await compile(plain(schema), schema.title ?? name, {
    bannerComment: `// Generated from schemas/${file} by scripts/generate-types.mjs; edit the schema, then run npm run generate.`,
    cwd: 'schemas',
    additionalProperties: false,
    unreachableDefinitions: true,
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true, printWidth: 120 },
  });
  keep(`${outDir}/${name}.ts`, code);
}
keep(VALIDATORS, makeValidators());
process.exit(stale > 0 ? 1 : 0);
