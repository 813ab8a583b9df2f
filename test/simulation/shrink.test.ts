import { describe, expect, it } from 'vitest';
import { shrink } from './shrink.ts';

const letters = [...'abcdefghijklmnopqrstuvwxyz'];

describe('shrinking', () => {
  it('leaves only what the failure needs, in its order', async () => {
    const needed = ['c', 'q', 'r'];

    const small = await shrink(letters, async (kept) => needed.every((letter) => kept.includes(letter)));

    expect(small).toEqual(needed);
  });

  it('leaves nothing of a failure that needs nothing', async () => {
    expect(await shrink(letters, async () => true)).toEqual([]);
  });

  it('asks no more often than it may, and gives what still fails', async () => {
    let asked = 0;

    const small = await shrink(
      letters,
      async (kept) => {
        asked += 1;
        return kept.includes('z');
      },
      4,
    );

    expect(asked).toBeLessThanOrEqual(4);
    expect(small).toContain('z');
  });
});
