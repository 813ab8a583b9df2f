import { describe, expect, it } from 'vitest';
import { nextStep } from '../../src/cli/plan-output.ts';
import type { PlanDocument } from '../../src/model/generated/plan.ts';

const change = { holds: [], blocked: null, fields: [] };
const planOf = (given: Record<string, unknown> = {}) =>
  ({ changes: [change], findings: [], header: { bootstrap: false }, ...given }) as unknown as PlanDocument;

describe('nextStep', () => {
  it('applies a plan that was written, however its file is called', () => {
    expect(nextStep(planOf(), 'drift.plan')).toBe('concordat apply drift.plan');
    expect(nextStep(planOf(), "it's mine.plan")).toBe(String.raw`concordat apply 'it'\''s mine.plan'`);
  });

  it('writes one first that was not, with what it was made with', () => {
    expect(nextStep(planOf({ header: { bootstrap: true } }), undefined)).toBe(
      'concordat plan --bootstrap --out drift.plan, then concordat apply drift.plan',
    );
  });

  it('is nothing when nothing would be written, and under a plan that a limit refuses', () => {
    const held = { ...change, holds: [{ code: 'rule', reason: 'r' }] };

    expect(nextStep(planOf({ changes: [held] }), 'drift.plan')).toBeNull();
    expect(nextStep(planOf({ changes: [] }), undefined)).toBeNull();
    expect(nextStep(planOf({ findings: [{ code: 'LIMIT_DELETE' }] }), 'drift.plan')).toBeNull();
    expect(nextStep(planOf({ findings: [{ code: 'RECORD_ORPHAN' }] }), 'drift.plan')).not.toBeNull();
  });
});
