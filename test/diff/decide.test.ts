import { describe, expect, it } from 'vitest';
import { decide, type FieldSettings } from '../../src/diff/decide.ts';
import type { EncodedField, Verdict } from '../../src/model/record.ts';

const settings: FieldSettings = {
  field: 'email',
  at: 'mail',
  onForeignEdit: 'revert',
  mode: 'enforce',
  fill: 'always',
};
const value: EncodedField = { desired: { state: 'value', native: 'x', value: 'x', normal: 'x' }, awaits: null };
const decisionOf = (
  verdict: Verdict,
  changed: Partial<FieldSettings> = {},
  context = { isBootstrap: false, isEmptyNow: false },
) => decide({ ...settings, ...changed }, 'crm', value, { verdict, before: 'y', beforeNormal: 'y' }, context);

describe('decide', () => {
  it.each(['in agreement', 'converged', 'adopt', 'unknown'] as const)('does nothing about %s', (verdict) => {
    expect(decisionOf(verdict).decision).toBe('nothing');
  });

  it.each(['stale replica', 'both moved', 'rule changed', 'missing', 'foreign edit'] as const)(
    'writes %s by default',
    (verdict) => {
      expect(decisionOf(verdict).decision).toBe('write');
    },
  );

  it('holds a first contact unless the plan is a bootstrap', () => {
    expect(decisionOf('first contact')).toMatchObject({ decision: 'hold', hold: { code: 'first_contact' } });
    expect(decisionOf('first contact', {}, { isBootstrap: true, isEmptyNow: false }).decision).toBe('write');
  });

  it('obeys on_foreign_edit', () => {
    expect(decisionOf('foreign edit', { onForeignEdit: 'report' }).decision).toBe('report');
    expect(decisionOf('foreign edit', { onForeignEdit: 'hold' })).toMatchObject({
      decision: 'hold',
      hold: { code: 'foreign_edit' },
    });
  });

  it('only reports in observe mode, and never writes', () => {
    expect(decisionOf('stale replica', { mode: 'observe' }).decision).toBe('report');
    expect(decisionOf('in agreement', { mode: 'observe' }).decision).toBe('nothing');
  });

  it('leaves a field alone whose fill is not due', () => {
    expect(decisionOf('stale replica', { fill: 'on_create' })).toMatchObject({
      verdict: 'unmanaged',
      decision: 'nothing',
    });
    expect(decisionOf('stale replica', { fill: 'if_empty' })).toMatchObject({ verdict: 'unmanaged' });
    expect(decisionOf('stale replica', { fill: 'if_empty' }, { isBootstrap: false, isEmptyNow: true }).decision).toBe(
      'write',
    );
    expect(decisionOf('missing', { fill: 'on_create' }).decision).toBe('write');
  });

  it('holds an invalid value with its problem, and takes an unknown one for unknown', () => {
    const invalid = { desired: { state: 'invalid', code: 'C', detail: 'd' }, awaits: null } as const;
    const unknown = { desired: { state: 'unknown' }, awaits: null } as const;
    const context = { isBootstrap: false, isEmptyNow: false };

    expect(
      decide(settings, 'crm', invalid, { verdict: 'stale replica', before: 'y', beforeNormal: 'y' }, context),
    ).toMatchObject({ verdict: 'invalid', decision: 'hold', problem: { code: 'C' }, after: undefined });
    expect(
      decide(settings, 'crm', unknown, { verdict: 'missing', before: undefined, beforeNormal: null }, context),
    ).toMatchObject({ verdict: 'unknown', decision: 'nothing' });
  });
});
