import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/manifest/load-config.ts';
import { loadManifest } from '../../src/manifest/load-manifest.ts';
import { ConcordatError } from '../../src/model/error.ts';
import type { World } from '../../src/model/world.ts';
import { toLine } from './load-text.ts';

let root = '';

/** A world in which only the environment exists. */
function worldWith(environment: Readonly<Record<string, string>>): World {
  const refuse = (): never => {
    throw new Error('loading manifests needs the environment only');
  };
  return {
    now: refuse,
    monotonicMs: refuse,
    sleep: refuse,
    random: refuse,
    newId: refuse,
    appendFile: refuse,
    env: (name) => environment[name],
  };
}

function write(path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function refusalOf(run: Promise<unknown>): Promise<ConcordatError> {
  const error = await run.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (error instanceof ConcordatError) return error;
  throw new Error('expected a ConcordatError');
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'concordat-manifest-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('loadConfig', () => {
  it('finds the project from any folder inside it and fills in defaults', async () => {
    write('concordat.yaml', 'version: 1\nname: mini\n');
    mkdirSync(join(root, 'sync.d/a'), { recursive: true });

    const config = await loadConfig(join(root, 'sync.d/a'), worldWith({}));
    expect(config).toEqual({ name: 'mini', root, manifests: 'sync.d', state: '.concordat/state.db' });
  });

  it.each(['concordat.yml', 'concordat.json'])('reads %s too', async (name) => {
    write(name, '{ "version": 1, "name": "mini", "manifests": "m/", "state": "s.db" }');

    expect(await loadConfig(root, worldWith({}))).toMatchObject({ name: 'mini', manifests: 'm', state: 's.db' });
  });

  it('takes the state from CONCORDAT_STATE first, and from ${env:NAME}', async () => {
    write('concordat.yaml', 'version: 1\nname: mini\nstate: "${env:STATE_URL}"\n');

    expect((await loadConfig(root, worldWith({ STATE_URL: 'postgres://state' }))).state).toBe('postgres://state');
    expect((await loadConfig(root, worldWith({ CONCORDAT_STATE: 'other.db' }))).state).toBe('other.db');
    expect((await refusalOf(loadConfig(root, worldWith({})))).diagnostics.map(toLine)).toEqual(['3:8 ENV_UNSET']);
  });

  it('says what to do where there is no project', async () => {
    const error = await refusalOf(loadConfig(root, worldWith({})));
    const missing = await refusalOf(loadConfig(join(root, 'nowhere'), worldWith({})));

    expect(error).toMatchObject({
      code: 'PROJECT_NOT_FOUND',
      exit: 1,
      advice: expect.stringContaining('concordat init'),
    });
    expect(missing.code).toBe('PROJECT_NOT_FOUND');
  });

  it.each([
    ['an unknown key', 'version: 1\nname: mini\nmanifest: x\n', '3:1 MANIFEST_UNKNOWN_KEY'],
    ['another version', 'version: 2\nname: mini\n', '1:10 MANIFEST_NOT_ONE_OF'],
    ['no name', 'version: 1\n', '1:1 MANIFEST_MISSING_KEY'],
    ['an altered number', 'version: 01\nname: mini\n', '1:10 YAML_ALTERED_NUMBER'],
    ['a folder outside', 'version: 1\nname: mini\nmanifests: ../other\n', '3:12 MANIFEST_OUTSIDE'],
    ['an absolute folder', 'version: 1\nname: mini\nmanifests: /etc\n', '3:12 MANIFEST_OUTSIDE'],
    ['nothing in it', '', '1:1 MANIFEST_NOT_A_MAP'],
    ['two documents', 'version: 1\nname: a\n---\nversion: 1\nname: b\n', '1:1 MANIFEST_NOT_A_MAP'],
  ])('refuses %s with exit 65 and the place', async (_, text, at) => {
    write('concordat.yaml', text);

    const error = await refusalOf(loadConfig(root, worldWith({})));
    expect(error).toMatchObject({ code: 'PROJECT_INVALID', exit: 65 });
    expect(error.diagnostics.map(toLine)).toEqual([at]);
    expect(error.diagnostics[0]?.at).toMatchObject({ file: 'concordat.yaml' });
  });

  it('refuses UTF-16', async () => {
    write('concordat.yaml', new Uint8Array(Buffer.from('﻿version: 1\nname: mini\n', 'utf16le')));

    expect((await refusalOf(loadConfig(root, worldWith({})))).diagnostics.map(toLine)).toEqual(['1:1 YAML_ENCODING']);
  });

  it('never runs code that lies around', async () => {
    const trap = `require('node:fs').writeFileSync(${JSON.stringify(join(root, 'ran'))}, 'x')`;
    for (const name of [
      'concordat.config.js',
      'concordat.config.cjs',
      '.config/config.js',
      '.config/config.cjs',
      '.concordatrc.js',
    ])
      write(name, trap);
    write(
      'package.json',
      '{ "cosmiconfig": { "searchPlaces": ["concordat.config.js"] }, "concordat": { "version": 1, "name": "no" } }',
    );
    write('concordat.yaml', 'version: 1\nname: mini\n');
    const before = process.cwd();

    process.chdir(root);
    try {
      expect((await loadConfig('.', worldWith({}))).name).toBe('mini');
    } finally {
      process.chdir(before);
    }
    expect(existsSync(join(root, 'ran'))).toBe(false);
  });
});

