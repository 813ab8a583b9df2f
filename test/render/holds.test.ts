import { describe, expect, it } from 'vitest';
import type { FreezeReport } from '../../src/model/generated/freeze.ts';
import type { DecisionReport, HoldsDecisionReport } from '../../src/model/generated/holds-decision.ts';
import type { HeldReport } from '../../src/model/generated/holds-list.ts';
import type { HoldsShowReport } from '../../src/model/generated/holds-show.ts';
import { renderFreeze } from '../../src/render/freeze.ts';
import { renderHoldDetail } from '../../src/render/hold-detail.ts';
import { renderDecisions, renderHoldList } from '../../src/render/holds.ts';
import { displayWidth } from '../../src/render/width.ts';

const NOW = '2026-11-22T12:04:11.000Z';
const at = (width: number) => ({ width, isColour: false });

const FINANCE = { group: 'finance', count: 1, four_eyes: true, valid_ms: null, members: ['ann', 'bob', 'rita'] };

function held(given: Partial<HeldReport> = {}): HeldReport {
  return {
    id: '3fa94c01b2d7',
    digest: '3fa94c01b2d7'.padEnd(64, '0'),
    subject: 'change',
    entity: 'customer',
    system: 'erp',
    key: 'CHOPS',
    action: 'update',
    fields: ['credit'],
    codes: ['guard'],
    reasons: ['The value moves by more than a factor of 2.'],
    from: [FINANCE],
    requester: 'rita',
    since: '2026-11-20T12:00:00.000Z',
    run: 'r1',
    plan: 'p'.repeat(64),
    status: 'waiting',
    by: [],
    missing: [{ group: 'finance', count: 1 }],
    expires: null,
    ...given,
  };
}

const list = (holds: HeldReport[], width = 80, plan: string | null = null, file: string | null = null): string =>
  renderHoldList({ instant: NOW, plan, holds }, at(width), file);

describe('a list of holds', () => {
  it('says what, how old, why and who may decide', () => {
    expect(list([held()])).toBe(`? 3fa94c01b2d7  customer CHOPS in erp                                 2 days ago
      update of credit
      The value moves by more than a factor of 2.
      waits for finance (ann, bob)

1 held: 1 waiting.
Next: concordat holds approve 3fa94c01b2d7
`);
  });

  it('aligns ages at 100 columns on a wide terminal', () => {
    const [first = ''] = list([held()], 120).split('\n');

    expect(first.endsWith('2 days ago')).toBe(true);
    expect(first.length).toBe(100);
  });

  it.each([
    [{ missing: [{ group: '', count: 1 }], from: [] }, 'waits for anybody'],
    [
      { missing: [{ group: '', count: 1 }], from: [{ ...FINANCE, group: '', members: null }] },
      'waits for anybody but rita',
    ],
    [{ missing: [{ group: '', count: 2 }], from: [] }, 'waits for any 2 people'],
    [
      { missing: [{ group: 'finance', count: 1 }], by: ['ann'], from: [{ ...FINANCE, four_eyes: false }] },
      'waits for finance (bob, rita); ann said yes',
    ],
    [
      { missing: [{ group: 'finance', count: 2 }], from: [{ ...FINANCE, members: null }] },
      'waits for 2 people of finance (anybody who claims it but rita)',
    ],
    [{ from: [{ ...FINANCE, members: ['rita'] }] }, 'waits for finance (nobody is left)'],
    [
      {
        missing: [
          { group: 'finance', count: 1 },
          { group: 'legal', count: 1 },
        ],
        from: [FINANCE, { ...FINANCE, group: 'legal', members: ['eve'] }],
      },
      'waits for finance (ann, bob) and legal (eve)',
    ],
    [{ status: 'rejected' as const, by: ['bob'] }, 'rejected by bob'],
    [
      { status: 'approved' as const, by: ['ann', 'bob'], expires: '2026-11-22T16:04:11.000Z' },
      'approved by ann and bob until Nov 22 16:04:11; the next plan takes it up',
    ],
    [{ status: 'settled elsewhere' as const }, 'No yes settles this; data or manifests must change.'],
    [{ since: null }, 'no apply has seen it'],
    [{ fields: [], action: 'delete' }, 'the whole delete'],
  ])('tells of %j: %s', (given, told) => {
    expect(list([held(given)]).replaceAll(/\n +/g, ' ')).toContain(told);
  });

  it('says so when nothing waits', () => {
    expect(list([])).toBe('Nothing waits.\n');
    expect(list([], 80, 'p')).toBe('Nothing in this plan waits.\n');
  });

  it('names a plan that crosses a limit, and the file it came from', () => {
    const plan = held({ subject: 'plan', entity: null, system: null, key: null, action: null, fields: [] });
    const text = list([plan], 80, 'p', "rita's plan");

    expect(text).toMatch(/^\? 3fa94c01b2d7 {2}a plan over a limit /);
    expect(text).toContain("--plan 'rita'\\''s plan'");
  });

  it('shows a part of very many', () => {
    const text = list(Array.from({ length: 1_234 }, () => held()));

    expect(text).toContain('and 1,034 more; --select shows a part');
    expect(text).toContain('1,234 held: 1,234 waiting.');
  });

  it.each([40, 80, 120])('fits %i columns, whatever stands in it, and lets nothing act', (width) => {
    const evil = '\u001b[31m\u202eevil\n'.repeat(9);
    const text = list(
      [held({ key: evil, entity: evil, fields: [evil, evil], reasons: [evil], requester: evil, by: [evil] })],
      width,
    );

    expect(Math.max(...text.split('\n').map(displayWidth))).toBeLessThanOrEqual(width);
    expect(text).not.toMatch(/[\u001b\u202e]/);
  });
});

