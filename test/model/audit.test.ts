import { describe, expect, it } from 'vitest';
import { auditLeaf } from '../../src/model/audit.ts';

describe('an audited fact', () => {
  it('has every part, null where nothing was said of it: what is absent would hash otherwise', () => {
    const said = { kind: 'decision', at: '2026-01-01T00:00:00.000Z', actor: 'ann', action: 'freeze' } as const;

    expect(auditLeaf({ ...said, system: 'erp', detail: { reason: 'r' } })).toEqual({
      ...said,
      run: null,
      plan: null,
      change: null,
      digest: null,
      entity: null,
      system: 'erp',
      resource: null,
      key: null,
      nativeId: null,
      commit: null,
      fields: null,
      guard: null,
      outcome: null,
      code: null,
      attempts: null,
      envelope: null,
      detail: { reason: 'r' },
    });
  });
});
