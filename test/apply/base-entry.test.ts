import { describe, expect, it } from 'vitest';
import { afterWrite, baseEntryOf } from '../../src/apply/base-entry.ts';
import type { Agreement } from '../../src/model/record.ts';
import type { BaseEntry } from '../../src/model/state.ts';
import { shortDigest } from '../../src/value/text-digest.ts';
import { changeOf, plannedOf } from '../plan/changes.ts';

const { matched } = plannedOf(changeOf(), 'A');
const proven = (value: string, rule = 'r') => ({ value: shortDigest(value), rule });
const agreement = (fields: Readonly<Record<string, readonly [string, boolean]>>, previous?: BaseEntry): Agreement => ({
  entity: 'customer',
  system: 'erp',
  matched,
  rows: { owner: 'o', replica: 'r' },
  previous,
  fields: new Map(Object.entries(fields).map(([name, [normal, isEqual]]) => [name, { normal, rule: 'r', isEqual }])),
});

describe('baseEntryOf', () => {
  it('records equal fields, with row digests when all of them are equal', () => {
    expect(baseEntryOf(agreement({ a: ['1', true], b: ['2', true] }), 'id')).toEqual({
      entity: 'customer',
      system: 'erp',
      record: 'id',
      ownerDigest: 'o',
      replicaDigest: 'r',
      fields: new Map([
        ['a', proven('1')],
        ['b', proven('2')],
      ]),
    });
  });

  it('never records a field that differs, and then no row digest either', () => {
    expect(baseEntryOf(agreement({ a: ['1', true], b: ['2', false] }), 'id')).toMatchObject({
      ownerDigest: null,
      replicaDigest: null,
      fields: new Map([['a', proven('1')]]),
    });
    expect(baseEntryOf(agreement({ b: ['2', false] }), 'id')).toBeNull();
  });

  it('keeps what was agreed before about a field that differs now', () => {
    const previous: BaseEntry = {
      entity: 'customer',
      system: 'erp',
      record: 'id',
      ownerDigest: 'x',
      replicaDigest: 'y',
      fields: new Map([['b', proven('old')]]),
    };

    expect(baseEntryOf(agreement({ a: ['1', true], b: ['2', false] }, previous), 'id')?.fields.get('b')).toEqual(
      proven('old'),
    );
  });

  it('says nothing when nothing is new', () => {
    const previous = baseEntryOf(agreement({ a: ['1', true] }), 'id') ?? undefined;

    expect(baseEntryOf(agreement({ a: ['1', true] }, previous), 'id')).toBeNull();
  });

  it('takes a written field for equal after its proof, under the digest of the record read back', () => {
    const written = afterWrite(agreement({ a: ['1', true], b: ['2', false] }), new Map([['b', { normal: '2' }]]), 'r2');

    expect(baseEntryOf(written, 'id')).toMatchObject({
      replicaDigest: 'r2',
      ownerDigest: 'o',
      fields: new Map([
        ['a', proven('1')],
        ['b', proven('2')],
      ]),
    });
  });
});