describe('one hold', () => {
  const said = { actor: 'ann', group: 'finance', at: '2026-11-22T11:00:00.000Z', reason: null, consumed: null };
  const shown = (given: Partial<HoldsShowReport> = {}, file: string | null = null): string =>
    renderHoldDetail({ instant: NOW, ...held(), values: null, decisions: [], ...given }, at(80), file);

  it('comes with its digest, who asked, and what to do next', () => {
    expect(shown()).toContain(`  digest      3fa94c01b2d7${'0'.repeat(52)}
  asked by    rita
  first seen  Nov 20 12:00:00, run r1
  why         guard

Next: concordat holds approve 3fa94c01b2d7, or concordat holds reject
3fa94c01b2d7 --reason TEXT
`);
    expect(shown({ since: null, run: null })).toContain('first seen  no apply yet');
    expect(shown({ status: 'settled elsewhere' })).not.toContain('Next');
  });

  it('shows the values of a plan file, masked ones told apart', () => {
    const values = [
      { name: 'credit', at: 'credit_limit', before: '100', after: '9900', verdict: 'stale replica', is_held: true },
      {
        name: 'iban',
        at: 'iban',
        before: { masked: '••4711', fp: 'aaaa1111' },
        after: { masked: '••4711', fp: 'bbbb2222' },
        verdict: 'stale replica',
        is_held: false,
      },
      { name: 'note', at: 'note', before: 'x'.repeat(90), after: 'y'.repeat(90), verdict: 'missing', is_held: false },
    ];
    const text = shown({ values }, 'a.plan');

    expect(text).toContain('? credit  "100" → "9900"\n  iban    ••4711 (fp aaaa) → ••4711 (fp bbbb)\n');
    expect(text).toMatch(/ {2}note {4}"x+…x+"\n {10}→ "y+…y+"\n/);
    expect(text).toContain('approve 3fa94c01b2d7 --plan a.plan');
  });

  it('lists every word about it', () => {
    const text = shown({
      status: 'rejected',
      by: ['bob'],
      decisions: [
        { ...said, verdict: 'approved', expires: '2026-11-22T11:30:00.000Z' },
        { ...said, verdict: 'approved', group: null, expires: '2026-11-23T11:30:00.000Z', consumed: 'run-7' },
        { ...said, verdict: 'rejected', actor: 'bob', expires: '2026-12-22T11:00:00.000Z', reason: 'Ask first' },
      ],
    });

    expect(text).toContain(`Said so far
  yes ann for finance, Nov 22 11:00:00, over since Nov 22 11:30:00
  yes ann, Nov 22 11:00:00, used by run run-7
  no  bob for finance, Nov 22 11:00:00, until Dec 22 11:00:00
      Ask first
`);
  });
});

