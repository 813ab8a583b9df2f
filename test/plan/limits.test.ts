import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/model/generated/plan.ts';
import type { PolicyDef, PolicyLimit } from '../../src/model/manifest.ts';
import { checkLimits } from '../../src/plan/limits.ts';
import { changeOf, fieldOf } from './changes.ts';

const at = { file: 'sync.d/p.yaml', line: 4, column: 3 };
const many = (count: number, given: Partial<Change> = {}) =>
  Array.from({ length: count }, (_, i) => changeOf({ id: `c${i}`, ...given }));
const codes = (changes: readonly Change[], live: number, policies: readonly PolicyDef[] = [], isBootstrap = false) =>
  checkLimits(changes, policies, new Map([['customer\u0000erp', live]]), isBootstrap).map(({ code }) => code);
const policy = (limit: Partial<PolicyLimit>): PolicyDef => ({
  name: 'p',
  at,
  groups: new Map(),
  guards: [],
  approvals: [],
  windows: [],
  sources: [],
  limits: [{ at, entity: null, system: null, action: null, max: null, ratio: null, from: null, ...limit }],
});

describe('checkLimits', () => {
  it('allows no delete by default', () => {
    expect(codes(many(1, { action: 'delete', fields: [] }), 1000)).toEqual(['LIMIT_DELETE']);
  });

  it('allows 50 updates or a tenth, whichever is more', () => {
    expect(codes(many(50), 10)).toEqual([]);
    expect(codes(many(51), 10)).toEqual(['LIMIT_UPDATE']);
    expect(codes(many(100), 1000)).toEqual([]);
    expect(codes(many(101), 1000)).toEqual(['LIMIT_UPDATE']);
  });

  it('counts creates apart from updates, and releases both in a bootstrap', () => {
    expect(codes([...many(50), ...many(50, { action: 'create' })], 10)).toEqual([]);
    expect(codes(many(51, { action: 'create' }), 10)).toEqual(['LIMIT_CREATE']);
    expect(codes(many(5000), 10, [], true)).toEqual([]);
    expect(codes(many(1, { action: 'delete' }), 10, [], true)).toEqual(['LIMIT_DELETE']);
  });

  it('refuses more than five fields that become empty, or one in a hundred', () => {
    const cleared = { fields: [fieldOf('email', { after: null })] };
    expect(codes(many(5, cleared), 100)).toEqual([]);
    expect(codes(many(6, cleared), 100)).toEqual(['LIMIT_CLEAR']);
    expect(codes(many(10, cleared), 1000)).toEqual([]);
  });

  it('does not count held and blocked changes', () => {
    expect(codes(many(60, { holds: [{ code: 'h', reason: 'r' }] }), 10)).toEqual([]);
    expect(codes(many(60, { blocked: { code: 'access', reason: 'r' } }), 10)).toEqual([]);
  });

  it('takes the smaller number of a policy, and quotes it', () => {
    const both = policy({ entity: 'customer', action: 'update', max: 5, ratio: 0.01 });
    expect(codes(many(2), 100, [both])).toEqual(['LIMIT_UPDATE']);
    expect(codes(many(5), 10_000, [both])).toEqual([]);
    const [finding] = checkLimits(many(6), [both], new Map([['customer\u0000erp', 10_000]]), false);
    expect(finding?.detail).toContain('allows 5');
    expect(finding?.detail).toContain('sync.d/p.yaml:4');
  });

  it('applies a policy to its own entity, system and action only', () => {
    expect(codes(many(2), 100, [policy({ entity: 'product', max: 1 })])).toEqual([]);
    expect(codes(many(2), 100, [policy({ system: 'crm', max: 1 })])).toEqual([]);
    expect(codes(many(2), 100, [policy({ action: 'delete', max: 1 })])).toEqual([]);
    expect(codes(many(2), 100, [policy({ max: 1 })], true)).toEqual(['LIMIT_UPDATE']);
  });
});
