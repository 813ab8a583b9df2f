import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareText } from '../../src/value/compare-text.ts';

it('orders texts as a sort without a comparison does, in every locale', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
      expect(texts.toSorted(compareText)).toEqual(texts.toSorted());
    }),
  );
});

it('goes by UTF-16 units, not by a dictionary', () => {
  expect(['ä', 'b', 'a', 'B', '10', '9'].sort(compareText)).toEqual(['10', '9', 'B', 'a', 'b', 'ä']);
});

it('says 0 of equal texts, so that what follows decides', () => {
  expect([compareText('a', 'a'), compareText('a', 'b'), compareText('b', 'a')]).toEqual([0, -1, 1]);
});