describe('a decision', () => {
  const PLAIN: DecisionReport = {
    id: '3fa94c01b2d7',
    digest: '0',
    subject: 'change',
    entity: 'customer',
    system: 'erp',
    key: 'CHOPS',
    action: 'update',
    group: 'finance',
    is_new: true,
    expires: '2026-11-22T16:04:11.000Z',
    status: 'approved',
    by: ['ann'],
    missing: [],
  };
  const decided = (given: Partial<DecisionReport>, verdict: HoldsDecisionReport['verdict'] = 'approved'): string =>
    renderDecisions(
      {
        instant: NOW,
        actor: 'ann',
        verdict,
        decisions: [{ ...PLAIN, ...given }],
      },
      at(80),
    );

  it('says what was decided and that nothing more is needed', () => {
    expect(decided({})).toBe(`Approved  3fa94c01b2d7  customer CHOPS in erp
      by ann for finance, until Nov 22 16:04:11
      Nothing more is needed; the next plan takes it up.
`);
    expect(decided({ subject: 'plan', entity: null, group: null })).toMatch(/a plan over a limit\n {6}by ann, until/);
    expect(decided({ is_new: false })).toMatch(/^Approved already {2}/);
  });

  it('says what is still needed, or that it stays held', () => {
    const missing = [
      { group: 'finance', count: 1 },
      { group: 'legal', count: 2 },
      { group: '', count: 1 },
    ];

    expect(decided({ status: 'waiting', missing })).toContain(
      'Still needed: 1 person of finance, 2 people of legal and 1 person more.',
    );
    expect(decided({ status: 'rejected' }, 'rejected')).toContain('It stays held: ann said no');
  });
});

describe('a freeze', () => {
  const report = (given: Partial<FreezeReport>): string =>
    renderFreeze({ instant: NOW, action: 'freeze', id: 'all', is_new: true, frozen: [], ...given }, at(80));
  const frozen = [{ id: 'system:erp', actor: 'ann', at: '2026-11-22T10:04:11.000Z', reason: 'Month-end close' }];

  it('is told with everything that is frozen', () => {
    expect(report({ id: 'system:erp', frozen })).toBe(`Frozen: system erp.
Frozen now
  system erp  by ann, 2 hours ago: Month-end close
Apply writes nothing of it. Take it back: concordat thaw system erp
`);
    expect(report({ id: 'system:erp', is_new: false, frozen })).toMatch(/^Frozen already: system erp\.\n/);
  });

  it('that is over is told with what is left', () => {
    expect(report({ action: 'thaw' })).toBe('Thawed: everything.\nNothing is frozen.\n');
    expect(report({ action: 'thaw', frozen })).toMatch(/^Thawed: everything\.\nStill frozen\n/);
    expect(report({ action: 'thaw', is_new: false })).toMatch(/^It was not frozen: everything\.\n/);
    expect(report({ action: 'list', id: null })).toBe('Nothing is frozen.\n');
  });

  it('keeps within the terminal', () => {
    const reason = 'a very long reason that nobody wants to read in one line, '.repeat(4);

    expect(
      Math.max(
        ...report({ frozen: [{ ...frozen[0], reason } as never] })
          .split('\n')
          .map(displayWidth),
      ),
    ).toBeLessThanOrEqual(80);
  });
});
