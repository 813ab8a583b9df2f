import { describe, expect, it } from 'vitest';
import type { ApplyReport, ChangeOutcome, SystemOutcome } from '../../src/model/generated/apply.ts';
import type { StatusReport } from '../../src/model/generated/status.ts';
import type { TraceCell, TraceReport } from '../../src/model/generated/trace.ts';
import { renderApplyReport } from '../../src/render/apply-report.ts';
import { renderStatus } from '../../src/render/status.ts';
import { renderTrace } from '../../src/render/trace.ts';
import { displayWidth } from '../../src/render/width.ts';
import { expectGolden } from './golden.ts';
import { masked } from './plan-builder.ts';

const PLAIN = { width: 80, isColour: false };

function countsOf(system: string, given: Partial<SystemOutcome>): SystemOutcome {
  return {
    system,
    applied: 0,
    of: 0,
    stale: 0,
    conflict: 0,
    rejected: 0,
    failed: 0,
    unknown: 0,
    held: 0,
    not_tried: 0,
    applied_differently: 0,
    ...given,
  };
}

function outcomeOf(key: string, given: Partial<ChangeOutcome> = {}): ChangeOutcome {
  return {
    change: `c${key}`,
    entity: 'customer',
    key: { customer_no: key },
    system: 'warehouse',
    native_id: key,
    action: 'update',
    outcome: 'stale',
    code: 'STALE',
    detail: 'changed since the plan; plan again to see it',
    attempts: 0,
    ...given,
  };
}

function applyOf(given: Partial<ApplyReport> = {}): ApplyReport {
  return {
    run: '7f3a',
    plan: { digest: `9c41${'0'.repeat(58)}e2`, created: '2026-11-22T12:00:00.000Z', git: '1f0c2aa9d3b14c6a' },
    started: '2026-11-22T12:04:12.000Z',
    finished: '2026-11-22T12:04:12.900Z',
    systems: [
      countsOf('erp', { applied: 12, of: 12 }),
      countsOf('warehouse', { applied: 28, of: 30, stale: 1, unknown: 1 }),
    ],
    outcomes: [
      outcomeOf('ALFKI', { outcome: 'applied', code: null, detail: null }),
      outcomeOf('BERGS'),
      outcomeOf('CHOPS', { outcome: 'unknown', code: null, detail: null }),
    ],
    agreed: 3,
    settled: { applied: 0, failed: 0, unknown: 0, open: 0 },
    appeared: 12,
    appeared_changes: Array.from({ length: 12 }, (_, index) => ({
      entity: 'customer',
      key: { customer_no: `N${index}` },
      system: 'erp',
      action: 'create' as const,
    })),
    stopped: null,
    exit: 4,
    ...given,
  };
}

function cell(system: string, value: TraceCell['value'], given: Partial<TraceCell> = {}): TraceCell {
  return { system, is_owner: false, verdict: null, ...(value === undefined ? {} : { value }), ...given };
}

function traceOf(given: Partial<TraceReport> = {}): TraceReport {
  return {
    entity: 'customer',
    key: { customer_no: 'ALFKI' },
    record: 'r-81',
    instant: '2026-11-22T12:04:12.000Z',
    systems: ['crm', 'erp', 'warehouse'].map((system, index) => ({
      system,
      resource: 'x',
      native_id: String(index),
      version: `v${index}`,
      read_at: '2026-11-22T12:04:11.000Z',
      owner_of: index === 0 ? 8 : 0,
      situation: 'linked',
    })),
    fields: [
      {
        name: 'street',
        owner: 'crm',
        cells: [
          cell('crm', 'Neue Str. 12', { is_owner: true }),
          cell('erp', 'Neue Str. 12', { verdict: 'in agreement' }),
          cell('warehouse', 'Obere Str. 57', { verdict: 'stale replica' }),
        ],
      },
      { name: 'credit', owner: 'erp', cells: [cell('erp', '12000.00', { is_owner: true })] },
      {
        name: 'iban',
        owner: 'erp',
        cells: [
          cell('crm', masked('••••4711', 'aaaa1111'), { verdict: 'foreign edit' }),
          cell('erp', masked('••••4711', 'bbbb1111'), { is_owner: true }),
          cell('warehouse', undefined),
        ],
      },
      {
        name: 'phone',
        owner: 'crm',
        cells: [
          cell('crm', masked('••••21', 'cccc1111'), { is_owner: true }),
          cell('erp', masked('••••21', 'cccc1111')),
        ],
      },
    ],
    timeline: [
      { at: '2025-11-16T09:13:58.000Z', system: 'crm', text: 'street changed by portal' },
      {
        at: '2026-11-16T09:14:31.000Z',
        system: null,
        text: 'linked, and then a long remark about it that will not fit on one line of a terminal',
      },
    ],
    ...given,
  };
}

