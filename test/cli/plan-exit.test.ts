import { describe, expect, it } from 'vitest';
import { planExit } from '../../src/cli/plan-exit.ts';
import type { Change, PlanDocument } from '../../src/model/generated/plan.ts';

const HOLD = { code: 'HELD', reason: 'somebody must look' };

function changeOf(parts: Partial<Change> = {}): Change {
  const field = {
    name: 'a',
    at: 'a',
    before: null,
    after: 'x',
    owner: 'crm',
    verdict: 'stale replica',
    rule: 'a.yaml:1',
  } as const;
  return {
    id: '1',
    entity: 'customer',
    key: {},
    system: 'erp',
    resource: 'customers',
    native_id: '1',
    action: 'update',
    situation: 'linked',
    fields: [field],
    guard: { kind: 'xmin', strength: 'strong', version: '1' },
    holds: [],
    blocked: null,
    after: [],
    digest: '',
    ...parts,
  };
}

function planOf(...changes: Change[]): PlanDocument {
  return { changes, summary: { held: 0, blocked: 0 } } as unknown as PlanDocument;
}

const free = changeOf();
const held = changeOf({ holds: [HOLD] });
const blocked = changeOf({ blocked: HOLD });
const [field] = free.fields;
if (field === undefined) throw new Error('a change has a field');
const heldFields = changeOf({ fields: [{ ...field, hold: HOLD }] });
const halfHeld = changeOf({ fields: [field, { ...field, hold: HOLD }] });

describe('planExit', () => {
  it.each([
    ['nothing to do', planOf(), 0],
    ['something to write', planOf(free), 2],
    ['a new link', planOf(changeOf({ action: 'link', fields: [] })), 2],
    ['one field held and one to write', planOf(halfHeld), 2],
    ['something to write and something held', planOf(held, free), 2],
    ['only held changes', planOf(held), 3],
    ['only changes whose fields are all held', planOf(heldFields), 3],
    ['only blocked changes', planOf(blocked), 3],
    ['nothing but invalid values', { ...planOf(), summary: { held: 2, blocked: 0 } } as unknown as PlanDocument, 3],
  ])('%s: with --detailed-exitcode %#', (_, plan, detailed) => {
    expect(planExit(plan, 0, true)).toBe(detailed);
    expect(planExit(plan, 0, false)).toBe(0);
  });

  it('is 3 over a limit and 75 after an incomplete read, whatever the changes', () => {
    expect([planExit(planOf(free), 3, true), planExit(planOf(free), 3, false)]).toEqual([3, 3]);
    expect([planExit(planOf(held), 75, true), planExit(planOf(), 75, false)]).toEqual([75, 75]);
  });
});
