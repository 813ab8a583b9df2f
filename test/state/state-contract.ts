import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../src/model/journal.ts';
import type { ProjectConfig } from '../../src/model/manifest.ts';
import type { BaseEntry, CrosswalkLink, Lease, StateStore } from '../../src/model/state.ts';
import * as files from '../../src/state/open-state.ts';
import { realWorld } from '../../src/world.ts';
import { describeDocuments } from './documents-contract.ts';
import { collect } from './collect.ts';

/** A place where states are made for tests. */
export interface StateBench {
  start(): Promise<void>;
  /** The project of a state that does not exist yet. */
  freshProject(): ProjectConfig;
  /** How states are opened. Default: as the program does. */
  readonly open?: Pick<typeof files, 'openStateReader' | 'openStateStore'>;
  stop(): Promise<void>;
}

const world = realWorld();

/** A journal entry with only the parts that matter. */
export function entryOf(part: Partial<JournalEntry>): JournalEntry {
  return {
    run: 'run-1',
    at: '2026-11-22T12:00:00.000Z',
    kind: 'intent',
    plan: null,
    change: 'c1',
    digest: null,
    entity: 'customer',
    system: 'erp',
    resource: 'customers',
    nativeId: '7',
    key: 'C-1',
    action: 'update',
    outcome: null,
    code: null,
    detail: null,
    ...part,
  };
}

/** A base entry of the record `record`. */
export function baseOf(record: string, part: Partial<BaseEntry> = {}): BaseEntry {
  const fields = new Map([
    ['email', { value: '0123abcd', rule: 'ffff0000' }],
    ['name', { value: '00000000', rule: '12345678' }],
  ]);
  return {
    entity: 'customer',
    system: 'erp',
    record,
    ownerDigest: '0123456789abcdef',
    replicaDigest: null,
    fields,
    ...part,
  };
}

function linkOf(nativeId: string, part: Partial<CrosswalkLink> = {}): CrosswalkLink {
  return { entity: 'customer', system: 'erp', nativeId, record: `r-${nativeId}`, key: `C-${nativeId}`, ...part };
}