const STATUS: StatusReport = {
  project: 'northwind',
  instant: '2026-11-22T12:04:12.000Z',
  state: { location: '.concordat/state.db', lineage: 'x', serial: 1204 },
  last_run: { run: '7f3a', at: '2026-11-22T09:04:12.000Z', outcomes: { applied: 40, applied_differently: 1, held: 0 } },
  systems: [
    {
      system: 'crm',
      connector: 'postgres',
      entities: ['customer', 'order'],
      last_complete_read: '2026-11-22T12:00:12.000Z',
      count: 1204,
    },
    { system: 'warehouse', connector: 'csv', entities: ['customer'], last_complete_read: null, count: null },
  ],
  drift: [
    { entity: 'customer', system: 'warehouse', verdict: 'stale replica', fields: 12, records: 10 },
    { entity: 'order', system: 'erp', verdict: 'foreign edit', fields: 1, records: 1 },
  ],
  open_intents: 1,
  exit: 2,
};

describe('renderApplyReport', () => {
  it.each([80, 120])('shows an apply in %i columns', (width) => {
    expectGolden(
      `apply-${width}.txt`,
      renderApplyReport(applyOf({ stopped: 'Interrupted between two batches.' }), { width, isColour: false }),
    );
  });

  it('ends in one line with the whole', () => {
    expect(
      renderApplyReport(applyOf({ agreed: 0 }), PLAIN)
        .trimEnd()
        .split('\n')
        .at(-1),
    ).toBe('Applied 40 of 42 in 0.9 s. 1 stale, 0 failed, 1 unknown. Exit 4.');
  });

  it('names no applied change, and at most 50 others with the count of the rest', () => {
    const outcomes = Array.from({ length: 70 }, (_, index) => outcomeOf(`K${index}`));

    const text = renderApplyReport(
      applyOf({ outcomes: [outcomeOf('DONE', { outcome: 'applied' }), ...outcomes] }),
      PLAIN,
    );

    expect(text).not.toContain('DONE');
    expect(text.match(/customer K\d+ \(update\)/g)).toHaveLength(50);
    expect(text).toContain('70 stale in warehouse (STALE): changed since the plan');
    expect(text).toContain('… and 20 more');
  });

  it('says that there was nothing to write', () => {
    const report = applyOf({
      systems: [],
      outcomes: [],
      agreed: 2,
      appeared: 0,
      appeared_changes: [],
      exit: 0,
      plan: { digest: '9c41', created: 'unknown', git: null },
    });

    expect(renderApplyReport(report, PLAIN)).toBe(
      'Plan 9c41, made unknown\nRemembered what 2 pairs of records agree on.\nNothing to write in 0.9 s. Exit 0.\n',
    );
  });

  it.each([
    [0, 32],
    [3, 33],
    [4, 31],
  ])('colours exit %i', (exit, colour) => {
    expect(renderApplyReport(applyOf({ exit }), { width: 80, isColour: true })).toContain(`\u001b[${colour}mApplied`);
  });
});

describe('renderTrace', () => {
  it.each([80, 120])('shows a record in %i columns', (width) => {
    const text = renderTrace(traceOf(), { width, isColour: false });

    expectGolden(`trace-${width}.txt`, text);
    expect(text.split('\n').filter((line) => displayWidth(line) > width)).toEqual([]);
  });

  it('puts systems that do not fit side by side into a table below', () => {
    const systems = Array.from({ length: 7 }, (_, index) => ({
      system: `system${index}`,
      resource: 'x',
      native_id: null,
      version: null,
      read_at: 'never',
      owner_of: 0,
      situation: 'missing',
    }));

    const text = renderTrace(traceOf({ systems, record: null }), PLAIN);

    expect(text.match(/^ {2}street /gm)).toHaveLength(3);
    expect(text).toContain('not linked yet');
    expect(text).toContain('situation');
    expect(text.split('\n').filter((line) => displayWidth(line) > 80)).toEqual([]);
  });

  it('shows a fingerprint only where masks look alike and differ', () => {
    const text = renderTrace(traceOf(), { width: 160, isColour: false });

    expect(text).toContain('••••4711 (fp aaaa)  ✗ foreign edit');
    expect(text).not.toContain('fp cccc');
  });
});

describe('renderStatus', () => {
  it.each([80, 120])('shows a project in %i columns', (width) => {
    expectGolden(`status-${width}.txt`, renderStatus(STATUS, { width, isColour: false }));
  });

  it('says that nothing differs and that nothing ran yet', () => {
    const text = renderStatus(
      { ...STATUS, state: { location: 'x', lineage: null, serial: 0 }, last_run: null, drift: [], open_intents: 0 },
      PLAIN,
    );

    for (const part of ['State x, not made yet.', 'No run yet.', 'Nothing differs.']) expect(text).toContain(part);
  });

  it('says that the last run had nothing to write, and counts open writes', () => {
    const text = renderStatus(
      { ...STATUS, last_run: { run: 'a', at: STATUS.instant, outcomes: {} }, open_intents: 2 },
      PLAIN,
    );

    expect(text).toContain('Last run a, just now: nothing to write.');
    expect(text).toContain('2 writes with an unknown outcome');
  });
});
