import { describe, expect, it } from 'vitest';
import { situationOf, type Proof } from '../../src/match/situation.ts';
import type { MatchedBy, MatchedRecord } from '../../src/model/record.ts';
import { side } from './sides.ts';

const proven: Proof = {
  owner: 'crm',
  isOwnerProven: true,
  isOwnerComplete: true,
  isReplicaComplete: true,
  outOfScope: new Set(),
};

interface Given {
  readonly crm?: string;
  readonly erp?: string;
  readonly by?: MatchedBy;
  readonly linked?: readonly string[];
  readonly gone?: Readonly<Record<string, string>>;
}

function record({ crm, erp, by = 'key', linked = [], gone = {} }: Given): MatchedRecord {
  const sides = new Map([
    ...(crm === undefined ? [] : [['crm', side('crm', '1', crm)] as const]),
    ...(erp === undefined ? [] : [['erp', side('erp', '9', erp)] as const]),
  ]);
  return {
    entity: 'customer',
    key: 'A',
    record: null,
    sides,
    matchedBy: new Map([
      ['crm', 'owner'],
      ['erp', by],
    ]),
    linked: new Set(linked),
    gone: new Map(Object.entries(gone)),
  };
}

describe('situationOf, design §3.3', () => {
  it.each([
    ['missing', record({ crm: 'A' })],
    ['vanished', record({ crm: 'A', gone: { erp: '9' } })],
    ['linked', record({ crm: 'A', erp: 'A' })],
    ['unlinked', record({ crm: 'A', erp: 'A', by: 'rule' })],
    ['linked', record({ crm: 'A', erp: 'A', by: 'rule', linked: ['crm', 'erp'] })],
    ['unlinked', record({ crm: 'A', erp: 'A', by: 'rule', linked: ['erp'] })],
    ['re-keyed', record({ crm: 'A2', erp: 'A', by: 'crosswalk', linked: ['crm', 'erp'] })],
    ['deleted at source', record({ erp: 'A', gone: { crm: '1' } })],
    ['orphan', record({ erp: 'A' })],
  ])('says %s', (situation, given) => {
    expect(situationOf(given, 'erp', proven)).toBe(situation);
  });

  it('knows nothing of absence without proof', () => {
    expect(situationOf(record({ erp: 'A' }), 'erp', { ...proven, isOwnerProven: false })).toBe('unknown');
    expect(situationOf(record({ erp: 'A', gone: { crm: '1' } }), 'erp', { ...proven, isOwnerProven: false })).toBe(
      'unknown',
    );
    expect(situationOf(record({ crm: 'A' }), 'erp', { ...proven, isReplicaComplete: false })).toBe('unknown');
    expect(situationOf(record({ crm: 'A' }), 'erp', { ...proven, isOwnerComplete: false })).toBe('unknown');
    expect(situationOf(record({}), 'erp', proven)).toBe('unknown');
  });

  it('takes a record that left the filter for out of scope, not for deleted or vanished', () => {
    expect(
      situationOf(record({ erp: 'A', gone: { crm: '1' } }), 'erp', { ...proven, outOfScope: new Set(['crm\u00001']) }),
    ).toBe('out of scope');
    expect(
      situationOf(record({ crm: 'A', gone: { erp: '9' } }), 'erp', { ...proven, outOfScope: new Set(['erp\u00009']) }),
    ).toBe('out of scope');
  });
});
