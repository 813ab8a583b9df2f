import { describe, expect, it } from 'vitest';
import type { CodeListSpec } from '../../src/model/manifest.ts';
import { NO_LISTS, type PhoneLibrary } from '../../src/value/shipped-lists.ts';
import { codecsOf, typeOf } from './build.ts';

const codes: CodeListSpec['codes'] = new Map([
  ['A', { title: 'Same', aliases: ['one'] }],
  ['B', { title: 'Same', aliases: [] }],
]);

describe('the values codec', () => {
  const type = typeOf('string', { values: { list: null, codes } });

  it('refuses to write a title that two codes share', () => {
    expect(codecsOf([{ values: 'title' }], type).encode('A')).toMatchObject({ ok: false, code: 'VALUE_NOT_IN_LIST' });
  });

  it('reads what it does not write', () => {
    expect(codecsOf([{ values: 'code' }], type).decode('ONE', 'text')).toEqual({ ok: true, value: 'A' });
    expect(codecsOf([{ values: 'code' }], type).decode('Same', 'text')).toMatchObject({
      ok: false,
      code: 'VALUE_NOT_IN_LIST',
    });
  });
});

describe('codecs over text', () => {
  it.each(['trim', 'lowercase', { prefix: 'C-' }, { map: { A: 'b' } }] as const)(
    '%j refuses lists and objects in both directions',
    (declared) => {
      const codec = codecsOf([declared], typeOf('string'));

      expect(codec.decode(['a'], 'list')).toMatchObject({ ok: false, code: 'VALUE_CODEC' });
      expect(codec.encode({ a: 1 })).toMatchObject({ ok: false, code: 'VALUE_CODEC' });
    },
  );
});

describe('the json codec', () => {
  it('reads lists from JSON text, and objects from JSON columns', () => {
    expect(codecsOf(['json'], typeOf('list')).decode('["a","b"]', 'text')).toEqual({ ok: true, value: ['a', 'b'] });
    expect(codecsOf(['json'], typeOf('list')).decode('["a"', 'text')).toMatchObject({ ok: false, code: 'VALUE_JSON' });
    expect(codecsOf(['json'], typeOf('list')).decode('{}', 'text')).toMatchObject({ ok: false, code: 'VALUE_LIST' });
    expect(codecsOf(['json'], typeOf('json')).decode({ a: 1 }, 'json')).toEqual({ ok: true, value: { a: 1 } });
  });
});

describe('the decimal codec', () => {
  it('does not guess: the same text is two numbers under two forms', () => {
    const german = codecsOf([{ decimal: { separator: ',', group: '.' } }], typeOf('decimal'));
    const english = codecsOf([{ decimal: { separator: '.', group: ',' } }], typeOf('decimal'));

    expect([german.decode('1.234', 'text'), english.decode('1.234', 'text')]).toEqual([
      { ok: true, value: '1234' },
      { ok: true, value: '1.234' },
    ]);
  });

  it('takes whole minor units of a decimal column, and no fraction of them', () => {
    const codec = codecsOf([{ decimal: 'minor-units' }], typeOf('decimal', { scale: 3 }));

    expect(codec.decode('1990.00', 'decimal')).toEqual({ ok: true, value: '1.990' });
    expect(codec.decode('x', 'text')).toMatchObject({ ok: false, code: 'VALUE_CODEC' });
  });
});

describe('the phone codec', () => {
  it('remembers what it parsed, up to a bound', () => {
    let calls = 0;
    const phone: PhoneLibrary = {
      isValid: () => true,
      isCountry: () => true,
      format: (text) => text,
      toE164: (text) => {
        calls += 1;
        return text;
      },
    };
    const codec = codecsOf(['phone'], typeOf('string'), { ...NO_LISTS, phone });

    codec.decode('+1', 'text');
    codec.decode('+1', 'text');
    expect(calls).toBe(1);
    for (let i = 0; i < 10_000; i += 1) codec.decode(`+2${i}`, 'text');
    codec.decode('+1', 'text');
    expect(calls).toBe(10_002);
  });
});
