import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sealEnvelope } from '../../src/audit/envelope.ts';
import type { AuditLeaf } from '../../src/model/audit.ts';
import type { StateDocument } from '../../src/model/state.ts';
import { eraseSubject, findSubject } from '../../src/pipeline/audit-erase.ts';
import { auditLog, type AuditQuery, exportAudit } from '../../src/pipeline/audit-log.ts';
import { instantOf } from '../../src/pipeline/audit-time.ts';
import { verifyChain } from '../../src/pipeline/audit-verify.ts';
import { fingerprintOf } from '../../src/plan/mask-values.ts';
import { leafOf } from '../state/audit-leaves.ts';
import { collect } from '../state/collect.ts';
import { entryOf } from '../state/state-contract.ts';
import { makeAudit, type TestAudit } from './audit-project.ts';

const MANIFEST = `kind: system
name: crm
connector: memory
---
kind: entity
name: customer
key: [email]
fields:
  email: { type: string, owner: crm, class: personal, equality: case-insensitive }
lifecycle: { owner: crm }
systems:
  crm: { resource: accounts, id: id, fields: { email: mail } }
---
kind: entity
name: contact
key: [no, email]
fields:
  no: { type: integer, owner: crm }
  email: { type: string, owner: crm, class: confidential }
lifecycle: { owner: crm }
systems:
  crm: { resource: contacts, id: id, fields: { no: no, email: mail } }
`;

const write = (part: Partial<AuditLeaf>): AuditLeaf =>
  leafOf({
    kind: 'write',
    action: 'update',
    entity: 'customer',
    system: 'erp',
    outcome: 'applied',
    attempts: 1,
    ...part,
  });
const fieldOf = (name: string, at: string) => ({
  name,
  at,
  before: { fp: '0'.repeat(8) },
  after: { fp: '1'.repeat(8) },
});

