import { describe, expect, it } from 'vitest';
import type { AuditEntry, AuditLog } from '../../src/model/generated/audit-log.ts';
import type { AuditVerdict } from '../../src/model/generated/audit-verify.ts';
import { renderAuditLog } from '../../src/render/audit-log.ts';
import { eraseQuestion, renderAnchor, renderAuditVerdict, renderErasure } from '../../src/render/audit-verify.ts';
import { displayWidth } from '../../src/render/width.ts';
import { HOSTILE } from '../render/hostile.ts';

const NOW = '2026-11-22T13:00:00.000Z';
const at = (width: number) => ({ width, isColour: false });

function entryOf(part: Partial<AuditEntry>): AuditEntry {
  return {
    seq: 7,
    hash: 'ab'.repeat(32),
    at: '2026-11-22T12:04:12.000Z',
    kind: 'write',
    action: 'update',
    actor: 'ann',
    run: '7f3a21c0-4444',
    plan: null,
    change: 'c1',
    digest: null,
    entity: 'customer',
    system: 'warehouse',
    resource: 'ship_to',
    key: 'ALFKI',
    native_id: '17',
    commit: '1f0c2aa9d3b14c6a',
    fields: [
      {
        name: 'street',
        at: 'STREET',
        before: 'Obere Str. 57',
        after: 'Neue Str. 12',
        verdict: 'stale replica',
        rule: 'sync.d/customer.yaml:31',
      },
      {
        name: 'email',
        at: 'MAIL',
        before: { fp: 'a81f0c22' },
        after: { fp: '93c1aa07' },
        verdict: 'stale replica',
        rule: 'sync.d/customer.yaml:32',
      },
    ],
    guard: { kind: 'xmin', strength: 'strong', version: '1', after: '2' },
    outcome: 'applied',
    code: null,
    attempts: 1,
    envelope: { id: 'e', kept: true },
    detail: null,
    ...part,
  };
}

const logOf = (...entries: readonly AuditEntry[]): AuditLog => ({
  project: 'northwind',
  lineage: 'l',
  instant: NOW,
  records: 120,
  matched: entries.length,
  entries: [...entries],
});

const ENTRIES = [
  entryOf({}),
  entryOf({
    seq: 8,
    action: 'create',
    key: 'WOLZA',
    commit: null,
    attempts: 3,
    outcome: 'failed',
    code: 'SYSTEM_TIMEOUT',
    fields: [
      {
        name: 'description',
        at: 'DESCRIPTION',
        before: null,
        after: 'a text that is long enough to need a line of its own on any terminal of eighty columns',
        verdict: 'missing',
        rule: 'sync.d/customer.yaml:33',
      },
    ],
  }),
  entryOf({
    seq: 99,
    kind: 'decision',
    action: 'approve',
    actor: 'bob',
    run: null,
    system: null,
    fields: [],
    guard: null,
    outcome: null,
    attempts: null,
    envelope: null,
    detail: { reason: 'Seen with the customer', group: 'finance', none: null },
  }),
  entryOf({
    seq: 100,
    kind: 'run',
    action: 'end',
    entity: null,
    key: null,
    system: null,
    fields: [],
    guard: null,
    outcome: null,
    envelope: null,
    attempts: null,
    detail: { applied: 3, failed: 0 },
  }),
  entryOf({
    seq: 101,
    kind: 'decision',
    action: 'freeze',
    entity: null,
    key: null,
    system: null,
    change: 'system:erp',
    fields: [],
    guard: null,
    outcome: null,
    envelope: { id: 'x', kept: false },
    attempts: null,
    commit: null,
    run: null,
  }),
];

describe('the text of the audit log', () => {
  it('says who did what to which record, by which rule, and how it ended, at 80 columns', () => {
    expect(renderAuditLog(logOf(...ENTRIES), at(80))).toBe(`\
  7  Nov 22 12:04:12  ~ customer ALFKI in warehouse                      applied
     by ann · run 7f3a21c0 · manifests at 1f0c2aa · guard xmin, strong
       street  "Obere Str. 57" → "Neue Str. 12"                    stale replica
       email   •••• (fp a81f0c22) → •••• (fp 93c1aa07)             stale replica
       sync.d/customer.yaml:31, 32

  8  Nov 22 12:04:12  + customer WOLZA in warehouse        failed SYSTEM_TIMEOUT
     by ann · run 7f3a21c0 · guard xmin, strong · sent 3 times
       description  null
                    → "a text that is long enough to need a … of eighty columns"
                    missing
       sync.d/customer.yaml:33

 99  Nov 22 12:04:12  approve customer ALFKI
     by bob · manifests at 1f0c2aa
       reason "Seen with the customer", group finance

100  Nov 22 12:04:12  run 7f3a21c0 end
     by ann · manifests at 1f0c2aa
       applied 3

101  Nov 22 12:04:12  freeze system:erp
     by ann · values erased

5 records that match, of 120. concordat audit verify checks the chain.
`);
  });

  it('has each rule beside its field where there is room', () => {
    const text = renderAuditLog(logOf(...ENTRIES), at(120));

    expect(text).toContain('stale replica  sync.d/customer.yaml:31\n');
    expect(text.split('\n').every((line) => displayWidth(line) <= 120)).toBe(true);
  });

  it('keeps to any width, whatever stands in a record', () => {
    for (const width of [40, 60, 80, 120])
      for (const text of HOSTILE) {
        const fields = [{ name: text, at: text, before: text, after: { fp: text }, verdict: text, rule: text }];
        const entry = entryOf({
          actor: text,
          key: text,
          system: text,
          entity: text,
          action: text,
          outcome: text,
          code: text,
          fields,
          detail: { [text]: text, list: [text, text] },
        });
        const lines = renderAuditLog(
          logOf(
            entry,
            { ...entry, kind: 'run', run: text },
            { ...entry, kind: 'decision', entity: null, change: text },
          ),
          at(width),
        ).split('\n');

        expect(lines.filter((line) => displayWidth(line) > width)).toEqual([]);
        expect(lines.join('')).not.toMatch(
          /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b]/u,
        );
      }
  });

  it('says what is left out, that nothing matches, and that there is nothing', () => {
    const end = (log: Partial<AuditLog>) => renderAuditLog({ ...logOf(), ...log }, at(80)).trimEnd();

    expect(renderAuditLog({ ...logOf(ENTRIES[0] ?? entryOf({})), matched: 1_204, records: 1_204 }, at(80))).toContain(
      'The last 1 of 1,204 records. --last N shows more.',
    );
    expect(end({ matched: 0 })).toBe('None of 120 records matches.');
    expect(end({ records: 0, matched: 0 })).toMatch(/^Nothing was recorded yet/);
  });
});

