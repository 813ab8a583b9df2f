import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { entityTypes } from '../../src/cli/entity-types.ts';
import { loadConfig } from '../../src/manifest/load-config.ts';
import { loadManifest } from '../../src/manifest/load-manifest.ts';
import type { Manifest } from '../../src/model/manifest.ts';
import { realWorld } from '../../src/world.ts';

const MANIFESTS = `kind: system
name: crm
connector: memory
---
kind: dictionary
name: core
terms:
  state: { title: State */ of, description: "Where\\nit is.", type: string, values: { CA: California, "it's": Odd } }
  iban: { type: string, format: iban, class: confidential }
---
kind: entity
name: sales_order
key: [region, no]
fields:
  region: { term: state, required: true, owner: crm }
  no: { type: integer, required: true, owner: crm }
  total: { type: decimal, scale: 2, owner: crm }
  paid: { type: boolean, owner: crm }
  ordered: { type: date, owner: crm }
  seen: { type: datetime, owner: crm }
  tags: { type: { list: string }, owner: crm }
  extra: { type: json, owner: crm }
  account: { term: iban, owner: crm }
  country: { type: string, values: iso-3166-1-alpha-2, owner: crm }
  parent: { ref: sales_order, owner: crm }
  customer-no: { ref: customer, owner: crm }
lifecycle: { owner: crm }
systems: { crm: { resource: o, id: no, fields: { region: a, no: b, total: c, paid: d, ordered: e, seen: f, tags: g, extra: h, account: i, country: j, parent: k, customer-no: l } } }
---
kind: entity
name: customer
key: [no]
fields: { no: { type: string, required: true, owner: crm } }
lifecycle: { owner: crm }
systems: { crm: { resource: c, id: no, fields: { no: no } } }
`;

async function manifestOf(text: string): Promise<Manifest> {
  const dir = mkdtempSync(join(tmpdir(), 'concordat-'));
  try {
    writeFileSync(join(dir, 'concordat.yaml'), 'version: 1\nname: demo\nmanifests: .\n');
    writeFileSync(join(dir, 'all.yaml'), text);
    const { manifest, diagnostics } = await loadManifest(await loadConfig(dir, realWorld()));
    if (manifest === null) throw new Error(JSON.stringify(diagnostics));
    return manifest;
  } finally {
    rmSync(dir, { recursive: true });
  }
}

it('types every kind of field so that nothing is rounded', async () => {
  const code = entityTypes(await manifestOf(MANIFESTS));

  for (const line of [
    "readonly region: 'CA' | 'it\\'s';",
    'readonly no: string;',
    'readonly total: string | null;',
    'readonly paid: boolean | null;',
    'readonly ordered: string | null;',
    'readonly tags: ReadonlyArray<string> | null;',
    'readonly extra: unknown | null;',
    "readonly parent: readonly [SalesOrder['region'], SalesOrder['no']] | null;",
    "readonly 'customer-no': Customer['no'] | null;",
    '/** State *\\/ of. Where it is. Owner: crm. */',
    'Decimal text, at most 2 digits after the point.',
    'Class: confidential.',
    'Code of iso-3166-1-alpha-2.',
  ]) {
    expect(code).toContain(line);
  }
});

it('makes code that the compiler accepts in its strictest form', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'concordat-'));
  writeFileSync(join(dir, 'entities.ts'), entityTypes(await manifestOf(MANIFESTS)));
  const tsc = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc');
  const { status, stdout } = spawnSync(
    process.execPath,
    [tsc, '--ignoreConfig', '--strict', '--noEmit', '--types', '', join(dir, 'entities.ts')],
    { encoding: 'utf8' },
  );
  rmSync(dir, { recursive: true });

  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});