describe('audit commands', () => {
  let audit: TestAudit;
  beforeEach(async () => {
    audit = await makeAudit({ 'sync.d/all.yaml': MANIFEST });
  });
  afterEach(() => audit.remove());
  const fp = (email: string) => fingerprintOf(audit.project.digests, 'customer', 'email', email).slice(0, 8);
  const ask = async (query: Partial<AuditQuery>) =>
    (await auditLog(audit.project, { last: 0, ...query })).entries.map(({ change }) => change);

  describe('the log', () => {
    beforeEach(() =>
      audit.append([
        write({
          change: 'a',
          key: 'C-1',
          at: '2026-11-20T10:00:00.000Z',
          run: 'run-one',
          fields: [fieldOf('email', 'mail')],
        }),
        write({ change: 'b', key: 'C-2', at: '2026-11-21T10:00:00.000Z', system: 'crm', actor: 'bob' }),
        write({ change: 'c', key: 'C-1', at: '2026-11-22T10:00:00.000Z', entity: 'order', run: 'run-two' }),
        leafOf({ change: 'd', at: '2026-11-23T10:00:00.000Z' }),
      ]),
    );

    it.each<readonly [Partial<AuditQuery>, readonly string[]]>([
      [{}, ['a', 'b', 'c', 'd']],
      [{ entity: 'customer' }, ['a', 'b']],
      [{ key: 'C-1' }, ['a', 'c']],
      [{ entity: 'customer', key: 'C-1' }, ['a']],
      [{ field: 'email' }, ['a']],
      [{ field: 'mail' }, ['a']],
      [{ system: 'crm' }, ['b']],
      [{ actor: 'bob' }, ['b']],
      [{ run: 'run-t' }, ['c']],
      [{ since: '2026-11-21T10:00:00.000Z' }, ['b', 'c', 'd']],
      [{ until: '2026-11-21T10:00:00.000Z' }, ['a', 'b']],
      [{ since: '2026-11-20T11:00:00.000Z', until: '2026-11-22T09:00:00.000Z' }, ['b']],
      [{ last: 1 }, ['d']],
      [{ last: 1, key: 'C-1' }, ['c']],
      [{ actor: 'nobody' }, []],
    ])('shows for %o the records %o', async (query, expected) => {
      expect(await ask(query)).toEqual(expected);
    });

    it('counts all records and those that match', async () => {
      expect(await auditLog(audit.project, { key: 'C-1', last: 1 })).toMatchObject({ records: 4, matched: 2 });
    });

    it('shows the newest of many', async () => {
      await audit.append(Array.from({ length: 25 }, (_, i) => leafOf({ change: `x${i}` })));

      expect(await ask({ last: 3 })).toEqual(['x22', 'x23', 'x24']);
    });

    it('shows what stands there, also where somebody changed it', async () => {
      audit.tamper(
        'update audit set leaf = \'[1\' where seq = 1; update audit set leaf = \'{"actor": 7, "kind": "x", "fields": [1], "guard": 2}\' where seq = 2',
      );

      const { entries } = await auditLog(audit.project, { last: 2, until: '' });
      const all = await auditLog(audit.project, { last: 0 });

      expect(entries).toHaveLength(2);
      expect(all.entries[1]).toMatchObject({
        actor: 'unknown',
        kind: 'decision',
        fields: [],
        guard: null,
        action: 'unreadable',
      });
    });
  });

  it('a classified key is found in clear, by its fingerprint, and by the fingerprint with its mark', async () => {
    const key = fp('ann@x.example');
    await audit.append([write({ change: 'a', key }), write({ change: 'b', key: fp('bob@x.example') })]);

    expect(await ask({ key: 'Ann@X.example' })).toEqual(['a']);
    expect(await ask({ key })).toEqual(['a']);
    expect(await ask({ key: `fp:${key}` })).toEqual(['a']);
  });

  it('a key of several parts is found in clear where one of them is classified', async () => {
    const part = fingerprintOf(audit.project.digests, 'contact', 'email', 'ann@x.example').slice(0, 8);
    await audit.append([
      write({ change: 'a', entity: 'contact', key: `17/${part}` }),
      write({ change: 'b', key: '17' }),
    ]);

    expect(await ask({ key: '17/ann@x.example' })).toEqual(['a']);
    expect(await ask({ key: `17/${part}` })).toEqual(['a']);
    expect(await ask({ key: '18/ann@x.example' })).toEqual([]);
  });

  it('works with manifests that are not valid, and without a state', async () => {
    writeFileSync(join(audit.dir, 'sync.d/all.yaml'), 'kind: entity\nname: [');

    expect(await auditLog(audit.project, { last: 0, key: 'C-1' })).toMatchObject({
      lineage: null,
      records: 0,
      entries: [],
    });
    expect(await verifyChain(audit.project, { files: [], ref: null, keys: [] })).toMatchObject({
      sound: true,
      lineage: '',
    });
    expect(existsSync(join(audit.dir, '.concordat/state.db'))).toBe(false);
  });

  it('an export is not written over a file that is there', async () => {
    await audit.append([write({})]);
    const path = join(audit.dir, 'x.ndjson');

    expect(await exportAudit(audit.project, path)).toEqual({ records: 1 });
    const text = readFileSync(path, 'utf8');
    await expect(exportAudit(audit.project, path)).rejects.toMatchObject({ code: 'EXPORT_EXISTS', exit: 1 });
    await expect(exportAudit(audit.project, join(path, 'x'))).rejects.toMatchObject({ code: 'FILE_WRITE_FAILED' });
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  describe('erasing a subject', () => {
    const envelope = (id: string): StateDocument => ({
      kind: 'envelope',
      id,
      body: sealEnvelope(audit.project.digests, id, { values: { email: 'canary@example.com' } }),
    });
    const kept = async (): Promise<readonly string[]> => {
      const state = await audit.project.state.reader();
      return (await collect(state.documents('envelope')).finally(() => state.close())).map(({ id }) => id);
    };
    beforeEach(() =>
      audit.append(
        [
          write({ key: 'C-1', envelope: 'r1/a' }),
          write({ key: 'C-2', envelope: 'r1/b' }),
          write({ key: 'C-1', envelope: 'r2/a' }),
          write({ key: 'C-1', entity: 'order', envelope: 'r2/o' }),
          write({ key: 'C-1', action: 'link' }),
        ],
        ['r1/a', 'r1/b', 'r2/a', 'r2/o', 'r9/not-in-the-chain'].map(envelope),
      ),
    );

    it('takes away its envelopes, no other, and says so in a chain that stays sound', async () => {
      await audit.sign();
      const before = await audit.records();

      const erased = await eraseSubject(audit.project, await findSubject(audit.project, 'customer', 'C-1'));

      expect(erased).toMatchObject({ entity: 'customer', key: 'C-1', actor: 'ann', writes: 3, erased: 2, gone: 0 });
      expect(await kept()).toEqual(['r1/b', 'r2/o', 'r9/not-in-the-chain']);
      expect((await audit.records()).slice(0, -1)).toEqual(before);
      expect(await verifyChain(audit.project, { files: [], ref: null, keys: [] })).toMatchObject({
        sound: true,
        heads: { count: 2, after: 0 },
      });
      const { entries } = await auditLog(audit.project, { last: 0 });
      expect(entries.at(-1)).toMatchObject({
        kind: 'decision',
        action: 'erase',
        actor: 'ann',
        entity: 'customer',
        key: 'C-1',
      });
      expect(entries.map((entry) => entry.envelope?.kept ?? null)).toEqual([false, true, false, true, null, null]);
    });

    it('leaves no byte of them in the file of the state', async () => {
      const sealed = (JSON.parse(JSON.stringify(envelope('r1/a').body)) as { readonly sealed: string }).sealed;
      const file = () => readFileSync(join(audit.dir, '.concordat', 'state.db'), 'latin1');
      const had = file().includes(sealed);

      await eraseSubject(audit.project, await findSubject(audit.project, 'customer', 'C-1'));

      expect([had, file().includes(sealed), file().includes(sealed.slice(8, 40))]).toEqual([true, false, false]);
    });

    it('a second time changes nothing', async () => {
      await eraseSubject(audit.project, await findSubject(audit.project, 'customer', 'C-1'));
      const before = await audit.records();

      const again = await eraseSubject(audit.project, await findSubject(audit.project, 'customer', 'C-1'));

      expect(again).toMatchObject({ erased: 0, gone: 2 });
      expect(await audit.records()).toEqual(before);
    });

    it('that nobody ever wrote is refused', async () => {
      await expect(findSubject(audit.project, 'customer', 'C-9')).rejects.toMatchObject({
        code: 'AUDIT_UNKNOWN',
        exit: 1,
      });
      await expect(findSubject(audit.project, 'nobody', 'C-1')).rejects.toMatchObject({ code: 'AUDIT_UNKNOWN' });
    });

    it('waits for a write that is not settled', async () => {
      const store = await audit.project.state.store();
      const lease = await store.acquireLease('me', 60_000, audit.project.world.now());
      await store.commit(lease, { journal: [entryOf({ kind: 'intent', entity: 'customer', key: 'C-1' })] });
      await store.close();

      await expect(findSubject(audit.project, 'customer', 'C-1')).rejects.toMatchObject({
        code: 'ERASE_UNSETTLED',
        exit: 75,
      });
      expect(await findSubject(audit.project, 'customer', 'C-2')).toMatchObject({ envelopes: ['r1/b'] });
    });
  });
});

describe('an instant on the command line', () => {
  const NOW = '2026-11-22T12:00:00.000Z';

  it.each([
    ['2026-11-20', 'since', '2026-11-20T00:00:00.000Z'],
    ['2026-11-20', 'until', '2026-11-20T23:59:59.999Z'],
    ['2026-11-20T08:00Z', 'since', '2026-11-20T08:00:00.000Z'],
    ['2026-11-20T08:00:01.5+02:00', 'since', '2026-11-20T06:00:01.500Z'],
    ['30m', 'since', '2026-11-22T11:30:00.000Z'],
    ['4h', 'until', '2026-11-22T08:00:00.000Z'],
    ['7d', 'since', '2026-11-15T12:00:00.000Z'],
  ] as const)('%s as %s is %s', (text, side, expected) => {
    expect(instantOf(text, NOW, side)).toBe(expected);
  });

  it.each([
    '',
    'yesterday',
    '2026-11',
    '2026-02-30',
    '2026-13-01',
    '2026-11-20T08:00',
    '2026-11-20T25:00Z',
    '7w',
    '-1d',
  ])('"%s" is refused, exit 64', (text) => {
    expect(() => instantOf(text, NOW, 'since')).toThrow(expect.objectContaining({ code: 'USAGE', exit: 64 }) as Error);
  });
});