const VERDICT: AuditVerdict = {
  sound: true,
  lineage: 'a-state',
  records: 1204,
  hash: `9c41${'0'.repeat(56)}ffe2`,
  heads: { count: 12, last: 1204, at: '2026-11-22T12:05:02.000Z', after: 0 },
  anchors: { count: 2, last: 1100, at: '2025-11-21T12:05:02.000Z', after: 104 },
  key: { trusted: true, seen: ['k'] },
  problem_count: 0,
  problems: [],
  coverage: ['Records behind the last anchor, 104 of 1204: it cannot tell whether they were cut off or made anew.'],
};

describe('the text of a verdict', () => {
  it('says that a chain is sound, by what, and what that does not cover', () => {
    expect(renderAuditVerdict(VERDICT, NOW, at(80))).toBe(`\
The audit chain is sound.
  records  1,204, the last one 9c41…ffe2
  heads    12, the last for record 1,204, signed Nov 22 12:05:02
  anchors  2, the last for record 1,100, signed 2025 Nov 21 12:05:02
  state    a-state

Not covered
  Records behind the last anchor, 104 of 1204: it cannot tell whether they were
  cut off or made anew.
`);
  });

  it('says what is wrong', () => {
    const problem = { code: 'CHAIN_HASH', source: 'record', number: 3, detail: 'Record 3 was changed.' } as const;
    const none = { count: 0, last: null, at: null, after: 0 };
    const verdict = {
      ...VERDICT,
      sound: false,
      problem_count: 2,
      problems: [problem],
      heads: none,
      anchors: { ...none, count: 1 },
      coverage: [],
    };

    expect(renderAuditVerdict(verdict, NOW, at(80))).toBe(`\
The audit chain is NOT sound: 2 problems.
  records  1,204, the last one 9c41…ffe2
  heads    none
  anchors  1, none of which holds
  state    a-state

Problems
  CHAIN_HASH  Record 3 was changed.
  and 1 more
`);
    expect(renderAuditVerdict({ ...VERDICT, records: 0, hash: null, lineage: '' }, NOW, at(80))).toContain(
      'not made yet',
    );
  });
});

describe('the text of an anchor and of an erasure', () => {
  const head = { lineage: 'l', seq: 5, hash: 'ab'.repeat(32), at: NOW, public_key: 'KEY', signature: 'S' };
  const anchor = { head, file: null, ref: null, commit: null, pushed: null, is_new: true };

  it('says where the anchor is', () => {
    expect(renderAnchor({ ...anchor, file: 'a.ndjson' }, at(80))).toBe(
      'Anchored the audit chain at record 5 (abab…abab).\n  file     a.ndjson\n  key      KEY\n',
    );
    expect(
      renderAnchor({ ...anchor, ref: 'refs/x/y', commit: 'c0ffee', pushed: 'origin', is_new: false }, at(80)),
    ).toBe(
      'The audit chain is anchored at record 5 (abab…abab) already.\n  ref      refs/x/y at c0ffee\n  pushed   origin\n  key      KEY\n',
    );
  });

  it('says what can no longer be undone', () => {
    const erasure = { entity: 'customer', key: 'C-1', at: NOW, actor: 'ann', writes: 3, erased: 2, gone: 1 };

    expect(renderErasure(erasure, at(300))).toBe(
      'Erased the encrypted values of 2 of 3 writes of customer C-1; those of 1 were gone already. These writes can no longer be undone; the audit chain stays as it is.\n',
    );
    expect(renderErasure({ ...erasure, writes: 1, erased: 1, gone: 0 }, at(300))).toMatch(
      /^Erased the encrypted values of 1 write of customer C-1\. This write can no longer be undone/,
    );
    expect(renderErasure({ ...erasure, erased: 0 }, at(80))).toMatch(/^Nothing was erased/);
  });

  it('asks with the number of writes', () => {
    const subject = { entity: 'customer', key: 'C-1' };

    expect(eraseQuestion({ ...subject, envelopes: ['a'] })).toBe(
      'Erase the encrypted values of 1 write of customer C-1? Undo of it is then impossible.',
    );
    expect(eraseQuestion({ ...subject, envelopes: ['a', 'b'] })).toMatch(/Undo of them/);
  });
});
