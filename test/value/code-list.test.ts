import { describe, expect, it } from 'vitest';
import type { CodeListSpec } from '../../src/model/manifest.ts';
import { compileCodeList, type CodeList } from '../../src/value/code-list.ts';
import { loadShippedLists, SHIPPED_LIST_NAMES } from '../../src/value/shipped-lists.ts';

const lists = await loadShippedLists(SHIPPED_LIST_NAMES);

type Declared = Readonly<Record<string, { readonly title?: string; readonly aliases?: readonly string[] }>>;

function listOf(list: string | null, declared: Declared = {}): CodeList {
  const codes: CodeListSpec['codes'] = new Map(
    Object.entries(declared).map(([code, { title = null, aliases = [] }]) => [code, { title, aliases }] as const),
  );
  return compileCodeList({ list, codes }, lists);
}

describe('shipped code lists', () => {
  it.each([
    ['iso-3166-1-alpha-2', 250],
    ['iso-3166-1-alpha-3', 250],
    ['iso-3166-2-us', 57],
    ['iso-4217', 179],
    ['iso-639-1', 184],
  ])('%s has %i codes or so, sorted, and every code and title finds its code', (name, count) => {
    const list = listOf(name);

    expect(Math.abs(list.codes.length - count)).toBeLessThanOrEqual(3);
    expect(list.codes).toEqual([...list.codes].sort());
    for (const code of list.codes) {
      expect([code, list.codeOf(code), list.codeOf(code.toLowerCase())]).toEqual([code, code, code]);
      expect([code, list.codeOf(list.aliasOf(code) ?? '')]).toEqual([code, code]);
    }
    expect(list.codes.filter((code) => list.codeOf(list.titleOf(code) ?? '') !== code)).toEqual([]);
  });

  it.each([
    ['iso-3166-1-alpha-2', 'DE', 'Germany', ['DEU', 'germany', ' GERMANY ']],
    ['iso-3166-1-alpha-2', 'FR', 'France', ['FRA']],
    ['iso-3166-1-alpha-2', 'ES', 'Spain', ['ESP']],
    [
      'iso-3166-1-alpha-2',
      'GB',
      'United Kingdom',
      ['UK', 'GBR', 'Great Britain', 'United Kingdom of Great Britain and Northern Ireland'],
    ],
    ['iso-3166-1-alpha-2', 'US', 'United States of America', ['USA', 'U.S.A.', 'United States']],
    ['iso-3166-1-alpha-2', 'CI', "Cote d'Ivoire", ['Ivory Coast', 'Co\u0302te d\u2019Ivoire'.replace('\u2019', "'")]],
    ['iso-3166-1-alpha-2', 'TR', 'Türkiye', ['Turkey', 'Tu\u0308rkiye']],
    ['iso-3166-1-alpha-2', 'BO', 'Bolivia', ['Bolivia, Plurinational State of']],
    ['iso-3166-1-alpha-2', 'VN', 'Vietnam', ['Viet Nam']],
    ['iso-3166-1-alpha-3', 'DEU', 'Germany', ['DE', 'Germany']],
    ['iso-3166-2-us', 'CA', 'California', ['US-CA', 'california', 'Calif.']],
    ['iso-3166-2-us', 'DC', 'District of Columbia', ['D.C.', 'Washington, D.C.']],
    ['iso-3166-2-us', 'WA', 'Washington', ['Wash.']],
    ['iso-3166-2-us', 'PR', 'Puerto Rico', []],
    ['iso-4217', 'EUR', 'Euro', ['euro']],
    ['iso-639-1', 'de', 'German', ['Deutsch', 'DE']],
  ])('%s has %s, %s', (name, code, title, texts) => {
    const list = listOf(name);

    expect(list.titleOf(code)).toBe(title);
    expect(texts.map((text) => list.codeOf(text))).toEqual(texts.map(() => code));
  });

  it('never take a name of two countries for one of them', () => {
    expect(listOf('iso-3166-1-alpha-2').codeOf('Congo')).toBeUndefined();
  });

  it('give other standard codes of the same thing', () => {
    expect(listOf('iso-3166-1-alpha-2').formOf('DE', 'alpha-3')).toBe('DEU');
    expect(listOf('iso-3166-2-us').formOf('CA', 'iso-3166-2')).toBe('US-CA');
    expect(listOf('iso-3166-1-alpha-2').formOf('DE', 'nosuch')).toBeUndefined();
  });
});

describe('declared code lists', () => {
  it('know their codes, titles and aliases', () => {
    const list = listOf(null, { CA: { title: 'California', aliases: ['Calif.'] }, NY: { title: 'New York' }, TX: {} });

    expect(['CA', 'california', 'CALIF.', 'New York', 'tx'].map((text) => list.codeOf(text))).toEqual([
      'CA',
      'CA',
      'CA',
      'NY',
      'TX',
    ]);
    expect([list.titleOf('TX'), list.aliasOf('CA'), list.aliasOf('NY'), list.titleOf('X'), list.aliasOf('X')]).toEqual([
      'TX',
      'Calif.',
      'New York',
      undefined,
      undefined,
    ]);
    expect(list.codes).toEqual(['CA', 'NY', 'TX']);
  });

  it('add to a shipped list, and win over its texts', () => {
    const list = listOf('iso-3166-1-alpha-2', {
      CD: { aliases: ['Congo'] },
      DE: { title: 'Deutschland' },
      ZZ: { title: 'Elsewhere' },
    });

    expect(['Congo', 'Deutschland', 'Germany', 'elsewhere'].map((text) => list.codeOf(text))).toEqual([
      'CD',
      'DE',
      undefined,
      'ZZ',
    ]);
    expect([list.titleOf('DE'), list.aliasOf('CD')]).toEqual(['Deutschland', 'Congo']);
  });

  it('prefer a code to a title that reads alike, in its exact case', () => {
    const list = listOf(null, { a: { title: 'B' }, A: {}, B: {} });

    expect(['a', 'A', 'B', 'b'].map((text) => list.codeOf(text))).toEqual(['a', 'A', 'B', 'B']);
  });

  it('are empty when a shipped list was not loaded', () => {
    expect(listOf('nosuch').codes).toEqual([]);
  });
});
