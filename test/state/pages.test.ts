import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pagesOf } from '../../src/state/pages.ts';

const paged = async (rows: readonly number[], size: number, start = 0) => {
  const asked: number[] = [];
  const pages: (readonly number[])[] = [];
  const read = async (after: number) => {
    asked.push(after);
    return rows.filter((row) => row > after).slice(0, size);
  };
  for await (const page of pagesOf({ size, start, read, placeOf: (row) => row })) pages.push(page);
  return { asked, pages };
};

it('gives every row after the start once, in order, whatever the size of a page', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.nat(60)),
      fc.integer({ min: 1, max: 9 }),
      fc.nat(60),
      async (some, size, start) => {
        const rows = some.sort((one, other) => one - other);
        const { pages } = await paged(rows, size, start);

        expect(pages.flat()).toEqual(rows.filter((row) => row > start));
      },
    ),
  );
});

it('asks once more after a full page, never after one that is not full', async () => {
  expect((await paged([1, 2, 3, 4], 2)).asked).toEqual([0, 2, 4]);
  expect((await paged([1, 2, 3], 2)).asked).toEqual([0, 2]);
  expect((await paged([], 2)).asked).toEqual([0]);
});