describe('loadManifest', () => {
  const system = (name: string): string => `kind: system\nname: ${name}\nconnector: csv\n`;

  it('reads YAML and JSON at any depth, several documents a file, and leaves the rest alone', async () => {
    write('concordat.yaml', 'version: 1\nname: mini\n');
    write('sync.d/a.yaml', `${system('a')}---\n${system('b')}`);
    write('sync.d/x/y/c.yml', system('c'));
    write('sync.d/d.json', '{ "kind": "system", "name": "d", "connector": "csv" }');
    write('sync.d/README.md', 'not: [a manifest');
    write('sync.d/.hidden.yaml', 'not: [a manifest');
    write('sync.d/node_modules/x.yaml', 'not: [a manifest');

    const { manifest, diagnostics } = await loadManifest(await loadConfig(root, worldWith({})));
    expect(diagnostics).toEqual([]);
    expect([...(manifest?.systems.keys() ?? [])]).toEqual(['a', 'b', 'c', 'd']);
  });

  it('leaves concordat.yaml out when the manifests lie beside it', async () => {
    write('concordat.yaml', 'version: 1\nname: mini\nmanifests: .\n');
    write('a.yaml', system('a'));

    expect((await loadManifest(await loadConfig(root, worldWith({})))).diagnostics).toEqual([]);
  });

  it('follows links inside the project, once, and refuses those that leave it', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'concordat-outside-'));
    writeFileSync(join(outside, 'evil.yaml'), system('evil'));
    write('concordat.yaml', 'version: 1\nname: mini\n');
    write('shared/b.yaml', system('b'));
    write('sync.d/a.yaml', system('a'));
    symlinkSync(join(root, 'shared'), join(root, 'sync.d/linked'));
    symlinkSync(join(root, 'sync.d'), join(root, 'sync.d/circle'));
    const config = await loadConfig(root, worldWith({}));
    const inside = await loadManifest(config);
    symlinkSync(join(outside, 'evil.yaml'), join(root, 'sync.d/evil.yaml'));
    symlinkSync(outside, join(root, 'sync.d/folder'));
    symlinkSync(join(root, 'nowhere.yaml'), join(root, 'sync.d/dangling.yaml'));

    const { manifest, diagnostics } = await loadManifest(config);
    rmSync(outside, { recursive: true });
    expect([...(inside.manifest?.systems.keys() ?? [])]).toEqual(['a', 'b']);
    expect(manifest).toBeNull();
    expect(diagnostics.map((each) => [each.code, typeof each.at === 'string' ? each.at : each.at.file])).toEqual([
      ['MANIFEST_UNREADABLE', 'sync.d/dangling.yaml'],
      ['MANIFEST_OUTSIDE', 'sync.d/evil.yaml'],
      ['MANIFEST_OUTSIDE', 'sync.d/folder'],
    ]);
  });

  it('says when there is no folder, or a file that is too large to read', async () => {
    write('concordat.yaml', 'version: 1\nname: mini\n');
    const config = await loadConfig(root, worldWith({}));
    const none = await loadManifest(config);
    write('sync.d/big.yaml', 'x'.repeat(1_000_001));

    expect(none).toMatchObject({ manifest: null, diagnostics: [{ code: 'MANIFEST_NO_FOLDER', at: 'sync.d' }] });
    expect((await loadManifest(config)).diagnostics).toMatchObject([
      { code: 'YAML_TOO_LARGE', at: { file: 'sync.d/big.yaml' } },
    ]);
  });
});

const acceptance = new URL('../../../shared/accept/mini.py', import.meta.url);

describe.skipIf(!existsSync(acceptance))('the acceptance project (skipped where ../shared is absent)', () => {
  it('loads without a diagnostic', async () => {
    const [, text = ''] = /w\('sync\.d\/all\.yaml', '''([\s\S]*?)'''\)/.exec(readFileSync(acceptance, 'utf8')) ?? [];
    write('concordat.yaml', 'version: 1\nname: mini\nmanifests: sync.d\nstate: .concordat/state.db\n');
    write('sync.d/all.yaml', text);

    const { manifest, diagnostics } = await loadManifest(await loadConfig(root, worldWith({})));
    expect(text).toContain('kind: entity');
    expect(diagnostics).toEqual([]);
    expect(manifest?.entities.get('customer')?.bindings.get('erp')?.fields.size).toBe(5);
  });
});
