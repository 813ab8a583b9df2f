// Generates src/model/generated/*.ts from schemas/*.schema.json. With --check it only compares and exits 1 on a difference.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { compile } from 'json-schema-to-typescript';

const isCheck = process.argv.includes('--check');
const outDir = 'src/model/generated';
mkdirSync(outDir, { recursive: true });
let stale = 0;
for (const file of readdirSync('schemas').filter((name) => name.endsWith('.schema.json')).sort()) {
  const schema = JSON.parse(readFileSync(`schemas/${file}`, 'utf8'));
  const name = file.replace('.schema.json', '');
  const code = await compile(schema, schema.title ?? name, {
    bannerComment: `// Generated from schemas/${file} by scripts/generate-types.mjs; edit the schema, then run npm run generate.`,
    cwd: 'schemas',
    additionalProperties: false,
    unreachableDefinitions: true,
    style: { singleQuote: true, printWidth: 120 },
  });
  const target = `${outDir}/${name}.ts`;
  let current = '';
  try {
    current = readFileSync(target, 'utf8');
  } catch {}
  if (current === code) continue;
  if (isCheck) {
    console.error(`${target} is not up to date with schemas/${file}; run npm run generate`);
    stale += 1;
  } else {
    writeFileSync(target, code);
    console.log(`wrote ${target}`);
  }
}
process.exit(stale > 0 ? 1 : 0);
