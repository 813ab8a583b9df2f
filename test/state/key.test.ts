import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProjectConfig } from '../../src/model/manifest.ts';
import type { World } from '../../src/model/world.ts';
import { loadDigests, loadProjectKey } from '../../src/state/key.ts';
import { realWorld } from '../../src/world.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'concordat-key-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function configOf(state = '.concordat/state.db'): ProjectConfig {
  return { name: 'trading', root, manifests: 'sync.d', state };
}

function worldWith(key?: string): World {
  return { ...realWorld(), env: (name) => (name === 'CONCORDAT_KEY' ? key : undefined) };
}

describe('the key of a project', () => {
  it('is CONCORDAT_KEY where it is set, and then no file is made', async () => {
    const one = await loadDigests(configOf(), worldWith('a key of sixteen'));
    const two = await loadDigests(configOf('postgres://db/x'), worldWith('a key of sixteen'));

    expect(one.hmac('x')).toBe(two.hmac('x'));
    expect(one.keyId).toMatch(/^[0-9a-f]{8}$/);
    expect(readdirSync(root)).toEqual([]);
  });

  it('is made once beside a local state, for its owner alone, and is the only file made', async () => {
    const one = await loadDigests(configOf(), worldWith());
    const two = await loadDigests(configOf(), worldWith(''));

    expect(two.hmac('x')).toBe(one.hmac('x'));
    expect(readdirSync(root, { recursive: true }).toSorted()).toEqual(['.concordat', '.concordat/key']);
    expect(statSync(join(root, '.concordat/key')).mode & 0o777).toBe(0o600);
    expect(Buffer.from(readFileSync(join(root, '.concordat/key'), 'utf8').trim(), 'base64url')).toHaveLength(32);
  });

  it('is the same for several that make it at once', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => loadDigests(configOf(), worldWith())));

    expect(new Set(all.map(({ keyId }) => keyId)).size).toBe(1);
  });

  it('differs from project to project', async () => {
    const one = await loadDigests(configOf('a/state.db'), worldWith());
    const two = await loadDigests(configOf('b/state.db'), worldWith());

    expect(one.hmac('x')).not.toBe(two.hmac('x'));
    expect(one.sha256('x')).toBe('2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881');
    expect(two.sha256('x')).toBe(one.sha256('x'));
  });

  it('of fewer than 16 characters is refused without being shown, exit 1', async () => {
    const failure = await loadDigests(configOf(), worldWith('canary')).catch((caught: unknown) => caught);

    expect(failure).toMatchObject({ code: 'KEY_TOO_SHORT', exit: 1 });
    expect(String(failure) + JSON.stringify(failure)).not.toContain('canary');
  });

  it('is required with a state in PostgreSQL, exit 1', async () => {
    await expect(loadDigests(configOf('postgres://db/x'), worldWith())).rejects.toMatchObject({
      code: 'KEY_MISSING',
      exit: 1,
    });
  });

  it('is thrown away after a run that can keep none and has no state, which is told', async (context) => {
    const disk = join(root, 'read-only');
    mkdirSync(disk);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'ro,size=64k', 'tmpfs', disk]).status !== 0)
      return context.skip('this user may mount no disk');
    const config = configOf('read-only/state.db');
    const one = await loadProjectKey(config, worldWith());
    const two = await loadProjectKey(config, worldWith());

    expect(one.warnings).toEqual([expect.objectContaining({ code: 'KEY_TEMPORARY', severity: 'warning' })]);
    expect(two.digests.keyId).not.toBe(one.digests.keyId);
    expect((await loadProjectKey(config, worldWith('a key of sixteen'))).warnings).toEqual([]);
    spawnSync('mount', ['-o', 'remount,rw', disk]);
    writeFileSync(join(disk, 'state.db'), '');
    spawnSync('mount', ['-o', 'remount,ro', disk]);
    const failure = await loadProjectKey(config, worldWith()).catch((caught: unknown) => caught);
    spawnSync('umount', [disk]);

    expect(failure).toMatchObject({ code: 'KEY_UNREADABLE', exit: 1 });
  });

  it('that cannot be read is an error, not a new key', async () => {
    mkdirSync(join(root, '.concordat/key'), { recursive: true });

    await expect(loadDigests(configOf(), worldWith())).rejects.toMatchObject({ code: 'KEY_UNREADABLE', exit: 1 });
  });

  it('file that was cut short is refused', async () => {
    mkdirSync(join(root, '.concordat'));
    writeFileSync(join(root, '.concordat/key'), 'short\n');

    await expect(loadDigests(configOf(), worldWith())).rejects.toMatchObject({ code: 'KEY_TOO_SHORT' });
  });
});