/** What every state store keeps, whatever the database. */
export function describeStateContract(name: string, bench: StateBench): void {
  const { openStateReader, openStateStore } = bench.open ?? files;
  describe(`the state contract on ${name}`, () => {
    let config: ProjectConfig;
    let store: StateStore;
    let lease: Lease;

    beforeAll(() => bench.start());
    afterAll(() => bench.stop());
    beforeEach(async () => {
      config = bench.freshProject();
      store = await openStateStore(config, world);
      lease = await store.acquireLease('me', 60_000, world.now());
      return () => store.close();
    });

    const error = (code: string) => expect.objectContaining({ name: 'ConcordatError', code }) as Error;

    it('a state that does not exist reads as empty, and reading does not make it', async () => {
      const missing = bench.freshProject();
      for (let round = 0; round < 2; round += 1) {
        const reader = await openStateReader(missing, world);

        expect(await reader.lineage()).toBeNull();
        expect(await collect(reader.links('customer'))).toEqual([]);
        expect(await collect(reader.base('customer'))).toEqual([]);
        expect(await collect(reader.journal({}))).toEqual([]);
        expect(await reader.openIntents()).toEqual([]);
        await reader.close();
      }
    });

    it('has a lineage for life, and a serial that grows by one with each commit', async () => {
      const first = await store.lineage();
      await store.commit(lease, {});
      await store.commit(lease, { links: [linkOf('1')] });
      const reader = await openStateReader(config, world);

      expect(await reader.lineage()).toEqual({ id: first?.id, serial: (first?.serial ?? 0) + 2 });
      await reader.close();
    });

    it('keeps links, replaces them by native id, and forgets what is unlinked before it links', async () => {
      await store.commit(lease, {
        links: [linkOf('1'), linkOf('2'), linkOf('1', { system: 'crm' }), linkOf('9', { entity: 'order' })],
      });
      await store.commit(lease, {
        unlinks: [linkOf('2'), linkOf('1')],
        links: [linkOf('1', { key: 'C-new' }), linkOf('1', { key: 'C-newest' })],
      });

      expect(await collect(store.links('customer'))).toEqual([
        linkOf('1', { system: 'crm' }),
        linkOf('1', { key: 'C-newest' }),
      ]);
    });

    it('keeps base entries, their digests and fields, and forgets them', async () => {
      const wide = new Map(
        Array.from({ length: 40 }, (_, i) => [
          `feld_ü_${i}`,
          { value: i.toString(16).padStart(8, '0'), rule: 'abcdef01' },
        ]),
      );
      const entries = [
        baseOf('a'),
        baseOf('b', { fields: new Map() }),
        baseOf('c', { fields: wide, replicaDigest: 'fedcba9876543210', ownerDigest: null }),
      ];
      await store.commit(lease, { base: [...entries, baseOf('d')] });
      await store.commit(lease, { unbase: [baseOf('d')], base: [baseOf('a', { replicaDigest: '0000000000000001' })] });

      expect(await collect(store.base('customer'))).toEqual([
        baseOf('a', { replicaDigest: '0000000000000001' }),
        entries[1],
        entries[2],
      ]);
      expect(await collect(store.base('order'))).toEqual([]);
    });

    it('gives more entries than a page holds, each once', async () => {
      const base = Array.from({ length: 12_001 }, (_, i) => baseOf(`r${i}`));
      await store.commit(lease, { base, links: base.map(({ record }) => linkOf(record)) });

      expect(new Set((await collect(store.base('customer'))).map(({ record }) => record)).size).toBe(12_001);
      expect(new Set((await collect(store.links('customer'))).map(({ nativeId }) => nativeId)).size).toBe(12_001);
    });

    it('keeps the last complete read of each binding, and tombstones', async () => {
      const mark = { entity: 'customer', system: 'erp', count: 10, filter: 'f', at: '2026-11-22T12:00:00.000Z' };
      const stone = { entity: 'customer', system: 'erp', nativeId: '7', key: 'C-7', at: '2026-11-22T12:00:00.000Z' };
      await store.commit(lease, { reads: [mark], tombstones: [stone] });
      await store.commit(lease, { reads: [{ ...mark, count: 11 }], tombstones: [{ ...stone, key: 'C-8' }] });

      expect(await store.reads()).toEqual([{ ...mark, count: 11 }]);
      expect(await collect(store.tombstones('customer'))).toEqual([{ ...stone, key: 'C-8' }]);
    });

    it('the journal gives entries in the order of appending, whole, and filters them', async () => {
      const detail = {
        fields: [{ name: 'email', before: null, after: { masked: 'x', fp: '0123abcd' } }],
        text: 'ü "\\',
      };
      const entries = [
        entryOf({ detail }),
        entryOf({ change: 'c2', key: 'C-2' }),
        entryOf({ run: 'run-2', kind: 'outcome', outcome: 'applied', key: 'C-2' }),
      ];
      await store.commit(lease, { journal: entries });
      await store.commit(lease, {
        journal: [entryOf({ run: 'run-2', kind: 'run-end', change: null, key: null, entity: null })],
      });

      const all = await collect(store.journal({}));
      expect(all.slice(0, 3)).toEqual(entries.map((entry) => ({ ...entry, seq: expect.any(Number) as number })));
      expect(all.map(({ seq }) => seq)).toEqual(all.map(({ seq }) => seq).toSorted((a, b) => Number(a) - Number(b)));
      expect((await collect(store.journal({ run: 'run-2' }))).map(({ kind }) => kind)).toEqual(['outcome', 'run-end']);
      expect((await collect(store.journal({ entity: 'customer', key: 'C-2' }))).map(({ run }) => run)).toEqual([
        'run-1',
        'run-2',
      ]);
      expect((await collect(store.journal({ last: 2 }))).map(({ kind }) => kind)).toEqual(['outcome', 'run-end']);
      expect((await collect(store.journal({ run: 'run-1', last: 1 }))).map(({ change }) => change)).toEqual(['c2']);
      expect(await collect(store.journal({ run: 'nobody', last: 5 }))).toEqual([]);
    });

    it('an intent is open until its run gives an outcome for its change', async () => {
      await store.commit(lease, { journal: [entryOf({}), entryOf({ change: 'c2' }), entryOf({ run: 'run-2' })] });
      await store.commit(lease, { journal: [entryOf({ kind: 'outcome', outcome: 'applied' })] });

      expect((await store.openIntents()).map(({ run, change, seq }) => [run, change, typeof seq])).toEqual([
        ['run-1', 'c2', 'number'],
        ['run-2', 'c1', 'number'],
      ]);
    });

    it('a living lease keeps others out, for now', async () => {
      const attempt = store.acquireLease('other', 60_000, world.now());

      await expect(attempt).rejects.toEqual(error('STATE_LOCKED'));
      await expect(attempt).rejects.toMatchObject({ isRetryable: true, exit: 75 });
    });

    it('a released or expired lease goes to the next holder, under a higher number', async () => {
      await store.releaseLease(lease);
      const second = await store.acquireLease('other', 60, world.now());
      await wait(120);
      const third = await store.acquireLease('third', 60_000, world.now());

      expect([second.fence > lease.fence, third.fence > second.fence, third.holder]).toEqual([true, true, 'third']);
      expect(Date.parse(third.expiresAt)).toBeGreaterThan(Date.now());
    });

    it('who lost the lease commits nothing, renews nothing, and releases nothing', async () => {
      const old = await store.renewLease(lease, 30, world.now());
      await wait(80);
      const next = await store.acquireLease('other', 60_000, world.now());
      const before = await store.lineage();

      await expect(store.commit(old, { links: [linkOf('1')], journal: [entryOf({})] })).rejects.toEqual(
        error('STATE_FENCED'),
      );
      await expect(store.renewLease(old, 60_000, world.now())).rejects.toEqual(error('STATE_FENCED'));
      await store.releaseLease(old);
      await store.commit(next, {});

      expect(await collect(store.links('customer'))).toEqual([]);
      expect(await collect(store.journal({}))).toEqual([]);
      expect((await store.lineage())?.serial).toBe((before?.serial ?? 0) + 1);
    });

    it('a commit that fails in the middle leaves nothing, and the store goes on', async () => {
      const bad = baseOf('b', { ownerDigest: 'no digest' });

      await expect(
        store.commit(lease, {
          links: [linkOf('1')],
          base: [baseOf('a', { fields: new Map([['new', { value: '00000001', rule: '0badf00d' }]]) }), bad],
        }),
      ).rejects.toThrow(/Bug in concordat/);

      expect(await collect(store.links('customer'))).toEqual([]);
      const good = baseOf('a', { fields: new Map([['new', { value: '00000001', rule: '0badf00d' }]]) });
      await store.commit(lease, { base: [good] });
      expect(await collect(store.base('customer'))).toEqual([good]);
    });

    it('two stores on one state see each other, and a second opening keeps the lineage', async () => {
      const second = await openStateStore(config, world);
      await store.commit(lease, { links: [linkOf('1')] });

      expect(await second.lineage()).toEqual(await store.lineage());
      expect(await collect(second.links('customer'))).toEqual([linkOf('1')]);
      await second.close();
    });

    it('opened by several at once on first use, it is made once', async () => {
      const fresh = bench.freshProject();
      const stores = await Promise.all([1, 2, 3].map(() => openStateStore(fresh, world)));

      const lineages = await Promise.all(stores.map((one) => one.lineage()));
      expect(new Set(lineages.map((lineage) => lineage?.id)).size).toBe(1);
      await Promise.all(stores.map((one) => one.close()));
    });

    describeDocuments({ bench, config: () => config, store: () => store, lease: () => lease });

    it('closes twice without harm', async () => {
      const reader = await openStateReader(config, world);
      await reader.close();

      await expect(reader.close()).resolves.toBeUndefined();
    });
  });
}
