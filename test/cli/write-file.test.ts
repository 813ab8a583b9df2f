import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileWhole } from '../../src/cli/write-file.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'concordat-'));
});
afterEach(async () => rm(dir, { recursive: true }));

describe('writeFileWhole', () => {
  it('writes a file that only its owner may read, and leaves nothing beside it', async () => {
    await writeFileWhole(join(dir, 'a.plan'), ['one\n', 'two\n'], 'id');

    expect(await readFile(join(dir, 'a.plan'), 'utf8')).toBe('one\ntwo\n');
    expect((await stat(join(dir, 'a.plan'))).mode & 0o777).toBe(0o600);
    expect(await readdir(dir)).toEqual(['a.plan']);
  });

  it('replaces a file that others could read by one that they cannot', async () => {
    await writeFile(join(dir, 'a.plan'), 'old');
    await chmod(join(dir, 'a.plan'), 0o644);

    await writeFileWhole(join(dir, 'a.plan'), ['new'], 'id');

    expect(await readFile(join(dir, 'a.plan'), 'utf8')).toBe('new');
    expect((await stat(join(dir, 'a.plan'))).mode & 0o777).toBe(0o600);
  });

  it('leaves the old file and nothing else when the pieces fail in the middle', async () => {
    await writeFile(join(dir, 'a.plan'), 'old');
    function* pieces(): Iterable<string> {
      yield 'half';
      throw new Error('broken');
    }

    await expect(writeFileWhole(join(dir, 'a.plan'), pieces(), 'id')).rejects.toThrow('broken');

    expect(await readFile(join(dir, 'a.plan'), 'utf8')).toBe('old');
    expect(await readdir(dir)).toEqual(['a.plan']);
  });

  it('says which file could not be written', async () => {
    const path = join(dir, 'no', 'a.plan');

    await expect(writeFileWhole(path, ['x'], 'id')).rejects.toMatchObject({
      code: 'FILE_WRITE_FAILED',
      at: path,
      exit: 1,
    });
  });
});
