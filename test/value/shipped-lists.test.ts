import { describe, expect, it } from 'vitest';
import type { Binding, EntityDef, FieldBinding, FieldDef, Manifest, Term } from '../../src/model/manifest.ts';
import { listNamesOf, listNamesOfManifest, loadShippedLists, NO_LISTS } from '../../src/value/shipped-lists.ts';
import { spec, typeOf } from './build.ts';

const currency = typeOf('string', { values: { list: 'iso-4217', codes: new Map() } });

describe('listNamesOf', () => {
  it('names what types and codecs need, once, sorted', () => {
    const types = [
      typeOf('list', { item: currency }),
      currency,
      typeOf('string', { format: 'phone' }),
      typeOf('string', { values: { list: 'nosuch', codes: new Map() } }),
    ];

    expect(listNamesOf(types)).toEqual(['iso-4217', 'phone']);
    expect(listNamesOf([typeOf('string')], [spec('trim'), spec({ phone: 'DE' })])).toEqual(['phone']);
  });

  it('looks through a whole manifest', () => {
    const manifest = {
      terms: new Map([['currency', { type: currency } as Term]]),
      entities: new Map([
        [
          'customer',
          {
            fields: new Map([
              ['lang', { type: typeOf('string', { values: { list: 'iso-639-1', codes: new Map() } }) } as FieldDef],
            ]),
            bindings: new Map([
              [
                'crm',
                {
                  fields: new Map([['phone', { codecs: [spec('phone')] } as unknown as FieldBinding]]),
                } as unknown as Binding,
              ],
            ]),
          } as unknown as EntityDef,
        ],
      ]),
    } as unknown as Manifest;

    expect(listNamesOfManifest(manifest)).toEqual(['iso-4217', 'iso-639-1', 'phone']);
  });
});

describe('loadShippedLists', () => {
  it('loads what is named and nothing else', async () => {
    const lists = await loadShippedLists(['iso-4217', 'nosuch']);

    expect([...lists.entries.keys()]).toEqual(['iso-4217']);
    expect(lists.phone).toBeNull();
    expect(await loadShippedLists([])).toEqual(NO_LISTS);
  });

  it('loads the phone library on demand', async () => {
    const { phone } = await loadShippedLists(['phone']);

    expect(phone?.toE164('030 1234567', 'DE')).toBe('+49301234567');
    expect(phone?.toE164('030 1234567', null)).toBeUndefined();
    expect(phone?.toE164('030 1234567', 'nowhere')).toBeUndefined();
    expect(phone?.toE164('+49 30 1234567 ext. 12', null)).toBeUndefined();
    expect(phone?.toE164('call 030 1234567', 'DE')).toBeUndefined();
    expect([phone?.isValid('+49301234567'), phone?.isValid('+49 30 1234567'), phone?.isValid('+000000000')]).toEqual([
      true,
      false,
      false,
    ]);
    expect([phone?.format('+49301234567', 'national'), phone?.format('+49301234567', 'international')]).toEqual([
      '030 1234567',
      '+49 30 1234567',
    ]);
    expect([phone?.format('x', 'national'), phone?.format('x', 'international')]).toEqual(['x', 'x']);
    expect([phone?.isCountry('DE'), phone?.isCountry('ZZ')]).toEqual([true, false]);
  });
});
