import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { realWorld } from '../src/world.ts';

describe('the real world', () => {
  const world = realWorld();

  it('tells the instant in UTC with milliseconds', () => {
    expect(world.now()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('has a clock that never steps back', () => {
    const times = Array.from({ length: 1_000 }, () => world.monotonicMs());

    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('sleeps as long as it is told', async () => {
    const before = world.monotonicMs();

    await world.sleep(20);

    expect(world.monotonicMs() - before).toBeGreaterThan(15);
  });

  it('wakes with the reason of the signal', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    setTimeout(() => controller.abort(reason), 5);

    await expect(world.sleep(60_000, controller.signal)).rejects.toBe(reason);
    await expect(world.sleep(60_000, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it('makes ids that differ', () => {
    expect(new Set(Array.from({ length: 100 }, () => world.newId())).size).toBe(100);
  });

  it('reads the environment, undefined for what is not there', () => {
    expect([world.env('PATH'), world.env('CONCORDAT_NO_SUCH_VARIABLE')]).toEqual([process.env['PATH'], undefined]);
  });

  it('appends to a file, making it first', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'concordat-'));

    await world.appendFile(join(dir, 'log'), 'a\n');
    await world.appendFile(join(dir, 'log'), 'ä\n');

    expect(await readFile(join(dir, 'log'), 'utf8')).toBe('a\nä\n');
    await rm(dir, { recursive: true });
  });
});
