import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gitState } from '../../src/pipeline/git-state.ts';

describe('gitState', () => {
  let dir = '';
  const git = (...args: readonly string[]): string => {
    const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false'];
    const ran = spawnSync('git', [...identity, ...args], { cwd: dir, encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(`git ${args.join(' ')}: ${ran.stderr}`);
    return ran.stdout.trim();
  };
  const commit = (): string => {
    git('init', '--quiet');
    writeFileSync(join(dir, 'a.yaml'), 'a: 1\n');
    git('add', 'a.yaml');
    git('commit', '--quiet', '-m', 'a');
    return git('rev-parse', 'HEAD');
  };
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'concordat-git-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('tells the commit of a clean project, also from a folder inside the repository', async () => {
    const oid = commit();
    mkdirSync(join(dir, 'inner'));

    expect(await gitState(dir)).toEqual({ commit: oid, dirty: false });
    expect(await gitState(join(dir, 'inner'))).toEqual({ commit: oid, dirty: false });
  });

  it('tells edits of tracked files, and not those outside the project', async () => {
    const oid = commit();
    mkdirSync(join(dir, 'inner'));
    writeFileSync(join(dir, 'a.yaml'), 'a: 2\n');

    expect(await gitState(dir)).toEqual({ commit: oid, dirty: true });
    expect(await gitState(join(dir, 'inner'))).toEqual({ commit: oid, dirty: false });
  });

  it('tells the commit of a detached head', async () => {
    const oid = commit();
    git('checkout', '--quiet', '--detach');

    expect(await gitState(dir)).toEqual({ commit: oid, dirty: false });
  });

  it('is null outside git and before the first commit', async () => {
    expect(await gitState(dir)).toBeNull();

    git('init', '--quiet');

    expect(await gitState(dir)).toBeNull();
  });

  it('runs no monitor of the repository', async () => {
    const oid = commit();
    const seen = join(dir, '.git', 'ran');
    writeFileSync(join(dir, '.git', 'monitor'), `#!/bin/sh\ntouch '${seen}'\n`, { mode: 0o755 });
    git('config', 'core.fsmonitor', join(dir, '.git', 'monitor'));
    git('status');
    const isArmed = existsSync(seen);
    rmSync(seen, { force: true });

    expect(isArmed).toBe(true);
    expect(await gitState(dir)).toEqual({ commit: oid, dirty: false });
    expect(existsSync(seen)).toBe(false);
  });
});
