import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyText, nativeIdText, parseNativeId } from '../../src/value/key-text.ts';

const parts = fc.array(fc.string({ unit: fc.constantFrom('"', ',', '[', ']', '\\', 'a', '\u0000', 'é') }), {
  minLength: 1,
  maxLength: 4,
});

describe('key texts', () => {
  it('are one part itself, or a JSON array of several', () => {
    expect([keyText(['C-1']), keyText(['C-1', '2']), keyText([])]).toEqual(['C-1', '["C-1","2"]', '[]']);
  });

  it('are different for different parts of one count', () => {
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        fc.pre(a.length === b.length);
        expect(keyText(a) === keyText(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  it('give native ids back', () => {
    fc.assert(
      fc.property(parts, (ids) => {
        expect(parseNativeId(nativeIdText(ids), ids.length)).toEqual(ids);
      }),
    );
  });

  it.each(['x', '["a"', '{"a":1}', '["a"]', '["a",1]'])('take %j for one part when two were asked', (text) => {
    expect(parseNativeId(text, 2)).toEqual([text]);
  });
});
