import { stringify } from 'yaml';
import { parseManifests } from '../../src/manifest/parse-manifests.ts';
import type { Json } from '../../src/model/value.ts';
import { CODEC_NAMES, compileCodecs } from '../../src/value/compile-codecs.ts';
import { listNamesOfManifest, loadShippedLists } from '../../src/value/shipped-lists.ts';
import { CODEC_EXAMPLES, type CodecExample } from './codec-examples.ts';
import { code, table } from './markdown.ts';

/** What running a codec's example gave. */
export interface CodecRun {
  readonly name: string;
  readonly canonical: Json;
  readonly written: Json;
  /** Why it may lose something, or null. */
  readonly lossy: string | null;
}

/** Two tables of all codecs: what each makes of its example, which is computed, and its law. */
export async function codecTables(): Promise<string> {
  const examples: string[][] = [];
  const laws: string[][] = [];
  for (const name of CODEC_NAMES) {
    const { codec, native, does, law } = exampleOf(name);
    const { canonical, written } = await runExample(name);
    const spec = stringify(codec, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false }).trim();
    examples.push([code(spec), valueText(native), valueText(canonical), valueText(written)]);
    laws.push([code(name), does, law]);
  }
  return [
    table(['codec', 'the system holds', 'canonical', 'written back'], examples),
    '',
    table(['codec', 'what it does', 'its law'], laws),
  ].join('\n');
}

/** Decodes the example of a codec and encodes the result; throws when either is refused. */
export async function runExample(name: string): Promise<CodecRun> {
  const example = exampleOf(name);
  const { manifest, diagnostics } = parseManifests([{ path: 'sync.d/a.yaml', content: manifestText(example) }], {
    name: 'codecs',
    root: '/',
    manifests: 'sync.d',
    state: 'state.db',
  });
  const field = manifest?.entities.get('e')?.fields.get('f');
  const binding = manifest?.entities.get('e')?.bindings.get('s')?.fields.get('f');
  if (manifest === null || field === undefined || binding === undefined)
    throw new Error(`The example of ${name} is not valid: ${diagnostics.map(({ detail }) => detail).join(' ')}`);
  const lists = await loadShippedLists(listNamesOfManifest(manifest));
  const codecs = compileCodecs(binding.codecs, field.type, lists);
  if (!codecs.ok) throw new Error(`${name}: ${codecs.detail}`);
  const canonical = codecs.value.decode(example.native, 'text');
  if (!canonical.ok) throw new Error(`${name}: ${canonical.detail}`);
  const written = codecs.value.encode(canonical.value);
  if (!written.ok) throw new Error(`${name}: ${written.detail}`);
  return { name, canonical: canonical.value as Json, written: written.value as Json, lossy: codecs.value.lossy };
}

function exampleOf(name: string): CodecExample {
  const example = CODEC_EXAMPLES[name];
  if (example === undefined) throw new Error(`scripts/docs/codec-examples.ts has no example of the codec ${name}.`);
  return example;
}

function manifestText({ codec, type }: CodecExample): string {
  const system = { kind: 'system', name: 's', connector: 'memory', access: { r: ['read', 'update'] } };
  const entity = {
    kind: 'entity',
    name: 'e',
    key: ['k'],
    fields: { k: { type: 'string', owner: 's' }, f: { ...type, owner: 's' } },
    systems: { s: { resource: 'r', id: 'k', fields: { k: 'k', f: { at: 'f', codec } } } },
  };
  return [system, entity].map((document) => stringify(document)).join('---\n');
}

function valueText(value: Json): string {
  return code(typeof value === 'string' ? value : JSON.stringify(value));
}
