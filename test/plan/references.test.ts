import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlannedChange } from '../../src/model/record.ts';
import { orderByNeeds, sortChanges } from '../../src/plan/order.ts';
import { settleReferences, type ReferenceOptions } from '../../src/plan/references.ts';
import { changeOf, fieldOf, plannedOf } from './changes.ts';

const options: ReferenceOptions = {
  standing: (planned) => planned,
  withoutFields: (planned, names) => ({
    ...planned,
    change: { ...planned.change, fields: planned.change.fields.filter((field) => !names.has(field.name)) },
    awaits: planned.awaits.filter((need) => !names.has(need.name)),
    whole: { ...planned.whole, awaits: planned.whole.awaits.filter((need) => !names.has(need.name)) },
  }),
  secondStep: (planned, names) => ({
    ...planned,
    change: {
      ...planned.change,
      id: `${planned.change.id}-2`,
      action: 'update',
      situation: 'second step',
      after: [planned.change.id],
      fields: planned.change.fields.filter((field) => names.has(field.name)),
    },
    awaits: planned.awaits.filter((need) => names.has(need.name)),
    whole: { ...planned.whole, awaits: planned.whole.awaits.filter((need) => names.has(need.name)) },
  }),
};

/** Creates of employees: key → the manager's key, or null. */
function employees(managers: Readonly<Record<string, string | null>>): PlannedChange[] {
  return Object.entries(managers).map(([key, manager]) =>
    plannedOf(
      changeOf({
        id: key,
        entity: 'employee',
        key: { no: key },
        action: 'create',
        situation: 'missing',
        native_id: null,
        fields: [fieldOf('name'), fieldOf('manager', { after: manager })],
      }),
      key,
      manager === null ? [] : [{ name: 'manager', entity: 'employee', key: manager }],
    ),
  );
}

const settle = (changes: readonly PlannedChange[]) =>
  orderByNeeds(sortChanges(settleReferences(sortChanges(changes, ['employee']), options), ['employee']));

describe('references between new records', () => {
  it('creates the one that is pointed at first, and marks the value as known after it', () => {
    const ordered = settle(employees({ A: 'B', B: 'C', C: null }));

    expect(ordered.map(({ change }) => change.id)).toEqual(['C', 'B', 'A']);
    expect(ordered[2]?.change.fields[1]?.known_after).toBe('B');
  });

  it('cuts a circle in two steps', () => {
    const ordered = settle(employees({ A: 'B', B: 'A' }));

    expect(ordered.map(({ change }) => [change.id, change.action])).toEqual([
      ['B', 'create'],
      ['A', 'create'],
      ['B-2', 'update'],
    ]);
    expect(ordered[0]?.change.fields.map(({ name }) => name)).toEqual(['name']);
    expect(ordered[2]?.change.after).toEqual(['A', 'B']);
  });

  it('cuts a record that points at itself', () => {
    expect(settle(employees({ A: 'A' })).map(({ change }) => change.id)).toEqual(['A', 'A-2']);
  });

  it('blocks the children of a held parent, all the way down, and names it', () => {
    const [a, b, c] = employees({ A: 'B', B: 'C', C: null });
    if (a === undefined || b === undefined || c === undefined) throw new Error('three employees');
    const held = { ...c, change: { ...c.change, holds: [{ code: 'rule', reason: 'r' }] } };
    const byId = new Map(settle([a, b, held]).map(({ change }) => [change.id, change] as const));

    expect(byId.get('B')?.blocked).toMatchObject({ code: 'parent', reason: expect.stringContaining('employee C') });
    expect(byId.get('A')?.blocked).toMatchObject({ code: 'parent', reason: expect.stringContaining('employee B') });
  });

  it('blocks a create that points at what nothing creates, and does not name it: its key may be classified', () => {
    const [change] = settle(employees({ A: 'Z' })).map((planned) => planned.change);

    expect(change?.blocked).toMatchObject({ code: 'parent', reason: expect.stringContaining('manager') });
    expect(change?.blocked?.reason).not.toContain('Z');
    expect(change?.fields.map(({ hold }) => hold)).toEqual([undefined, undefined]);
  });

  it('blocks the children of such a create too, and the second step of a circle that it is part of', () => {
    const [a, b, c] = employees({ A: 'B', B: 'A', C: 'B' });
    if (a === undefined || b === undefined || c === undefined) throw new Error('three employees');
    const awaits = [...b.awaits, { at: 'team', name: 'team', entity: 'team', key: 'T' }];
    const lost = { ...b, awaits, whole: { ...b.whole, awaits } };
    const blocked = settle([a, lost, c]).map(({ change }) => [change.id, change.blocked?.code]);

    expect(Object.fromEntries(blocked)).toEqual({ A: 'parent', B: 'parent', 'B-2': 'parent', C: 'parent' });
  });

  it('holds the field of an update that points at what nothing creates', () => {
    const change = changeOf({ entity: 'employee', fields: [fieldOf('name'), fieldOf('manager')] });
    const [settled] = settle([plannedOf(change, 'A', [{ name: 'manager', entity: 'employee', key: 'Z' }])]);

    expect(settled?.change.fields.map(({ hold }) => hold?.code)).toEqual([undefined, 'ref_missing']);
    expect(settled?.change.blocked).toBeNull();
  });

  it('orders any graph so that each need comes first, losing nothing', () => {
    const key = fc.constantFrom('A', 'B', 'C', 'D', 'E');
    fc.assert(
      fc.property(fc.dictionary(key, fc.option(key)), (managers) => {
        const ordered = settle(employees(managers));
        const place = new Map(ordered.map(({ change }, index) => [change.id, index] as const));
        for (const { change } of ordered)
          for (const need of change.after) expect(place.get(need)).toBeLessThan(place.get(change.id) ?? -1);
        expect(ordered.filter(({ change }) => change.action === 'create')).toHaveLength(Object.keys(managers).length);
      }),
    );
  });
});

describe('sortChanges', () => {
  it('deletes children before their parents', () => {
    const of = (entity: string) => plannedOf(changeOf({ id: entity, entity, action: 'delete' }), 'A');

    expect(sortChanges([of('employee'), of('order')], ['employee', 'order']).map(({ change }) => change.id)).toEqual([
      'order',
      'employee',
    ]);
  });
});
